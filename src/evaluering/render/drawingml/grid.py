"""The sheet behind a chart: which cell each series, name and whisker stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from evaluering.render.charts.chart import Chart
from evaluering.render.numbers import SUPPRESSED
from evaluering.render.packing import packed
from evaluering.render.workbook.formats import plain, unrounded
from evaluering.render.workbook.sheet import put

SHEET = "Tall"
SIGNS = ("−", "+")


@dataclass(frozen=True)
class SheetColumn:
    """A column of the sheet: its heading, and what stands in each row."""

    head: str
    cells: tuple[float | str | None, ...]


def columns(chart: Chart) -> Iterator[SheetColumn]:
    """Yield the columns: a series each, then how far its whiskers reach down and up."""
    for series in chart.series:
        values = [SUPPRESSED if k in series.hidden else v for k, v in enumerate(series.values)]
        yield SheetColumn(series.name, tuple(values))
    for series in chart.series:
        for end in (0, 1) if series.intervals else ():
            own = (None if ends is None else ends[end] for ends in series.intervals)
            yield SheetColumn(f"{series.name} {SIGNS[end]}".strip(), tuple(own))


def place(chart: Chart, column: int, head: bool = False) -> str:
    """Return the address of a column of the sheet: of its cells, or of its heading.

    The names stand in column 0, the series from 1 on.
    """
    letter = get_column_letter(column + 1)
    if head:
        return f"{SHEET}!${letter}$1"
    return f"{SHEET}!${letter}$2:${letter}${len(chart.categories) + 1}"


def whiskers(chart: Chart, number: int) -> int:
    """Return the column of how far down a series' whiskers reach; up is the next."""
    before = sum(2 for series in chart.series[:number] if series.intervals)
    return 1 + len(chart.series) + before


def workbook(chart: Chart) -> bytes:
    """Return the workbook that is opened when somebody edits a chart."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    for row, name in enumerate(chart.categories, start=2):
        put(sheet.cell(row, 1), plain(name))
    for number, column in enumerate(columns(chart), start=2):
        put(sheet.cell(1, number), plain(column.head))
        for row, content in enumerate(column.cells, start=2):
            if content is not None:
                put(sheet.cell(row, number), unrounded(content))
    sheet.column_dimensions["A"].width = 48
    sheet.freeze_panes = "B2"
    book.properties.creator = None
    written = BytesIO()
    book.save(written)
    return packed(written.getvalue())
