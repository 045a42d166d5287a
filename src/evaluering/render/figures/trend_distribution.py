"""The distribution of a battery in each wave as stacked bars, a wave under the other."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.figure import Figure

from evaluering.config.exhibits.likert import Likert
from evaluering.config.exhibits.trend_distribution import TrendDistribution
from evaluering.exhibits.result import Result
from evaluering.render.figures import likert
from evaluering.render.figures.style import Style
from evaluering.render.tables.trend_distribution import by_wave


def draw(
    exhibit: TrendDistribution, result: Result, style: Style, colours: Mapping[str, str]
) -> Figure:
    """Draw a bar for each item, group and wave."""
    own = by_wave(exhibit, result)
    return likert.draw(_likert(exhibit, own), own, style, colours)


def alt_text(exhibit: TrendDistribution, result: Result) -> str:
    """Say which item, group and wave have the largest and the smallest share above the middle."""
    own = by_wave(exhibit, result)
    return likert.alt_text(_likert(exhibit, own), own)


def _likert(exhibit: TrendDistribution, own: Result) -> Likert:
    return exhibit.in_one(list(dict.fromkeys(own.table["group"])))
