"""One division by another as stacked bars, or as bars side by side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import cycle

from evaluering.config.exhibits.crosstab import Crosstab, CrosstabDetails
from evaluering.exhibits.result import Result
from evaluering.render.charts.chart import Chart, ChartSeries, printed
from evaluering.render.charts.charting import Palette
from evaluering.render.figures.crosstab import (
    Group,
    SharesByGroup,
    is_stacked,
    part_fills,
    shares_by_group,
)
from evaluering.render.figures.shading import Shade, shades
from evaluering.render.figures.slots import noted
from evaluering.render.language import word
from evaluering.render.numbers import SUPPRESSED, number


def charts(exhibit: Crosstab, result: Result, palette: Palette) -> tuple[Chart, ...]:
    """Return a bar for each group, divided in the categories, or a bar for each of both."""
    shares, stacked = shares_by_group(exhibit, result), is_stacked(exhibit, result)
    within = "percent_of_columns" if stacked else "percent_of_group"
    note = word("percent_of_everyone" if exhibit.percent == "total" else within)
    series = (_parts if stacked else _groups)(exhibit, result, shares, palette)
    named = [_named(group) for group in shares.groups]
    return (
        Chart(
            "stacked" if stacked else "bars",
            tuple(named if stacked else shares.parts.values()),
            series,
            exhibit.decimals,
            percent=True,
            low=0,
            note=noted(note, any(own.hidden for own in series)),
        ),
    )


def _named(group: Group) -> str:
    n = SUPPRESSED if group.suppressed else number(group.n)
    return word("chart_n", label=group.label, n=n)


def _parts(
    exhibit: Crosstab, result: Result, shares: SharesByGroup, palette: Palette
) -> tuple[ChartSeries, ...]:
    """Return a series for each category, over the groups."""
    ordered = result.details_as(CrosstabDetails).ordered[exhibit.percent == "row"]
    fills = part_fills(len(shares.parts), palette.theme, ordered)
    return tuple(
        _series(exhibit, shares, label, fill, [(group, part) for group in shares.groups])
        for (part, label), fill in zip(shares.parts.items(), fills, strict=True)
    )


def _groups(
    exhibit: Crosstab, _: Result, shares: SharesByGroup, palette: Palette
) -> tuple[ChartSeries, ...]:
    """Return a series for each group, over the categories."""
    own = cycle(palette.theme.groups)
    keys = [group.key for group in shares.groups]
    fills = shades(keys, {key: next(own) for key in keys})
    return tuple(
        _series(exhibit, shares, _named(group), fills[group.key],
                [(group, part) for part in shares.parts])
        for group in shares.groups
    )  # fmt: skip


def _series(
    exhibit: Crosstab,
    shares: SharesByGroup,
    name: str,
    fill: Shade,
    cells: Sequence[tuple[Group, str]],
) -> ChartSeries:
    """Return the shares in some cells; one that is lacking where there are answers is hidden."""
    values = [math.nan if g.suppressed else shares.values[g.key, part] for g, part in cells]
    return ChartSeries(
        name,
        tuple(
            None if math.isnan(v) else printed(v, exhibit.decimals, exhibit.rounding)
            for v in values
        ),
        fill.colour,
        fill.hatch,
        frozenset(
            k
            for k, (value, (group, _)) in enumerate(zip(values, cells, strict=True))
            if math.isnan(value) and group.n != 0
        ),
    )
