"""What every claim has."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from evaluering.config.base import (
    Distinct,
    Identifier,
    Model,
    Name,
    Real,
    T,
    Text,
    VariableName,
    Whole,
    unfit,
)

Bounds = tuple[Real, Real]
"""Laveste og høyeste tillatte verdi, begge med."""
Some = Annotated[Distinct[T], Field(min_length=1)]
Tiers = Annotated[list[Some[T]], Field(min_length=2)]
"""Lag ovenfra og ned."""
Items = Some[VariableName]
Groups = Some[Identifier]
Codes = Some[Whole]
Percent = Annotated[float, Field(ge=0, le=100)]


class Claim(Model):
    """What all claims have."""

    id: Identifier
    section: Text
    """Kapittelet som påstanden står i."""
    exhibit: Name
    """Figuren eller tabellen som påstanden gjelder, eller «tekst»."""
    text: Text
    """Påstanden med egne ord."""
    restates: Distinct[Name] = []
    """Tallene i tekst.csv som påstanden gjengir."""
    at_least: Percent = 100
    """Hvor mange prosent av sammenligningene som må holde («nesten alle»)."""
    required: bool = True
    """Om den syntetiske bølgen må oppfylle den; svarene trekkes da på nytt til den holder."""
    reason: Text | None = None
    """Hvorfor det ikke kreves."""

    @model_validator(mode="after")
    def _reason_if_not_required(self) -> Self:
        if self.required != (self.reason is None):
            raise unfit(
                "«required: false» uten «reason»"
                if self.reason is None
                else "«reason» uten «required: false»",
                "«required: false» og «reason» sammen, eller ingen av dem",
            )
        return self


class AnswerClaim(Claim):
    """A claim that the answers alone decide, so that the generator can draw until it holds."""
