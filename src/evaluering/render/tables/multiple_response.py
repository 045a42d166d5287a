"""Frequencies of a multiple-response question, in all or by group."""

from __future__ import annotations

from evaluering.config.exhibits.multiple_response import (
    MultipleResponseDetails,
    MultipleResponseTable,
)
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import SUPPRESSED, Format, Mark, number
from evaluering.render.tables.framing import TOTAL, Row, TableColumn, by_row, numbers, of
from evaluering.render.tables.table import Content, Table, body_row, column_heads


def layout(exhibit: MultipleResponseTable, result: Result) -> Table:
    """Return one row a box, and the number of respondents, who have no per cent."""
    form = Format(exhibit.decimals, exhibit.rounding)
    if "column" in result.table:
        return _by_group(exhibit, result, form)

    def share(row: Row) -> Content:
        found = of(row, "percent", form)
        return "" if isinstance(found, Mark) else found

    columns = {
        "n": numbers(word("frequency"), "n"),
        "percent": TableColumn(word("percent_head"), share),
    }
    ordered = (columns[key] for key in exhibit.column_order)
    return by_row(
        result,
        TableColumn(_heading(exhibit, result), lambda row: _name(exhibit, row), "left"),
        *ordered,
    )


def _heading(exhibit: MultipleResponseTable, result: Result) -> str:
    return str(exhibit.heading or result.details_as(MultipleResponseDetails).question)


def _name(exhibit: MultipleResponseTable, row: Row) -> str:
    if row["category"] == TOTAL:
        return word("total_respondents")
    return exhibit.row_label(row["category"], row["label"])


def _by_group(exhibit: MultipleResponseTable, result: Result, form: Format) -> Table:
    """Return count and per cent of all, and the per cent of each group."""
    table = result.table
    columns = list(dict.fromkeys(table["column"]))
    heads = [_heading(exhibit, result), word("frequency"), word("percent_head")]
    for name in columns[1:]:
        first = table[table["column"] == name].iloc[0]
        base = SUPPRESSED if first["suppressed"] else number(first["base"])
        heads.append(word("group_percent", group=str(first["column_label"]), n=base))
    body = []
    for _, rows in table[table["category"] != TOTAL].groupby("category", sort=False):
        own = {row["column"]: row for row in rows.to_dict(orient="records")}
        percents = [of(own[name], "percent", form) for name in columns]
        body.append(body_row(_name(exhibit, own[TOTAL]), [of(own[TOTAL], "n"), *percents]))
    return Table((column_heads(heads),), tuple(body))
