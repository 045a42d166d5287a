"""What each job of the workflow reads, makes and depends on: one function a step."""

from __future__ import annotations

from pathlib import Path

from evaluering.config import sources
from evaluering.config.formats import code_of_format, formats
from evaluering.config.paths import Paths
from evaluering.config.presence import indices_of, links_of, registries_of
from evaluering.config.project import Project
from evaluering.message import message
from evaluering.plugins import of_others
from evaluering.workflow.coverage import why_not
from evaluering.workflow.job import Job
from evaluering.workflow.materials import (
    PATHS,
    accounts,
    check_files,
    code,
    data_behind,
    drawn,
    exists_in,
    figure_files,
    files_in,
    is_claimed,
    is_published,
    of_survey,
    raw_file,
    result_files,
    source_files,
    table_files,
    theme_files,
    with_account,
)

TEMPLATES = ("render/templates", "languages")
ASSETS = ("render", "languages")
"""Templates, fonts and languages: all that is no code."""
CHECKS = ("evaluering.claims", "evaluering.audit")
"""The entry points of what the checks find in other packages."""


def ingest(project: Project, wave: str, survey: str) -> Job:
    """Read a survey's file; a linked one is held against the registry."""
    linked = [k for k in links_of(project, wave).values() if of_survey(project, k, survey)]
    return Job(
        id=f"ingest-{survey}",
        wave=wave,
        title=message("job_ingest", survey=survey),
        command=("ingest", "--wave", wave, "--survey", survey),
        reads=(
            raw_file(project, wave, survey),
            *sorted({PATHS.units(wave, link.registry) for link in linked}),
        ),
        makes=tuple(PATHS.ingested(wave, survey)),
        config=sources.ingest_fingerprint(project, wave, survey),
        entries=("cli.ingest",),
    )


def quality(project: Project, wave: str) -> Job:
    """Set the pages on data quality."""
    surveys = project.waves[wave].surveys
    lists = [PATHS.frame(wave, survey) for survey in surveys]
    lists += [PATHS.members(wave, survey) for survey in surveys]
    lists.append(PATHS.sums(wave))
    registries = {link.registry for link in links_of(project, wave).values()}
    return Job(
        id="quality",
        wave=wave,
        title=message("job_quality"),
        command=("quality", "--wave", wave),
        reads=(
            *(file for survey in surveys for file in PATHS.ingested(wave, survey)),
            *(path for path in lists if exists_in(project, path)),
            *(PATHS.units(wave, name, "json") for name in sorted(registries)),
        ),
        makes=tuple(Paths.of(project).quality_page(wave, survey) for survey in surveys),
        config=sources.quality_fingerprint(project, wave),
        entries=("cli.quality",),
        assets=TEMPLATES,
    )


def registry(project: Project, wave: str, registry: str) -> Job:
    """Read a registry's files into one table."""
    return Job(
        id=f"registry-{registry}",
        wave=wave,
        title=message("job_registry", registry=registry),
        command=("registry", "--wave", wave, "--registry", registry),
        reads=tuple(source_files(project, wave, registry)),
        makes=with_account(PATHS.units(wave, registry)),
        config=sources.registry_fingerprint(project, wave, registry),
        entries=("cli.registry",),
    )


def link(project: Project, wave: str, link: str) -> Job:
    """Link respondents to a registry."""
    spec = project.links[link]
    return Job(
        id=f"link-{link}",
        wave=wave,
        title=message("job_link", link=link),
        command=("link", "--wave", wave, "--link", link),
        reads=(
            PATHS.respondents(wave, project.groups[spec.group].survey),
            PATHS.units(wave, spec.registry),
        ),
        makes=with_account(PATHS.linked(wave, link)),
        config=sources.link_fingerprint(project, wave, link),
        entries=("cli.link",),
    )


def indices(project: Project, wave: str) -> Job:
    """Build the indices of the surveys that the wave has."""
    groups = {index.group for index in indices_of(project, wave).values()}
    surveys = sorted({project.groups[group].survey for group in groups})
    return Job(
        id="indices",
        wave=wave,
        title=message("job_indices"),
        command=("indices", "--wave", wave),
        reads=tuple(PATHS.respondents(wave, survey) for survey in surveys),
        makes=with_account(PATHS.indices(wave)),
        config=sources.indices_fingerprint(project, wave),
        entries=("cli.indices",),
    )


def appendix(project: Project, wave: str) -> Job:
    """Set the pages on the indices, and their scree figures."""
    names, formats = list(indices_of(project, wave)), project.settings.figures.formats
    paths = Paths.of(project)
    return Job(
        id="appendix",
        wave=wave,
        title=message("job_appendix"),
        command=("appendix", "--wave", wave),
        reads=(PATHS.indices(wave, "json"), *theme_files(project)),
        makes=(
            *(paths.index_page(wave, name) for name in names),
            *(paths.scree(wave, name, suffix) for name in names for suffix in formats),
        ),
        config=sources.appendix_fingerprint(project, wave),
        entries=("cli.appendix",),
        assets=TEMPLATES,
    )


