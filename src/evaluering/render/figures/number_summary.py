"""Numbers as boxes: quartiles, median and the outermost values within 1.5 box lengths."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matplotlib.figure import Figure

from evaluering.config.exhibits.measured import MeasureDetails
from evaluering.config.exhibits.number_summary import NumberSummary
from evaluering.exhibits.result import Result
from evaluering.message import Number, message
from evaluering.render.figures.axis import ValueAxis
from evaluering.render.figures.canvas import Canvas
from evaluering.render.figures.panels import Panel, Strip, draw_panels, held
from evaluering.render.figures.records import records
from evaluering.render.figures.shading import Shade
from evaluering.render.figures.slots import absence, noted
from evaluering.render.figures.style import Style
from evaluering.render.language import word
from evaluering.render.numbers import SUPPRESSED, number
from evaluering.render.tables.framing import TOTAL
from evaluering.render.tables.number_summary import decimals_of

HEADS = ("median_short", "n")
TALL = 0.5
"""The height of a box, in rows of one line."""


@dataclass(frozen=True)
class DrawnBox:
    """What is drawn of one number in one category."""

    item: str
    item_label: str
    group: str
    group_label: str
    whisker_lower: float
    p25: float
    median: float
    p75: float
    whisker_upper: float
    n: int
    suppressed: bool

    @property
    def absent(self) -> str:
        """What stands where there is no box to draw."""
        return absence(self.suppressed, self.median)


def draw(exhibit: NumberSummary, result: Result, style: Style, _: Mapping[str, str]) -> Figure:
    """Draw a panel for each number, with a box for all and one for each category.

    No single respondent's value is drawn: those beyond the whiskers are only counted in the result.
    """
    boxes = records(result, DrawnBox)
    note = noted(word("boxes_note"), any(own.suppressed for own in boxes))
    scales = {} if result.empty else result.details_as(MeasureDetails).scales
    panels = [
        Panel(
            exhibit.label(item, next(b.item_label for b in boxes if b.item == item)),
            [_strip(exhibit, own) for own in boxes if own.item == item],
            scale=scales.get(item, ""),
        )
        for item in exhibit.variables
    ]
    return draw_panels(panels, HEADS, _draw_box, note, result, style)


def _strip(exhibit: NumberSummary, own: DrawnBox) -> Strip:
    median = number(own.median, decimals_of(own.median, exhibit.decimals), exhibit.rounding)
    cells = (SUPPRESSED, SUPPRESSED) if own.suppressed else (median, number(own.n))
    reach = held(own.whisker_lower, own.p25, own.median, own.p75, own.whisker_upper)
    label = exhibit.row_labels.get(own.group, own.group_label)
    label = word("all_row") if own.group == TOTAL else label
    return Strip(f"{own.item}-{own.group}", label, reach, cells, own.absent)


def _draw_box(canvas: Canvas, axis: ValueAxis, strip: Strip, y: float) -> None:
    """Draw whiskers, a box between the quartiles and a line at the median."""
    lower, p25, median, p75, upper = (axis.x(value) for value in strip.reach)
    tall = 2 * TALL * canvas.size
    look = {"width": 1.2, "edge": 0, "zorder": 1.8}
    canvas.whisker((lower, upper), y, 0.3 * canvas.size, f"whisker-{strip.key}", **look)
    fill = Shade(canvas.colours.above[1])
    canvas.bar(p25, y - tall / 2, max(p75 - p25, 0.5), tall, fill, f"bar-{strip.key}")
    ends = [y - tall / 2, y + tall / 2]
    canvas.stroke([median, median], ends, f"median-{strip.key}", width=2.2, zorder=3)


def alt_text(exhibit: NumberSummary, result: Result) -> str:
    """Say the median and the quartiles of each number, of all."""
    boxes = records(result, DrawnBox)
    labels = tuple(dict.fromkeys(exhibit.label(own.item, own.item_label) for own in boxes))
    said = [word("alt_boxes", names=labels)]
    for own in boxes:
        if own.group == TOTAL and not own.absent:
            values = {
                name: Number(value, decimals_of(value, exhibit.decimals), rounding=exhibit.rounding)
                for name, value in (("low", own.p25), ("median", own.median), ("high", own.p75))
            }
            label = exhibit.label(own.item, own.item_label)
            told = message("alt_quartiles", item=label, **values)
            said.append(word(told.key, **dict(told.values)))
    return " ".join(said)
