"""One report per unit: the units of a report, and the report of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from string import ascii_lowercase
from typing import TYPE_CHECKING

from evaluering.config.chapters import Chapter
from evaluering.config.exhibits.base import Exhibit
from evaluering.config.exhibits.battery import ComparedGroups
from evaluering.config.filters import Where, by_survey
from evaluering.config.groups import ActorGroup, ComparedGroup
from evaluering.config.reports import Report
from evaluering.config.texts import Translated
from evaluering.config.unit_names import alphabetical, named_apart
from evaluering.errors import ConfigError
from evaluering.languages import read, tags

if TYPE_CHECKING:
    from evaluering.config.project import Project


class UnitReport(Report):
    """The report of one unit: its respondents beside the others."""

    unit_of: str
    """The report that it is a part of."""


@dataclass(frozen=True)
class ReportUnit:
    """A unit of a report."""

    id: str
    """What its report is called: the report's id and a safe name of the unit."""
    label: str
    """What readers see."""
    codes: Mapping[str, int]
    """Its code in each survey that has it."""


def report_of_unit(project: Project, report: str) -> str | None:
    """Return the report that a unit's report is a part of; None of any other."""
    spec = project.reports[report]
    return spec.unit_of if isinstance(spec, UnitReport) else None


def is_of_unit(project: Project, report: str) -> bool:
    """Return whether a report is that of a unit."""
    return report_of_unit(project, report) is not None


def least_of_units(project: Project, report: str) -> int:
    """Return the least number of answers that a unit of a report is shown with."""
    spec, least = project.reports[report], project.settings.disclosure.minimum_n
    return max(least, spec.disclosure.least_base) if spec.audience == "public" else least


def units_of(project: Project, report: str) -> list[ReportUnit]:
    """Return the units of a report, alphabetical in its language."""
    spec = project.of_report(report).reports[report]
    if spec.units is None:
        return []
    found: dict[str, dict[str, int]] = {}
    for survey, name in spec.units.by.items():
        variable = project.of_report(report).surveys[survey].variable(name)
        assert variable is not None  # as `unit_faults` has seen
        for code, label in variable.values.items():
            found.setdefault(str(label), {})[survey] = int(code)
    ids = named_apart(report, list(found))
    units = [ReportUnit(ids[label], label, codes) for label, codes in found.items()]
    return sorted(units, key=lambda unit: alphabetical(unit.label, spec.language))


def with_unit_reports(project: Project) -> Project:
    """Return a project with a report for each unit of the reports that have units."""
    groups: dict[str, ComparedGroup] = {}
    reports: dict[str, Report] = {}
    chapters: dict[tuple[str, str], Chapter] = {}
    divided = any(spec.units for spec in project.reports.values())
    others = _others() if divided else ""  # once: which languages there are takes time to find
    for name, spec in project.reports.items():
        reports[name] = spec
        chapters |= {key: own for key, own in project.chapters.items() if key[0] == name}
        for unit in units_of(project, name):
            own = _Unit(project, name, unit, others)
            kept = {h.id: own.exhibits(project.chapters[name, h.id]) for h in spec.chapters}
            headings = [heading for heading in spec.chapters if kept[heading.id]]
            if not headings:
                continue
            changed = {
                "id": unit.id, "subtitle": unit.label, "chapters": headings, "units": None,
                "source": None, "reproduces": [], "unit_of": name,
            }  # fmt: skip
            reports[unit.id] = UnitReport.model_construct(**{**dict(spec), **changed})
            for heading in headings:
                exhibits = kept[heading.id]
                chapters[unit.id, heading.id] = Chapter.model_construct(exhibits=exhibits)
            groups |= own.groups
    if len(reports) == len(project.reports):
        return project
    return replace(project, groups={**project.groups, **groups}, reports=reports, chapters=chapters)


