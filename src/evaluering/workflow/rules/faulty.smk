# A wave that cannot be run: the others are made, and this job fails with its message.


rule faulty_wave:
    output:
        receipt=PATHS.receipt(WAVE, FAULTY),
    log:
        PATHS.log(WAVE, FAULTY),
    wildcard_constraints:
        wave=one_of(flow.faulty),
    conda:
        ENVIRONMENT
    message:
        "Kontrollerer bølgen {wildcards.wave}"
    shell:
        "evaluering validate --wave={wildcards.wave:q} > {log:q} 2>&1"
