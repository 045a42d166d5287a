"""The coefficients of a regression as points with intervals, around the line of no effect."""

from __future__ import annotations

import math
from collections.abc import Mapping

from matplotlib.figure import Figure

from evaluering.config.exhibits.regression import Regression
from evaluering.exhibits.result import Result
from evaluering.message import Number, message
from evaluering.render.figures.axis import ValueAxis
from evaluering.render.figures.canvas import Canvas
from evaluering.render.figures.panels import Panel, Strip, draw_panels, held
from evaluering.render.figures.style import Style
from evaluering.render.language import word
from evaluering.render.numbers import number, p_cell
from evaluering.render.tables.framing import Row
from evaluering.render.tables.regression import decimals_by, term_name

HEADS = ("estimate_short", "p")


def draw(exhibit: Regression, result: Result, style: Style, _: Mapping[str, str]) -> Figure:
    """Draw a point with its 95 per cent interval for each term but the constant.

    The point is hollow where the interval passes zero.
    """
    strips = [_strip(exhibit, row) for row in _terms(result)]
    note = word(f"regression_note_{exhibit.drawn}")
    return draw_panels([Panel("", strips, 0.0)], HEADS, _draw_term, note, result, style)


def _terms(result: Result) -> list[Row]:
    rows = result.table.to_dict(orient="records")
    return [row for row in rows if row["row_label"] != "constant"]


def _drawn(exhibit: Regression, row: Row) -> tuple[float, float, float]:
    """Return an estimate with its interval, in its own unit or in standard deviations."""
    found = [float(row[name]) for name in ("coefficient", "lower", "upper")]
    if exhibit.drawn == "standardised" and found[0]:
        share = float(row["effect"]) / found[0]
        found = [share * value for value in found]
    return found[0], found[1], found[2]


def drawn_terms(
    exhibit: Regression, result: Result
) -> list[tuple[Row, tuple[float, float, float]]]:
    """Return each term but the constant, with its estimate and interval as they are drawn."""
    return [(row, _drawn(exhibit, row)) for row in _terms(result)]


def decimals_drawn(exhibit: Regression, row: Row) -> int:
    """Return the decimals that an estimate is printed with."""
    return 2 if exhibit.drawn == "standardised" else decimals_by(float(row["se"]))


def _strip(exhibit: Regression, row: Row) -> Strip:
    value, lower, upper = _drawn(exhibit, row)
    cells = number(value, decimals_drawn(exhibit, row), exhibit.rounding), p_cell(float(row["p"]))
    category = "" if row["column"] != row["column"] else row["column"]
    key = f"{row['row']}-{category}" if category else str(row["row"])
    absent = word("no_answers") if math.isnan(value) else ""
    return Strip(key, term_name(row), held(value, lower, upper), cells, absent)


def _draw_term(canvas: Canvas, axis: ValueAxis, strip: Strip, y: float) -> None:
    value, *ends = strip.reach
    accent, clear = canvas.colours.accents[0], not ends or ends[0] > 0 or ends[1] < 0
    if ends:
        look = {"width": 1.2, "edge": 0, "zorder": 2}
        places = axis.x(ends[0]), axis.x(ends[1])
        canvas.whisker(places, y, 0.25 * canvas.size, f"interval-{strip.key}", **look)
    point = {"color": accent, "zorder": 3}
    point["markerfacecolor"] = accent if clear else canvas.colours.background
    name = f"point-{strip.key}"
    canvas.points([axis.x(value)], [y], name, marker="o", share=0.75, edge=1.5, **point)


def alt_text(exhibit: Regression, result: Result) -> str:
    """Say how many terms are clear of zero, and which one is the largest."""
    rows = _terms(result)
    clear = [row for row in rows if row["lower"] > 0 or row["upper"] < 0]
    largest = max(rows, key=lambda row: abs(_drawn(exhibit, row)[0]))
    return word(
        "alt_regression",
        terms=len(rows),
        above=sum(row["lower"] > 0 for row in clear),
        below=sum(row["upper"] < 0 for row in clear),
        largest=message(
            "alt_item",
            item=term_name(largest),
            value=Number(
                _drawn(exhibit, largest)[0],
                decimals_drawn(exhibit, largest),
                rounding=exhibit.rounding,
            ),
        ),
    )
