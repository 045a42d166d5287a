"""The whole distribution of a battery."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, final

from evaluering.config.exhibits.base import PRESENTATION, ScaleDetails
from evaluering.config.exhibits.battery import RankedBattery


@dataclass(frozen=True, kw_only=True)
class LikertDetails(ScaleDetails):
    """Whether "vet ikke" was an answer that could be given."""

    dont_know: bool = True


@final
class Likert(RankedBattery):
    """The whole distribution of a battery: stacked bars centred on the middle answer."""

    details = LikertDetails
    weighable = True

    kind: Literal["likert"]
    """Hele svarfordelingen for et batteri, som stablede stolper sentrert på midtsvaret."""
    dont_know: Annotated[Literal["column", "bar", "none"], PRESENTATION] = "column"
    """«Vet ikke» ved siden av stolpen, i prosent av alle som har svart. column: som tall; bar: som
    en stolpe for seg, med tallet; none: ikke i figuren. Kunne ingen svare «vet ikke», står det
    ikke."""

    @property
    def share_base(self) -> None:
        """Several: valid answers, and all who answered."""
