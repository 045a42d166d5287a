"""The classes behind a histogram, as a table."""

from __future__ import annotations

from dataclasses import replace

from evaluering.config.exhibits.histogram import Histogram, HistogramDetails
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import Format, number
from evaluering.render.tables.framing import Row, TableColumn, by_row, numbers
from evaluering.render.tables.number_summary import decimals_of
from evaluering.render.tables.table import Table


def layout(exhibit: Histogram, result: Result) -> Table:
    """Return one row a class: how many, and per cent."""
    told, result = result.details_as(HistogramDetails), with_limits(result)

    def name(row: Row) -> str:
        return class_text(told, float(row["lower"]), float(row["upper"]), exhibit.decimals)

    return by_row(
        result,
        TableColumn(exhibit.label(exhibit.variable, told.label), name, "left"),
        numbers(word("count_head"), "n"),
        numbers(word("percent_head"), "percent", Format(exhibit.decimals, exhibit.rounding)),
    )


def with_limits(result: Result) -> Result:
    """Return a result whose classes all have their limits: those of hidden ones follow from others.

    A class that nobody may count is no secret in itself.
    """
    table, width = result.table, result.details_as(HistogramDetails).width
    lower = table["lower"].astype(float)
    if lower.isna().all() or not lower.isna().any():
        return result
    place = int(lower.notna().to_numpy().argmax())
    starts = [float(lower.iloc[place]) + (k - place) * width for k in range(len(table))]
    return replace(result, table=table.assign(lower=starts, upper=[s + width for s in starts]))


def class_text(told: HistogramDetails, lower: float, upper: float, decimals: int) -> str:
    """Return what a class is called: its whole values, or its limits."""
    if told.whole:
        last = upper - 1
        return number(lower) if last <= lower else f"{number(lower)}–{number(last)}"
    places = max(decimals_of(end, max(decimals, 1)) for end in (lower, upper, told.width))
    low, high = number(lower, places), number(upper, places)
    return word("class_from_below", low=low, high=high)
