"""Frequencies of a multiple-response question."""

from __future__ import annotations

from evaluering.config.exhibits.multiple_response import MultipleResponseTable
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.tables.table import Table, body_row, column_heads, shown


def layout(exhibit: MultipleResponseTable, result: Result) -> Table:
    """Return one row a box, and the number of respondents."""
    heads = {"n": word("frequency"), "percent": word("percent_head")}
    body = []
    for row in result.table.to_dict(orient="records"):
        share = shown(row["percent"], 0, exhibit.rounding)
        values = {"n": shown(row["n"]), "percent": share if share.values else ""}
        label = word("total_respondents") if row["category"] == "total" else str(row["label"])
        body.append(body_row(label, (values[column] for column in exhibit.column_order)))
    head = column_heads([exhibit.heading, *(heads[c] for c in exhibit.column_order)])
    return Table((head,), tuple(body), frozenset({len(body) - 1}))