def results(project: Project, wave: str, report: str, chapter: str) -> Job:
    """Compute the results behind a chapter's exhibits."""
    exhibits = project.chapters[report, chapter].exhibits
    return Job(
        id=f"results-{report}.{chapter}",
        wave=wave,
        report=report,
        title=message("job_results", chapter=chapter, report=report),
        command=("results", "--wave", wave, "--report", report, "--chapter", chapter),
        reads=tuple(data_behind(project, wave, exhibits)),
        makes=tuple(result_files(wave, report, exhibits)),
        config=sources.results_fingerprint(project, wave, report, chapter),
        entries=("cli.results", *code("computation", exhibits)),
    )


def figures(project: Project, wave: str, report: str, chapter: str) -> Job:
    """Draw a chapter's figures from their results."""
    exhibits = drawn(project, report, chapter)
    return Job(
        id=f"figures-{report}.{chapter}",
        wave=wave,
        report=report,
        title=message("job_figures", chapter=chapter, report=report),
        command=("figures", "--wave", wave, "--report", report, "--chapter", chapter),
        reads=(*result_files(wave, report, exhibits), *theme_files(project, report)),
        makes=tuple(figure_files(project, wave, report, exhibits)),
        config=sources.figures_fingerprint(project, wave, report, chapter),
        entries=("cli.figures", *code("figure", exhibits)),
        assets=("render/fonts", "languages"),
    )


def tables(project: Project, wave: str, report: str) -> Job:
    """Set a report's tables from their results."""
    exhibits = [e for e in project.exhibits(report) if not e.is_figure]
    return Job(
        id=f"tables-{report}",
        wave=wave,
        report=report,
        title=message("job_tables", report=report),
        command=("tables", "--wave", wave, "--report", report),
        reads=tuple(result_files(wave, report, exhibits)),
        makes=tuple(table_files(project, wave, report)),
        config=sources.tables_fingerprint(project, wave, report),
        entries=("cli.tables", *code("table", project.exhibits(report))),
        assets=TEMPLATES,
    )


def checks(project: Project, wave: str, report: str) -> Job:
    """Hold a report against the data, its printed numbers and itself."""
    read = result_files(wave, report, project.exhibits(report))
    if is_published(project, wave, report):
        read += files_in(project, PATHS.published(report))
    if is_claimed(project, report):
        read += [PATHS.respondents(wave, survey) for survey in sorted(project.waves[wave].surveys)]
        read += [PATHS.units(wave, name) for name in registries_of(project, wave)]
        read += [f for n in links_of(project, wave) for f in with_account(PATHS.linked(wave, n))]
        if indices_of(project, wave):
            read += with_account(PATHS.indices(wave))
        read += [PATHS.claims(report), *files_in(project, PATHS.raw(wave) / "frames", "*.csv")]
    return Job(
        id=f"checks-{report}",
        wave=wave,
        report=report,
        title=message("job_checks", report=report),
        command=("checks", "--wave", wave, "--report", report),
        reads=tuple(read),
        makes=tuple(check_files(project, wave, report)),
        config=sources.check_fingerprint(project, wave, report),
        entries=("cli.checks", *code("table", project.exhibits(report)), *of_others(CHECKS)),
        assets=TEMPLATES,
    )


def document(project: Project, wave: str, report: str, command: str) -> Job:
    """Set a report as one document."""
    exhibits = project.exhibits(report)
    pictures = figure_files(project, wave, report, [e for e in exhibits if e.is_figure])
    form = formats()[command]
    if not form.pictures:
        pictures = [path for path in pictures if path.suffix == ".txt"]
    paths = Paths.of(project)
    verdict = paths.check_files(wave, report, "reproduce")[1]
    template = getattr(project.reports[report], form.template) if form.template else None
    return Job(
        id=f"{command}-{report}",
        wave=wave,
        report=report,
        title=message(
            "job_document", file=paths.document(wave, report, command).name, report=report
        ),
        command=(command, "--wave", wave, "--report", report),
        reads=(
            *result_files(wave, report, exhibits),
            *pictures,
            *accounts(project, wave, report),
            *([verdict] if is_published(project, wave, report) else []),
            *([Path(template)] if template else []),
            *theme_files(project, report, logo=command != "workbook"),
        ),
        makes=(paths.document(wave, report, command),),
        config=sources.report_fingerprint(project, wave, report),
        entries=("cli.documents", *code_of_format(command), *code("table", exhibits)),
        assets=ASSETS,
    )


def index(project: Project) -> Job:
    """Set the page that leads to everything."""
    absent = [(w, r, why_not(project, w, r)) for w in project.waves for r in project.reports]
    faulty = sorted(project.faulty_waves)
    return Job(
        id="index",
        wave="",
        title=message("job_index"),
        command=("index",),
        reads=(),
        makes=(PATHS.index(),),
        config=sources.fingerprint(sources.index_fingerprint(project), absent, faulty),
        entries=("cli.index",),
        assets=TEMPLATES,
    )
