# The page that leads to everything; the run writes it anew at its end when there is something to tell.


rule index:
    output:
        update(PATHS.index()),
        receipt=PATHS.receipt("", "index"),
    log:
        PATHS.log("", "index"),
    conda:
        ENVIRONMENT
    params:
        given=flow.given(flow.job("", "index")),
    message:
        "Lager inngangssiden"
    shell:
        "evaluering index > {log:q} 2>&1"
