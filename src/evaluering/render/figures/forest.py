"""Differences between two groups as points with intervals, around the line of no difference."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from evaluering.config.exhibits.forest import Forest
from evaluering.config.reports import FigureStyle
from evaluering.exhibits.result import Result
from evaluering.message import Number, message
from evaluering.render.figures.axis import decimals, ticks
from evaluering.render.figures.layout import (
    INK,
    LEADING,
    MUTED,
    Page,
    footer,
    frame,
    hidden_note,
    text_width,
    wrap,
)
from evaluering.render.language import word
from evaluering.render.numbers import SUPPRESSED, number, p_cell

LABEL_SHARE = 0.4
HEADS = ("difference_short", "effect_short", "p")


@dataclass(frozen=True)
class Difference:
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
        if self.suppressed:
            return SUPPRESSED
        return word("no_answers") if math.isnan(self.value) else ""

    @property
    def clear(self) -> bool:
        """Whether the interval lies on one side of zero."""
        return self.lower > 0 or self.upper < 0


def draw(exhibit: Forest, result: Result, style: FigureStyle, colours: Mapping[str, str]) -> Figure:
    """Draw a point with its interval for each item; differences to the right are positive.

    A point has the colour of the group whose mean is the higher; it is hollow where the interval
    passes zero.

    Parameters
    ----------
    exhibit, result
        The specification and the numbers.
    style
        Width, font size and resolution.
    colours
        The colour of each group.
    """
    rows = read_differences(result)
    size, (width, margin) = style.font_size, frame(style)
    hidden = any(row.suppressed for row in rows)
    note = f"{word('forest_note')} {hidden_note()}" if hidden else word("forest_note")
    plan = _plan(result, rows, style)
    page = Page(
        style, plan.head + sum(plan.heights) + 2 * LEADING * size, None, footer(note, result, style)
    )
    top, bottom = page.top + plan.head, page.top + plan.head + sum(plan.heights)
    _draw_frame(page, plan, top, bottom)
    for row, height in zip(rows, plan.heights, strict=True):
        if top > page.top + plan.head:
            page.line([margin, width - margin], [top, top])
        y = top + height / 2
        page.text(margin, y, plan.texts[row.item], gid=f"item-{row.item}")
        fill = colours[exhibit.groups[0 if row.value > 0 else 1]]
        _draw_difference(page, plan, row, y, fill)
        top += height
    return page.figure


def alt_text(exhibit: Forest, result: Result) -> str:
    """Say how many differences are clear, in which direction, and which one is the largest."""
    rows = read_differences(result)
    first, second = result.details["groups"]
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


def read_differences(result: Result) -> list[Difference]:
    """Return the result's rows."""
    names = ["difference", "lower", "upper", "hedges_g", "p"]
    table = result.table.astype(dict.fromkeys(names, float))
    return [
        Difference(
            item=str(row["item"]),
            label=str(row["item_label"]),
            value=row["difference"],
            lower=row["lower"],
            upper=row["upper"],
            effect=row["hedges_g"],
            p=row["p"],
            suppressed=bool(row["suppressed"]),
        )
        for row in table.to_dict(orient="records")
    ]


@dataclass(frozen=True)
class _Plan:
    """Where things stand, in points."""

    texts: Mapping[str, Sequence[str]]
    heights: Sequence[float]
    columns: Sequence[float]
    sides: tuple[list[str], list[str]]
    head: float
    left: float
    right: float
    marks: list[float]

    def x(self, value: float) -> float:
        low, high = self.marks[0], self.marks[-1]
        return self.left + (value - low) / (high - low) * (self.right - self.left)


