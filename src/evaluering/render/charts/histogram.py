"""A number's distribution as columns that touch, a class each."""

from __future__ import annotations

import math

from evaluering.config.exhibits.histogram import Histogram, HistogramDetails
from evaluering.exhibits.result import Result
from evaluering.render.charts.chart import Chart, ChartSeries, printed
from evaluering.render.charts.charting import Palette
from evaluering.render.figures.histogram import told_of
from evaluering.render.figures.slots import noted
from evaluering.render.tables.histogram import class_text, with_limits


def charts(exhibit: Histogram, result: Result, palette: Palette) -> tuple[Chart, ...]:
    """Return a column for each class."""
    told, result = result.details_as(HistogramDetails), with_limits(result)
    rows = result.table[["lower", "upper", "percent"]].astype(float).to_numpy().tolist()
    values = tuple(
        None if math.isnan(share) else printed(share, exhibit.decimals, exhibit.rounding)
        for _, _, share in rows
    )
    hidden = frozenset(k for k, value in enumerate(values) if value is None)
    classes = tuple(class_text(told, low, high, exhibit.decimals) for low, high, _ in rows)
    return (
        Chart(
            "histogram",
            classes,
            (ChartSeries("", values, palette.theme.accents[0], hidden=hidden),),
            exhibit.decimals,
            percent=True,
            low=0,
            axis=exhibit.label(exhibit.variable, told.label),
            note=noted(told_of(exhibit, told, "chart_histogram_note"), bool(hidden)),
        ),
    )
