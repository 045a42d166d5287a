"""Quotes, each in quotation marks, with what is told of who gave it."""

from __future__ import annotations

from evaluering.config.exhibits.quotes import Quotes
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.tables.framing import Row, TableColumn, by_row
from evaluering.render.tables.table import Content, Table


def layout(exhibit: Quotes, result: Result) -> Table:
    """Return one row a quote."""

    def who(row: Row) -> Content:
        label = row["column_label"]
        return str(label) if label and label == label else ""

    told = [TableColumn(word("quoted_who"), who, "left")] if exhibit.by else []
    return by_row(
        result,
        TableColumn(
            exhibit.heading or word("quotes_head"),
            lambda row: word("quoted", text=str(row["row_label"])),
            "left",
        ),
        *told,
    )
