# From raw files to respondents, registry, links and indices.


rule ingest:
    input:
        reads("ingest-{survey}"),
    output:
        update(PATHS.ingested(WAVE, "{survey}")),
        receipt=PATHS.receipt(WAVE, "ingest-{survey}"),
    log:
        PATHS.log(WAVE, "ingest-{survey}"),
    wildcard_constraints:
        survey="|".join(flow.project.surveys),
    conda:
        ENVIRONMENT
    params:
        given=given("ingest-{survey}"),
    message:
        "Leser og kontrollerer {wildcards.survey} ({wildcards.wave})"
    shell:
        "evaluering ingest --wave {wildcards.wave} --survey {wildcards.survey} > {log} 2>&1"


# a wave has a page for each survey that it has, so each wave has a rule of its own
for wave in flow.waves:

    rule:
        name:
            f"quality_{wave}"
        input:
            flow.job(wave, "quality").reads,
        output:
            update(flow.job(wave, "quality").makes),
            receipt=PATHS.receipt(wave, "quality"),
        log:
            PATHS.log(wave, "quality"),
        conda:
            ENVIRONMENT
        params:
            given=flow.given(flow.job(wave, "quality")),
            options=f"--wave {wave}",
        message:
            f"Lager sidene om datakvalitet ({wave})"
        shell:
            "evaluering quality {params.options} > {log} 2>&1"


rule registry:
    input:
        reads("registry"),
    output:
        update(PATHS.tables(WAVE, "municipalities")),
        receipt=PATHS.receipt(WAVE, "registry"),
    log:
        PATHS.log(WAVE, "registry"),
    conda:
        ENVIRONMENT
    params:
        given=given("registry"),
    message:
        "Lager kommunetabellen av SSBs svar ({wildcards.wave})"
    shell:
        "evaluering registry --wave {wildcards.wave} > {log} 2>&1"


rule link:
    input:
        reads("link"),
    output:
        update(PATHS.tables(WAVE, "linked")),
        receipt=PATHS.receipt(WAVE, "link"),
    log:
        PATHS.log(WAVE, "link"),
    conda:
        ENVIRONMENT
    params:
        given=given("link"),
    message:
        "Kobler respondenter til kommuner ({wildcards.wave})"
    shell:
        "evaluering link --wave {wildcards.wave} > {log} 2>&1"


rule indices:
    input:
        reads("indices"),
    output:
        update(PATHS.tables(WAVE, "indices")),
        receipt=PATHS.receipt(WAVE, "indices"),
    log:
        PATHS.log(WAVE, "indices"),
    conda:
        ENVIRONMENT
    params:
        given=given("indices"),
    message:
        "Bygger indeksene ({wildcards.wave})"
    shell:
        "evaluering indices --wave {wildcards.wave} > {log} 2>&1"


# a wave has a page for each index whose survey it has
for wave in flow.waves:
    if flow.has(wave, "appendix"):

        rule:
            name:
                f"appendix_{wave}"
            input:
                flow.job(wave, "appendix").reads,
            output:
                update(flow.job(wave, "appendix").makes),
                receipt=PATHS.receipt(wave, "appendix"),
            log:
                PATHS.log(wave, "appendix"),
            conda:
                ENVIRONMENT
            params:
                given=flow.given(flow.job(wave, "appendix")),
                options=f"--wave {wave}",
            message:
                f"Lager sidene om indeksene ({wave})"
            shell:
                "evaluering appendix {params.options} > {log} 2>&1"
