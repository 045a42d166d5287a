"""Rows of values in panels, each with an axis of its own: points with intervals, or boxes."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from matplotlib.figure import Figure

from evaluering.exhibits.result import Result
from evaluering.render.figures.axis import ValueAxis, covering
from evaluering.render.figures.canvas import Canvas
from evaluering.render.figures.rows import draw_cells, draw_heads, draw_ticks, value_columns
from evaluering.render.figures.style import LEADING, Style

LABEL_SHARE = 0.34
PITCH = 1.9
"""Height of a row of one line, in font sizes."""


@dataclass(frozen=True)
class Strip:
    """One row: its texts, and what its axis must hold."""

    key: str
    label: str
    """What gids end with, and the name of the row."""
    reach: tuple[float, ...]
    """The values that are drawn, without those that are missing."""
    cells: tuple[str, ...]
    """The texts at the right, one a head."""
    absent: str = ""
    """What stands in place of a mark; empty when there is one to draw."""


@dataclass(frozen=True)
class Panel:
    """Rows on one axis, under a heading; the base is a value with a line of its own.

    Panels whose values are on one answer scale have the same axis.
    """

    title: str
    strips: Sequence[Strip]
    base: float | None = None
    scale: str = ""


Mark: TypeAlias = Callable[[Canvas, ValueAxis, Strip, float], None]
"""Draws the values of a row at a height."""


def draw_panels(
    panels: Sequence[Panel], heads: Sequence[str], mark: Mark, note: str, result: Result,
    style: Style,
) -> Figure:  # fmt: skip
    """Draw panels below each other, with columns of values at the right under their heads.

    Parameters
    ----------
    panels, heads
        What is drawn, and the words over the columns.
    mark
        Draws a row that is not absent.
    note, result, style
        What stands below, what it is of, and what it is drawn by.
    """
    plan = _PanelsPlan(panels, heads, style)
    canvas = Canvas(style, result, plan.head + sum(plan.heights), note)
    draw_heads(canvas, heads, plan.columns)
    top = canvas.top + plan.head
    for place, panel in enumerate(panels):
        _draw_panel(canvas, plan, panel, place, top, mark)
        top += plan.heights[place]
    return canvas.figure


class _PanelsPlan:
    """Where things stand, in points."""

    def __init__(self, panels: Sequence[Panel], heads: Sequence[str], style: Style) -> None:
        size, strips = style.size, [strip for panel in panels for strip in panel.strips]
        labels = {strip.key: strip.label for strip in strips}
        self.texts, beside = style.column(labels, LABEL_SHARE)
        cells = [dict(enumerate(strip.cells)) for strip in strips]
        named = [{str(k): text for k, text in row.items()} for row in cells]
        self.columns, right = value_columns(style, heads, named, 0.7 * size, style.small)
        left = style.margin + beside + 1.2 * size
        alike = {own.scale: [p for p in panels if p.scale == own.scale] for own in panels}
        self.axes = [
            covering(left, right, _reach(alike[own.scale] if own.scale else [own]), 3.2 * size)
            for own in panels
        ]
        self.titles = [style.wrap(panel.title, style.room, bold=True) if panel.title else []
                       for panel in panels]  # fmt: skip
        self.rows = {
            key: max(LEADING * len(lines) + 0.5, PITCH) * size for key, lines in self.texts.items()
        }
        self.tops = [(LEADING * len(lines) + 0.5) * size if lines else 0.0 for lines in self.titles]
        self.heights = [
            top + sum(self.rows[strip.key] for strip in panel.strips) + 2.3 * size
            for top, panel in zip(self.tops, panels, strict=True)
        ]
        self.head = 1.5 * LEADING * style.small


def _reach(panels: Sequence[Panel]) -> list[float]:
    """Return the values that an axis must hold; where there are none, or one, some around it."""
    strips = [strip for panel in panels for strip in panel.strips]
    found = [value for strip in strips for value in strip.reach if not math.isnan(value)]
    found += [panel.base for panel in panels if panel.base is not None]
    low, high = (min(found), max(found)) if found else (0.0, 1.0)
    return [low, high] if high > low else [low - 0.5, low + 0.5]


def _draw_panel(
    canvas: Canvas, plan: _PanelsPlan, panel: Panel, place: int, top: float, mark: Mark
) -> None:
    axis = plan.axes[place]
    if plan.titles[place]:
        name = f"panel-{place}"
        canvas.text(canvas.margin, top, plan.titles[place], va="top", bold=True, gid=name)
    first = top + plan.tops[place]
    bottom = first + sum(plan.rows[strip.key] for strip in panel.strips)
    draw_ticks(canvas, axis, first, bottom, 0.3)
    if panel.base is not None:
        canvas.stroke([axis.x(panel.base)] * 2, [first, bottom], zorder=1.2)
    for strip in panel.strips:
        y = first + plan.rows[strip.key] / 2
        canvas.text(canvas.margin, y, plan.texts[strip.key], gid=f"item-{strip.key}")
        named = zip(("first", "second", "third", "fourth"), strip.cells, strict=False)
        cells = {f"{name}-{strip.key}": text for name, text in named}
        draw_cells(canvas, cells, plan.columns, y, canvas.style.small)
        if strip.absent:
            look = {"gid": f"value-{strip.key}", **canvas.halo}
            canvas.aside(axis.left + 0.4 * canvas.size, y, [strip.absent], **look)
        else:
            mark(canvas, axis, strip, y)
        first += plan.rows[strip.key]


def held(*values: float) -> tuple[float, ...]:
    """Return the values that are there."""
    return tuple(value for value in values if not math.isnan(value))
