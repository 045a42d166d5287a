"""The table behind a figure, by the columns that its kind lists."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from evaluering.config.exhibits.base import Exhibit, Listed
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import SUPPRESSED
from evaluering.render.tables.table import Shown, Table, body_row, column_heads, shown


def layout(exhibit: Exhibit, result: Result) -> Table:
    """Return one row a row of the result; the numbers of a suppressed one are hidden."""
    first, *others = exhibit.listed
    body = tuple(
        body_row(str(row[first.column]), [_value(row, column, exhibit) for column in others])
        for row in result.table.to_dict(orient="records")
    )
    heads = column_heads([word(column.head) for column in exhibit.listed])
    return Table((heads,), body)


def _value(row: Mapping[Hashable, Any], column: Listed, exhibit: Exhibit) -> str | Shown:
    if column.decimals is None:
        return str(row[column.column])
    if row.get("suppressed"):
        return SUPPRESSED
    return shown(row[column.column], column.decimals, exhibit.rounding)
