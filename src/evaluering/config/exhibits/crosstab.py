"""An index in classes by a structural variable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, final

from evaluering.config.base import Identifier
from evaluering.config.content import content
from evaluering.config.exhibits.base import Details, Faults, KeyPlace, Labelled
from evaluering.config.exhibits.naming import unlinked
from evaluering.config.indices import class_labels
from evaluering.config.links import link_of
from evaluering.config.reads import Reads, of_index

if TYPE_CHECKING:
    from evaluering.config.project import Project
    from evaluering.config.registries import Link


@dataclass(frozen=True, kw_only=True)
class CrosstabDetails(Details):
    """The headings over rows and columns, and the ids of the classes in the rows."""

    question: str
    heading: str
    classes: tuple[str, ...]


@final
class Crosstab(Labelled):
    """An index in classes by a structural variable: column per cents, n, means, chi-square."""

    details = CrosstabDetails

    kind: Literal["crosstab"]
    """Klassene av en indeks mot en strukturell variabel: prosent, n og gjennomsnitt."""
    index: Identifier
    """Indeksen som deler radene i klasser."""
    by: Identifier
    """En strukturell variabel i registries.yaml."""
    link: Identifier | None = None
    """Koblingen til registeret; utelatt: den eneste som passer."""

    def reads(self, project: Project, wave: str) -> Reads:  # noqa: ARG002 (of any wave)
        """Return its index and link."""
        return of_index(project, self.index, self._link(project).id)

    def uses(self, project: Project, wave: str) -> object:
        """Return the structural variable, the index, the link, and the year of the registry."""
        registry, structural = project.structural[self.by]
        parts = (structural, project.indices[self.index], self._link(project))
        return [*map(content, parts), project.year(registry.id, wave)]

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield names that are unknown, row labels of no class, and a link that is not clear."""
        if self.index in project.indices:
            rows = class_labels(project.indices[self.index].classes)
            yield from at.known("row_labels", self.row_labels, rows)
        yield from at.known("index", self.index, project.indices)
        yield from at.known("by", self.by, project.structural)
        if self.by in project.structural:
            registry = project.structural[self.by][0].id
            yield from unlinked(project, registry, self.index, self.link, at)

    def _link(self, project: Project) -> Link:
        return link_of(project, project.structural[self.by][0].id, self.index, self.link)
