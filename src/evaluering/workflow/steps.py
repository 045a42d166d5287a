"""What each job of the workflow reads, makes and depends on: one function a step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from evaluering.config import sources
from evaluering.config.exhibits import AnyExhibit
from evaluering.config.paths import CHECKS, DOCUMENTS, Paths
from evaluering.config.presence import indices_of, links_of, registries_of
from evaluering.config.project import Project
from evaluering.config.reads import reads_all
from evaluering.config.registries import Link
from evaluering.workflow.coverage import reports_of, why_not
from evaluering.workflow.job import Job
from evaluering.workflow.modules import exists

PATHS = Paths(Path())
WAVE = "{wave}"
"""In the rules' paths: one rule serves every wave."""
TEMPLATES = ("render/templates",)
ASSETS = ("render",)
"""Templates and fonts: all of `render` that is no code."""


def jobs_of(project: Project) -> Iterator[Job]:
    """Yield every job of every wave, and the index page."""
    for wave in project.waves:
        yield from (ingest(project, wave, survey) for survey in project.waves[wave].surveys)
        yield quality(project, wave)
        yield from (registry(project, wave, name) for name in registries_of(project, wave))
        yield from (link(project, wave, name) for name in links_of(project, wave))
        if indices_of(project, wave):
            yield indices(project, wave)
            yield appendix(project, wave)
        for report in reports_of(project, wave):
            for heading in project.reports[report].chapters:
                yield results(project, wave, report, heading.id)
                if drawn(project, report, heading.id):
                    yield figures(project, wave, report, heading.id)
            if table_files(project, wave, report):
                yield tables(project, wave, report)
            if check_files(project, wave, report):
                yield checks(project, wave, report)
            yield from (document(project, wave, report, command) for command in DOCUMENTS)
    yield index(project)


def job_of(project: Project, command: str, **names: str) -> Job | None:
    """Return the job of a command and its options; None when it is none or is not to be done.

    Parameters
    ----------
    project, command
        The configuration, and the first word after ``evaluering``.
    names
        The wave, survey, report and chapter that the command names.
    """
    if command in DOCUMENTS:
        job = document(project, command=command, **names)
    elif command in STEPS:
        job = STEPS[command](project, **names)
    else:
        return None
    return job if is_made(project, command, **names) else None


def is_made(project: Project, command: str, wave: str = "", report: str = "", **names: str) -> bool:
    """Return whether a wave and a report have what a command takes."""
    if report and why_not(project, wave, report):
        return False
    if command == "registry":
        return names["registry"] in registries_of(project, wave)
    if command == "link":
        return names["link"] in links_of(project, wave)
    if command in {"indices", "appendix"}:
        return bool(indices_of(project, wave))
    return command != "checks" or bool(check_files(project, wave, report))


def ingest(project: Project, wave: str, survey: str) -> Job:
    """Read a survey's file; a linked one is held against the registry."""
    linked = [k for k in links_of(project, wave).values() if of_survey(project, k, survey)]
    return Job(
        id=f"ingest-{survey}",
        wave=wave,
        title=f"Leser og kontrollerer {survey}",
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
        title="Lager sidene om datakvalitet",
        command=("quality", "--wave", wave),
        reads=(
            *(file for survey in surveys for file in PATHS.ingested(wave, survey)),
            *(path for path in lists if exists_in(project, path)),
            *(PATHS.units(wave, name, "json") for name in sorted(registries)),
        ),
        makes=tuple(PATHS.quality_page(wave, survey) for survey in surveys),
        config=sources.quality_fingerprint(project, wave),
        entries=("cli.quality",),
        assets=TEMPLATES,
    )


def registry(project: Project, wave: str, registry: str) -> Job:
    """Read a registry's files into one table."""
    return Job(
        id=f"registry-{registry}",
        wave=wave,
        title=f"Leser registeret {registry}",
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
        title=f"Kobler respondenter: {link}",
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
        title="Bygger indeksene",
        command=("indices", "--wave", wave),
        reads=tuple(PATHS.respondents(wave, survey) for survey in surveys),
        makes=with_account(PATHS.indices(wave)),
        config=sources.indices_fingerprint(project, wave),
        entries=("cli.indices",),
    )


