"""What the table of correlations and the heat map share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from evaluering.config.base import Distinct, Identifier, Text
from evaluering.config.content import content
from evaluering.config.exhibits.base import PRESENTATION, Exhibit, Faults, KeyPlace
from evaluering.config.exhibits.naming import unlinked
from evaluering.config.links import link_of
from evaluering.config.reads import Reads, of_index

if TYPE_CHECKING:
    from evaluering.config.project import Project


class CorrelationGrid(Exhibit):
    """Pearson's r of registry variables with indices, with p and n."""

    rows: Distinct[Identifier] = Field(min_length=1)
    """Registervariabler."""
    columns: Distinct[Identifier] = Field(min_length=1)
    """Indekser."""
    link: Identifier | None = None
    """Koblingen til registeret; utelatt: den eneste som passer."""
    column_labels: Annotated[dict[Identifier, Text], PRESENTATION] = {}
    """Kortere kolonneoverskrifter enn indeksenes navn."""

    def reads(self, project: Project, wave: str) -> Reads:  # noqa: ARG002 (of any wave)
        """Return its indices, and the links from each to the registries."""
        found = Reads()
        for row in self.rows:
            registry = project.registry_variables[row][0].id
            for index in self.columns:
                link = link_of(project, registry, index, self.link)
                found |= of_index(project, index, link.id)
        return found

    def uses(self, project: Project, wave: str) -> object:
        """Return the registry variables and their years, the indices, and the links."""
        rows = [project.registry_variables[row] for row in self.rows]
        return [
            [[content(v), project.year(r.id, wave)] for r, v in rows],
            [content(project.indices[column]) for column in self.columns],
            [content(link) for link in project.links.values()],
        ]

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield names that are unknown, and links that are not clear."""
        yield from at.known("rows", self.rows, project.registry_variables)
        yield from at.known("columns", self.columns, project.indices)
        yield from at.known("column_labels", self.column_labels, self.columns)
        known = [row for row in self.rows if row in project.registry_variables]
        for registry in dict.fromkeys(project.registry_variables[row][0].id for row in known):
            for column in self.columns:
                yield from unlinked(project, registry, column, self.link, at)
