"""The scree of a factor analysis: observed eigenvalues beside those of random data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.figure import Figure

from evaluering.config.reports import FigureStyle
from evaluering.message import Number, message
from evaluering.render.figures.layout import MUTED, Footer, Legend, Page, frame
from evaluering.render.figures.shading import Shade
from evaluering.render.language import word
from evaluering.render.numbers import number

SERIES = {
    "observed": Shade("#174A7C", ""),
    "random": Shade("#B5651D", ""),
}
MARKS = {"observed": "o", "random": "s"}
FIELD = 0.42
"""The height of the field, as a share of the figure's width."""


def draw(parallel: Mapping[str, Any], style: FigureStyle, stamp: str) -> Figure:
    """Draw eigenvalues by factor number, the observed ones with their values.

    Parameters
    ----------
    parallel
        The parallel analysis saved with an index: ``observed`` and ``random`` eigenvalues.
    style
        Width, font size and resolution.
    stamp
        What is written on the figure's face; empty for microdata.
    """
    width, margin = frame(style)
    labels = {name: word(f"scree_{name}") for name in SERIES}
    legend = Legend(labels, width - 2 * margin, style.font_size)
    footer = Footer(word("scree_note"), stamp, width - 2 * margin, 0.85 * style.font_size)
    field = FIELD * width
    page = Page(style, field + 2.2 * style.font_size, legend, footer)
    legend.draw(page, SERIES)
    top = int(max(*parallel["observed"], *parallel["random"])) + 1
    left, right = margin + 3 * page.size, width - margin
    count = len(parallel["observed"])
    xs = [left + (k + 0.5) * (right - left) / count for k in range(count)]

    def height(value: float) -> float:
        return page.top + field * (1 - value / top) + 0.5 * page.size

    for value in range(top + 1):
        page.line([left, right], [height(value)] * 2)
        page.text(left - 0.6 * page.size, height(value), [str(value)], ha="right", color=MUTED)
    for name, shade in SERIES.items():
        ys = [height(value) for value in parallel[name]]
        page.axes.plot(
            xs, ys, color=shade.colour, marker=MARKS[name], markersize=0.55 * page.size,
            linewidth=0.16 * page.size, zorder=3, gid=f"line-{name}",
        )  # fmt: skip
    for k, (x, value) in enumerate(zip(xs, parallel["observed"], strict=True)):
        page.text(x, height(0) + 1.1 * page.size, [str(k + 1)], ha="center")
        text, size = [number(value, 2)], 0.9 * page.size
        if value >= parallel["random"][k]:
            page.text(x + 0.6 * page.size, height(value) - 0.5 * page.size, text, size)
        else:
            page.text(x, height(value) + page.size, text, size, ha="center")
    return page.figure


def alt_text(label: str, parallel: Mapping[str, Any]) -> str:
    """Say how many factors stand out from random data."""
    first = Number(parallel["observed"][0], 2)
    factors = message("alt_factors", n=parallel["suggested"])
    return word("alt_scree", index=label, first=first, factors=factors)
