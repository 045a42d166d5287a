"""What an audit must know beyond the cells: audit.yaml beside the published tables."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from evaluering.config.base import Distinct, Model, Name, unfit
from evaluering.data.published import Cells

CellRef = Annotated[list[str | int], Field(min_length=3, max_length=4)]
"""``[utstilling, rad, kolonne]``, og for celler med flere tall plassen: 0, 1 …"""
Expression = Any
"""A number, a text's id, a cell, or one operation; see `expressions`."""


class DeclaredColumns(Model):
    """Cells of one column."""

    exhibit: Name
    """Tabellen."""
    columns: Distinct[Name] = Field(min_length=1)
    """Kolonnene."""
    without: Distinct[Name] = []
    """Rader som ikke er med, foruten totalen."""


class TableNotes(Model):
    """What a table's labels do not say."""

    several: Distinct[Name] = []
    """Kolonner med kryss, der en respondent kan ha satt flere."""
    items: int | None = Field(default=None, ge=1)
    """Antall ledd som hvert svar i gjennomsnittene er satt sammen av; 1 for enkle spørsmål."""
    scale: tuple[int, int] | None = None
    """Laveste og høyeste svar på hvert ledd."""
    level_in_text: Distinct[Name] = []
    """Tekster (id) som gjentar tabellens signifikansnivå."""

    @model_validator(mode="after")
    def _items_have_a_scale(self) -> TableNotes:
        if (self.items is None) != (self.scale is None):
            raise unfit("«items» uten «scale», eller omvendt", "begge, eller ingen av dem")
        return self


class PrintedIndex(Model):
    """An additive index, and the tables that show it."""

    frequencies: Name | None = None
    """Tabellen over alle som har svart."""
    crosstabs: Distinct[Name] = Field(min_length=1)
    """Krysstabellene."""
    items: int = Field(ge=1)
    """Antall ledd."""
    scale: tuple[int, int]
    """Laveste og høyeste svar på hvert ledd."""


class Classes(Model):
    """A variable in classes, and the tables whose columns are the classes."""

    table: Name
    """Tabellen over klassene."""
    crosstabs: Distinct[Name] = []
    """Krysstabellene som bruker dem."""
    range: tuple[Name, Name] | None = None
    """Tekstene (id) som oppgir variabelens laveste og høyeste verdi."""


class Relation(Model):
    """A printed number, and what it must agree with."""

    cell: Name | CellRef
    """Tallet: en teksts id (med «#1» for tekstens andre tall) eller en celle."""
    equals: Expression = None
    """Hva det er lik, ved trykt presisjon."""
    at_least: Expression = None
    """Hva det ikke kan være under."""
    at_most: Expression = None
    """Hva det ikke kan være over."""
    severity: Literal["error", "rounding", "ambiguous"] = "error"
    """«ambiguous» der et avvik kan ha en forklaring som rapporten ikke gir."""
    group: str = ""
    """Avvik med samme gruppe har én årsak og blir ett funn."""
    note: str = ""
    """Hvorfor tallene hører sammen; settes til slutt i beviset."""

    @model_validator(mode="after")
    def _one_of_three(self) -> Relation:
        if sum(e is not None for e in (self.equals, self.at_least, self.at_most)) != 1:
            raise unfit("ikke nøyaktig én grense", "én av «equals», «at_least» og «at_most»")
        return self


class SignificanceMention(Model):
    """A sentence that calls a relation significant, or says that it is not."""

    section: Name
    """Kapittelet som setningen står i."""
    of: Name | Annotated[list[str], Field(min_length=3, max_length=3)]
    """Krysstabellen, eller ``[korrelasjonstabell, rad, kolonne]``, raden uten «(Pearson)»."""
    says: Literal["significant", "not_significant"]
    """Hva setningen sier."""
    level: float = Field(default=5, gt=0, lt=50)
    """Nivået i prosent, der setningen sier det."""
    note: str = ""
    """Setningen med egne ord, eller hvorfor den gjelder dette; settes til slutt i beviset."""


class Consequence(Model):
    """What a contradiction in some cells means for a conclusion."""

    cell: Name | CellRef
    """Cellen, teksten eller hele utstillingen (id)."""
    text: Name
    """Følgen, med egne ord."""


class Declaration(Model):
    """Everything that is declared about a report's tables."""

    tables: dict[str, TableNotes] = {}
    """Merknader til tabellene, etter id."""
    indices: list[PrintedIndex] = []
    """Additive indekser."""
    classes: list[Classes] = []
    """Variabler i klasser."""
    correlations: dict[str, dict[str, dict[str, Name]]] = {}
    """Korrelasjonstabell → rad → kolonne → krysstabellen som har antallet."""
    relations: list[Relation] = []
    """Tall som gjentar eller følger av andre."""
    significance: list[SignificanceMention] = []
    """Setninger som sier at noe er signifikant, eller ikke er det."""
    consequences: list[Consequence] = []
    """Hva motsigelsene betyr for konklusjonene."""


def unknown_exhibits(declared: Declaration, cells: Cells) -> list[tuple[str, str]]:
    """Return the exhibits that a declaration names and that are not printed, with their keys."""
    known = {place.exhibit for place in cells}
    named = [("tables", name) for name in declared.tables]
    named += [("indices", n) for own in declared.indices for n in own.crosstabs]
    named += [("indices", own.frequencies) for own in declared.indices if own.frequencies]
    named += [
        ("significance", own.of if isinstance(own.of, str) else own.of[0])
        for own in declared.significance
    ]
    named += [("classes", n) for own in declared.classes for n in (own.table, *own.crosstabs)]
    for table, rows in declared.correlations.items():
        named += [
            ("correlations", n) for n in (table, *(v for r in rows.values() for v in r.values()))
        ]
    return [(where, name) for where, name in named if name not in known]
