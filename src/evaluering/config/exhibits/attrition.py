"""From those invited to those whose answers are linked to a registry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, final

from evaluering.config.base import Identifier
from evaluering.config.content import content
from evaluering.config.exhibits.base import Details, Faults, KeyPlace, Labelled
from evaluering.config.exhibits.naming import unlinked
from evaluering.config.links import only_link
from evaluering.config.reads import Reads
from evaluering.config.registries import Noun

if TYPE_CHECKING:
    from evaluering.config.project import Project

STEPS = ("invited", "answered", "represents", "stated", "single")
"""From all who were sent the questionnaire to those with one unit."""


@dataclass(frozen=True, kw_only=True)
class AttritionDetails(Details):
    """How many units of the registry those who remain are from, and what these are called."""

    units: int
    noun: Noun


@final
class Attrition(Labelled):
    """From those invited to those whose answers are linked to a registry, step by step."""

    details = AttritionDetails

    filtered = False
    kind: Literal["attrition"]
    """Hvor mange som gjenstår etter hvert steg i koblingen til et register."""
    link: Identifier | None = None
    """Koblingen til registeret; utelatt: den eneste."""

    def reads(self, project: Project, wave: str) -> Reads:  # noqa: ARG002 (of any wave)
        """Return its link."""
        return Reads(links=frozenset({only_link(project, self.link).id}))

    def uses(self, project: Project, wave: str) -> object:
        """Return the wave, the link, what the units are called, and the survey's title."""
        link = only_link(project, self.link)
        unit, group = project.registries[link.registry].unit, project.groups[link.group]
        title = project.surveys[group.survey].title
        return [*map(content, (project.waves[wave], link, unit)), title]

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield a link that is not clear, and row labels of no step."""
        yield from at.known("row_labels", self.row_labels, STEPS)
        yield from unlinked(project, None, None, self.link, at)
