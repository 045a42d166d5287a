# From data to results, a job a chapter, and from results to figures and tables.

for (report, chapter), content in flow.project.chapters.items():

    rule:
        name:
            f"results_{report}.{chapter}"
        input:
            reads(f"results-{report}.{chapter}"),
        output:
            update(materials.result_files(WAVE, report, content.exhibits)),
            receipt=PATHS.receipt(WAVE, f"results-{report}.{chapter}"),
        log:
            PATHS.log(WAVE, f"results-{report}.{chapter}"),
        conda:
            ENVIRONMENT
        params:
            given=given(f"results-{report}.{chapter}"),
            options=f"--report {report} --chapter {chapter}",
        message:
            f"Beregner {chapter} i {report} ({{wildcards.wave}})"
        shell:
            "evaluering results --wave {wildcards.wave:q} {params.options} > {log:q} 2>&1"

    if drawn := materials.drawn(flow.project, report, chapter):

        rule:
            name:
                f"figures_{report}.{chapter}"
            input:
                reads(f"figures-{report}.{chapter}"),
            output:
                update(materials.figure_files(flow.project, WAVE, report, drawn)),
                receipt=PATHS.receipt(WAVE, f"figures-{report}.{chapter}"),
            log:
                PATHS.log(WAVE, f"figures-{report}.{chapter}"),
            conda:
                ENVIRONMENT
            params:
                given=given(f"figures-{report}.{chapter}"),
                options=f"--report {report} --chapter {chapter}",
            message:
                f"Tegner figurene i {chapter} i {report} ({{wildcards.wave}})"
            shell:
                "evaluering figures --wave {wildcards.wave:q} {params.options} > {log:q} 2>&1"


for report in flow.project.reports:
    if set_tables := materials.table_files(flow.project, WAVE, report):

        rule:
            name:
                f"tables_{report}"
            input:
                reads(f"tables-{report}"),
            output:
                update(set_tables),
                receipt=PATHS.receipt(WAVE, f"tables-{report}"),
            log:
                PATHS.log(WAVE, f"tables-{report}"),
            conda:
                ENVIRONMENT
            params:
                given=given(f"tables-{report}"),
                options=f"--report {report}",
            message:
                f"Setter tabellene i {report} ({{wildcards.wave}})"
            shell:
                "evaluering tables --wave {wildcards.wave:q} {params.options} > {log:q} 2>&1"
