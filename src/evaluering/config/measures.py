"""The numbers that a group has: what can be described, correlated and compared by mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from evaluering.config.content import content
from evaluering.config.filters import content_of_group
from evaluering.config.reads import Reads

if TYPE_CHECKING:
    from evaluering.config.exhibits.base import Faults, KeyPlace
    from evaluering.config.project import Project


@dataclass(frozen=True)
class Measure:
    """A number of a group's respondents: a variable, an item by its codes, or an index."""

    name: str
    label: str
    sort: Literal["number", "item", "index"]


def measures_of(project: Project, group: str) -> dict[str, Measure]:
    """Return every number of a group by name; a variable goes before an index of its name."""
    if not (name := survey_of(project, group)):
        return {}
    survey = project.surveys[name]
    indices = (index for index in project.indices.values() if index.group == group)
    found = [
        *(Measure(v.name, v.label, "number") for v in survey.background if v.kind == "number"),
        *(Measure(item.name, item.label, "item") for item in survey.items.values()),
        *(Measure(index.id, index.label, "index") for index in indices),
    ]
    return {measure.name: measure for measure in reversed(found)}


def survey_of(project: Project, group: str) -> str:
    """Return the survey of a group; nothing where the group or the survey is unknown."""
    survey = project.groups[group].survey if group in project.groups else ""
    return survey if survey in project.surveys else ""


def scales_of(project: Project, group: str, names: Iterable[str]) -> dict[str, str]:
    """Return the answer scale of each of a group's numbers that is an item, by name."""
    known, survey = measures_of(project, group), survey_of(project, group)
    items = [name for name in names if name in known and known[name].sort == "item"]
    return {name: project.surveys[survey].battery_of(name).scale for name in items}


def reads_of(project: Project, group: str, names: Iterable[str]) -> Reads:
    """Return what some numbers of a group are read from."""
    known = measures_of(project, group)
    indices = frozenset(name for name in names if known[name].sort == "index")
    return Reads(frozenset({project.groups[group].survey}), indices=indices)


def used_of(project: Project, group: str, names: Iterable[str]) -> object:
    """Return what some numbers of a group take from the configuration, as plain data."""
    survey, known = project.surveys[project.groups[group].survey], measures_of(project, group)

    def of(measure: Measure) -> object:
        if measure.sort == "index":
            return content(project.indices[measure.name])
        if measure.sort == "item":
            scale = project.scales[survey.battery_of(measure.name).scale]
            return [measure.label, content(scale)]
        variable = survey.variable(measure.name)
        return content(variable) if variable else None

    return [content_of_group(project, project.groups[group]), [of(known[name]) for name in names]]


def unmeasured(
    project: Project, group: str, names: Iterable[str], at: KeyPlace, key: str = "variables"
) -> Faults:
    """Yield a group that is unknown, and names that are no number of it."""
    yield from at.known("group", group, project.groups)
    if known := measures_of(project, group):
        yield from at.known(key, names, reversed(known))
