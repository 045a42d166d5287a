"""Correlations of registry variables with indices, as a table."""

from __future__ import annotations

from typing import Annotated, Literal, final

from pydantic import Field, model_validator

from evaluering.config.base import Model, Text, unfit
from evaluering.config.exhibits.base import PRESENTATION
from evaluering.config.exhibits.grid import CorrelationGrid


class Spanner(Model):
    """A heading over several columns."""

    label: Text
    """Overskriften."""
    columns: int = Field(ge=1, le=1000)
    """Antall kolonner overskriften står over."""


@final
class Correlations(CorrelationGrid):
    """Pearson's r of registry variables with indices, as a table."""

    weighable = True

    kind: Literal["correlations"]
    """Korrelasjoner mellom registervariabler og indekser, som tabell."""
    spanners: Annotated[list[Spanner], PRESENTATION] = []
    """Overskrifter over kolonnene, fra venstre; dekker alle kolonnene eller utelates."""

    @model_validator(mode="after")
    def _spanners_cover_the_columns(self) -> Correlations:
        covered = sum(spanner.columns for spanner in self.spanners)
        if self.spanners and covered != len(self.columns):
            raise unfit(
                f"overskrifter over {covered} kolonner",
                f"til sammen {len(self.columns)}, som i «columns»",
                "spanners",
            )
        return self
