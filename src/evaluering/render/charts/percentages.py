"""A percentage distribution as columns: a cluster for each answer, a column for each group."""

from __future__ import annotations

from evaluering.config.exhibits.percentages import Percentages
from evaluering.exhibits.result import Result
from evaluering.render.charts.chart import Chart
from evaluering.render.charts.charting import Palette
from evaluering.render.charts.slotted import rows_of, series_of
from evaluering.render.figures.percentages import read_slots
from evaluering.render.figures.shading import shades
from evaluering.render.figures.slots import noted
from evaluering.render.language import word

LONGEST = 60
"""Letters of an answer, from which there is no room for it under a column."""


def charts(exhibit: Percentages, result: Result, palette: Palette) -> tuple[Chart, ...]:
    """Return a column for each answer and group."""
    slots, fills = read_slots(exhibit, result), shades(exhibit.groups, palette.groups)
    told = word("dont_know_note") if exhibit.dont_know == "beside" else ""
    return (
        Chart(
            "bars" if max(map(len, rows_of(slots))) > LONGEST else "columns",
            rows_of(slots),
            series_of(slots, fills, 0, exhibit.rounding),
            percent=True,
            low=0,
            note=noted(told, any(slot.suppressed for slot in slots)),
        ),
    )
