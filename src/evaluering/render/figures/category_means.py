"""Means by category as points with intervals, a panel a number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from matplotlib.figure import Figure

from evaluering.config.exhibits.category_means import CategoryMeans
from evaluering.config.exhibits.measured import MeasureDetails
from evaluering.exhibits.result import Result
from evaluering.message import Message, Number, message
from evaluering.render.figures.axis import ValueAxis
from evaluering.render.figures.canvas import Canvas
from evaluering.render.figures.panels import Panel, Strip, draw_panels, held
from evaluering.render.figures.records import records
from evaluering.render.figures.slots import absence, noted
from evaluering.render.figures.style import Style
from evaluering.render.language import word
from evaluering.render.numbers import SUPPRESSED, number
from evaluering.render.tables.category_means import arranged_rows
from evaluering.render.tables.framing import TOTAL

HEADS = ("mean_short", "n")


@dataclass(frozen=True)
class CategoryMean:
    """The mean of one number in one category."""

    item: str
    item_label: str
    group: str
    group_label: str
    mean: float
    lower: float
    upper: float
    n: int
    suppressed: bool

    @property
    def absent(self) -> str:
        """What stands where there is no mean to draw."""
        return absence(self.suppressed, self.mean)


def draw(exhibit: CategoryMeans, result: Result, style: Style, _: Mapping[str, str]) -> Figure:
    """Draw a point with its interval for each category; the line is the mean of all."""
    means = read_means(exhibit, result)
    note = noted(word("category_means_note"), any(mean.suppressed for mean in means))
    scales = {} if result.empty else result.details_as(MeasureDetails).scales
    panels = []
    for item in exhibit.variables:
        own = [mean for mean in means if mean.item == item]
        (total,) = (mean for mean in own if mean.group == TOTAL)
        strips = [_strip(exhibit, mean) for mean in own if mean.group != TOTAL]
        base = None if total.absent else total.mean
        title = exhibit.label(item, total.item_label)
        panels.append(Panel(title, strips, base, scales.get(item, "")))
    return draw_panels(panels, HEADS, _draw_mean, note, result, style)


def _strip(exhibit: CategoryMeans, mean: CategoryMean) -> Strip:
    cells = number(mean.mean, exhibit.decimals, exhibit.rounding), number(mean.n)
    if mean.suppressed:
        cells = SUPPRESSED, SUPPRESSED
    reach = held(mean.mean, mean.lower, mean.upper)
    label = exhibit.row_labels.get(mean.group, mean.group_label)
    return Strip(f"{mean.item}-{mean.group}", label, reach, cells, mean.absent)


def _draw_mean(canvas: Canvas, axis: ValueAxis, strip: Strip, y: float) -> None:
    """Draw a point, and its interval where there is one."""
    mean, *ends = (axis.x(value) for value in strip.reach)
    accent = canvas.colours.accents[0]
    if ends:
        look = {"width": 1.2, "edge": 0, "zorder": 2}
        canvas.whisker((ends[0], ends[1]), y, 0.25 * canvas.size, f"interval-{strip.key}", **look)
    point = {"color": accent, "zorder": 3}
    canvas.points([mean], [y], f"point-{strip.key}", marker="o", share=0.75, edge=1.5, **point)


def alt_text(exhibit: CategoryMeans, result: Result) -> str:
    """Say which category has the highest and which the lowest mean of each number."""
    means = read_means(exhibit, result)
    labels = {mean.item: exhibit.label(mean.item, mean.item_label) for mean in means}
    start = word("alt_category_means", names=tuple(labels.values()))
    found: list[Message] = []
    for item, label in labels.items():
        own = [m for m in means if m.item == item and m.group != TOTAL and not m.absent]
        if own:
            ends = (max(own, key=lambda m: m.mean), min(own, key=lambda m: m.mean))
            names = [exhibit.row_labels.get(mean.group, mean.group_label) for mean in ends]
            values = [Number(m.mean, exhibit.decimals, rounding=exhibit.rounding) for m in ends]
            found.append(message("alt_category_ends", item=label, highest=names[0], high=values[0],
                                 lowest=names[1], low=values[1]))  # fmt: skip
    parts = [word(one.key, **dict(one.values)) for one in found] or [word("alt_nothing")]
    return " ".join([start, *parts])


def read_means(exhibit: CategoryMeans, result: Result) -> list[CategoryMean]:
    """Return the result's rows, in the order that the exhibit asks for."""
    arranged = replace(result, table=arranged_rows(exhibit, result.table))
    return records(arranged, CategoryMean)