@dataclass(frozen=True)
class _Unit:
    """A unit's part of a report."""

    project: Project
    report: str
    unit: ReportUnit
    others: str

    @property
    def groups(self) -> dict[str, ComparedGroup]:
        """The unit's respondents of every group, and the others of it."""
        return {
            made.id: made
            for group in self.project.groups.values()
            if group.survey in self.by
            for made in self._parted(group)
        }

    @property
    def by(self) -> Mapping[str, str]:
        """The variable of the units in each survey that has any of the unit."""
        units = self.project.reports[self.report].units
        assert units is not None
        return {s: name for s, name in units.by.items() if s in self.unit.codes}

    def exhibits(self, chapter: Chapter) -> list[Exhibit]:
        """Return what the unit's report shows of a chapter: one exhibit for each actor group."""
        return [made for exhibit in chapter.exhibits for made in self._compared(exhibit)]

    def _compared(self, exhibit: Exhibit) -> Iterator[Exhibit]:
        if not isinstance(exhibit, ComparedGroups):
            return
        several = len(exhibit.groups) > 1
        for letter, name in zip(ascii_lowercase, exhibit.groups, strict=False):
            group = self.project.groups[name]
            if group.survey not in self.by:
                continue
            parted = self._parted(group)
            changed: dict[str, object] = {"groups": [own.id for own in parted]}
            if several:
                changed["id"] = f"{exhibit.id}-{name}"
                changed["number"] = f"{exhibit.number}{letter}"
                changed["title"] = _joined(exhibit.title, group.label)
            where = by_survey(exhibit.where)
            changed["where"] = {s: w for s, w in where.items() if s == group.survey}
            yield exhibit.model_copy(update=changed)

    def _parted(self, group: ActorGroup) -> tuple[ComparedGroup, ComparedGroup]:
        """Return those of a group who belong to the unit, and those who belong to others."""
        variable = self.by[group.survey]
        column = self.project.surveys[group.survey].variable(variable)
        assert column is not None
        units = [int(code) for code in column.values]
        own = self.unit.codes[group.survey]
        rest = [code for code in units if code != own]
        parts = (("enhet", self.unit.label, [own]), ("andre", self.others, rest))
        unit, others = (
            ComparedGroup.model_construct(
                id=f"{group.id}-{part}-{self.unit.id}",
                label=label,
                survey=group.survey,
                where=_and(group.where, variable, codes),
                of=group.id,
                is_unit=part == "enhet",
                by=variable,
                unit=own,
                units=units,
                least=least_of_units(self.project, self.report),
            )
            for part, label, codes in parts
        )
        return unit, others


def _and(where: Where, variable: str, codes: list[int]) -> Where:
    """Return a group's condition, and that a variable has one of some codes."""
    if isinstance(where, str):
        return f"({where}) and {variable} in [{', '.join(map(str, codes))}]"
    within = [c for c in codes if c in where[variable]] if variable in where else codes
    return {**where, variable: within}


def _others() -> str:
    return Translated({tag: str(read(tag).text("unit_others")) for tag in tags()})


def _joined(title: str, label: str) -> str:
    """Return a title with a group's name, in every language that either has."""
    own, of = (getattr(text, "languages", {}) for text in (title, label))
    both = {tag: f"{own.get(tag, title)}: {of.get(tag, label)}" for tag in {**own, **of}}
    return Translated(both) if both else f"{title}: {label}"


def unit_faults(project: Project, report: str) -> Iterator[ConfigError]:
    """Yield what is wrong with a report's units: what is valid must run."""
    faults = list(_faults_of_variables(project, report))
    yield from faults
    if faults:
        return
    file = f"config/reports/{report}/report.yaml"
    for unit in units_of(project, report):
        if unit.id in project.reports:
            yield ConfigError(
                file, "units", f"enheten «{unit.label}», som gir rapporten navnet {unit.id}",
                "et navn som ingen annen rapport har: gi den andre rapportens mappe et nytt navn",
            )  # fmt: skip
    own = [one for one in project.exhibits(report) if isinstance(one, ComparedGroups)]
    spec = project.reports[report]
    if spec.units and not any(
        project.groups[name].survey in spec.units.by
        for exhibit in own for name in exhibit.groups if name in project.groups
    ):  # fmt: skip
        yield ConfigError(
            file, "units", "ingen figur eller tabell der enheten kan stå mot de andre",
            "minst én som sammenligner aktørgrupper («groups») i en av undersøkelsene i «by»",
        )  # fmt: skip


def _faults_of_variables(project: Project, report: str) -> Iterator[ConfigError]:
    spec, file = project.reports[report], f"config/reports/{report}/report.yaml"
    if spec.units is None:
        return
    for survey, name in spec.units.by.items():
        key = f"units.by.{survey}"
        if survey not in project.surveys:
            yield ConfigError(file, key, survey, project.surveys)
            continue
        book = project.surveys[survey]
        variable = book.variable(name)
        names = [v.name for v in book.variables if v.kind == "nominal" and v.values]
        if variable is None or name not in names:
            yield ConfigError(file, key, name, names)
        elif len(variable.values) < 2:
            yield ConfigError(file, key, f"«{name}», som bare har én verdi", "minst to enheter")
        elif len({str(label) for label in variable.values.values()}) < len(variable.values):
            yield ConfigError(
                file, key, f"«{name}», der to koder har samme navn", "et navn for hver enhet"
            )
