"""The files of the workflow's jobs: what each sort of them is called, for one wave."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from evaluering.config.exhibits.base import Exhibit
from evaluering.config.kinds import Part, code_of
from evaluering.config.paths import CHECKS, Paths
from evaluering.config.presence import registries_of
from evaluering.config.project import Project
from evaluering.config.reads import reads_all
from evaluering.config.registries import Link
from evaluering.config.theme import theme_of

PATHS = Paths(Path())
WAVE = "{wave}"
"""In the rules' paths: one rule serves every wave."""


def raw_file(project: Project, wave: str, survey: str) -> Path:
    """Return a survey's data file."""
    return PATHS.raw(wave) / project.waves[wave].surveys[survey].file


def source_files(project: Project, wave: str, registry: str) -> list[Path]:
    """Return a registry's files, and the codes of the year where they were fetched."""
    spec = project.registries[registry]
    files = [PATHS.source(wave, spec, file) for file in spec.files]
    codes = PATHS.source(wave, spec, spec.codes_file(project.year(registry, wave)))
    return [*files, codes] if exists_in(project, codes) else files


def with_account(table: Path) -> tuple[Path, Path]:
    """Return a table and the account beside it."""
    return table, table.with_suffix(".json")


def of_survey(project: Project, link: Link, survey: str) -> bool:
    """Return whether a link is of a survey's respondents."""
    return project.groups[link.group].survey == survey


def data_behind(project: Project, wave: str, exhibits: Iterable[Exhibit]) -> list[Path]:
    """Return the data that results are computed from, and the accounts of their provenance."""
    read = reads_all(project, exhibits, wave)
    files = {PATHS.respondents(wave, survey) for survey in read.surveys | read.present}
    files |= {PATHS.frame(wave, survey) for survey in read.frames}
    files |= {PATHS.members(wave, survey) for survey in read.members}
    files = {path for path in files if path.parent.name != "frames" or exists_in(project, path)}
    files |= {f for name in read.links for f in with_account(PATHS.linked(wave, name))}
    files |= {PATHS.indices(wave)} if read.indices else set()
    files |= {PATHS.units(wave, name) for name in read.registries}
    files |= {PATHS.units(wave, name, "json") for name in read.needed_registries(project)}
    surveys = read.all_surveys(project) - read.members
    return sorted(files | {PATHS.quality(wave, survey) for survey in surveys})


def accounts(project: Project, wave: str, report: str) -> list[Path]:
    """Return the accounts of surveys, links and indices that a report tells of."""
    read = reads_all(project, project.exhibits(report), wave)
    files = [PATHS.quality(wave, survey) for survey in sorted(read.all_surveys(project))]
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


def drawn(project: Project, report: str, chapter: str) -> list[Exhibit]:
    """Return the exhibits of a chapter that are figures."""
    return [e for e in project.chapters[report, chapter].exhibits if e.is_figure]


def result_files(wave: str, report: str, exhibits: Iterable[Exhibit]) -> list[Path]:
    """Return the results of exhibits."""
    return [f for exhibit in exhibits for f in PATHS.result_files(wave, report, exhibit)]


def computed_files(project: Project, wave: str, report: str, exhibit: Exhibit) -> list[Path]:
    """Return the result of an exhibit before the control: a public report's lies by itself."""
    if project.reports[report].audience != "public":
        return PATHS.result_files(wave, report, exhibit)
    folder = PATHS.computed(wave, report)
    return [folder / f"{exhibit.id}.{suffix}" for suffix in ("csv", "json")]


def figure_files(
    project: Project, wave: str, report: str, exhibits: Iterable[Exhibit]
) -> list[Path]:
    """Return the files of drawn exhibits."""
    formats: list[str] = [*project.settings.figures.formats]
    return [f for exhibit in exhibits for f in PATHS.figure_files(wave, report, exhibit, formats)]


def table_files(project: Project, wave: str, report: str) -> list[Path]:
    """Return the files of a report's tables."""
    exhibits = [e for e in project.exhibits(report) if not e.is_figure]
    return [f for exhibit in exhibits for f in Paths.of(project).table_files(wave, report, exhibit)]


def check_files(project: Project, wave: str, report: str) -> list[Path]:
    """Return the pages and accounts of the checks that a report has what it takes for."""
    published = is_published(project, wave, report)
    tried = {"reproduce": published, "claims": is_claimed(project, report), "audit": published}
    names = [command for command in CHECKS if tried[command]]
    return [f for command in names for f in Paths.of(project).check_files(wave, report, command)]


def is_published(project: Project, wave: str, report: str) -> bool:
    """Return whether a wave's data are those of a report whose printed numbers are known.

    The checks tell of unrounded numbers behind what is hidden, so that a public report has none.
    """
    if project.reports[report].audience == "public":
        return False
    known = (project.root / PATHS.published(report)).is_dir()
    return known and project.reports[report].reproduces_wave(wave)


def is_claimed(project: Project, report: str) -> bool:
    """Return whether a report's conclusions are written as claims; a public one's are not tried."""
    internal = project.reports[report].audience != "public"
    return internal and (project.root / PATHS.claims(report)).is_file()


def text_files(project: Project, wave: str, report: str) -> list[Path]:
    """Return what an author has written for a report, and the verdicts it may speak of."""
    files = PATHS.texts(project.root, report)
    told = is_claimed(project, report) and bool(files)
    return [*files, *([Paths.of(project).check_files(wave, report, "claims")[1]] if told else [])]


def theme_files(project: Project, report: str | None = None, logo: bool = False) -> list[Path]:
    """Return the font files of a theme, and its logo where it is shown."""
    theme = theme_of(project, report)
    shown = [theme.logo.file] if theme.logo and logo else []
    return [Path(name) for name in (*theme.typefaces.files, *shown)]


def files_in(project: Project, folder: Path, pattern: str = "*") -> list[Path]:
    """Return the files of a folder, from the project's folder."""
    found = (project.root / folder).glob(pattern)
    return sorted(folder / path.name for path in found if path.is_file())


def code(part: Part, exhibits: Iterable[Exhibit]) -> list[str]:
    """Return the modules that a part of exhibits' kinds starts from."""
    kinds = {exhibit.kind for exhibit in exhibits}
    return sorted({name for kind in kinds for name in code_of(kind, part)})
