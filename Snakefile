"""From raw files to reports: every job is one plain `evaluering` command.

Run `snakemake --cores 4`. Each rule names what its command reads: data, the modules it uses, and
a fingerprint of the configuration that it depends on, so that an edit reruns what it touches and
nothing else. Outputs are marked `update`: a failed job leaves what was there before.
"""

import sys
import threading
from pathlib import Path


from evaluering.cli.flow import PATHS, WAVE, Flow
from evaluering.cli.paths import DOCUMENTS
from evaluering.config import sources
from evaluering.config.claims.reading import check_claims
from evaluering.config.project import load_project
from evaluering.errors import EvalueringError

shell.prefix(
    f"PATH='{Path(sys.executable).parent}':$PATH; "
)  # `evaluering` of this environment

try:
    project = load_project(Path())
    check_claims(Path(), project)
    flow = Flow(project)
    flow.check_raw_files()
except EvalueringError as error:
    sys.exit(str(error))


onsuccess:
    print("Ferdig. Åpne reports/index.html.")
    # every job is done: do not wait a second for the timers of Snakemake's rate limiter
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer):
            thread.cancel()


rule all:
    input:
        flow.targets(),
    message:
        "Alle figurer, tabeller og rapporter er laget"


rule ingest:
    input:
        lambda w: flow.ingest_inputs(w.wave, w.survey),
        flow.code("ingest"),
    output:
        update(PATHS.respondents(WAVE, "{survey}")),
        update(PATHS.quality(WAVE, "{survey}")),
    log:
        "logs/{wave}/ingest-{survey}.log",
    wildcard_constraints:
        survey="|".join(project.surveys),
    conda:
        "environment.yaml"
    params:
        config=lambda w: sources.ingest_fingerprint(project, w.wave, w.survey),
    message:
        "Leser og kontrollerer {wildcards.survey} ({wildcards.wave})"
    shell:
        "evaluering ingest --wave {wildcards.wave} --survey {wildcards.survey} > {log} 2>&1"


rule quality:
    input:
        [PATHS.quality(WAVE, survey) for survey in project.surveys],
        flow.code("quality"),
        flow.templates(),
    output:
        update([PATHS.quality_page(WAVE, survey) for survey in project.surveys]),
    log:
        "logs/{wave}/quality.log",
    conda:
        "environment.yaml"
    params:
        config=lambda w: sources.quality_fingerprint(project, w.wave),
    message:
        "Lager sidene om datakvalitet ({wildcards.wave})"
    shell:
        "evaluering quality --wave {wildcards.wave} > {log} 2>&1"


rule registry:
    input:
        flow.replies(),
        flow.code("registry"),
    output:
        update(PATHS.table(WAVE, "municipalities")),
        update(PATHS.table(WAVE, "municipalities", "json")),
    log:
        "logs/{wave}/registry.log",
    conda:
        "environment.yaml"
    params:
        config=lambda w: sources.registry_fingerprint(project, w.wave),
    message:
        "Lager kommunetabellen av SSBs svar ({wildcards.wave})"
    shell:
        "evaluering registry --wave {wildcards.wave} > {log} 2>&1"


rule link:
    input:
        PATHS.respondents(WAVE, flow.linked_survey),
        PATHS.table(WAVE, "municipalities"),
        flow.code("link"),
    output:
        update(PATHS.table(WAVE, "linked")),
        update(PATHS.table(WAVE, "linked", "json")),
    log:
        "logs/{wave}/link.log",
    conda:
        "environment.yaml"
    params:
        config=lambda w: sources.link_fingerprint(project, w.wave),
    message:
        "Kobler respondenter til kommuner ({wildcards.wave})"
    shell:
        "evaluering link --wave {wildcards.wave} > {log} 2>&1"


rule indices:
    input:
        flow.ingested(),
        flow.code("indices"),
    output:
        update(PATHS.table(WAVE, "indices")),
        update(PATHS.table(WAVE, "indices", "json")),
    log:
        "logs/{wave}/indices.log",
    conda:
        "environment.yaml"
    params:
        config=sources.indices_fingerprint(project),
    message:
        "Bygger indeksene ({wildcards.wave})"
    shell:
        "evaluering indices --wave {wildcards.wave} > {log} 2>&1"


