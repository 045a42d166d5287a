# Claims, reproduction and audit of the reports that have what it takes.

for report in flow.project.reports:
    if checked := steps.check_files(flow.project, WAVE, report):

        rule:
            name:
                f"checks_{report}"
            input:
                reads(f"checks-{report}"),
            output:
                update(checked),
                receipt=PATHS.receipt(WAVE, f"checks-{report}"),
            log:
                PATHS.log(WAVE, f"checks-{report}"),
            conda:
                ENVIRONMENT
            params:
                given=given(f"checks-{report}"),
                options=f"--report {report}",
            message:
                f"Prøver {report} mot data og mot seg selv ({{wildcards.wave}})"
            shell:
                "evaluering checks --wave {wildcards.wave} {params.options} > {log} 2>&1"
