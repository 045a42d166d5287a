"""Trends as lines over waves, a chart a measure; apart where what is asked is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaluering.config.exhibits.trend import Trend
from evaluering.exhibits.result import Result
from evaluering.render.charts.chart import Chart, ChartSeries, printed, reach
from evaluering.render.charts.charting import Palette
from evaluering.render.figures.shading import shades
from evaluering.render.figures.slots import noted
from evaluering.render.figures.trend import BREAK, TrendPoint, read_points, stretches
from evaluering.render.language import word


def charts(exhibit: Trend, result: Result, palette: Palette) -> tuple[Chart, ...]:
    """Return a line for each group, in a chart for each measure."""
    points, fills = read_points(exhibit, result), shades(exhibit.groups, palette.groups)
    decimals = 1 if exhibit.codes else 2
    told = [word("trend_note")]
    told += [word("trend_break_note", sign=BREAK)] if any(p.broken for p in points) else []
    note = noted(" ".join(told), any(p.suppressed for p in points))
    found = []
    for item in exhibit.measures:
        own = [point for point in points if point.item == item]
        series = [
            line
            for group in exhibit.groups
            for line in _lines(exhibit, [p for p in own if p.group == group],
                               fills[group].colour, decimals)
        ]  # fmt: skip
        waves = tuple({point.wave: point.wave_label for point in own}.values())
        found.append(
            Chart("lines", waves, tuple(series), decimals, bool(exhibit.codes),
                  title=own[0].item_label, note=note)
        )  # fmt: skip
    return tuple(found)


def _lines(
    exhibit: Trend, points: Sequence[TrendPoint], colour: str, decimals: int
) -> Iterator[ChartSeries]:
    """Yield one group's line, in stretches that may be joined; the later ones are marked."""
    if not points:
        return
    found = list(stretches(points)) or [[]]
    for place, stretch in enumerate(found):
        shown = {point.wave for point in stretch}
        own = [point if point.wave in shown else None for point in points]
        mark = BREAK if any(p.broken for s in found[: place + 1] for p in s) else ""
        yield ChartSeries(
            f"{points[0].group_label}{mark}",
            tuple(None if p is None else printed(p.value, decimals, exhibit.rounding) for p in own),
            colour,
            hidden=frozenset(k for k, p in enumerate(points) if p.suppressed),
            intervals=tuple(
                None if p is None else reach(p.value, p.lower, p.upper, decimals) for p in own
            ),
        )
