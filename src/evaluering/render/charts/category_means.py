"""Means by category as points with intervals, a chart a number, against the mean of all."""

from __future__ import annotations

from collections.abc import Sequence

from evaluering.config.exhibits.category_means import CategoryMeans
from evaluering.exhibits.result import Result
from evaluering.render.charts.chart import Chart, ChartSeries, printed, reach
from evaluering.render.charts.charting import Palette
from evaluering.render.figures.category_means import CategoryMean, read_means
from evaluering.render.figures.slots import noted
from evaluering.render.language import word
from evaluering.render.numbers import SUPPRESSED, number
from evaluering.render.tables.framing import TOTAL


def charts(exhibit: CategoryMeans, result: Result, palette: Palette) -> tuple[Chart, ...]:
    """Return a point with its interval for each category, and a line at the mean of all."""
    means = read_means(exhibit, result)
    note = noted(word("chart_category_means_note"), any(mean.suppressed for mean in means))
    found = []
    for item in exhibit.variables:
        own = [mean for mean in means if mean.item == item]
        shown = [mean for mean in own if mean.group != TOTAL]
        (total,) = (mean for mean in own if mean.group == TOTAL)
        points = _points(exhibit, shown, palette.theme.accents[0])
        line = _line(exhibit, total, len(shown), palette)
        found.append(
            Chart(
                "dots",
                tuple(_named(exhibit, mean) for mean in shown),
                (points,) if total.absent else (points, line),
                exhibit.decimals,
                title=exhibit.label(item, own[0].item_label),
                note=note,
            )
        )
    return tuple(found)


def _named(exhibit: CategoryMeans, mean: CategoryMean) -> str:
    label = exhibit.row_labels.get(mean.group, mean.group_label)
    return word("chart_n", label=label, n=SUPPRESSED if mean.suppressed else number(mean.n))


def _points(exhibit: CategoryMeans, shown: Sequence[CategoryMean], colour: str) -> ChartSeries:
    return ChartSeries(
        word("mean"),
        tuple(None if m.absent else printed(m.mean, exhibit.decimals, exhibit.rounding)
              for m in shown),
        colour,
        hidden=frozenset(k for k, mean in enumerate(shown) if mean.suppressed),
        intervals=tuple(None if m.absent else reach(m.mean, m.lower, m.upper, exhibit.decimals)
                        for m in shown),
    )  # fmt: skip


def _line(exhibit: CategoryMeans, total: CategoryMean, count: int, palette: Palette) -> ChartSeries:
    value = None if total.absent else printed(total.mean, exhibit.decimals, exhibit.rounding)
    return ChartSeries(word("all_row"), (value,) * count, palette.theme.ink, dashed=True)
