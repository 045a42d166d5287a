"""The difference between two groups on each item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, final

from pydantic import Field

from evaluering.config.base import Distinct, Identifier
from evaluering.config.exhibits.base import ScaleDetails
from evaluering.config.exhibits.battery import RankedBattery


@dataclass(frozen=True, kw_only=True)
class ForestDetails(ScaleDetails):
    """The labels of the two groups."""

    groups: tuple[str, str]


@final
class Forest(RankedBattery):
    """The difference between two groups on each item, with its interval."""

    details = ForestDetails
    weighable = True

    kind: Literal["forest"]
    """Forskjellen mellom to aktørgrupper på hvert ledd, med konfidensintervall."""
    groups: Distinct[Identifier] = Field(min_length=2, max_length=2)
    """De to aktørgruppene; differansen er den første minus den andre."""
