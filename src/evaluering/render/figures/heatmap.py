"""Correlations as coloured squares, with r and n in each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matplotlib.figure import Figure

from evaluering.config.exhibits.heatmap import Heatmap
from evaluering.exhibits.result import Result
from evaluering.message import Message, message
from evaluering.render.figures.canvas import Canvas
from evaluering.render.figures.diverging import text_colour, value_colour
from evaluering.render.figures.records import records
from evaluering.render.figures.shading import Shade
from evaluering.render.figures.style import LEADING, Style
from evaluering.render.language import word
from evaluering.render.numbers import MISSING, coefficient, number, stars

STEPS = 40
"""The number of colours in the key."""
LABEL_SHARE = 0.28


@dataclass(frozen=True)
class Square:
    """One correlation."""

    row: str
    column: str
    r: float
    p: float
    n: int

    @property
    def counted(self) -> str:
        """How many units it is of."""
        return word("n_is", n=number(self.n))


def draw(exhibit: Heatmap, result: Result, style: Style, _: Mapping[str, str]) -> Figure:
    """Draw a square for each row and column; a significant one is framed and its r is bold."""
    squares = read_squares(result)
    note = word("heatmap_note", five=number(0.05, 2), one=number(0.01, 2))
    plan = SquaresPlan(exhibit, result, squares.values(), style)
    body = plan.key + plan.head + sum(plan.heights.values()) + 0.4 * style.size
    canvas = Canvas(style, result, body, note)
    _draw_key(canvas, plan)
    top = canvas.top + plan.key + plan.head
    for place, (column, lines) in enumerate(plan.columns.items()):
        x = plan.left + (place + 0.5) * plan.wide
        look = {"ha": "center", "va": "bottom", "gid": f"column-{column}"}
        canvas.text(x, top - 0.5 * style.size, lines, plan.head_size, **look)
    for row, height in plan.heights.items():
        canvas.text(canvas.margin, top + height / 2, plan.rows[row], gid=f"row-{row}")
        for place, column in enumerate(plan.columns):
            corner = (plan.left + place * plan.wide, top)
            _draw_square(canvas, plan, squares[row, column], corner, height)
        top += height
    return canvas.figure


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
    return {(square.row, square.column): square for square in records(result, Square)}


def _labels(exhibit: Heatmap, result: Result) -> dict[str, str]:
    own = dict(zip(result.table["column"], result.table["column_label"], strict=True))
    return {name: exhibit.column_labels.get(name, str(own[name])) for name in exhibit.columns}


class SquaresPlan:
    """Where things stand, in points."""

    def __init__(
        self, exhibit: Heatmap, result: Result, squares: Iterable[Square], style: Style
    ) -> None:
        size = style.size
        own = dict(zip(result.table["row"], map(str, result.table["row_label"]), strict=True))
        self.rows, beside = style.column({row: own[row] for row in exhibit.rows}, LABEL_SHARE)
        self.left = style.margin + beside + 0.8 * size
        self.wide = (style.end - self.left) / len(exhibit.columns)
        labels, room = _labels(exhibit, result), self.wide - 0.5 * size
        self.head_size = style.fitting(labels.values(), room, 0.75 * size)
        self.columns = {k: style.wrap(label, room, self.head_size) for k, label in labels.items()}
        counts = style.widest(square.counted for square in squares)
        self.value_size = min(size, size * room / counts)
        self.heights = {
            row: max(len(lines) * LEADING + 0.6, 3.2) * size for row, lines in self.rows.items()
        }
        self.key = 2.4 * LEADING * size
        lines = max(map(len, self.columns.values()))
        self.head = lines * LEADING * self.head_size + 0.5 * size
        highest = max((abs(s.r) for s in squares if not math.isnan(s.r)), default=0.0)
        self.limit = min(max(0.3, math.ceil(10 * highest) / 10), 1.0)


def _draw_key(canvas: Canvas, plan: SquaresPlan) -> None:
    """Draw the colours from minus to plus the limit with their values."""
    step, tall = (canvas.end - plan.left) / STEPS, 0.8 * canvas.size
    for k in range(STEPS):
        value = plan.limit * (2 * (k + 0.5) / STEPS - 1)
        fill = Shade(value_colour(value, plan.limit, canvas.colours))
        canvas.bar(plan.left + k * step, canvas.top, 1.02 * step, tall, fill)
    ends = ((-plan.limit, plan.left, "left"), (0.0, (plan.left + canvas.end) / 2, "center"),
            (plan.limit, canvas.end, "right"))  # fmt: skip
    under = canvas.top + tall + 0.2 * canvas.size
    for value, x, ha in ends:
        canvas.aside(x, under, [number(value, 1)], ha=ha, va="top", gid=f"key-{ha}")
    canvas.aside(canvas.margin, canvas.top + tall / 2, ["r"], gid="key-r")


def _draw_square(
    canvas: Canvas, plan: SquaresPlan, square: Square, corner: tuple[float, float], height: float
) -> None:
    """Draw one square with r above n; what cannot be computed is a dash on the background."""
    (x, y), gap, key = corner, 0.12 * canvas.size, f"{square.row}-{square.column}"
    fill = value_colour(square.r, plan.limit, canvas.colours)
    right, bottom = plan.wide - 2 * gap, height - 2 * gap
    canvas.bar(x + gap, y + gap, right, bottom, Shade(fill), f"bar-{key}")
    marked = stars(square.p)
    if marked:
        xs, ys = (x + gap, x + plan.wide - gap), (y + gap, y + height - gap)
        path = [xs[0], xs[1], xs[1], xs[0], xs[0]], [ys[0], ys[0], ys[1], ys[1], ys[0]]
        canvas.stroke(*path, f"mark-{key}", width=1.6, solid_joinstyle="miter")
    text = MISSING if math.isnan(square.r) else f"{coefficient(square.r, 2)}{marked}"
    middle, at, line = x + plan.wide / 2, y + height / 2, LEADING * plan.value_size
    look = {"ha": "center", "color": text_colour(fill, canvas.colours), "zorder": 4}
    name, bold = f"value-{key}", bool(marked)
    canvas.text(middle, at - 0.5 * line, [text], plan.value_size, bold=bold, gid=name, **look)
    small, name = 0.8 * plan.value_size, f"n-{key}"
    canvas.text(middle, at + 0.5 * line, [square.counted], small, gid=name, **look)
