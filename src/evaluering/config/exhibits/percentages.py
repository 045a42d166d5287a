"""The percentage distribution of one item by actor group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, final

from pydantic import Field

from evaluering.config.base import Distinct, Identifier, VariableName
from evaluering.config.exhibits.base import Exhibit, Faults, Place, Printed
from evaluering.config.exhibits.battery import asked_of
from evaluering.config.exhibits.naming import unasked
from evaluering.config.reads import Reads, of_groups

if TYPE_CHECKING:
    from evaluering.config.project import Project


@final
class Percentages(Exhibit):
    """The percentage distribution of one item by actor group (chi-square)."""

    printed = Printed("percent", 0)

    kind: Literal["percentages"]
    """Prosentfordelingen av svarene på ett ledd, per aktørgruppe."""
    groups: Distinct[Identifier] = Field(min_length=1)
    """Aktørgruppene, i tegnforklaringens rekkefølge."""
    item: VariableName
    """Leddet; alle gruppene må ha fått det."""

    @property
    def coloured(self) -> list[str]:
        """Its groups."""
        return self.groups

    def reads(self, project: Project, wave: str) -> Reads:  # noqa: ARG002 (of any wave)
        """Return the surveys of its groups."""
        return of_groups(project, self.groups)

    def uses(self, project: Project, wave: str) -> object:  # noqa: ARG002 (of any wave)
        """Return the groups, and the item's label and scale."""
        return asked_of(project, self.groups, [self.item])

    def faults(self, project: Project, at: Place) -> Faults:
        """Yield groups that were not asked the item."""
        yield from unasked(project, [self.item], self.groups, at, "item")
