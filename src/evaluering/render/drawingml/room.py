"""How much room a chart takes, and how many of its categories a page or slide holds."""

from __future__ import annotations

import math

from evaluering.render.charts.chart import LYING, Chart, parts

LETTER = 0.52
"""A letter's average width, in type sizes."""
LABELS = 0.36
"""The share of the width that names take beside lying bars."""
LEADING, BAR, BETWEEN = 1.2, 1.3, 0.65
"""The height of a line, of a bar and of the room between rows, in type sizes."""
AROUND = 5.0
"""What the legend and the axis take, in type sizes."""
UPRIGHT = 0.5
"""The height of charts whose categories stand beside each other, as a share of the width."""
NARROWEST = 2.6
"""The least width of a column, in type sizes."""


def height(chart: Chart, width: float, size: float) -> float:
    """Return how tall a chart wants to be, in points.

    Parameters
    ----------
    chart
        The chart.
    width, size
        Its width and the type size, in points.
    """
    if chart.form not in LYING:
        return UPRIGHT * width
    rows = sum(_row(chart, name, width, size) for name in chart.categories)
    return rows + _around(chart, width, size)


def fitted(chart: Chart, width: float, room: float, size: float) -> tuple[Chart, ...]:
    """Return a chart in pieces that fit a width and height in points, all but the last as large."""
    if chart.form in LYING:
        tallest = max(_row(chart, name, width, size) for name in chart.categories)
        mean = (height(chart, width, size) - _around(chart, width, size)) / len(chart.categories)
        most = (room - _around(chart, width, size)) / (mean + 0.3 * (tallest - mean))
    else:
        beside = len(chart.series) if chart.form == "columns" else 2
        most = width / (NARROWEST * size * max(1, beside))
    return parts(chart, max(2, math.floor(most)))


def _row(chart: Chart, name: str, width: float, size: float) -> float:
    lines = math.ceil(len(name) * LETTER * size / (LABELS * width)) or 1
    bars = 1 if chart.form == "stacked" else _beside(chart)
    return (max(lines * LEADING, bars * BAR) + BETWEEN) * size


def _beside(chart: Chart) -> int:
    """Return how many bars stand beside each other in the category with the most."""
    counts = [sum(s.values[k] is not None or k in s.hidden for s in chart.series)
              for k in range(len(chart.categories))]  # fmt: skip
    return max(counts, default=1) or 1


def _around(chart: Chart, width: float, size: float) -> float:
    legend = sum(len(series.name) + 4 for series in chart.series) * LETTER * size / width
    return (AROUND + (2 if chart.axis else 0) + LEADING * math.floor(legend)) * size
