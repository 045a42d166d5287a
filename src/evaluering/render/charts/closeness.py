"""Groups in a given order: a dot for each item, and their mean with its spread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from evaluering.config.exhibits.closeness import Closeness
from evaluering.exhibits.result import Result
from evaluering.render.charts.chart import Chart, ChartSeries, printed, reach
from evaluering.render.charts.charting import Palette
from evaluering.render.figures.closeness import read_places, told_of
from evaluering.render.figures.slots import noted
from evaluering.render.language import word
from evaluering.render.numbers import SUPPRESSED, number

DECIMALS = 2


def charts(exhibit: Closeness, result: Result, palette: Palette) -> tuple[Chart, ...]:
    """Return the groups beside each other, their items and means above each."""
    places, theme = read_places(exhibit, result), palette.theme
    means = _series(word("mean"), [p.mean for p in places], theme.ink)
    spread = tuple(reach(p.mean, p.mean - p.sd, p.mean + p.sd, DECIMALS) for p in places)
    dots = [
        replace(_series("" if item else word("chart_items"), values, theme.accents[1]),
                numbered=False)
        for item, values in enumerate(zip(*(p.deviations for p in places), strict=True))
    ]  # fmt: skip
    ends = word("chart_order_note", start=exhibit.start_label, end=exhibit.end_label)
    series = (*dots, replace(means, intervals=spread))
    names = tuple(
        word("chart_n", label=p.label, n=SUPPRESSED if k in means.hidden else number(p.n))
        for k, p in enumerate(places)
    )
    note = noted(f"{told_of(result)} {ends}", any(own.hidden for own in series))
    axis = word("closeness_axis")
    return (Chart("dots", names, series, DECIMALS, axis=axis, note=note),)


def _series(name: str, values: Sequence[float], colour: str) -> ChartSeries:
    """Return a series; a figure of this kind lacks no number but those that are hidden."""
    known = tuple(None if v != v else printed(v, DECIMALS) for v in values)
    hidden = frozenset(k for k, value in enumerate(known) if value is None)
    return ChartSeries(name, known, colour, hidden=hidden)
