"""Response rates as bars with intervals, the surveys under heads of their own."""

from __future__ import annotations

import math
from collections.abc import Sequence

from evaluering.config.exhibits.rates import Rates
from evaluering.exhibits.result import Result
from evaluering.render.charts.chart import Chart, ChartSeries, headed, printed, reach
from evaluering.render.charts.charting import Palette
from evaluering.render.figures.rates import Rate, read_panels
from evaluering.render.figures.slots import noted
from evaluering.render.language import word


def charts(exhibit: Rates, result: Result, palette: Palette) -> tuple[Chart, ...]:
    """Return a bar for each category and for each survey as a whole, in the survey's colour."""
    panels = read_panels(exhibit, result)
    named = [(rates[0].title, [_named(rate) for rate in rates]) for rates in panels]
    categories, heads = headed(named)
    hidden = any(rate.suppressed for rates in panels for rate in rates)
    note = noted(word("chart_rates_note"), hidden)
    series, start = [], 0
    for panel, rates in zip(exhibit.panels, panels, strict=True):
        start += 1
        colour = palette.groups[panel.colour_of]
        series.append(_series(exhibit, rates, start, len(categories), colour))
        start += len(rates)
    return (
        Chart("bars", categories, tuple(series), percent=True, low=0, high=100, step=25,
              note=note, heads=heads),
    )  # fmt: skip


def _named(rate: Rate) -> str:
    return word("chart_counted", label=rate.label, counts=rate.counts)


def _series(
    exhibit: Rates, rates: Sequence[Rate], start: int, count: int, colour: str
) -> ChartSeries:
    """Return the rates of one survey, which stand from a place on among all the categories."""
    values: list[float | None] = [None] * count
    intervals: list[tuple[float, float] | None] = [None] * count
    hidden = set()
    for place, rate in enumerate(rates, start=start):
        if rate.suppressed:
            hidden.add(place)
        if not math.isnan(rate.value):
            values[place] = printed(rate.value, 0, exhibit.rounding)
            intervals[place] = reach(rate.value, rate.lower, rate.upper, 0)
    return ChartSeries(
        rates[0].title, tuple(values), colour, hidden=frozenset(hidden), intervals=tuple(intervals)
    )
