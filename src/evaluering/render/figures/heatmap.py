"""Correlations as coloured squares, with r and n in each."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from evaluering.config.exhibits.heatmap import Heatmap
from evaluering.config.reports import FigureStyle
from evaluering.exhibits.result import Result
from evaluering.message import Message, message
from evaluering.render.figures.diverging import text_colour, value_colour
from evaluering.render.figures.layout import (
    INK,
    LEADING,
    MUTED,
    Page,
    footer,
    frame,
    text_width,
    wrap,
)
from evaluering.render.figures.shading import Shade
from evaluering.render.language import word
from evaluering.render.numbers import MISSING, coefficient, number, stars

STEPS = 40
"""The number of colours in the key."""


@dataclass(frozen=True)
class Square:
    """One correlation."""

    row: str
    column: str
    r: float
    p: float
    n: int


def draw(
    exhibit: Heatmap,
    result: Result,
    style: FigureStyle,
    colours: Mapping[str, str],  # noqa: ARG001 (the values have the colours, not the groups)
) -> Figure:
    """Draw a square for each row and column; a significant one is framed and its r is bold.

    Parameters
    ----------
    exhibit, result
        The specification and the numbers.
    style
        Width, font size and resolution.
    colours
        The colour of each group; not used.
    """
    size, (_, margin) = style.font_size, frame(style)
    squares = read_squares(result)
    note = word("heatmap_note", five=number(0.05, 2), one=number(0.01, 2))
    plan = _plan(exhibit, result, squares, style)
    page = Page(
        style,
        plan.key + plan.head + sum(plan.heights) + 0.4 * size,
        None,
        footer(note, result, style),
    )
    _draw_key(page, plan)
    top = page.top + plan.key + plan.head
    for place, column in enumerate(exhibit.columns):
        x = plan.left + (place + 0.5) * plan.wide
        look = {"ha": "center", "va": "bottom", "gid": f"column-{column}"}
        page.text(x, top - 0.5 * size, plan.columns[column], plan.head_size, **look)
    for row, height in zip(exhibit.rows, plan.heights, strict=True):
        page.text(margin, top + height / 2, plan.rows[row], gid=f"row-{row}")
        for place, column in enumerate(exhibit.columns):
            corner = (plan.left + place * plan.wide, top)
            _draw_square(page, plan, squares[row, column], corner, height)
        top += height
    return page.figure


def alt_text(exhibit: Heatmap, result: Result) -> str:
    """Say how many correlations are significant, and name the strongest in each direction."""
    squares = [square for square in read_squares(result).values() if not math.isnan(square.r)]
    rows = dict(zip(result.table["row"], result.table["row_label"], strict=True))
    columns = _labels(exhibit, result)
    start = word(
        "alt_heatmap",
        correlations=message("correlations_n", n=len(result.table)),
        rows=message("conditions_n", n=len(exhibit.rows)),
        columns=message("indices_n", n=len(exhibit.columns)),
    )
    if not squares:
        return f"{start} {word('alt_none_computable')}"

    def named(square: Square) -> Message:
        names = {"row": rows[square.row], "column": columns[square.column]}
        return message("alt_pair", **names, r=coefficient(square.r, 2), n=square.n)

    correlations = word(
        "alt_correlations",
        significant=sum(bool(stars(square.p)) for square in squares),
        most=named(max(squares, key=lambda square: square.r)),
        least=named(min(squares, key=lambda square: square.r)),
    )
    return f"{start} {correlations}"


def read_squares(result: Result) -> dict[tuple[str, str], Square]:
    """Return the correlations by row and column."""
    table = result.table.astype({"r": float, "p": float})
    return {
        (row["row"], row["column"]): Square(
            row["row"], row["column"], row["r"], row["p"], int(row["n"])
        )
        for row in table.to_dict(orient="records")
    }


def _labels(exhibit: Heatmap, result: Result) -> dict[str, str]:
    own = dict(zip(result.table["column"], result.table["column_label"], strict=True))
    return {name: exhibit.column_labels.get(name, str(own[name])) for name in exhibit.columns}


@dataclass(frozen=True)
class _Plan:
    """Where things stand, in points."""

    rows: Mapping[str, Sequence[str]]
    columns: Mapping[str, Sequence[str]]
    head_size: float
    value_size: float
    heights: Sequence[float]
    key: float
    head: float
    left: float
    wide: float
    limit: float


def _plan(
    exhibit: Heatmap, result: Result, squares: Mapping[tuple[str, str], Square], style: FigureStyle
) -> _Plan:
    size, (width, margin) = style.font_size, frame(style)
    own = dict(zip(result.table["row"], result.table["row_label"], strict=True))
    rows = {row: wrap(str(own[row]), 0.28 * width, size) for row in exhibit.rows}
    beside = max(text_width(line, size) for lines in rows.values() for line in lines)
    left = margin + beside + 0.8 * size
    wide = (width - margin - left) / len(exhibit.columns)
    labels = _labels(exhibit, result)
    room = wide - 0.5 * size
    longest = max(text_width(word, size) for label in labels.values() for word in label.split())
    head_size = max(min(size, size * room / longest), 0.75 * size)
    columns = {name: wrap(label, room, head_size) for name, label in labels.items()}
    widest = max(text_width(_n(square), size) for square in squares.values())
    highest = max((abs(s.r) for s in squares.values() if not math.isnan(s.r)), default=0.0)
    return _Plan(
        rows=rows,
        columns=columns,
        head_size=head_size,
        value_size=min(size, size * room / widest),
        heights=[max(len(lines) * LEADING + 0.6, 3.2) * size for lines in rows.values()],
        key=2.4 * LEADING * size,
        head=max(map(len, columns.values())) * LEADING * head_size + 0.5 * size,
        left=left,
        wide=wide,
        limit=min(max(0.3, math.ceil(10 * highest) / 10), 1.0),
    )


def _n(square: Square) -> str:
    return word("n_is", n=number(square.n))


def _draw_key(page: Page, plan: _Plan) -> None:
    """Draw the colours from minus to plus the limit with their values."""
    right = page.width - page.margin
    step = (right - plan.left) / STEPS
    tall, small = 0.8 * page.size, 0.9 * page.size
    for k in range(STEPS):
        value = plan.limit * (2 * (k + 0.5) / STEPS - 1)
        fill = Shade(value_colour(value, plan.limit))
        page.bar(plan.left + k * step, page.top, 1.02 * step, tall, fill)
    ends = ((-plan.limit, plan.left, "left"), (0.0, (plan.left + right) / 2, "center"),
            (plan.limit, right, "right"))  # fmt: skip
    for value, x, ha in ends:
        look = {"ha": ha, "va": "top", "color": MUTED, "gid": f"key-{ha}"}
        page.text(x, page.top + tall + 0.2 * page.size, [number(value, 1)], small, **look)
    page.text(page.margin, page.top + tall / 2, ["r"], small, color=MUTED, gid="key-r")


def _draw_square(
    page: Page, plan: _Plan, square: Square, corner: tuple[float, float], height: float
) -> None:
    """Draw one square with r above n; what cannot be computed is a dash on white."""
    (x, y), gap, key = corner, 0.12 * page.size, f"{square.row}-{square.column}"
    fill = "#FFFFFF" if math.isnan(square.r) else value_colour(square.r, plan.limit)
    page.bar(x + gap, y + gap, plan.wide - 2 * gap, height - 2 * gap, Shade(fill), f"bar-{key}")
    marked = stars(square.p)
    if marked:
        xs = [x + gap, x + plan.wide - gap]
        ys = [y + gap, y + height - gap]
        wide = 1.6 * page.size / 9
        page.axes.plot(
            [xs[0], xs[1], xs[1], xs[0], xs[0]], [ys[0], ys[0], ys[1], ys[1], ys[0]], color=INK,
            linewidth=wide, zorder=3, solid_joinstyle="miter", gid=f"mark-{key}",
        )  # fmt: skip
    text = MISSING if math.isnan(square.r) else f"{coefficient(square.r, 2)}{marked}"
    ink = text_colour(fill)
    middle, line = x + plan.wide / 2, LEADING * plan.value_size
    look = {"ha": "center", "color": ink, "zorder": 4}
    at = y + height / 2
    page.text(middle, at - 0.5 * line, [text], plan.value_size, bold=bool(marked),
              gid=f"value-{key}", **look)  # fmt: skip
    page.text(middle, at + 0.5 * line, [_n(square)], 0.8 * plan.value_size, gid=f"n-{key}", **look)
