"""The whole configuration, loaded and checked before any job runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from os.path import lexists
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from evaluering.config.base import Model
from evaluering.config.change_faults import unfit_faults
from evaluering.config.chapters import Chapter
from evaluering.config.crosscheck import SETTINGS, cross_check, survey_file, wave_faults
from evaluering.config.exhibits.base import Exhibit
from evaluering.config.formats import format_faults
from evaluering.config.gathering import gathered, with_whole_surveys
from evaluering.config.groups import ActorGroup, ComparedGroup, group_colours
from evaluering.config.indices import Index
from evaluering.config.kinds import kind_faults
from evaluering.config.lines import located
from evaluering.config.places import (
    absent_chapters,
    absent_reports,
    astray,
    chapter_file,
    is_identifier,
    misnamed,
    reports_there,
)
from evaluering.config.reading import read_model, refuse_newer
from evaluering.config.registries import (
    Link,
    RegistriesFile,
    Registry,
    RegistryVariable,
    Structural,
)
from evaluering.config.reports import Report, Settings
from evaluering.config.resolving import with_codes_for_labels
from evaluering.config.scales import Scale
from evaluering.config.surveys import Survey
from evaluering.config.texts import localised
from evaluering.config.theme import theme_of
from evaluering.config.unit_reports import with_unit_reports
from evaluering.config.wave_codebooks import in_wave
from evaluering.config.wave_reading import read_waves
from evaluering.config.waves import Wave
from evaluering.config.weighting import with_reports_choice
from evaluering.errors import ConfigError, ConfigErrors, ConfigFault
from evaluering.languages import BASE

M = TypeVar("M", bound=BaseModel)


class ScalesFile(Model):
    """scales.yaml."""

    scales: list[Scale]
    """Svarskalaene."""


class IndicesFile(Model):
    """indices.yaml."""

    indices: list[Index]
    """De additive indeksene."""


class GroupsFile(Model):
    """groups.yaml."""

    groups: list[ActorGroup]
    """Aktørgruppene."""


@dataclass(frozen=True)
class Project:
    """The project's configuration, by id; what it does not have is empty."""

    root: Path
    settings: Settings
    surveys: Mapping[str, Survey]
    scales: Mapping[str, Scale] = field(default_factory=dict)
    groups: Mapping[str, ActorGroup] = field(default_factory=dict)
    indices: Mapping[str, Index] = field(default_factory=dict)
    registries: Mapping[str, Registry] = field(default_factory=dict)
    links: Mapping[str, Link] = field(default_factory=dict)
    reports: Mapping[str, Report] = field(default_factory=dict)
    chapters: Mapping[tuple[str, str], Chapter] = field(default_factory=dict)
    waves: Mapping[str, Wave] = field(default_factory=dict)
    faulty_waves: Mapping[str, ConfigErrors] = field(default_factory=dict)
    """The faults of each wave that has any; such a wave is not among the others."""
    _versions: dict[tuple[str, str], Project] = field(init=False, repr=False, compare=False)
    """This project as it is written, and as each wave asked and in each language."""
    _version: tuple[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Begin with the project as it is written."""
        object.__setattr__(self, "_version", ("", ""))
        object.__setattr__(self, "_versions", {("", ""): self})

    def in_language(self, tag: str) -> Project:
        """Return the project with the texts of one language; without a tag, as it is written."""
        return self._as(self._version[0], tag)

    def of_wave(self, wave: str) -> Project:
        """Return the project with the codebooks as a wave asked them; without one, as written."""
        return self._as(wave, self._version[1])

    def _as(self, wave: str, tag: str) -> Project:
        version = (wave, tag)
        if version not in self._versions:
            former = self._as(wave, "") if tag else self._versions["", ""]
            made = localised(former, tag) if tag else in_wave(former, wave) if wave else former
            if made is not former:
                object.__setattr__(made, "_versions", self._versions)
                object.__setattr__(made, "_version", version)
            self._versions[version] = made
        return self._versions[version]

    def of_report(self, report: str) -> Project:
        """Return the project with the texts of a report's language."""
        return self.in_language(self.reports[report].language)

    def exhibits(self, report: str) -> list[Exhibit]:
        """Every exhibit of a report, in the report's order."""
        headings = self.reports[report].chapters
        return [e for h in headings for e in self.chapters[report, h.id].exhibits]

    def exhibit(self, report: str, exhibit: str) -> Exhibit:
        """Return an exhibit of a report by id."""
        return next(e for e in self.exhibits(report) if e.id == exhibit)

    def colours(self, report: str | None = None) -> dict[str, str]:
        """Return the colour of each actor group, in a report whose theme may have its own."""
        colours = theme_of(self, report).colours
        found = group_colours(self.actor_groups, colours.groups)
        compared = (g for g in self.groups.values() if isinstance(g, ComparedGroup))
        return found | {g.id: found[g.of] if g.is_unit else colours.muted for g in compared}

    @property
    def actor_groups(self) -> dict[str, ActorGroup]:
        """The groups that the project names: none that a unit's report divides them into."""
        return {n: g for n, g in self.groups.items() if not isinstance(g, ComparedGroup)}

    @property
    def language(self) -> str:
        """The language of the pages that belong to no one report."""
        first = next((report.language for report in self.reports.values()), BASE)
        return self.settings.language or first

    @property
    def structural(self) -> dict[str, tuple[Registry, Structural]]:
        """Every structural variable by id, with the registry it belongs to."""
        return {s.id: (r, s) for r in self.registries.values() for s in r.structural}

    @property
    def registry_variables(self) -> dict[str, tuple[Registry, RegistryVariable]]:
        """Every registry variable by id, with the registry it belongs to."""
        return {v.id: (r, v) for r in self.registries.values() for v in r.variables}

    def year(self, registry: str, wave: str) -> int:
        """Return the year of a registry's data in a wave."""
        return self.waves[wave].year(registry) or self.registries[registry].year


def load_project(root: Path) -> Project:
    """Load and check the configuration below a folder.

    Parameters
    ----------
    root
        The project's folder, which holds ``config/`` and ``data/raw/``.

    Raises
    ------
    ConfigErrors
        Every fault found: in the files themselves first, then between them. The faults of a wave
        stand in ``faulty_waves`` instead, so that the other waves can be made.
    """
    if not lexists(root / SETTINGS):
        if found := list(misnamed(root)):
            raise ConfigErrors(found)
        raise ConfigError(
            SETTINGS,
            "",
            f"filen finnes ikke, så mappen «{root.resolve().name}» er ikke et prosjekt",
            "stå i prosjektets mappe eller bruk --project; «evaluering init MAPPE» lager et nytt",
        )
    try:
        project = _loaded(root)
    except ConfigErrors as error:
        raise ConfigErrors(located(root, astray(root, error.errors))) from None
    except ConfigError as error:
        raise located(root, [error])[0] from None
    faulty = {
        wave: ConfigErrors(located(root, error.errors))
        for wave, error in project.faulty_waves.items()
    }
    return replace(project, faulty_waves=faulty)


def _loaded(root: Path) -> Project:
    """Load and check the configuration; the faults between files have no line yet."""
    refuse_newer(root / SETTINGS, Path(SETTINGS))
    faults: list[ConfigError] = [*kind_faults(), *format_faults(), *misnamed(root)]

    def read(model: type[M], name: str) -> M | None:
        try:
            return read_model(model, root / name, Path(name))
        except ConfigFault as found:
            faults.extend(found.errors)
        return None

    def optional(model: type[M], name: str) -> M | None:
        return read(model, name) if lexists(root / name) else None

    settings = read(Settings, SETTINGS)
    scales = optional(ScalesFile, "config/scales.yaml")
    indices = optional(IndicesFile, "config/indices.yaml")
    groups = optional(GroupsFile, "config/groups.yaml")
    registries = optional(RegistriesFile, "config/registries.yaml")
    surveys = {
        path.stem: read(Survey, survey_file(path.stem))
        for path in sorted((root / "config/surveys").glob("*.yaml"))
        if is_identifier(path.stem)
    }
    faults.extend(absent_reports(root, settings))
    names = _report_names(root, settings) if settings else []
    reports = {name: read(Report, f"config/reports/{name}/report.yaml") for name in names}
    faults.extend(absent_chapters(root, reports))
    chapters = {
        (name, heading.id): read(Chapter, chapter_file(name, heading.id))
        for name, report in reports.items()
        if report
        for heading in report.chapters
        if lexists(root / chapter_file(name, heading.id))
    }
    waves, faulty = read_waves(root, settings) if settings else ({}, {})
    if faults:
        raise ConfigErrors(faults + [e for errors in faulty.values() for e in errors.errors])
    assert settings is not None
    known = {name: survey for name, survey in surveys.items() if survey}
    project = Project(
        root=root,
        settings=settings,
        surveys=known,
        scales=gathered(scales.scales if scales else [], known, "scales", faults),
        groups=with_whole_surveys(
            gathered(groups.groups if groups else [], known, "groups", faults), known
        ),
        indices=gathered(indices.indices if indices else [], known, "indices", faults),
        registries={r.id: r for r in registries.registries} if registries else {},
        links={link.id: link for link in registries.links} if registries else {},
        reports={name: report for name, report in reports.items() if report},
        chapters={key: chapter for key, chapter in chapters.items() if chapter},
        waves=waves,
        faulty_waves=faulty,
    )
    return _checked(_faulty_apart(project), faults)


def _checked(project: Project, faults: list[ConfigError]) -> Project:
    """Return a project that has no faults, in its files or between them."""
    if faults := faults or list(cross_check(project)):
        of_waves = [e for errors in project.faulty_waves.values() for e in errors.errors]
        raise ConfigErrors(faults + of_waves)
    made = with_unit_reports(with_reports_choice(with_codes_for_labels(project)))
    return _without(made, unfit_faults)


def _report_names(root: Path, settings: Settings) -> Iterable[str]:
    there = reports_there(root)
    return there if settings.reports == "all" else [n for n in settings.reports if n in there]


def _faulty_apart(project: Project) -> Project:
    """Return the project without the waves that do not fit the other files."""
    return _without(project, lambda own, name: wave_faults(own, name, own.waves[name]))


def _without(
    project: Project, faults_of: Callable[[Project, str], Iterable[ConfigError]]
) -> Project:
    """Return the project without the waves that have faults, which are kept apart."""
    found = {name: list(faults_of(project, name)) for name in project.waves}
    faulty = {name: ConfigErrors(faults) for name, faults in found.items() if faults}
    if not faulty:
        return project
    fit = {name: wave for name, wave in project.waves.items() if name not in faulty}
    return replace(project, waves=fit, faulty_waves={**project.faulty_waves, **faulty})