def appendix(project: Project, wave: str) -> Job:
    """Set the pages on the indices, and their scree figures."""
    names, formats = list(indices_of(project, wave)), project.settings.figures.formats
    return Job(
        id="appendix",
        wave=wave,
        title="Lager sidene om indeksene",
        command=("appendix", "--wave", wave),
        reads=(PATHS.indices(wave, "json"),),
        makes=(
            *(PATHS.index_page(wave, name) for name in names),
            *(PATHS.scree(wave, name, suffix) for name in names for suffix in formats),
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
        title=f"Beregner {chapter} i {report}",
        command=("results", "--wave", wave, "--report", report, "--chapter", chapter),
        reads=tuple(data_behind(project, wave, exhibits)),
        makes=tuple(result_files(wave, report, exhibits)),
        config=sources.results_fingerprint(project, wave, report, chapter),
        entries=("cli.results", *kinds("exhibits", exhibits)),
    )


def figures(project: Project, wave: str, report: str, chapter: str) -> Job:
    """Draw a chapter's figures from their results."""
    exhibits = drawn(project, report, chapter)
    return Job(
        id=f"figures-{report}.{chapter}",
        wave=wave,
        report=report,
        title=f"Tegner figurene i {chapter} i {report}",
        command=("figures", "--wave", wave, "--report", report, "--chapter", chapter),
        reads=tuple(result_files(wave, report, exhibits)),
        makes=tuple(figure_files(project, wave, report, exhibits)),
        config=sources.figures_fingerprint(project, wave, report, chapter),
        entries=("cli.figures", *kinds("render.figures", exhibits)),
        assets=("render/fonts",),
    )


def tables(project: Project, wave: str, report: str) -> Job:
    """Set a report's tables from their results."""
    exhibits = [e for e in project.exhibits(report) if not e.is_figure]
    return Job(
        id=f"tables-{report}",
        wave=wave,
        report=report,
        title=f"Setter tabellene i {report}",
        command=("tables", "--wave", wave, "--report", report),
        reads=tuple(result_files(wave, report, exhibits)),
        makes=tuple(table_files(project, wave, report)),
        config=sources.tables_fingerprint(project, wave, report),
        entries=("cli.tables", *kinds("render.tables", project.exhibits(report))),
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
        title=f"Prøver {report} mot data og mot seg selv",
        command=("checks", "--wave", wave, "--report", report),
        reads=tuple(read),
        makes=tuple(check_files(project, wave, report)),
        config=sources.check_fingerprint(project, wave, report),
        entries=("cli.checks", *kinds("render.tables", project.exhibits(report))),
        assets=TEMPLATES,
    )


def document(project: Project, wave: str, report: str, command: str) -> Job:
    """Set a report as one document."""
    exhibits = project.exhibits(report)
    pictures = figure_files(project, wave, report, [e for e in exhibits if e.is_figure])
    if command == "workbook":
        pictures = [path for path in pictures if path.suffix == ".txt"]
    verdict = PATHS.check_files(wave, report, "reproduce")[1]
    template = project.reports[report].word_template if command == "word" else None
    return Job(
        id=f"{command}-{report}",
        wave=wave,
        report=report,
        title=f"Setter {DOCUMENTS[command]} i {report}",
        command=(command, "--wave", wave, "--report", report),
        reads=(
            *result_files(wave, report, exhibits),
            *pictures,
            *accounts(project, wave, report),
            *([verdict] if is_published(project, wave, report) else []),
            *([Path(template)] if template else []),
        ),
        makes=(PATHS.document(wave, report, command),),
        config=sources.report_fingerprint(project, wave, report),
        entries=(f"cli.{command}", *kinds("render.tables", exhibits)),
        assets=ASSETS,
    )


def index(project: Project) -> Job:
    """Set the page that leads to everything."""
    absent = [(w, r, why_not(project, w, r)) for w in project.waves for r in project.reports]
    faulty = sorted(project.faulty_waves)
    return Job(
        id="index",
        wave="",
        title="Lager inngangssiden",
        command=("index",),
        reads=(),
        makes=(PATHS.index(),),
        config=sources.fingerprint(sources.index_fingerprint(project), absent, faulty),
        entries=("cli.index",),
        assets=TEMPLATES,
    )


STEPS: dict[str, Callable[..., Job]] = {
    step.__name__: step
    for step in (
        ingest, quality, registry, link, indices, appendix, results, figures, tables, checks, index,
    )
}  # fmt: skip
"""The step of each command; the documents have one in common."""
JOBS = frozenset({*STEPS, *DOCUMENTS})
"""The commands that are jobs."""


def raw_file(project: Project, wave: str, survey: str) -> Path:
    """Return a survey's data file."""
    return PATHS.raw(wave) / project.waves[wave].surveys[survey].file


def source_files(project: Project, wave: str, registry: str) -> list[Path]:
    """Return a registry's files."""
    spec = project.registries[registry]
    return [PATHS.source(wave, spec, file) for file in spec.files]


def with_account(table: Path) -> tuple[Path, Path]:
    """Return a table and the account beside it."""
    return table, table.with_suffix(".json")


def of_survey(project: Project, link: Link, survey: str) -> bool:
    """Return whether a link is of a survey's respondents."""
    return project.groups[link.group].survey == survey


def data_behind(project: Project, wave: str, exhibits: Iterable[AnyExhibit]) -> list[Path]:
    """Return the data that results are computed from, and the accounts of their provenance."""
    read = reads_all(project, exhibits, wave)
    files = {PATHS.respondents(wave, survey) for survey in read.surveys}
    files |= {PATHS.frame(wave, survey) for survey in read.frames}
    files |= {PATHS.members(wave, survey) for survey in read.members}
    files = {path for path in files if path.parent.name != "frames" or exists_in(project, path)}
    files |= {f for name in read.links for f in with_account(PATHS.linked(wave, name))}
    files |= {PATHS.indices(wave)} if read.indices else set()
    files |= {PATHS.units(wave, name) for name in read.registries}
    files |= {PATHS.units(wave, name, "json") for name in read.needed_registries(project)}
    surveys = read.needed_surveys(project) - read.members
    return sorted(files | {PATHS.quality(wave, survey) for survey in surveys})


def accounts(project: Project, wave: str, report: str) -> list[Path]:
    """Return the accounts of surveys, links and indices that a report tells of."""
    read = reads_all(project, project.exhibits(report), wave)
    files = [PATHS.quality(wave, survey) for survey in sorted(read.needed_surveys(project))]
    files += [PATHS.linked(wave, name, "json") for name in sorted(read.links)]
    return files + ([PATHS.indices(wave, "json")] if read.indices else [])


def raw_files(project: Project, wave: str) -> list[Path]:
    """Return every raw file that the jobs of a wave cannot do without."""
    surveys = [raw_file(project, wave, survey) for survey in project.waves[wave].surveys]
    registries = registries_of(project, wave)
    return [*surveys, *(f for name in registries for f in source_files(project, wave, name))]


def exists_in(project: Project, path: Path) -> bool:
    """Return whether a project has a file."""
    return (project.root / path).is_file()


def drawn(project: Project, report: str, chapter: str) -> list[AnyExhibit]:
    """Return the exhibits of a chapter that are figures."""
    return [e for e in project.chapters[report, chapter].exhibits if e.is_figure]


def result_files(wave: str, report: str, exhibits: Iterable[AnyExhibit]) -> list[Path]:
    """Return the results of exhibits."""
    return [f for exhibit in exhibits for f in PATHS.result_files(wave, report, exhibit)]


def figure_files(
    project: Project, wave: str, report: str, exhibits: Iterable[AnyExhibit]
) -> list[Path]:
    """Return the files of drawn exhibits."""
    formats: list[str] = [*project.settings.figures.formats]
    return [f for exhibit in exhibits for f in PATHS.figure_files(wave, report, exhibit, formats)]


def table_files(project: Project, wave: str, report: str) -> list[Path]:
    """Return the files of a report's tables."""
    exhibits = [e for e in project.exhibits(report) if not e.is_figure]
    return [f for exhibit in exhibits for f in PATHS.table_files(wave, report, exhibit)]


def check_files(project: Project, wave: str, report: str) -> list[Path]:
    """Return the pages and accounts of the checks that a report has what it takes for."""
    published = is_published(project, wave, report)
    tried = {"reproduce": published, "claims": is_claimed(project, report), "audit": published}
    names = [command for command in CHECKS if tried[command]]
    return [f for command in names for f in PATHS.check_files(wave, report, command)]


def is_published(project: Project, wave: str, report: str) -> bool:
    """Return whether a wave's data are those of a report whose printed numbers are known."""
    known = (project.root / PATHS.published(report)).is_dir()
    return known and project.reports[report].reproduces_wave(wave)


def is_claimed(project: Project, report: str) -> bool:
    """Return whether a report's conclusions are written as claims."""
    return (project.root / PATHS.claims(report)).is_file()


def files_in(project: Project, folder: Path, pattern: str = "*") -> list[Path]:
    """Return the files of a folder, from the project's folder."""
    found = (project.root / folder).glob(pattern)
    return sorted(folder / path.name for path in found if path.is_file())


def kinds(folder: str, exhibits: Iterable[AnyExhibit]) -> list[str]:
    """Return the modules of a folder that show exhibits' kinds."""
    names = sorted({f"{folder}.{exhibit.kind}" for exhibit in exhibits})
    return [name for name in names if exists(name)]
