"""The coefficients of a regression as bars from no effect, with their intervals."""

from __future__ import annotations

import math

from evaluering.config.exhibits.regression import Regression
from evaluering.exhibits.result import Result
from evaluering.render.charts.chart import Chart, ChartSeries, printed, reach
from evaluering.render.charts.charting import Palette
from evaluering.render.figures.regression import decimals_drawn, drawn_terms
from evaluering.render.figures.slots import noted
from evaluering.render.language import word
from evaluering.render.numbers import p_value
from evaluering.render.tables.regression import term_name


def charts(exhibit: Regression, result: Result, palette: Palette) -> tuple[Chart, ...]:
    """Return a bar for each term but the constant."""
    terms = drawn_terms(exhibit, result)
    hidden = frozenset(k for k, (row, _) in enumerate(terms) if row.get("suppressed") is True)
    places = [decimals_drawn(exhibit, row) for row, _ in terms]
    shown = [None if math.isnan(drawn[0]) or k in hidden else drawn
             for k, (_, drawn) in enumerate(terms)]  # fmt: skip
    series = ChartSeries(
        "",
        tuple(
            None if drawn is None else printed(drawn[0], digits, exhibit.rounding)
            for drawn, digits in zip(shown, places, strict=True)
        ),
        palette.theme.accents[0],
        hidden=hidden,
        intervals=tuple(
            None if drawn is None else reach(*drawn, digits)
            for drawn, digits in zip(shown, places, strict=True)
        ),
    )
    names = tuple(
        term_name(row)
        if drawn is None
        else word("chart_p", label=term_name(row), p=p_value(float(row["p"])))
        for drawn, (row, _) in zip(shown, terms, strict=True)
    )
    note = noted(word(f"chart_regression_note_{exhibit.drawn}"), bool(hidden))
    decimals = places[0] if len(set(places)) == 1 else None
    return (Chart("bars", names, (series,), decimals, note=note),)
