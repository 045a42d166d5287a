"""Correlations among the items and indices of an actor group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, final

from pydantic import model_validator

from evaluering.config.base import Distinct, Identifier, Name, Text, VariableName, unfit
from evaluering.config.exhibits.base import PRESENTATION, Exhibit, Faults, KeyPlace
from evaluering.config.exhibits.naming import unasked, unindexed
from evaluering.config.measures import reads_of, unmeasured, used_of
from evaluering.config.reads import Reads

if TYPE_CHECKING:
    from evaluering.config.project import Project


@final
class CorrelationMatrix(Exhibit):
    """Correlations among items and indices, each pair once."""

    weighable = True

    kind: Literal["correlation_matrix"]
    """Korrelasjonene mellom ledd og indekser i en aktørgruppe."""
    group: Identifier
    """Aktørgruppen."""
    variables: Distinct[Name] = []
    """Tall i tabellen: tallvariabler, ledd og indekser, i hvilken rekkefølge som helst."""
    items: Distinct[VariableName] = []
    """Leddene i tabellen, etter «variables»."""
    indices: Distinct[Identifier] = []
    """Gruppens indekser i tabellen, etter leddene."""
    method: Literal["pearson", "spearman", "kendall"] = "pearson"
    """Pearsons r, Spearmans ρ eller Kendalls τ-b."""
    missing: Literal["pairwise", "listwise"] = "pairwise"
    """pairwise: alle som har begge verdiene; listwise: bare dem som har alle."""
    adjustment: Literal["none", "holm", "benjamini-hochberg", "bonferroni"] = "none"
    """Hvordan p justeres for antallet korrelasjoner; stjernene følger den justerte."""
    labels: Annotated[dict[str, Text], PRESENTATION] = {}
    """Kortere tekster enn kodebokens, etter leddets eller indeksens navn."""

    @model_validator(mode="after")
    def _two_at_least(self) -> CorrelationMatrix:
        if len(self.names) < 2:
            raise unfit(f"{len(self.names)} tall, ledd og indekser", "minst to")
        if doubled := [name for name in self.names if self.names.count(name) > 1]:
            raise unfit(f"«{doubled[0]}» står to ganger", "hvert tall én gang")
        return self

    @property
    def names(self) -> list[str]:
        """The variables, items and indices, in order."""
        return [*self.variables, *self.items, *self.indices]

    @property
    def unweighable(self) -> str | None:
        """Ranks have no weights."""
        return None if self.method == "pearson" else f"bare Pearsons r vektes, ikke {self.method}"

    def reads(self, project: Project, wave: str) -> Reads:  # noqa: ARG002 (of any wave)
        """Return the group's survey and the indices."""
        return reads_of(project, self.group, self.names)

    def uses(self, project: Project, wave: str) -> object:  # noqa: ARG002 (of any wave)
        """Return the group, and the texts and codes of what is correlated."""
        return used_of(project, self.group, self.names)

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield a group and numbers that are unknown, and labels of none of them."""
        yield from unasked(project, self.items, [self.group], at)
        yield from unindexed(project, self.group, self.indices, at)
        if self.group in project.groups:
            yield from unmeasured(project, self.group, self.variables, at)
        yield from at.known("labels", self.labels, self.names)
