"""The boxes of a question as bars, one for each group that is compared."""

from __future__ import annotations

from evaluering.config.exhibits.multiple_response import (
    MultipleResponseDetails,
    MultipleResponseTable,
)
from evaluering.exhibits.result import Result
from evaluering.render.charts.chart import Chart
from evaluering.render.charts.charting import Palette
from evaluering.render.charts.slotted import rows_of, series_of
from evaluering.render.figures.multiple_response import box_fills, read_slots
from evaluering.render.figures.slots import noted
from evaluering.render.language import word


def charts(exhibit: MultipleResponseTable, result: Result, palette: Palette) -> tuple[Chart, ...]:
    """Return a bar for each box and group."""
    slots = read_slots(exhibit, result)
    fills = box_fills(list(dict.fromkeys(s.group for s in slots)), palette.groups, palette.theme)
    base = result.details_as(MultipleResponseDetails).base
    return (
        Chart(
            "bars",
            rows_of(slots),
            series_of(slots, fills, exhibit.decimals, exhibit.rounding),
            exhibit.decimals,
            percent=True,
            low=0,
            note=noted(word(f"multiple_note_{base}"), any(slot.suppressed for slot in slots)),
        ),
    )
