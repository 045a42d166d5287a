"""Differences between two groups as points with intervals, around the line of no difference."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure

from evaluering.config.exhibits.forest import Forest, ForestDetails
from evaluering.exhibits.result import Result
from evaluering.message import Number, message
from evaluering.render.figures.axis import covering
from evaluering.render.figures.canvas import Canvas
from evaluering.render.figures.records import records
from evaluering.render.figures.rows import bands, draw_cells, draw_heads, draw_ticks, value_columns
from evaluering.render.figures.slots import absence, noted
from evaluering.render.figures.style import LEADING, Style
from evaluering.render.language import word
from evaluering.render.numbers import number, p_cell

LABEL_SHARE = 0.4
HEADS = ("difference_short", "effect_short", "p")


@dataclass(frozen=True)
class ItemDifference:
    """The difference on one item."""

    item: str
    label: str
    value: float
    lower: float
    upper: float
    effect: float
    p: float
    suppressed: bool

    @property
    def absent(self) -> str:
        """What stands where there is no difference to draw; empty when there is."""
        return absence(self.suppressed, self.value)

    @property
    def cells(self) -> dict[str, str]:
        """The numbers at the right, by gid."""
        texts = number(self.value, 2), number(self.effect, 2), p_cell(self.p)
        names = (f"{name}-{self.item}" for name in ("value", "effect", "p"))
        return dict(zip(names, texts, strict=True))

    @property
    def clear(self) -> bool:
        """Whether the interval lies on one side of zero."""
        return self.lower > 0 or self.upper < 0


def draw(exhibit: Forest, result: Result, style: Style, colours: Mapping[str, str]) -> Figure:
    """Draw a point with its interval for each item; differences to the right are positive.

    A point has the colour of the group whose mean is the higher; it is hollow where the interval
    passes zero.
    """
    rows = {row.item: row for row in read_differences(result)}
    note = noted(word("forest_note"), any(row.suppressed for row in rows.values()))
    plan = ForestPlan(result, list(rows.values()), style)
    tall = sum(plan.heights.values())
    canvas = Canvas(style, result, plan.head + tall + 2 * LEADING * style.size, note)
    first = canvas.top + plan.head
    _draw_frame(canvas, plan, first, first + tall)
    for item, top, height in bands(canvas, plan.heights, first, canvas.end):
        y, row = top + height / 2, rows[item]
        canvas.text(canvas.margin, y, plan.texts[item], gid=f"item-{item}")
        _draw_row(canvas, plan, row, y, colours[exhibit.groups[0 if row.value > 0 else 1]])
    return canvas.figure


def alt_text(exhibit: Forest, result: Result) -> str:
    """Say how many differences are clear, in which direction, and which one is the largest."""
    rows = read_differences(result)
    first, second = result.details_as(ForestDetails).groups
    questions = message("questions_n", n=len(rows))
    start = word("alt_forest", first=first, second=second, questions=questions)
    shown = [row for row in rows if not row.absent]
    if not shown:
        return f"{start} {word('alt_nothing')}"
    above = sum(row.clear and row.value > 0 for row in shown)
    below = sum(row.clear and row.value < 0 for row in shown)
    largest = max(shown, key=lambda row: abs(row.value))
    differences = word(
        "alt_differences",
        first=first,
        second=second,
        above=above,
        below=below,
        unclear=len(shown) - above - below,
        item=largest.label,
        value=Number(largest.value, 2, rounding=exhibit.rounding),
    )
    return f"{start} {differences}"


def read_differences(result: Result) -> list[ItemDifference]:
    """Return the result's rows."""
    columns = {"label": "item_label", "value": "difference", "effect": "hedges_g"}
    return records(result, ItemDifference, **columns)


class ForestPlan:
    """Where things stand, in points; the sides are the heads of the grid."""

    def __init__(self, result: Result, rows: Sequence[ItemDifference], style: Style) -> None:
        size, small = style.size, style.small
        self.texts, column = style.column({row.item: row.label for row in rows}, LABEL_SHARE)
        cells = [row.cells for row in rows]
        self.columns, right = value_columns(style, HEADS, cells, 0.7 * size, small)
        left = style.margin + column + 1.2 * size
        ends = [end for r in rows if not r.absent for end in (r.value, r.lower, r.upper)]
        reach = [0.0, *(end for end in ends if not math.isnan(end))]
        reach = reach if any(reach) else [-1.0, 1.0]
        self.scale = covering(left, right, reach, 2.6 * size)
        first, second = result.details_as(ForestDetails).groups
        heads = word("higher_left", group=second), word("higher_right", group=first)
        self.sides = [style.wrap(head, right - left, small) for head in heads]
        beside = sum(style.text_width(side[0], small) for side in self.sides) + size
        if len(self.sides[0]) > 1 or beside > right - left:
            self.sides[1] = [""] * len(self.sides[0]) + self.sides[1]
        self.heights = {
            item: LEADING * len(lines) * size + 0.7 * size for item, lines in self.texts.items()
        }
        self.head = (max(map(len, self.sides)) * LEADING + 0.6) * small


def _draw_frame(canvas: Canvas, plan: ForestPlan, top: float, bottom: float) -> None:
    """Draw the heads, the grid with its values and the line of no difference."""
    scale, look = plan.scale, {"va": "top"}
    canvas.aside(scale.left, canvas.top, plan.sides[0], gid="side-second", **look)
    canvas.aside(scale.right, canvas.top, plan.sides[1], ha="right", gid="side-first", **look)
    draw_heads(canvas, HEADS, plan.columns)
    draw_ticks(canvas, scale, top, bottom, 0.4)
    canvas.stroke([scale.x(0)] * 2, [top, bottom], zorder=1.2)


def _draw_row(canvas: Canvas, plan: ForestPlan, row: ItemDifference, y: float, fill: str) -> None:
    """Draw one point with its interval and numbers, or the words that stand in their place."""
    if row.absent:
        canvas.aside(plan.columns[0], y, [row.absent], ha="right", gid=f"value-{row.item}")
        return
    draw_cells(canvas, row.cells, plan.columns, y, canvas.style.small)
    x = plan.scale.x
    if not math.isnan(row.lower):
        look = {"width": 1.2, "edge": 0, "zorder": 2}
        ends = x(row.lower), x(row.upper)
        canvas.whisker(ends, y, 0.25 * canvas.size, f"interval-{row.item}", **look)
    face = fill if row.clear else canvas.colours.background
    point: dict[str, Any] = {"color": fill, "markerfacecolor": face, "zorder": 3}
    name = f"point-{row.item}"
    canvas.points([x(row.value)], [y], name, marker="o", share=0.75, edge=1.5, **point)
