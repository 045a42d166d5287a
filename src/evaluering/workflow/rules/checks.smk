# Claims, reproduction and audit of the reports that have what it takes; which, may differ by wave.

for wave in flow.waves:
    for report in flow.project.reports:
        if flow.has(wave, f"checks-{report}"):

            rule:
                name:
                    f"checks_{wave}_{report}"
                input:
                    flow.job(wave, f"checks-{report}").reads,
                output:
                    update(flow.job(wave, f"checks-{report}").makes),
                    receipt=PATHS.receipt(wave, f"checks-{report}"),
                log:
                    PATHS.log(wave, f"checks-{report}"),
                conda:
                    ENVIRONMENT
                params:
                    given=flow.given(flow.job(wave, f"checks-{report}")),
                    options=f"--wave {wave} --report {report}",
                message:
                    f"Prøver {report} mot data og mot seg selv ({wave})"
                shell:
                    "evaluering checks {params.options} > {log:q} 2>&1"
