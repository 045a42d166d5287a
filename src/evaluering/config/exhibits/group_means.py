"""Mean, SD and n of the items of a battery by actor group."""

from __future__ import annotations

from typing import Literal, final

from evaluering.config.exhibits.base import Listed, Printed, ScaleDetails
from evaluering.config.exhibits.battery import RankedBattery


@final
class GroupMeans(RankedBattery):
    """Mean, SD and n of the items of a battery by actor group (t-test or one-way ANOVA)."""

    details = ScaleDetails
    listed = (
        Listed("item_label", "item"),
        Listed("group_label", "group"),
        Listed("mean", "mean", 2),
        Listed("sd", "sd", 2),
        Listed("n", "n", 0),
    )
    printed = Printed("mean", 1)
    weighable = True

    kind: Literal["group_means"]
    """Gjennomsnitt, standardavvik og n for leddene i et batteri, per aktørgruppe."""
