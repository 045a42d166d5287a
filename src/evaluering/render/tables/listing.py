"""The table behind a figure, by the columns that its kind lists."""

from __future__ import annotations

from evaluering.config.exhibits.base import Exhibit, Listed
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import Format
from evaluering.render.tables.framing import TableColumn, by_row, numbers, texts
from evaluering.render.tables.table import Table


def layout(exhibit: Exhibit, result: Result) -> Table:
    """Return one row a row of the result; the numbers of a suppressed one are hidden."""

    def column(listed: Listed) -> TableColumn:
        if listed.decimals is None:
            return texts(word(listed.head), listed.column)
        return numbers(word(listed.head), listed.column, Format(listed.decimals, exhibit.rounding))

    return by_row(result, *map(column, exhibit.listed))
