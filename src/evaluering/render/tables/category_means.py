"""Means by category: a row a category under each number."""

from __future__ import annotations

import pandas as pd

from evaluering.config.exhibits.category_means import CategoryMeans
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import Format
from evaluering.render.tables.framing import TOTAL, TableColumn, intervals, laid, numbers
from evaluering.render.tables.number_summary import named, total_first
from evaluering.render.tables.table import Table


def layout(exhibit: CategoryMeans, result: Result) -> Table:
    """Return mean, 95 per cent interval, SD and n; the row of all is first."""
    own = Format(exhibit.decimals, exhibit.rounding)
    rows = total_first(arranged_rows(exhibit, result.table).to_dict(orient="records"))
    return laid(
        result,
        rows,
        TableColumn(word("summary_head"), lambda row: named(exhibit, row), "left"),
        numbers(word("mean"), "mean", own),
        intervals(word("interval"), own),
        numbers(word("sd"), "sd", own),
        numbers(word("n"), "n"),
    )


def arranged_rows(exhibit: CategoryMeans, table: pd.DataFrame) -> pd.DataFrame:
    """Return a result's rows with the highest mean first within each number, if that is asked."""
    if exhibit.sort == "codebook":
        return table
    places = {item: place for place, item in enumerate(dict.fromkeys(table["item"]))}
    order = table.assign(
        _item=table["item"].map(places),
        _all=table["group"].eq(TOTAL),
        _mean=-table["mean"].astype("float64"),
    )
    order = order.sort_values(["_item", "_all", "_mean"], kind="stable", na_position="last")
    return table.loc[order.index].reset_index(drop=True)
