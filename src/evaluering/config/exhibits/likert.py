"""The whole distribution of a battery."""

from __future__ import annotations

from typing import Literal, final

from evaluering.config.exhibits.base import ScaleDetails
from evaluering.config.exhibits.battery import OneScale


@final
class Likert(OneScale):
    """The whole distribution of a battery: stacked bars centred on the middle answer."""

    details = ScaleDetails

    kind: Literal["likert"]
    """Hele svarfordelingen for et batteri, som stablede stolper sentrert på midtsvaret."""
