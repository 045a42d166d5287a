"""Numbers described: how many, mean, spread and quantiles."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, final

from pydantic import Field

from evaluering.config.base import Distinct
from evaluering.config.exhibits.base import PRESENTATION
from evaluering.config.exhibits.measured import Divided

SummaryStatistic: TypeAlias = Literal[
    "n", "missing", "sum", "mean", "sd", "se", "minimum", "p5", "p10", "p25", "median", "p75",
    "p90", "p95", "maximum",
]  # fmt: skip


@final
class NumberSummary(Divided):
    """Numbers described by n, mean, SD and quantiles, as a table or as boxes."""

    weighable = True

    kind: Literal["number_summary"]
    """Tall beskrevet med antall, gjennomsnitt, standardavvik og kvantiler; som figur: bokser."""
    statistics: Annotated[Distinct[SummaryStatistic], PRESENTATION] = Field(
        default=["n", "missing", "mean", "sd", "minimum", "p25", "median", "p75", "maximum"],
        min_length=1,
    )
    """Kolonnene i tabellen, fra venstre; sum er av dem som har en verdi og står ikke i
    vektede tabeller, se er standardfeilen, p5–p95 kvantiler i prosent."""
    decimals: Annotated[int, PRESENTATION] = Field(default=1, ge=0, le=4)
    """Desimaler i tall som ikke er hele."""
