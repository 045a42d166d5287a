"""What each exhibit is computed from: surveys, frames, members, registries, links, indices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from evaluering.config.exhibits import (
    AnyExhibit,
    Attrition,
    BatteryExhibit,
    CorrelationGrid,
    Crosstab,
    Frequencies,
    Membership,
    MultipleResponseTable,
    Percentages,
    Rates,
    ResponseRates,
)
from evaluering.config.links import link_of, only_link
from evaluering.config.project import Project


@dataclass(frozen=True)
class Reads:
    """Names of what is read, by sort.

    Attributes
    ----------
    surveys
        Surveys whose respondents are read.
    frames, members
        Surveys whose population by category, or list of members, is read where the wave has it.
    registries, links, indices
        Registry tables, linked respondents, and index values.
    """

    surveys: frozenset[str] = frozenset()
    frames: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()
    registries: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    indices: frozenset[str] = frozenset()

    def __or__(self, other: Reads) -> Reads:
        """Return what either reads."""
        names = [field.name for field in fields(self)]
        return Reads(**{name: getattr(self, name) | getattr(other, name) for name in names})

    def needed_surveys(self, project: Project) -> frozenset[str]:
        """Return every survey that must be there: read, linked or indexed."""
        groups = [project.links[link].group for link in self.links]
        groups += [project.indices[index].group for index in self.indices]
        return self.surveys | self.members | {project.groups[group].survey for group in groups}

    def needed_registries(self, project: Project) -> frozenset[str]:
        """Return every registry that must be there: read or linked to."""
        return self.registries | {project.links[link].registry for link in self.links}


def reads(project: Project, exhibit: AnyExhibit, wave: str) -> Reads:
    """Return what an exhibit of a wave reads."""
    match exhibit:
        case BatteryExhibit() | Percentages():
            return Reads(surveys=_of_groups(project, exhibit.groups))
        case MultipleResponseTable():
            return Reads(surveys=frozenset({exhibit.survey}))
        case ResponseRates() if exhibit.survey:
            return Reads(frozenset({exhibit.survey}), frames=frozenset({exhibit.survey}))
        case ResponseRates():
            own = frozenset(project.waves[wave].surveys)
            return Reads(own & frozenset(exhibit.surveys) if exhibit.surveys else own)
        case Rates():
            panels = frozenset(panel.survey for panel in exhibit.panels)
            return Reads(panels, frames=panels)
        case Membership():
            return Reads(members=frozenset({exhibit.survey}))
        case Crosstab():
            registry = project.structural[exhibit.by][0].id
            link = link_of(project, registry, exhibit.index, exhibit.link)
            return _linked_index(project, link.id, exhibit.index)
        case CorrelationGrid():
            found = Reads()
            for row in exhibit.rows:
                registry = project.registry_variables[row][0].id
                for index in exhibit.columns:
                    link = link_of(project, registry, index, exhibit.link)
                    found |= _linked_index(project, link.id, index)
            return found
        case Frequencies() if exhibit.index is not None:
            return _index(project, exhibit.index)
        case Frequencies():
            registry = project.structural[str(exhibit.structural)][0].id
            if exhibit.units == "registry":
                return Reads(registries=frozenset({registry}))
            return Reads(links=frozenset({link_of(project, registry, None, exhibit.link).id}))
        case Attrition():
            return Reads(links=frozenset({only_link(project, exhibit.link).id}))
        case _:
            return Reads()


def reads_all(project: Project, exhibits: Iterable[AnyExhibit], wave: str) -> Reads:
    """Return what several exhibits read."""
    found = Reads()
    for exhibit in exhibits:
        found |= reads(project, exhibit, wave)
    return found


def _of_groups(project: Project, groups: Iterable[str]) -> frozenset[str]:
    return frozenset(project.groups[group].survey for group in groups)


def _index(project: Project, index: str) -> Reads:
    survey = project.groups[project.indices[index].group].survey
    return Reads(frozenset({survey}), indices=frozenset({index}))


def _linked_index(project: Project, link: str, index: str) -> Reads:
    return _index(project, index) | Reads(links=frozenset({link}))
