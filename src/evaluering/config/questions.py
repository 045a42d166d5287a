"""Questions of a codebook: batteries of items, questions with boxes, and open ones."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from evaluering.config.base import Identifier, Model, Text, VariableName
from evaluering.config.columns import Routing
from evaluering.config.variables import ColumnName


class Option(Model):
    """One box of a multiple-response question: 1 ticked, 0 not."""

    name: VariableName
    """Variabelen i datafilen."""
    column: ColumnName = None
    label: Text
    """Teksten ved boksen."""


class MultipleResponse(Model):
    """A question where several boxes can be ticked, one 0/1 variable each."""

    id: VariableName
    """Navnet som tabeller viser til."""
    question: Text
    """Spørsmålet."""
    source: Text = "–"
    """Hvor spørsmålet står, for eksempel i en rapport."""
    optional: bool = False
    """Om spørsmålet kan mangle i datafilen."""
    options: list[Option] = Field(min_length=2)
    """Boksene, i skjemaets rekkefølge."""


class Item(Model):
    """One statement or question in a battery."""

    name: VariableName
    """Variabelen i datafilen."""
    column: ColumnName = None
    label: Text
    """Ordlyden, eller en omskriving av den når rapporten bare beskriver den."""
    wording: Literal["printed", "paraphrase"] = "printed"
    """printed: ordlyden slik den står på trykk; paraphrase: bare beskrevet i rapporten."""
    reversed: bool = False
    """Om enighet er et negativt svar, slik at leddet snus i en indeks."""
    optional: bool = False
    """Om leddet kan mangle i datafilen."""


class Battery(Model):
    """The items asked under one question, on one scale."""

    id: VariableName
    """Batteriets navn."""
    question: Text
    """Spørsmålet over leddene."""
    scale: Identifier
    """Skalaen leddene besvares på."""
    source: Text = "–"
    """Hvor batteriet står, for eksempel i en rapport."""
    asked_if: Routing = {}
    """Hvem som fikk spørsmålet: variabel og koder. Tomt: alle."""
    items: list[Item] = Field(min_length=1)
    """Leddene, i skjemaets rekkefølge."""


class OpenQuestion(Model):
    """A question answered in the respondent's own words."""

    name: VariableName
    """Variabelen i datafilen."""
    column: ColumnName = None
    question: Text
    """Spørsmålet."""
    source: Text = "–"
    """Hvor spørsmålet står, for eksempel i en rapport."""
    optional: bool = False
    """Om spørsmålet kan mangle i datafilen."""
