"""The percentage distribution of one item by actor group."""

from __future__ import annotations

from typing import Literal, final

from evaluering.config.base import VariableName
from evaluering.config.exhibits.base import Base, Printed, ScaleDetails
from evaluering.config.exhibits.battery import ComparedGroups


@final
class Percentages(ComparedGroups):
    """The percentage distribution of one item by actor group (chi-square)."""

    details = ScaleDetails
    printed = Printed("percent", 0)
    item_key = "item"
    weighable = True

    kind: Literal["percentages"]
    """Prosentfordelingen av svarene på ett ledd, per aktørgruppe."""
    item: VariableName
    """Leddet; alle gruppene må ha fått det."""
    dont_know: Literal["none", "beside", "category"] = "none"
    """«Vet ikke». none: ikke i figuren; beside: ved siden av svarene, i prosent av alle som har
    svart på leddet; category: som et av svarene, alle i prosent av alle som har svart."""

    @property
    def share_base(self) -> Base | None:
        """Valid answers, or these and «vet ikke»."""
        bases: dict[str, Base | None] = {"none": "valid", "category": "answered"}
        return bases.get(self.dont_know)

    @property
    def item_names(self) -> list[str]:
        """The item, alone."""
        return [self.item]
