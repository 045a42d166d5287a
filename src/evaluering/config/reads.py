"""What exhibits are computed from: surveys, frames, members, registries, links, indices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluering.config.exhibits.base import Exhibit
    from evaluering.config.project import Project


@dataclass(frozen=True)
class Reads:
    """Names of what is read, by sort."""

    surveys: frozenset[str] = frozenset()
    """Surveys whose respondents are read; a wave without them has no such exhibit."""
    present: frozenset[str] = frozenset()
    """Surveys that are read because the wave has them."""
    frames: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()
    """Surveys whose population by category, or list of members, is read where the wave has it."""
    registries: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    indices: frozenset[str] = frozenset()
    """Registry tables, linked respondents, and index values."""
    designs: frozenset[str] = frozenset()
    """Surveys that are weighted by their design."""
    apart: frozenset[tuple[str, ...]] = frozenset()
    """Groups that no respondent may be in two of, by exhibit."""
    divisions: frozenset[tuple[str, str]] = frozenset()
    """Surveys and variables of theirs whose categories with answers the frame must have."""

    def __or__(self, other: Reads) -> Reads:
        """Return what either reads."""
        names = [field.name for field in fields(self)]
        return Reads(**{name: getattr(self, name) | getattr(other, name) for name in names})

    def needed_surveys(self, project: Project) -> frozenset[str]:
        """Return every survey that a wave must have: read, linked or indexed."""
        groups = [project.links[link].group for link in self.links]
        groups += [project.indices[index].group for index in self.indices]
        return self.surveys | self.members | {project.groups[group].survey for group in groups}

    def all_surveys(self, project: Project) -> frozenset[str]:
        """Return the needed surveys, and those that are read because they are there."""
        return self.needed_surveys(project) | self.present

    def needed_registries(self, project: Project) -> frozenset[str]:
        """Return every registry that must be there: read or linked to."""
        return self.registries | {project.links[link].registry for link in self.links}


def read_by(exhibit: Exhibit, project: Project, wave: str) -> Reads:
    """Return what an exhibit reads, the designs and frames that weight it among them."""
    read = exhibit.reads(project, wave)
    designs = {
        survey: design
        for survey in read.all_surveys(project)
        if exhibit.weighs(project, survey) and (design := project.surveys[survey].design)
    }
    frames = frozenset(survey for survey, design in designs.items() if design.reads_frame)
    return read | Reads(designs=frozenset(designs), frames=frames)


def reads_all(project: Project, exhibits: Iterable[Exhibit], wave: str) -> Reads:
    """Return what several exhibits read."""
    found = Reads()
    for exhibit in exhibits:
        found |= read_by(exhibit, project, wave)
    return found


def of_index(project: Project, index: str, link: str | None = None) -> Reads:
    """Return what the values of an index are read from, and the link that they go by."""
    survey = project.groups[project.indices[index].group].survey
    links = frozenset({link} if link else ())
    return Reads(frozenset({survey}), indices=frozenset({index}), links=links)
