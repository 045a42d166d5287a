"""Correlations of registry variables with indices, as a heat map."""

from __future__ import annotations

from typing import Literal, final

from evaluering.config.exhibits.grid import CorrelationGrid


@final
class Heatmap(CorrelationGrid):
    """Pearson's r of registry variables with indices, as a heat map."""

    weighable = True

    kind: Literal["heatmap"]
    """Korrelasjoner mellom registervariabler og indekser, som farget rutenett."""
