"""A number's distribution as columns side by side on its own axis."""

from __future__ import annotations

import math
from collections.abc import Mapping

from matplotlib.figure import Figure

from evaluering.config.exhibits.histogram import Histogram, HistogramDetails
from evaluering.exhibits.result import Result
from evaluering.message import Number
from evaluering.render.figures.axis import covering, ticks
from evaluering.render.figures.canvas import Canvas
from evaluering.render.figures.shading import Shade
from evaluering.render.figures.slots import noted
from evaluering.render.figures.style import LEADING, Style
from evaluering.render.language import word
from evaluering.render.numbers import SUPPRESSED, number, percent
from evaluering.render.tables.histogram import class_text, with_limits
from evaluering.render.tables.number_summary import decimals_of

TALL = 0.36
"""The height of the field, as a share of the figure's width."""


def draw(exhibit: Histogram, result: Result, style: Style, _: Mapping[str, str]) -> Figure:
    """Draw a column for each class, as wide as it; the line is the mean."""
    told, size, result = result.details_as(HistogramDetails), style.size, with_limits(result)
    field, label = TALL * style.width, exhibit.label(exhibit.variable, told.label)
    steps = ticks(0, max(float(result.table["percent"].max()), 1.0), 6)
    left = style.margin + style.widest(percent(step) for step in steps) + 0.6 * size
    limits = [float(result.table["lower"].iloc[0]), float(result.table["upper"].iloc[-1])]
    axis = covering(left, style.end - 0.5 * size, limits, 4 * size)
    title = style.wrap(label, style.end - left)
    foot = (1.8 + len(title)) * LEADING * size
    note = noted(told_of(exhibit, told), bool(result.table["percent"].isna().any()))
    canvas = Canvas(style, result, field + foot + 0.6 * size, note)
    base = canvas.top + 0.6 * size + field
    for step in steps:
        y = base - step / steps[-1] * field
        (canvas.line if step else canvas.base_line)([left, style.end], [y, y])
        canvas.aside(left - 0.5 * size, y, [percent(step)], size=size, ha="right")
    fill, gap = Shade(canvas.colours.accents[0]), 0.06 * size
    rows = result.table[["lower", "upper", "percent"]].astype(float).itertuples(index=False)
    for place, (low, high, share) in enumerate(rows):
        if math.isnan(share):
            middle = axis.x((low + high) / 2)
            canvas.text(middle, base - 0.2 * size, [SUPPRESSED], ha="center", va="bottom")
            continue
        tall = share / steps[-1] * field
        wide = max(axis.x(high) - axis.x(low) - 2 * gap, 0.2)
        canvas.bar(axis.x(low) + gap, base - tall, wide, tall, fill, f"bar-{place}")
    for value, text in axis.marks:
        x = axis.x(value)
        canvas.base_line([x, x], [base, base + 0.3 * size])
        canvas.aside(x, base + 0.5 * size, [text], size=size, ha="center", va="top")
    under, middle = base + (0.8 + LEADING) * size, (axis.left + axis.right) / 2
    canvas.text(middle, under, title, ha="center", va="top", gid="axis")
    if told.mean is not None:
        xs = [axis.x(told.mean)] * 2
        canvas.stroke(xs, [base - field, base], "mean", width=1.6, edge=2.4, linestyle="--")
    return canvas.figure


def told_of(exhibit: Histogram, told: HistogramDetails, key: str = "histogram_note") -> str:
    """Return the sentences that tell of the mean, the median and how wide the classes are."""
    form = {"rounding": exhibit.rounding}
    values = {
        name: number(value, decimals_of(value, exhibit.decimals), **form)
        for name, value in (("mean", told.mean), ("median", told.median), ("width", told.width))
    }
    return word(key, **values)


def alt_text(exhibit: Histogram, result: Result) -> str:
    """Say where the number lies, and which class has the most respondents."""
    told = result.details_as(HistogramDetails)
    table = with_limits(result).table.astype({"percent": float})
    if table["percent"].isna().all():
        return word("alt_nothing")
    most = table.iloc[int(table["percent"].fillna(-1).to_numpy().argmax())]
    mean, median = (math.nan if v is None else v for v in (told.mean, told.median))
    return word(
        "alt_histogram",
        item=exhibit.label(exhibit.variable, told.label),
        classes=len(table),
        most=class_text(told, float(most["lower"]), float(most["upper"]), exhibit.decimals),
        share=Number(float(most["percent"]), 0, "percent", exhibit.rounding),
        mean=Number(mean, decimals_of(mean, exhibit.decimals), rounding=exhibit.rounding),
        median=Number(median, decimals_of(median, exhibit.decimals), rounding=exhibit.rounding),
    )