rule appendix:
    input:
        PATHS.table(WAVE, "indices", "json"),
        flow.code("appendix"),
        flow.templates(),
    output:
        update(flow.index_pages()),
    log:
        "logs/{wave}/appendix.log",
    conda:
        "environment.yaml"
    params:
        config=lambda w: sources.appendix_fingerprint(project, w.wave),
    message:
        "Lager sidene om indeksene ({wildcards.wave})"
    shell:
        "evaluering appendix --wave {wildcards.wave} > {log} 2>&1"


for (report, chapter), content in project.chapters.items():

    rule:
        name:
            f"results_{report}_{chapter}"
        input:
            flow.results_inputs(report, chapter),
            flow.code("results", "exhibits", content.exhibits),
        output:
            update(flow.results(report, chapter)),
        log:
            f"logs/{{wave}}/results-{report}-{chapter}.log",
        conda:
            "environment.yaml"
        params:
            config=lambda w, r=report, c=chapter: sources.results_fingerprint(
                project, w.wave, r, c
            ),
            options=f"--report {report} --chapter {chapter}",
        message:
            f"Beregner {chapter} i {report} ({{wildcards.wave}})"
        shell:
            "evaluering results --wave {wildcards.wave} {params.options} > {log} 2>&1"

    if drawn := [exhibit for exhibit in content.exhibits if exhibit.is_figure]:

        rule:
            name:
                f"figures_{report}_{chapter}"
            input:
                flow.figure_results(report, chapter),
                flow.code("figures", "render.figures", drawn),
            output:
                update(flow.figures(report, chapter)),
            log:
                f"logs/{{wave}}/figures-{report}-{chapter}.log",
            conda:
                "environment.yaml"
            params:
                config=lambda w, r=report, c=chapter: sources.figures_fingerprint(
                    project, w.wave, r, c
                ),
                options=f"--report {report} --chapter {chapter}",
            message:
                f"Tegner figurene i {chapter} i {report} ({{wildcards.wave}})"
            shell:
                "evaluering figures --wave {wildcards.wave} {params.options} > {log} 2>&1"


for report in project.reports:

    rule:
        name:
            f"tables_{report}"
        input:
            flow.table_results(report),
            flow.code("tables", "render.tables", project.exhibits(report)),
            flow.templates(),
        output:
            update(flow.tables(report)),
        log:
            f"logs/{{wave}}/tables-{report}.log",
        conda:
            "environment.yaml"
        params:
            config=lambda w, r=report: sources.tables_fingerprint(project, w.wave, r),
            options=f"--report {report}",
        message:
            f"Setter tabellene i {report} ({{wildcards.wave}})"
        shell:
            "evaluering tables --wave {wildcards.wave} {params.options} > {log} 2>&1"

    if checked := flow.checks(report):

        rule:
            name:
                f"checks_{report}"
            input:
                flow.check_inputs(report),
            output:
                update(checked),
            log:
                f"logs/{{wave}}/checks-{report}.log",
            conda:
                "environment.yaml"
            params:
                config=lambda w, r=report: sources.check_fingerprint(project, w.wave, r),
                options=f"--report {report}",
            message:
                f"Prøver {report} mot data og mot seg selv ({{wildcards.wave}})"
            shell:
                "evaluering checks --wave {wildcards.wave} {params.options} > {log} 2>&1"

    for command, document in DOCUMENTS.items():

        rule:
            name:
                f"{command}_{report}"
            input:
                flow.document_inputs(report, command),
            output:
                update(PATHS.document(WAVE, report, command)),
            log:
                f"logs/{{wave}}/{command}-{report}.log",
            conda:
                "environment.yaml"
            params:
                config=lambda w, r=report: sources.report_fingerprint(
                    project, w.wave, r
                ),
                options=f"{command} --report {report}",
            message:
                f"Setter {document} i {report} ({{wildcards.wave}})"
            shell:
                "evaluering {params.options} --wave {wildcards.wave} > {log} 2>&1"


rule index:
    input:
        flow.code("index"),
        flow.templates(),
    output:
        update(PATHS.index()),
    log:
        "logs/index.log",
    conda:
        "environment.yaml"
    params:
        config=sources.index_fingerprint(project),
    message:
        "Lager inngangssiden"
    shell:
        "evaluering index > {log} 2>&1"
