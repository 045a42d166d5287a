"""Grouped means as bars on the scale of the answers, with a standard deviation either way."""

from __future__ import annotations

from evaluering.config.exhibits.base import ScaleDetails
from evaluering.config.exhibits.group_means import GroupMeans
from evaluering.exhibits.result import Result
from evaluering.render.charts.chart import Chart
from evaluering.render.charts.charting import Palette
from evaluering.render.charts.slotted import rows_of, series_of
from evaluering.render.figures.group_means import read_slots
from evaluering.render.figures.shading import shades
from evaluering.render.figures.slots import noted
from evaluering.render.language import word


def charts(exhibit: GroupMeans, result: Result, palette: Palette) -> tuple[Chart, ...]:
    """Return a bar for each item and group, from the scale's lowest code."""
    slots = read_slots(exhibit, result)
    scale = result.details_as(ScaleDetails).scale
    reached = [s.value + sign * s.sd for s in slots for sign in (-1, 1) if s.sd == s.sd]
    codes = scale.codes
    ends = word("chart_scale", low=codes[0], low_label=scale.labels[0], high=codes[-1],
                high_label=scale.labels[-1])  # fmt: skip
    return (
        Chart(
            "bars",
            rows_of(slots),
            series_of(slots, shades(exhibit.groups, palette.groups), 1, exhibit.rounding),
            decimals=1,
            low=min([codes[0], *(float(int(k // 1)) for k in reached)]),
            high=max([codes[-1], *(float(-(-k // 1)) for k in reached)]),
            step=1 if codes[-1] - codes[0] < 12 else None,
            scale=(codes[0], codes[-1]),
            axis=ends,
            note=noted(word("means_note"), any(slot.suppressed for slot in slots)),
        ),
    )
