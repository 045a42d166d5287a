"""The distribution of a battery in each wave as stacked bars, a wave under the other."""

from __future__ import annotations

from evaluering.config.exhibits.trend_distribution import TrendDistribution
from evaluering.exhibits.result import Result
from evaluering.render.charts import likert
from evaluering.render.charts.chart import Chart
from evaluering.render.charts.charting import Palette
from evaluering.render.tables.trend_distribution import by_wave


def charts(exhibit: TrendDistribution, result: Result, palette: Palette) -> tuple[Chart, ...]:
    """Return a bar for each item, group and wave."""
    own = by_wave(exhibit, result)
    groups = list(dict.fromkeys(own.table["group"]))
    return likert.charts(exhibit.in_one(groups), own, palette)
