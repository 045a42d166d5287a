"""What each part of the workflow reads, makes and depends on: one function a step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from evaluering.config import sources
from evaluering.config.exhibits.base import Exhibit
from evaluering.config.formats import code_of_format, formats
from evaluering.config.paths import Paths
from evaluering.config.presence import indices_of, links_of, registries_of
from evaluering.config.project import Project
from evaluering.message import message
from evaluering.plugins import of_others
from evaluering.workflow.materials import (
    PATHS,
    accounts,
    code,
    computed_files,
    data_behind,
    exists_in,
    figure_files,
    files_in,
    is_claimed,
    is_published,
    of_survey,
    raw_file,
    result_files,
    source_files,
    text_files,
    theme_files,
    with_account,
)
from evaluering.workflow.part import Part

TEMPLATES = ("render/templates", "languages")
ASSETS = ("render", "languages")
"""Templates, fonts and languages: all that is no code."""


def ingest(project: Project, wave: str, survey: str) -> Part:
    """Read a survey's file; a linked one is held against the registry."""
    linked = [k for k in links_of(project, wave).values() if of_survey(project, k, survey)]
    return Part(
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


def quality(project: Project, wave: str) -> Part:
    """Set the pages on data quality."""
    surveys = project.waves[wave].surveys
    lists = [PATHS.frame(wave, survey) for survey in surveys]
    lists += [*(PATHS.members(wave, survey) for survey in surveys), PATHS.sums(wave)]
    registries = {link.registry for link in links_of(project, wave).values()}
    return Part(
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


def registry(project: Project, wave: str, registry: str) -> Part:
    """Read a registry's files into one table."""
    return Part(
        id=f"registry-{registry}",
        wave=wave,
        title=message("job_registry", registry=registry),
        command=("registry", "--wave", wave, "--registry", registry),
        reads=tuple(source_files(project, wave, registry)),
        makes=with_account(PATHS.units(wave, registry)),
        config=sources.registry_fingerprint(project, wave, registry),
        entries=("cli.registry",),
    )


def link(project: Project, wave: str, link: str) -> Part:
    """Link respondents to a registry."""
    spec = project.links[link]
    return Part(
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


def indices(project: Project, wave: str) -> Part:
    """Build the indices of the surveys that the wave has."""
    groups = {index.group for index in indices_of(project, wave).values()}
    surveys = sorted({project.groups[group].survey for group in groups})
    return Part(
        id="indices",
        wave=wave,
        title=message("job_indices"),
        command=("indices", "--wave", wave),
        reads=tuple(PATHS.respondents(wave, survey) for survey in surveys),
        makes=with_account(PATHS.indices(wave)),
        config=sources.indices_fingerprint(project, wave),
        entries=("cli.indices",),
    )


def weights(project: Project, wave: str, survey: str) -> Part:
    """Weight a survey's respondents by its design."""
    frame = PATHS.frame(wave, survey)
    return Part(
        id=f"weights-{survey}",
        wave=wave,
        title=message("job_weights", survey=survey),
        command=("weights", "--wave", wave, "--survey", survey),
        reads=(
            PATHS.respondents(wave, survey),
            *([frame] if exists_in(project, frame) else []),
        ),
        makes=with_account(PATHS.weights(wave, survey)),
        config=sources.weights_fingerprint(project, wave, survey),
        entries=("cli.weights",),
    )


def appendix(project: Project, wave: str) -> Part:
    """Set the pages on the indices, and their scree figures."""
    names, formats = list(indices_of(project, wave)), project.settings.figures.formats
    paths = Paths.of(project)
    return Part(
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


def results(project: Project, wave: str, report: str, chapter: str, exhibit: Exhibit) -> Part:
    """Compute the result behind an exhibit."""
    return Part(
        id=f"results-{report}.{exhibit.id}",
        wave=wave,
        report=report,
        chapter=chapter,
        title=message("part_results", exhibit=exhibit.id),
        command=_exhibit_command("results", wave, report, exhibit),
        reads=(
            *data_behind(project, wave, [exhibit]),
            *(
                path
                for other in exhibit.others(project, wave)
                for path in data_behind(project, other, [exhibit])
            ),
        ),
        makes=tuple(computed_files(project, wave, report, exhibit)),
        config=sources.result_fingerprint(project, wave, report, exhibit),
        entries=("cli.results", *code("computation", [exhibit])),
    )


def figure(project: Project, wave: str, report: str, chapter: str, exhibit: Exhibit) -> Part:
    """Draw a figure from its result."""
    return Part(
        id=f"figures-{report}.{exhibit.id}",
        wave=wave,
        report=report,
        chapter=chapter,
        title=message("part_figures", exhibit=exhibit.id),
        command=_exhibit_command("figures", wave, report, exhibit),
        reads=(*PATHS.result_files(wave, report, exhibit), *theme_files(project, report)),
        makes=tuple(figure_files(project, wave, report, [exhibit])),
        config=sources.figure_fingerprint(project, wave, report, exhibit),
        entries=("cli.figures", *code("figure", [exhibit])),
        assets=("render/fonts", "languages"),
    )


def table(project: Project, wave: str, report: str, chapter: str, exhibit: Exhibit) -> Part:
    """Set a table from its result."""
    return Part(
        id=f"tables-{report}.{exhibit.id}",
        wave=wave,
        report=report,
        chapter=chapter,
        title=message("part_tables", exhibit=exhibit.id),
        command=_exhibit_command("tables", wave, report, exhibit),
        reads=tuple(PATHS.result_files(wave, report, exhibit)),
        makes=tuple(Paths.of(project).table_files(wave, report, exhibit)),
        config=sources.table_fingerprint(project, wave, report, exhibit),
        entries=("cli.tables", *code("table", [exhibit])),
        assets=TEMPLATES,
    )


def _exhibit_command(name: str, wave: str, report: str, exhibit: Exhibit) -> tuple[str, ...]:
    return (name, "--wave", wave, "--report", report, "--exhibit", exhibit.id)


def checks(project: Project, wave: str, report: str) -> Iterator[Part]:
    """Yield the checks of a report that it has what it takes for."""
    if is_claimed(project, report):
        yield _claims(project, wave, report)
    if is_published(project, wave, report):
        published = tuple(files_in(project, PATHS.published(report)))
        exhibits = project.exhibits(report)
        # numbers of the text are held against what became of the claims about them
        verdicts = Paths.of(project).check_files(wave, report, "claims")[1]
        claimed = [PATHS.claims(report), verdicts] if is_claimed(project, report) else []
        read = (*result_files(wave, report, exhibits), *published, *claimed)
        config = sources.check_fingerprint(project, wave, report)
        yield _check(project, wave, report, "reproduce", read, config, code("table", exhibits))
        yield _check(
            project, wave, report, "audit", published, sources.audit_fingerprint(project, report),
            of_others(["evaluering.audit"]),
        )  # fmt: skip


def _claims(project: Project, wave: str, report: str) -> Part:
    """Hold a report's claims against the data."""
    read = [PATHS.respondents(wave, survey) for survey in sorted(project.waves[wave].surveys)]
    read += [PATHS.units(wave, name) for name in registries_of(project, wave)]
    read += [f for n in links_of(project, wave) for f in with_account(PATHS.linked(wave, n))]
    if indices_of(project, wave):
        read += with_account(PATHS.indices(wave))
    read += [PATHS.claims(report), *files_in(project, PATHS.raw(wave) / "frames", "*.csv")]
    config = sources.claims_fingerprint(project, wave, report)
    return _check(project, wave, report, "claims", read, config, of_others(["evaluering.claims"]))


def _check(
    project: Project,
    wave: str,
    report: str,
    check: str,
    reads: Iterable[Path],
    config: str,
    entries: Iterable[str],
) -> Part:
    """Do one of the checks."""
    return Part(
        id=f"{check}-{report}",
        wave=wave,
        report=report,
        title=message("part_check", check=check, report=report),
        command=("checks", "--wave", wave, "--report", report, "--check", check),
        reads=tuple(reads),
        makes=tuple(Paths.of(project).check_files(wave, report, check)),
        config=config,
        entries=("cli.checks", f"cli.{check}", *entries),
        assets=TEMPLATES,
        lasts=True,
    )


def document(project: Project, wave: str, report: str, command: str) -> Part:
    """Set a report as one document."""
    exhibits = project.exhibits(report)
    pictures = figure_files(project, wave, report, [e for e in exhibits if e.is_figure])
    form = formats()[command]
    if not form.pictures:
        pictures = [path for path in pictures if path.suffix == ".txt"]
    paths = Paths.of(project)
    verdict = paths.check_files(wave, report, "reproduce")[1]
    template = getattr(project.reports[report], form.template) if form.template else None
    return Part(
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
            *text_files(project, wave, report),
            *theme_files(project, report, logo=command != "workbook"),
        ),
        makes=(paths.document(wave, report, command),),
        config=sources.report_fingerprint(project, wave, report),
        entries=(
            *("cli.documents", *code_of_format(command), *code("table", exhibits)),
            *(code("chart", exhibits) if project.reports[report].has_charts(form) else ()),
        ),
        assets=ASSETS,
    )
