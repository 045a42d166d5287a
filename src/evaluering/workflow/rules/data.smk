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
        survey=one_of(flow.project.surveys),
    conda:
        ENVIRONMENT
    params:
        given=given("ingest-{survey}"),
    message:
        "Leser og kontrollerer {wildcards.survey} ({wildcards.wave})"
    shell:
        "evaluering ingest --wave {wildcards.wave:q} --survey {wildcards.survey:q} > {log:q} 2>&1"


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
            "evaluering quality {params.options} > {log:q} 2>&1"


rule registry:
    input:
        reads("registry-{registry}"),
    output:
        update(list(materials.with_account(PATHS.units(WAVE, "{registry}")))),
        receipt=PATHS.receipt(WAVE, "registry-{registry}"),
    log:
        PATHS.log(WAVE, "registry-{registry}"),
    wildcard_constraints:
        registry=one_of(flow.project.registries),
    conda:
        ENVIRONMENT
    params:
        given=given("registry-{registry}"),
    message:
        "Leser registeret {wildcards.registry} ({wildcards.wave})"
    shell:
        "evaluering registry --wave {wildcards.wave:q} --registry {wildcards.registry:q} > {log:q} 2>&1"


rule link:
    input:
        reads("link-{link}"),
    output:
        update(list(materials.with_account(PATHS.linked(WAVE, "{link}")))),
        receipt=PATHS.receipt(WAVE, "link-{link}"),
    log:
        PATHS.log(WAVE, "link-{link}"),
    wildcard_constraints:
        link=one_of(flow.project.links),
    conda:
        ENVIRONMENT
    params:
        given=given("link-{link}"),
    message:
        "Kobler respondenter: {wildcards.link} ({wildcards.wave})"
    shell:
        "evaluering link --wave {wildcards.wave:q} --link {wildcards.link:q} > {log:q} 2>&1"


rule indices:
    input:
        reads("indices"),
    output:
        update(list(materials.with_account(PATHS.indices(WAVE)))),
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
        "evaluering indices --wave {wildcards.wave:q} > {log:q} 2>&1"


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
                "evaluering appendix {params.options} > {log:q} 2>&1"
