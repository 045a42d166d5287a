"""What exhibits over actor groups share: item texts and scales."""

from __future__ import annotations

from typing import Any

from evaluering.config.exhibits.battery import BatteryExhibit
from evaluering.data.wave_data import WaveData


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
