"""What exhibits over actor groups share: item texts, scales, and groups that must not overlap."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evaluering.config.exhibits import BatteryExhibit, Percentages
from evaluering.data.wave_data import WaveData
from evaluering.errors import ConfigError
from evaluering.stats.errors import StatisticsError
from evaluering.stats.overlap import refuse_overlap


def item_labels(exhibit: BatteryExhibit, data: WaveData) -> dict[str, str]:
    """Return the items' texts: the exhibit's own, else the first group's codebook."""
    survey = data.project.surveys[data.group(exhibit.groups[0]).survey]
    return {
        name: survey.items[name].label if isinstance(item, str) else item.label
        for name, item in zip(exhibit.item_names, exhibit.items, strict=True)
    }


def scale_details(group: str, item: str, data: WaveData) -> dict[str, Any]:
    """Return the codes and labels of an item's scale."""
    survey = data.project.surveys[data.group(group).survey]
    scale = data.project.scales[survey.battery_of(item).scale]
    return {"scale": {"codes": scale.codes, "labels": scale.labels}}


def refuse_shared_respondents(
    exhibit: BatteryExhibit | Percentages, data: WaveData, values: Mapping[str, pd.DataFrame]
) -> None:
    """Raise when the same person stands in two of an exhibit's groups.

    Raises
    ------
    ConfigError
        Naming the exhibit and the groups.
    """
    for survey in {data.group(group).survey for group in values}:
        same = {g: v.index for g, v in values.items() if data.group(g).survey == survey}
        try:
            refuse_overlap("sammenligning", same)
        except StatisticsError:
            raise ConfigError(
                f"config/reports: {exhibit.id}",
                "groups",
                f"samme respondent i flere av gruppene {', '.join(same)}",
                "grupper uten felles respondenter",
            ) from None
