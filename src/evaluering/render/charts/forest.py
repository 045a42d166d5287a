"""Differences between two groups as bars from no difference, with their intervals."""

from __future__ import annotations

from evaluering.config.exhibits.forest import Forest, ForestDetails
from evaluering.exhibits.result import Result
from evaluering.render.charts.chart import Chart, ChartSeries, printed, reach
from evaluering.render.charts.charting import Palette
from evaluering.render.figures.forest import read_differences
from evaluering.render.figures.slots import noted
from evaluering.render.language import word
from evaluering.render.numbers import number, p_value


def charts(exhibit: Forest, result: Result, palette: Palette) -> tuple[Chart, ...]:
    """Return a bar for each item, in the colour of the group whose mean is the higher."""
    rows = read_differences(result)
    hidden = frozenset(place for place, row in enumerate(rows) if row.suppressed)
    series = []
    for place, name in enumerate(result.details_as(ForestDetails).groups):
        own = [not row.absent and (row.value > 0) == (place == 0) for row in rows]
        series.append(
            ChartSeries(
                word("chart_higher", group=name),
                tuple(
                    printed(row.value, 2) if mine else None
                    for row, mine in zip(rows, own, strict=True)
                ),
                palette.groups[exhibit.groups[place]],
                hidden=hidden,
                intervals=tuple(
                    reach(row.value, row.lower, row.upper, 2) if mine else None
                    for row, mine in zip(rows, own, strict=True)
                ),
            )
        )
    names = tuple(
        row.label
        if row.absent
        else word("chart_effect", label=row.label, effect=number(row.effect, 2), p=p_value(row.p))
        for row in rows
    )
    note = noted(word("chart_forest_note"), bool(hidden))
    return (Chart("bars", names, tuple(series), 2, note=note),)
