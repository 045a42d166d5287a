"""Questions of a codebook: batteries of items, questions with boxes, and open ones."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from evaluering.config.base import (
    Distinct,
    Identifier,
    Model,
    Name,
    Real,
    Text,
    VariableName,
    unfit,
)
from evaluering.config.columns import Routing
from evaluering.config.missing import Missing, MissingCodes, missing_codes, overlapping
from evaluering.config.variables import ColumnName, Since
from evaluering.config.written import normal, spelt

Mark = Annotated[Name, BeforeValidator(spelt, json_schema_input_type=str | Real | bool)]
"""What stands in a cell of the data file."""


class Option(Model):
    """One box of a multiple-response question: 1 ticked, 0 not."""

    name: VariableName
    """Variabelen i datafilen; med «columns»: det boksen lagres som."""
    column: ColumnName = None
    label: Text
    """Teksten ved boksen."""
    code: Mark | None = None
    """Det som står i kolonnene når boksen er valgt (med «columns»): en kode eller en tekst.
    Utelatt: etiketten."""
    since: Since = None
    asked_if: Routing = {}
    """Hvem som fikk boksen, ut over «asked_if» for spørsmålet: variabel og koder. Tomt: alle."""


class MultipleResponse(Model):
    """A question where several boxes can be ticked: a 0/1 variable each, or columns of codes."""

    id: VariableName
    """Navnet som tabeller viser til."""
    question: Text
    """Spørsmålet."""
    source: Text = "–"
    """Hvor spørsmålet står, for eksempel i en rapport."""
    optional: bool = False
    """Om spørsmålet kan mangle i datafilen."""
    since: Since = None
    columns: Distinct[Name] = []
    """Kolonnene i datafilen når svarene står som koder eller tekster der, og ikke som en kolonne
    per boks: `[sprak1, sprak2]`. De lagres som en 0/1-variabel per boks."""
    separator: Annotated[str, StringConstraints(min_length=1, max_length=5)] | None = None
    """Tegnet mellom svarene når en celle kan ha flere (med «columns»): `";"`."""
    ticked: list[Mark] = []
    """Det som står i en boks som er krysset av, når det verken er 1, «Ja» eller boksens tekst."""
    unticked: list[Mark] = []
    """Det som står i en boks som ikke er krysset av, når det verken er 0 eller «Nei»: `[2]`."""
    blank: Literal["unanswered", "unticked"] = "unanswered"
    """Hva en tom boks er. unanswered: ubesvart; unticked: ikke krysset av, for den som har
    krysset av en annen (den som ikke har noe kryss, har ikke svart)."""
    missing: Missing = {}
    asked_if: Routing = {}
    """Hvem som fikk spørsmålet: variabel og koder. Tomt: alle."""
    options: list[Option] = Field(min_length=2)
    """Boksene, i skjemaets rekkefølge."""

    @model_validator(mode="after")
    def _keys_fit_the_form(self) -> MultipleResponse:
        boxed = {"ticked": self.ticked, "unticked": self.unticked,
                 "blank": self.blank != "unanswered"}  # fmt: skip
        own = {key for option in self.options for key in ("column",) if option.column}
        if self.columns:
            wrong = sorted({key for key, value in boxed.items() if value} | own)
        else:
            coded = {"code" for option in self.options if option.code is not None}
            wrong = sorted(coded | ({"separator"} if self.separator else set()))
        if wrong:
            raise unfit(
                f"«{wrong[0]}» {'med' if self.columns else 'uten'} «columns» ({self.id})",
                f"«{wrong[0]}» bare når boksene {'har' if self.columns else 'ikke har'} hver sin "
                "kolonne",
            )
        if both := {normal(mark) for mark in self.ticked} & {normal(m) for m in self.unticked}:
            raise unfit(f"«{min(both)}» i både «ticked» og «unticked» ({self.id})", "én av dem")
        codes = [normal(option.code or option.label) for option in self.options]
        if self.columns and (twice := [code for code in codes if codes.count(code) > 1]):
            raise unfit(f"to bokser med «{twice[0]}» ({self.id})", "en «code» til hver av boksene")
        numbers = [int(code) for code in codes if re.fullmatch(r"-?[0-9]{1,12}", code)]
        taken = numbers if self.columns else [0, 1]
        if (code := overlapping(self.missing_codes, taken)) is not None:
            raise unfit(f"kode {code}, som er et svar ({self.id})", "andre koder", "missing")
        return self

    @property
    def missing_codes(self) -> MissingCodes:
        """The codes and ranges that are no answers."""
        return missing_codes(self.missing)


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
    since: Since = None
    asked_if: Routing = {}
    """Hvem som fikk leddet, ut over «asked_if» for batteriet: variabel og koder. Tomt: alle."""


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
    since: Since = None
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
    since: Since = None
    asked_if: Routing = {}
    """Hvem som fikk spørsmålet: variabel og koder. Tomt: alle."""
