"""Counts and per cents of classes."""

from __future__ import annotations

from evaluering.config.exhibits.frequencies import Frequencies, FrequenciesDetails
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import Format
from evaluering.render.tables.framing import (
    TOTAL,
    Row,
    TableColumn,
    by_row,
    numbers,
    of,
    sum_of_printed,
)
from evaluering.render.tables.table import Content, Table, interval


def layout(exhibit: Frequencies, result: Result) -> Table:
    """Return one row a class and the total; the observed range after the name if asked for."""
    told, share = result.details_as(FrequenciesDetails), Format(exhibit.decimals, exhibit.rounding)
    limit = Format(told.decimals)
    units = word("unit_count", units=told.noun.many) if told.noun else word("count_head")
    classes = result.table.iloc[:-1].to_dict(orient="records")
    summed = sum_of_printed([of(row, "percent", share) for row in classes])

    def name(row: Row) -> Content:
        label = str(row["label"])
        if row["category"] == TOTAL:
            return word("total" if exhibit.index is not None else "total_sum")
        if not exhibit.show_range or not row["n"]:
            return label
        ends = interval(row["minimum"], row["maximum"], limit, "–")
        return (f"{label} (", *ends, ")") if isinstance(ends, tuple) else label

    def percent(row: Row) -> Content:
        # the report sums the rounded per cents of the indices
        is_sum = exhibit.index is not None and row["category"] == TOTAL
        return (summed if is_sum else "") or of(row, "percent", share)

    columns = {
        "n": numbers(exhibit.count_heading or units, "n"),
        "percent": TableColumn(word("percent_head"), percent),
    }
    return by_row(
        result,
        TableColumn(exhibit.heading, name, "left"),
        *(columns[key] for key in exhibit.column_order),
    )
