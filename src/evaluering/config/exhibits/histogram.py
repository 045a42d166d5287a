"""How a number is distributed, in classes of one width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, final

from pydantic import Field

from evaluering.config.base import Name, Real
from evaluering.config.exhibits.base import PRESENTATION, Details
from evaluering.config.exhibits.measured import OfMeasures


@dataclass(frozen=True, kw_only=True)
class HistogramDetails(Details):
    """The width of the classes, whether all values are whole, and what the number is called."""

    width: float
    whole: bool
    label: str
    mean: float | None = None
    median: float | None = None


@final
class Histogram(OfMeasures):
    """How a number is distributed, in classes of one width."""

    details = HistogramDetails
    named_by = "variable"

    weighable = True

    kind: Literal["histogram"]
    """Fordelingen av et tall i like brede klasser: histogram, eller tabell over klassene."""
    variable: Name
    """Tallet: en tallvariabel, et ledd (kodene er tallene) eller en indeks av gruppen."""
    width: Real | None = Field(default=None, gt=0)
    """Bredden på klassene; utelatt: en rund bredde etter svarene."""
    start: Real | None = None
    """Der en klasse begynner; utelatt: et rundt tall."""
    decimals: Annotated[int, PRESENTATION] = Field(default=1, ge=0, le=4)
    """Desimaler i tall som ikke er hele."""

    @property
    def measures(self) -> list[str]:
        """The variable, alone."""
        return [self.variable]
