"""The data table behind the distribution of a battery in each wave."""

from __future__ import annotations

from dataclasses import replace

from evaluering.config.exhibits.trend_distribution import TrendDistribution
from evaluering.exhibits.result import Result
from evaluering.render.tables.likert import layout as in_one
from evaluering.render.tables.table import Table

BREAK = "†"


def layout(exhibit: TrendDistribution, result: Result) -> Table:
    """Return one row an item, group and wave, as the table of one wave."""
    return in_one(exhibit.in_one(), by_wave(exhibit, result))


def by_wave(exhibit: TrendDistribution, result: Result) -> Result:
    """Return the result with a group for each group and wave; an item that is broken has a mark."""
    table = result.table
    names = table["group_label"] + ", " if len(exhibit.groups) > 1 else ""
    broken = table.loc[table["apart"].fillna("") != "", "item"]
    marks = table["item"].isin(broken).map({True: BREAK, False: ""})
    return replace(
        result,
        table=table.assign(
            group=table["group"] + "-" + table["wave"],
            group_label=names + table["wave_label"],
            item_label=table["item_label"] + marks,
        ),
    )
