"""Counts and per cents of whatever divides a survey, or of the units of a registry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, final

from pydantic import Field, model_validator

from evaluering.config.base import Distinct, Identifier, Name, Text, unfit
from evaluering.config.content import content
from evaluering.config.divisions import dividing
from evaluering.config.exhibits.base import PRESENTATION, Details, Faults, KeyPlace, Labelled
from evaluering.config.exhibits.naming import unlinked
from evaluering.config.exhibits.ordering import Order, unordered
from evaluering.config.exhibits.tabulated import (
    MissingRows,
    Nets,
    divisions_in,
    reads_of,
    unnetted,
    untabulated,
    uses_of,
)
from evaluering.config.links import link_of
from evaluering.config.reads import Reads, of_index
from evaluering.config.registries import Noun

if TYPE_CHECKING:
    from evaluering.config.project import Project

SOURCES = ("variable", "index", "structural")


@dataclass(frozen=True, kw_only=True)
class FrequenciesDetails(Details):
    """The decimals of the values, what is counted where it is units, and the variable's text.

    ``several`` says that a respondent may be in more than one row.
    """

    decimals: int
    noun: Noun | None = None
    heading: str | None = None
    several: bool = False


@final
class Frequencies(Labelled):
    """Counts and per cents of whatever divides a survey, or of the units of a registry."""

    details = FrequenciesDetails
    weighable = True

    kind: Literal["frequencies"]
    """Antall og prosent i hver kategori av en variabel, et ledd, et flervalgsspørsmål, en indeks
    eller en strukturell variabel."""
    survey: Identifier | None = None
    """Undersøkelsen som «variable» står i."""
    variable: Name | None = None
    """Det som deler undersøkelsen: en nominal variabel, et ledd, et flervalgsspørsmål ved id, en
    indeks, en strukturell variabel eller groups (aktørgruppene); eller index eller structural."""
    index: Identifier | None = None
    """Indeksen som deles i klasser; eller variable eller structural."""
    structural: Identifier | None = None
    """Den strukturelle variabelen; eller variable eller index."""
    units: Literal["respondents", "registry"] = "respondents"
    """respondents: de koblede respondentene; registry: alle enhetene i registeret."""
    link: Identifier | None = None
    """Koblingen til registeret; utelatt: den eneste som passer."""
    group: Identifier | None = None
    """Aktørgruppen som telles (med variable); utelatt: alle i undersøkelsen."""
    missing: MissingRows = "hide"
    """Manglende svar (med variable). hide: bare fortalt under tabellen; show: én rad; each: én rad
    for hver grunn. Radene står under totalen, og tabellen får prosent av alle spurte."""
    order: Order = "codebook"
    """Rekkefølgen (med variable). codebook: kodebokens; frequency: den største først; ascending:
    den minste først; eller en liste med koder, der resten følger i kodebokens rekkefølge."""
    nets: Nets = []
    """Kategorier samlet (med variable), under de andre: {label: Enig, codes: [4, 5]}."""
    heading: Annotated[Text | None, PRESENTATION] = None
    """Overskriften over radene; utelatt: variabelens tekst. Må gis med index og structural."""
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
        stated = [key for key in SOURCES if getattr(self, key) is not None]
        if len(stated) != 1:
            found = " og ".join(f"«{key}»" for key in stated)
            raise unfit(
                f"både {found}" if stated else "verken «variable», «index» eller «structural»",
                "én av «variable» (med «survey»), «index» og «structural»",
            )
        if (self.survey is None) != (self.variable is None):
            raise unfit(
                "«survey» uten «variable»" if self.variable is None else "«variable» uten «survey»",
                "begge: «survey: brukere» og «variable: q1»",
            )
        if self.variable is None:
            own = {"group": self.group, "nets": self.nets, "missing": self.missing != "hide",
                   "order": self.order != "codebook", "row_labels": self.row_labels}  # fmt: skip
            for key in [key for key, value in own.items() if value]:
                raise unfit(
                    f"«{key}» med «{stated[0]}»", f"«{key}» bare sammen med «variable»", key
                )
            if self.heading is None:
                raise unfit("ingen overskrift", "«heading: Vurdering»", "heading")
        return self

    @property
    def unweighable(self) -> str | None:
        """Units of a registry have no weights."""
        return "«units: registry» teller enheter, ikke respondenter" if self.of_units else None

    @property
    def of_units(self) -> bool:
        """Whether the units of a registry are counted."""
        return self.structural is not None and self.units == "registry"

    def reads(self, project: Project, wave: str) -> Reads:  # noqa: ARG002 (of any wave)
        """Return what divides the survey; of a structural variable, the registry or its link."""
        if self.survey is not None:
            return reads_of(divisions_in(project, self.survey, [str(self.variable)], self.link))
        if self.index is not None:
            return of_index(project, self.index)
        registry = project.structural[str(self.structural)][0].id
        if self.units == "registry":
            return Reads(registries=frozenset({registry}))
        return Reads(links=frozenset({link_of(project, registry, None, self.link).id}))

    def uses(self, project: Project, wave: str) -> object:
        """Return what divides the survey; or the structural variable, its decimals, its unit."""
        if self.survey is not None:
            divisions = divisions_in(project, self.survey, [str(self.variable)], self.link)
            return uses_of(project, wave, divisions, self.group)
        if self.index is not None:
            return content(project.indices[self.index])
        registry, structural = project.structural[str(self.structural)]
        variable = registry.variable(structural.variable)
        return [content(structural), content(registry.unit), variable.decimals]

    def faults(self, project: Project, at: KeyPlace) -> Faults:
        """Yield names that are unknown, and a link that is not clear."""
        if self.survey is not None and self.variable is not None:
            keys = {"variable": self.variable}
            yield from untabulated(project, self.survey, keys, self.group, self.link, at)
            if self.survey in project.surveys:
                of = dividing(project, self.survey, self.variable, self.link)
                names = of.names if of else ()
                yield from unnetted(self.nets, of, at)
                yield from unordered(self.order, names, at) if of else ()
                yield from at.known("row_labels", self.row_labels, names) if of else ()
                if self.show_range and of and of.sort not in {"index", "structural"}:
                    allowed = "bare klassene av en indeks eller en strukturell variabel"
                    yield at.fault("show_range", self.variable, allowed)
        if self.index is not None:
            yield from at.known("index", self.index, project.indices)
        if self.structural is not None:
            yield from at.known("structural", self.structural, project.structural)
            if self.structural in project.structural and self.units == "respondents":
                registry = project.structural[self.structural][0].id
                yield from unlinked(project, registry, None, self.link, at)