def _plan(result: Result, rows: Sequence[Difference], style: FigureStyle) -> _Plan:
    size, (width, margin) = style.font_size, frame(style)
    small = 0.9 * size
    texts = {row.item: wrap(row.label, LABEL_SHARE * width, size) for row in rows}
    column = max(text_width(line, size) for lines in texts.values() for line in lines)
    columns = [width - margin]
    for head, cells in zip(
        HEADS[:0:-1], ([p_cell(r.p) for r in rows], _effects(rows)), strict=True
    ):
        wide = max(text_width(text, small) for text in (word(head), *cells))
        columns.insert(0, columns[0] - wide - 0.7 * size)
    wide = max(text_width(text, small) for text in (word(HEADS[0]), *_values(rows)))
    left, right = margin + column + 1.2 * size, columns[0] - wide - 1.2 * size
    shown = [row for row in rows if not row.absent]
    ends = [end for row in shown for end in (row.value, row.lower, row.upper)]
    reach = [end for end in ends if not math.isnan(end)]
    room = max(int((right - left) / (2.6 * size)), 3)
    marks = ticks(min([0.0, *reach]), max([0.0, *reach]), room) if any(reach) else [-1.0, 0.0, 1.0]
    first, second = result.details["groups"]
    field = right - left
    sides = (
        wrap(word("higher_left", group=second), field, small),
        wrap(word("higher_right", group=first), field, small),
    )
    if len(sides[0]) > 1 or sum(text_width(side[0], small) for side in sides) + size > field:
        sides = (sides[0], [""] * len(sides[0]) + sides[1])
    heights = [LEADING * len(lines) * size + 0.7 * size for lines in texts.values()]
    above = (max(map(len, sides)) * LEADING + 0.6) * small
    return _Plan(texts, heights, columns, sides, above, left, right, marks)


def _values(rows: Sequence[Difference]) -> list[str]:
    return [number(row.value, 2) for row in rows]


def _effects(rows: Sequence[Difference]) -> list[str]:
    return [number(row.effect, 2) for row in rows]


def _draw_frame(page: Page, plan: _Plan, top: float, bottom: float) -> None:
    """Draw the heads, the grid with its values and the line of no difference."""
    small = 0.9 * page.size
    look = {"va": "top", "color": MUTED}
    page.text(plan.left, page.top, plan.sides[0], small, gid="side-second", **look)
    page.text(plan.right, page.top, plan.sides[1], small, ha="right", gid="side-first", **look)
    for head, right in zip(HEADS, plan.columns, strict=True):
        page.text(right, page.top, [word(head)], small, ha="right", gid=f"head-{head}", **look)
    places = decimals(plan.marks)
    for mark in plan.marks:
        x = plan.x(mark)
        page.line([x, x], [top, bottom])
        page.text(x, bottom + 0.4 * page.size, [number(mark, places)], small, ha="center", **look)
    zero = plan.x(0)
    page.axes.plot([zero, zero], [top, bottom], color=INK, linewidth=page.size / 9, zorder=1.2)


def _draw_difference(page: Page, plan: _Plan, row: Difference, y: float, fill: str) -> None:
    """Draw one point with its interval and numbers, or the words that stand in their place."""
    small = 0.9 * page.size
    if row.absent:
        look = {"ha": "right", "color": MUTED, "gid": f"value-{row.item}"}
        page.text(plan.columns[0], y, [row.absent], small, **look)
        return
    texts = (number(row.value, 2), number(row.effect, 2), p_cell(row.p))
    for text, right, name in zip(texts, plan.columns, ("value", "effect", "p"), strict=True):
        page.text(right, y, [text], small, ha="right", gid=f"{name}-{row.item}")
    wide = page.size / 9
    if not math.isnan(row.lower):
        xs, cap = (plan.x(row.lower), plan.x(row.upper)), 0.25 * page.size
        path = (
            [xs[0], xs[0], xs[0], xs[1], xs[1], xs[1]],
            [y - cap, y + cap, y, y, y - cap, y + cap],
        )
        page.axes.plot(*path, color=INK, linewidth=1.2 * wide, zorder=2, gid=f"interval-{row.item}")
    page.axes.plot(
        [plan.x(row.value)], [y], marker="o", markersize=0.75 * page.size, color=fill, zorder=3,
        markerfacecolor=fill if row.clear else "white", markeredgewidth=1.5 * wide,
        gid=f"point-{row.item}",
    )  # fmt: skip
