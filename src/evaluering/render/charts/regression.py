"""The coefficients of a regression as bars from no effect, with their intervals."""

from __future__ import annotations

import math

from evaluering.config.exhibits.regression import Regression
from evaluering.exhibits.result import Result
from evaluering.render.charts.chart import Chart, ChartSeries, printed, reach
from evaluering.render.charts.charting import Palette
from evaluering.render.figures.regression import decimals_drawn, drawn_terms
from evaluering.render.language import word
from evaluering.render.numbers import p_value
from evaluering.render.tables.regression import term_name


def charts(exhibit: Regression, result: Result, palette: Palette) -> tuple[Chart, ...]:
    """Return a bar for each term but the constant."""
    terms = drawn_terms(exhibit, result)
    known = [not math.isnan(value) for _, (value, _, _) in terms]
    places = [decimals_drawn(exhibit, row) for row, _ in terms]
    values = tuple(
        printed(drawn[0], digits, exhibit.rounding) if there else None
        for (_, drawn), digits, there in zip(terms, places, known, strict=True)
    )
    intervals = tuple(
        reach(*drawn, digits) if there else None
        for (_, drawn), digits, there in zip(terms, places, known, strict=True)
    )
    names = tuple(
        word("chart_p", label=term_name(row), p=p_value(float(row["p"]))) for row, _ in terms
    )
    series = ChartSeries("", values, palette.theme.accents[0], intervals=intervals)
    note = word(f"chart_regression_note_{exhibit.drawn}")
    decimals = places[0] if len(set(places)) == 1 else None
    return (Chart("bars", names, (series,), decimals, note=note),)
