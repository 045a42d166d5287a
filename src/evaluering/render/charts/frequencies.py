"""The frequencies of a variable as bars, with n at the names."""

from __future__ import annotations

from evaluering.config.exhibits.frequencies import Frequencies
from evaluering.exhibits.result import Result
from evaluering.render.charts.chart import Chart, ChartSeries, printed
from evaluering.render.charts.charting import Palette
from evaluering.render.figures.frequencies import read_bars
from evaluering.render.figures.slots import noted
from evaluering.render.language import word
from evaluering.render.numbers import SUPPRESSED, number


def charts(exhibit: Frequencies, result: Result, palette: Palette) -> tuple[Chart, ...]:
    """Return a bar for each category and net."""
    bars = read_bars(exhibit, result)
    hidden = frozenset(place for place, bar in enumerate(bars) if bar.suppressed)
    values = tuple(
        None if bar.absent else printed(bar.percent, exhibit.decimals, exhibit.rounding)
        for bar in bars
    )
    names = (
        word("chart_n", label=bar.label, n=SUPPRESSED if bar.suppressed else number(bar.n))
        for bar in bars
    )
    series = ChartSeries("", values, palette.theme.accents[0], hidden=hidden)
    return (
        Chart("bars", tuple(names), (series,), exhibit.decimals, percent=True, low=0,
              note=noted(word("frequencies_note"), bool(hidden))),
    )  # fmt: skip
