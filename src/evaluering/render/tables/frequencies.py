"""Counts and per cents of classes."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from evaluering.config.exhibits.frequencies import Frequencies, FrequenciesDetails
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import number
from evaluering.render.tables.table import (
    Shown,
    Table,
    body_row,
    column_heads,
    shown,
    sum_of_printed,
)


def layout(exhibit: Frequencies, result: Result) -> Table:
    """Return one row a class and the total; the observed range after the name if asked for."""
    told = result.details_as(FrequenciesDetails)
    counted = exhibit.count_heading or (
        word("unit_count", units=told.noun.many) if told.noun else word("count_head")
    )
    heads = {"n": counted, "percent": word("percent_head")}
    rows = result.table.to_dict(orient="records")
    decimals = told.decimals
    printed = [shown(row["percent"], exhibit.decimals, exhibit.rounding) for row in rows]
    if exhibit.index is not None:  # the report sums the rounded per cents of the indices
        printed[-1] = Shown(sum_of_printed(printed[:-1]) or printed[-1].text, printed[-1].values)
    body = tuple(
        body_row(
            _name(row, decimals, exhibit),
            (shown(row["n"]) if column == "n" else share for column in exhibit.column_order),
        )
        for row, share in zip(rows, printed, strict=True)
    )
    head = column_heads([exhibit.heading, *(heads[c] for c in exhibit.column_order)])
    return Table((head,), body, frozenset({len(body) - 1}))


def _name(row: Mapping[Hashable, Any], decimals: int, exhibit: Frequencies) -> str:
    name = str(row["label"])
    if row["category"] == "total":
        return word("total" if exhibit.index is not None else "total_sum")
    if not exhibit.show_range or not row["n"]:
        return name
    return f"{name} ({number(row['minimum'], decimals)}–{number(row['maximum'], decimals)})"
