"""One exhibit's sheet: the printed table, the tests and the unrounded numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import ceil

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from evaluering.languages import read
from evaluering.render.columns import Placed, column_count, placed
from evaluering.render.document import Document, Numbered
from evaluering.render.sheets import remarks
from evaluering.render.tables.table import Table
from evaluering.render.workbook.look import sheet_look
from evaluering.render.workbook.values import Shown, cleaned, pair, shown, unrounded

RIGHT = Alignment(horizontal="right", vertical="top")
HEADS = {
    "left": Alignment(wrap_text=True, vertical="bottom"),
    "right": Alignment(horizontal="right", wrap_text=True, vertical="bottom"),
}
NAME = Alignment(wrap_text=True, vertical="top")
NARROWEST, WIDEST, FIRST = 9, 22, 60
"""Limits of a column's width in letters; the first column, with the names, may be wider."""


class Sheet:
    """Writes a sheet from the top down.

    Parameters
    ----------
    target
        An empty sheet.
    document
        The report that it belongs to.
    """

    def __init__(self, target: Worksheet, document: Document) -> None:
        self.target, self.document = target, document
        self.look = sheet_look(document.theme)
        self.language = read(document.language)
        self.row = 1
        self.widths: dict[int, int] = {}
        self.wrapped: list[tuple[int, int, int]] = []

    def exhibit(self, block: Numbered, numbers: Sequence[Sequence[str]], index: str) -> None:
        """Write everything that belongs to an exhibit.

        Parameters
        ----------
        block
            The exhibit.
        numbers
            Its unrounded numbers, the names of the columns first.
        index
            The sheet to link back to.
        """
        words: Mapping[str, str] = self.document.words
        self.line(f"{block.number}. {block.title}", self.look.title)
        if self.document.stamp:
            self.line(self.document.stamp, self.look.stamp)
        link(self.target.cell(self.row, 1), index, words["contents"], self.look.link)
        self.row += 1
        self.target.freeze_panes = f"A{self.row}"
        self.row += 1
        if block.table.body:
            self.table(block.table)
        for text in remarks(block):
            self.line(text, self.look.muted)
        if block.details:
            self.heading(words["tests"])
            for caption, table in block.details:
                self.line(caption, self.look.bold)
                self.table(table)
        if numbers:
            self.heading(words["unrounded"])
            self.numbers(numbers)
        self.finish()

    def line(self, text: str, font: Font | None = None) -> None:
        """Write a line of text, which may reach over the columns."""
        cell = self.target.cell(self.row, 1)
        write(cell, Shown(cleaned(text)))
        if font:
            cell.font = font
        self.row += 1

    def heading(self, text: str) -> None:
        """Write a heading with air above it."""
        self.row += 1
        self.line(text, self.look.title)

    def table(self, table: Table) -> None:
        """Write a table as printed; ``4 (19)`` takes two columns, so that both are numbers."""
        rows = placed(table)
        parts = _parts(table, rows)
        starts = [1, *accumulate(parts, initial=1)][1:]
        for number, cells in enumerate(rows):
            for place in cells:
                self._cell(table, number, place, parts, starts)
            self.row += 1
        self.row += 1

    def numbers(self, rows: Sequence[Sequence[str]]) -> None:
        """Write unrounded numbers under the names of their columns."""
        for number, row in enumerate(rows):
            for column, text in enumerate(row, start=1):
                cell = self.target.cell(self.row, column)
                write(cell, Shown(cleaned(text) if number == 0 else unrounded(text)))
                if number == 0:
                    cell.font, cell.border = self.look.bold, self.look.under
                self._measure(column, text)
            self.row += 1

    def finish(self) -> None:
        """Set the widths of the columns, and a printed page as wide as the sheet."""
        self.target.page_setup.orientation = "landscape"
        self.target.page_setup.fitToHeight = 0
        self.target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        for column, width in self.widths.items():
            letter = get_column_letter(column)
            self.target.column_dimensions[letter].width = self._width(column, width)
        lines: dict[int, int] = {}
        for row, column, letters in self.wrapped:
            width = self._width(column, self.widths.get(column, 0)) - 2
            lines[row] = max(lines.get(row, 1), ceil(letters / width))
        for row, number in lines.items():
            if number > 1:
                self.target.row_dimensions[row].height = self.look.line * number

    def _width(self, column: int, width: int) -> int:
        return min(max(width, NARROWEST), FIRST if column == 1 else WIDEST)

    def _cell(
        self, table: Table, number: int, place: Placed, parts: list[int], starts: list[int]
    ) -> None:
        cell, head = place.cell, number < len(table.head)
        over = parts[place.column : place.column + cell.columns]
        first, width = starts[place.column], sum(over)
        texts = pair(cell.text) if width == 2 and not cell.header else None
        for column, text in enumerate(texts or (cell.text,), start=first):
            made = self.target.cell(self.row, column)
            write(made, shown(text, self.language) if not cell.header else Shown(cleaned(text)))
            made.alignment = HEADS[cell.align] if head else RIGHT if cell.align == "right" else NAME
            if head or number - len(table.head) in table.total_rows:
                made.font = self.look.bold
            if width == 1 or texts:
                self._measure(column, text)
                if (head or cell.align == "left") and cell.rows == 1:
                    self.wrapped.append((self.row, column, len(text)))
        for column in range(first, first + width):
            if number == len(table.head) - 1:
                self.target.cell(self.row, column).border = self.look.under
            elif number - len(table.head) in table.total_rows:
                self.target.cell(self.row, column).border = self.look.over
        if (width > 1 and not texts) or cell.rows > 1:
            self.target.merge_cells(
                start_row=self.row,
                end_row=self.row + cell.rows - 1,
                start_column=first,
                end_column=first + width - 1,
            )

    def _measure(self, column: int, text: str) -> None:
        self.widths[column] = max(self.widths.get(column, 0), len(text) + 2)


def write(cell: SheetCell, content: Shown) -> None:
    """Write a value; a text is never a formula, whatever it begins with."""
    cell.value = content.value
    if isinstance(content.value, str):
        cell.data_type = "s"
        cell.quotePrefix = content.value.startswith("=")
    if content.format:
        cell.number_format = content.format


def link(cell: SheetCell, sheet: str, text: str, font: Font) -> None:
    """Write a link to another sheet."""
    write(cell, Shown(cleaned(text)))
    quoted = sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!A1")
    cell.font = font


def _parts(table: Table, rows: Sequence[Sequence[Placed]]) -> list[int]:
    """Return how many sheet columns each column takes."""
    parts = [1] * column_count(table)
    for place in (p for row in rows[len(table.head) :] for p in row):
        if place.cell.columns == 1 and not place.cell.header and pair(place.cell.text):
            parts[place.column] = 2
    return parts
