"""The scree of a factor analysis: observed eigenvalues beside those of random data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.figure import Figure

from evaluering.message import Number, message
from evaluering.render.figures.canvas import Canvas
from evaluering.render.figures.shading import Shade
from evaluering.render.figures.style import Style
from evaluering.render.language import word
from evaluering.render.numbers import number

SERIES = {"observed": "o", "random": "s"}
"""The marks of each series; they have the theme's accents in order."""
FIELD = 0.42
"""The height of the field, as a share of the figure's width."""


def draw(parallel: Mapping[str, Any], style: Style, stamp: str) -> Figure:
    """Draw eigenvalues by factor number, the observed ones with their values.

    Parameters
    ----------
    parallel
        The parallel analysis saved with an index: ``observed`` and ``random`` eigenvalues.
    style
        What it is drawn by.
    stamp
        What is written on the figure's face; empty for microdata.
    """
    size, field = style.size, FIELD * style.width
    accents = dict(zip(SERIES, style.colours.accents, strict=True))
    legend = {name: (word(f"scree_{name}"), Shade(accents[name])) for name in SERIES}
    canvas = Canvas(style, stamp, field + 2.2 * size, word("scree_note"), legend)
    top = int(max(*parallel["observed"], *parallel["random"])) + 1
    left, count = canvas.margin + 3 * size, len(parallel["observed"])
    xs = [left + (k + 0.5) * (canvas.end - left) / count for k in range(count)]

    def height(value: float) -> float:
        return canvas.top + field * (1 - value / top) + 0.5 * size

    for value in range(top + 1):
        y, look = height(value), {"size": size, "ha": "right"}
        canvas.line([left, canvas.end], [y, y])
        canvas.aside(left - 0.6 * size, y, [str(value)], **look)
    for name, marker in SERIES.items():
        canvas.axes.plot(
            xs, [height(value) for value in parallel[name]], color=accents[name], marker=marker,
            markersize=0.55 * size, linewidth=0.16 * size, zorder=3, gid=f"line-{name}",
        )  # fmt: skip
    for k, (x, value) in enumerate(zip(xs, parallel["observed"], strict=True)):
        canvas.text(x, height(0) + 1.1 * size, [str(k + 1)], ha="center")
        text, y = [number(value, 2)], height(value)
        if value >= parallel["random"][k]:
            canvas.text(x + 0.6 * size, y - 0.5 * size, text, style.small)
        else:
            canvas.text(x, y + size, text, style.small, ha="center")
    return canvas.figure


def alt_text(label: str, parallel: Mapping[str, Any]) -> str:
    """Say how many factors stand out from random data."""
    first = Number(parallel["observed"][0], 2)
    factors = message("alt_factors", n=parallel["suggested"])
    return word("alt_scree", index=label, first=first, factors=factors)
