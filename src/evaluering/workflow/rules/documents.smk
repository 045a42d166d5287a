# The report in each format, set from the results, the figures and the accounts.

for report in flow.project.reports:
    for command in DOCUMENTS:

        rule:
            name:
                f"{command}_{report}"
            input:
                reads(f"{command}-{report}"),
            output:
                update(Paths.of(flow.project).document(WAVE, report, command)),
                receipt=PATHS.receipt(WAVE, f"{command}-{report}"),
            log:
                PATHS.log(WAVE, f"{command}-{report}"),
            conda:
                ENVIRONMENT
            params:
                given=given(f"{command}-{report}"),
                command=f"evaluering {command}",
                options=f"--report {report}",
            message:
                f"Setter {Paths.of(flow.project).document(WAVE, report, command).name} i {report} ({{wildcards.wave}})"
            shell:
                "{params.command} --wave {wildcards.wave:q} {params.options}"
                " > {log:q} 2>&1"
