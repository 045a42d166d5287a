"""Counts and per cents of the classes of an index or a structural variable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, final

from pydantic import Field, model_validator

from evaluering.config.base import Distinct, Identifier, Text, unfit
from evaluering.config.content import content
from evaluering.config.exhibits.base import PRESENTATION, Details, Exhibit, Faults, KeyPlace
from evaluering.config.exhibits.naming import unlinked
from evaluering.config.links import link_of
from evaluering.config.reads import Reads, of_index
from evaluering.config.registries import Noun

if TYPE_CHECKING:
    from evaluering.config.project import Project


@dataclass(frozen=True, kw_only=True)
class FrequenciesDetails(Details):
    """The decimals of the values, and what is counted, where it is the units of a registry."""

    decimals: int
    noun: Noun | None = None


@final
class Frequencies(Exhibit):
    """Counts and per cents of the classes of an index or a structural variable."""

    details = FrequenciesDetails

    kind: Literal["frequencies"]
    """Antall og prosent i klassene av en indeks eller en strukturell variabel."""
    index: Identifier | None = None
    """Indeksen som deles i klasser; eller structural."""
    structural: Identifier | None = None
    """Den strukturelle variabelen; eller index."""
    units: Literal["respondents", "registry"] = "respondents"
    """respondents: de koblede respondentene; registry: alle enhetene i registeret."""
    link: Identifier | None = None
    """Koblingen til registeret; utelatt: den eneste som passer."""
    heading: Annotated[Text, PRESENTATION]
    """Overskriften over radene."""
    count_heading: Annotated[Text | None, PRESENTATION] = None
    """Overskriften over antallene; utelatt: «Antall», med enhetene når registeret telles."""
    decimals: Annotated[int, PRESENTATION] = Field(default=0, ge=0, le=2)
    """Desimaler i prosenten."""
    show_range: Annotated[bool, PRESENTATION] = False
    """Om klassens laveste og høyeste observerte verdi står etter navnet."""
    column_order: Annotated[Distinct[Literal["n", "percent"]], PRESENTATION] = ["n", "percent"]
    """Kolonnene fra venstre: antall og prosent."""

    @model_validator(mode="after")
    def _has_one_source(self) -> Frequencies:
        if (self.index is None) == (self.structural is None):
            raise unfit(
                "verken «index» eller «structural»"
                if self.index is None
                else "både «index» og «structural»",
                "én av «index» og «structural»",
            )
        return self

    def reads(self, project: Project, wave: str) -> Reads:  # noqa: ARG002 (of any wave)
        """Return its index; of a structural variable, the registry or the link to it."""
        if self.index is not None:
            return of_index(project, self.index)
        registry = project.structural[str(self.structural)][0].id
        if self.units == "registry":
            return Reads(registries=frozenset({registry}))
        return Reads(links=frozenset({link_of(project, registry, None, self.link).id}))

    def uses(self, project: Project, wave: str) -> object:  # noqa: ARG002 (of any wave)
        """Return the index; or the structural variable, its decimals, and the units' name."""
        if self.index is not None:
            return content(project.indices[self.index])
        registry, structural = project.structural[str(self.structural)]
        variable = registry.variable(structural.variable)
        return [content(structural), content(registry.unit), variable.decimals]

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield names that are unknown, and a link that is not clear."""
        if self.index is not None:
            yield from at.known("index", self.index, project.indices)
        if self.structural is not None:
            yield from at.known("structural", self.structural, project.structural)
            if self.structural in project.structural and self.units == "respondents":
                registry = project.structural[self.structural][0].id
                yield from unlinked(project, registry, None, self.link, at)
