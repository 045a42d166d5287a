"""One exhibit's sheet: the printed table, the tests and the unrounded numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import ceil
from typing import Literal

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from evaluering.render.columns import Placed, column_count, placed
from evaluering.render.document import Document, Numbered
from evaluering.render.given import Rows
from evaluering.render.sheets import remarks
from evaluering.render.tables.table import Table
from evaluering.render.workbook.formats import Held, held, plain, unrounded
from evaluering.render.workbook.look import sheet_look

RIGHT = Alignment(horizontal="right", vertical="top")
HEADS = {
    "left": Alignment(wrap_text=True, vertical="bottom"),
    "right": Alignment(horizontal="right", wrap_text=True, vertical="bottom"),
}
INSET = Alignment(horizontal="right", vertical="top", indent=1)
NAME = Alignment(wrap_text=True, vertical="top")
NARROWEST, WIDEST, TEXTS, FIRST = 6, 22, 40, 60
"""Limits of a column's width in letters; one with texts may be wider, the first widest."""
PAPER = 9
"""A4."""
LETTER = 0.9
"""A letter's average width, in those of a digit."""
DECIMALS = 10
"""Letters that are made room for in the unrounded numbers."""
SCREEN = 25
"""Rows of a table above which its headings are kept in view."""


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
        self.row = 1
        self.widths: dict[int, int] = {}
        self.wrapped: list[tuple[int, int, int]] = []
        self.spanning: list[tuple[int, range, int]] = []
        self.texts: set[int] = set()

    def exhibit(self, block: Numbered, numbers: Rows, index: str) -> None:
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
        if self.document.mark:
            self.line(self.document.mark, self.look.stamp)
        link(self.target.cell(self.row, 1), index, words["contents"], self.look.link)
        self.row += 1
        self.target.freeze_panes = f"A{self.row}"
        self.row += 1
        if block.table.body:
            heads = self.row + len(block.table.head)
            if len(block.table.body) > SCREEN:
                self.target.freeze_panes = f"A{heads}"
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
        put(cell, plain(text))
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

    def numbers(self, rows: Rows) -> None:
        """Write unrounded numbers under the names of their columns."""
        numeric = {column for column in range(1, len(rows[0]) + 1) if _is_numeric(rows, column)}
        for number, row in enumerate(rows):
            for column, value in enumerate(row, start=1):
                cell, content = self.target.cell(self.row, column), unrounded(value)
                put(cell, content)
                if number == 0:
                    cell.font, cell.border = self.look.bold, self.look.under
                # a number without a format shows as many decimals as there is room for
                if is_number := column in numeric:
                    cell.alignment = INSET
                self._measure(column, content.text[: DECIMALS if is_number else None])
            self.row += 1

    def finish(self) -> None:
        """Set the widths of the columns, and a printed page as wide as the sheet."""
        self.page("landscape")
        for _, columns, letters in self.spanning:
            lack = letters + 2 - sum(self.widths.get(column, NARROWEST) for column in columns)
            for column in columns if lack > 0 else ():
                width = self.widths.get(column, NARROWEST)
                self.widths[column] = width + ceil(lack / len(columns))
        for column in self.widths:
            letter = get_column_letter(column)
            self.target.column_dimensions[letter].width = self._width(column)
        lines: dict[int, int] = {}
        wrapped = [(row, [column], letters) for row, column, letters in self.wrapped]
        for row, over, letters in (*wrapped, *self.spanning):
            width = sum(map(self._width, over)) - 2
            lines[row] = max(lines.get(row, 1), ceil(letters * LETTER / width))
        for row, number in lines.items():
            if number > 1:
                self.target.row_dimensions[row].height = self.look.line * number

    def page(self, orientation: Literal["portrait", "landscape"]) -> None:
        """Set a printed page: A4, as wide as the sheet, headed and numbered."""
        setup = self.target.page_setup
        setup.paperSize, setup.orientation, setup.fitToHeight = PAPER, orientation, 0
        self.target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self.target.print_title_rows = "1:2" if self.document.mark else "1:1"
        if self.document.restricted:
            self.target.oddHeader.center.text = self.document.restricted
        self.target.oddFooter.left.text = self.document.title.replace("&", "&&")
        self.target.oddFooter.right.text = "&A · &P"

    def _width(self, column: int) -> int:
        widest = FIRST if column == 1 else TEXTS if column in self.texts else WIDEST
        return min(max(self.widths.get(column, 0), NARROWEST), widest)

    def _cell(
        self, table: Table, number: int, place: Placed, parts: list[int], starts: list[int]
    ) -> None:
        cell, head = place.cell, number < len(table.head)
        over = parts[place.column : place.column + cell.columns]
        first, width = starts[place.column], sum(over)
        contents = held(cell)
        for column, content in enumerate(contents, start=first):
            made = self.target.cell(self.row, column)
            put(made, content)
            made.alignment = HEADS[cell.align] if head else RIGHT if cell.align == "right" else NAME
            if head or number - len(table.head) in table.total_rows:
                made.font = self.look.bold
            if width == len(contents):
                self._measure(column, content.text)
                if cell.align == "left" and not cell.header:
                    self.texts.add(column)
                if (head or cell.align == "left") and cell.rows == 1:
                    self.wrapped.append((self.row, column, len(content.text)))
        if width > 1 == len(contents):
            self.spanning.append((self.row, range(first, first + width), len(contents[0].text)))
        for column in range(first, first + width):
            if number == len(table.head) - 1:
                self.target.cell(self.row, column).border = self.look.under
            elif number - len(table.head) in table.total_rows:
                self.target.cell(self.row, column).border = self.look.over
        if width > len(contents) or cell.rows > 1:
            self.target.merge_cells(
                start_row=self.row,
                end_row=self.row + cell.rows - 1,
                start_column=first + len(contents) - 1,
                end_column=first + width - 1,
            )

    def _measure(self, column: int, text: str) -> None:
        self.widths[column] = max(self.widths.get(column, 0), len(text) + 2)


def put(cell: SheetCell, content: Held) -> None:
    """Write a value; a text is never a formula, whatever it begins with."""
    cell.value = content.value
    if isinstance(content.value, str):
        cell.data_type = "s"
        cell.quotePrefix = content.value.startswith("=")
    if content.format:
        cell.number_format = content.format


def link(cell: SheetCell, sheet: str, text: str, font: Font) -> None:
    """Write a link to another sheet."""
    put(cell, plain(text))
    quoted = sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!A1")
    cell.font = font


def _is_numeric(rows: Rows, column: int) -> bool:
    """Return whether a column's first value is a number."""
    found = (row[column - 1] for row in rows[1:])
    known = (value for value in found if value is not None and value == value)
    return isinstance(next(known, ""), int | float)


def _parts(table: Table, rows: Sequence[Sequence[Placed]]) -> list[int]:
    """Return how many sheet columns each column takes."""
    parts = [1] * column_count(table)
    for place in (p for row in rows[len(table.head) :] for p in row):
        if place.cell.columns == 1:
            parts[place.column] = max(parts[place.column], len(held(place.cell)))
    return parts
