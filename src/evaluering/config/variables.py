"""Background variables of a codebook: who answers, where and for whom."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from evaluering.config.base import Identifier, Model, Name, Real, Text, VariableName, unfit
from evaluering.config.columns import MOMENTS, Routing
from evaluering.config.missing import Missing, MissingCodes, missing_codes, overlapping
from evaluering.config.written import InFile, Labels, refuse_unknown_codes

Key = Annotated[str, BeforeValidator(lambda value: str(value))]
ColumnName = Annotated[
    Name | None,
    Field(
        description="Kolonnen i datafilen, slik den heter der, når det ikke er «name»: "
        '`"q21.OptU"`. Store og små bokstaver skiller bare når to kolonner ellers er like.'
    ),
]
Since = Annotated[
    Identifier | None,
    Field(
        description="Den første bølgen som har det. De tidligere er som om det ikke sto her. "
        "Utelatt: alle."
    ),
]


class Variable(Model):
    """A background variable: who answers, where and for whom."""

    name: VariableName
    """Variabelen i datafilen."""
    column: ColumnName = None
    label: Text
    """Variabelens tekst."""
    kind: Literal["nominal", "number", "key", "date", "datetime", "time"] = "nominal"
    """nominal: koder med etiketter; number: et tall; key: nøkkelen til et register, som et
    kommunenummer eller et organisasjonsnummer; date, datetime, time: en dato, en dato med
    klokkeslett, et klokkeslett. Deler av datoer (år, måned) lages i «derived»."""
    format: Annotated[str, StringConstraints(min_length=2, max_length=40)] | None = None
    """Hvordan datoer eller klokkeslett er skrevet som tekst: `"%d/%m/%Y"`, `"%m/%d/%Y %H:%M"`.
    Utelatt: 2024-05-31, 31.05.2024 og 14:05, eller filens eget format i SPSS, Stata og Excel."""
    values: Labels = {}
    """Koder og etiketter for en nominal variabel, eller bare etikettene: da er kodene 1, 2 og så
    videre. Filen kan ha koden eller etiketten."""
    in_file: InFile = {}
    missing: Missing = {}
    minimum: Real | None = None
    """Minste tillatte tall."""
    maximum: Real | None = None
    """Største tillatte tall."""
    digits: int | None = Field(default=None, ge=1, le=20)
    """Antall sifre i en nøkkel; kortere tall fylles ut med nuller foran. Utelatt: som den står."""
    several: Key | None = None
    """Nøkkelen som står for «flere», for eksempel flere kommuner."""
    optional: bool = False
    """Om variabelen kan mangle i datafilen."""
    since: Since = None
    asked_if: Routing = {}
    """Hvem som fikk spørsmålet: variabel og koder. Tomt: alle."""

    @model_validator(mode="after")
    def _keys_fit_kind(self) -> Variable:
        if (self.kind == "nominal") != bool(self.values):
            found = f"kind: {self.kind} {'med' if self.values else 'uten'} «values» ({self.name})"
            raise unfit(found, "«values: {1: Rektor, 2: Lærer}» når kind er nominal, og bare da")
        if self.kind != "key" and (self.digits is not None or self.several is not None):
            raise unfit(
                f"«digits» eller «several» med kind: {self.kind} ({self.name})",
                "«digits» og «several» bare når kind er key",
            )
        if self.kind != "number" and (self.minimum is not None or self.maximum is not None):
            raise unfit(
                f"«minimum» eller «maximum» med kind: {self.kind} ({self.name})",
                "«minimum» og «maximum» bare når kind er number",
            )
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise unfit(
                f"{self.minimum:g}, som er større enn «maximum» ({self.maximum:g})",
                f"høyst {self.maximum:g}",
                "minimum",
            )
        if (both := overlapping(self.missing_codes, self.values)) is not None:
            raise unfit(
                f"kode {both}, som også står i «values» ({self.name})",
                "koder som ikke er svar",
                "missing",
            )
        if self.in_file and self.kind not in {"nominal", "number"}:
            found = f"«in_file» med kind: {self.kind} ({self.name})"
            raise unfit(found, "«in_file» med koder eller tall")
        if self.format and (self.kind not in MOMENTS or not _is_readable(self.format)):
            found = f"«format: {self.format}» med kind: {self.kind} ({self.name})"
            raise unfit(found, '«format: "%d/%m/%Y"» når kind er date, datetime eller time')
        if self.kind == "nominal":
            refuse_unknown_codes(self.in_file, self.values, self.missing_codes, self.name)
        return self

    @property
    def missing_codes(self) -> MissingCodes:
        """The codes and ranges that are no answers."""
        return missing_codes(self.missing)


def _is_readable(pattern: str) -> bool:
    """Return whether what is written in a way can be read back, as a date or a time of day."""
    moment = datetime(2024, 5, 31, 14, 5)
    try:
        read = datetime.strptime(moment.strftime(pattern), pattern)
    except ValueError:
        return False
    return read.date() == moment.date() or (read.hour, read.minute) == (14, 5)
