"""Frequencies of a multiple-response question."""

from __future__ import annotations

from evaluering.config.exhibits.multiple_response import MultipleResponseTable
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import Format, Mark
from evaluering.render.tables.framing import Row, TableColumn, by_row, numbers, of, texts
from evaluering.render.tables.table import Content, Table


def layout(exhibit: MultipleResponseTable, result: Result) -> Table:
    """Return one row a box, and the number of respondents, who have no per cent."""
    form = Format(rounding=exhibit.rounding)

    def share(row: Row) -> Content:
        found = of(row, "percent", form)
        return "" if isinstance(found, Mark) else found

    columns = {
        "n": numbers(word("frequency"), "n"),
        "percent": TableColumn(word("percent_head"), share),
    }
    ordered = (columns[key] for key in exhibit.column_order)
    return by_row(result, texts(exhibit.heading, "label", word("total_respondents")), *ordered)
