"""A workbook with a sheet an exhibit and an index sheet with links."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from openpyxl.worksheet.worksheet import Worksheet

from evaluering.render.document import Document
from evaluering.render.given import Given, Rows
from evaluering.render.packing import packed
from evaluering.render.workbook.formats import plain
from evaluering.render.workbook.look import new_book, sheet_look
from evaluering.render.workbook.names import sheet_names
from evaluering.render.workbook.sheet import Sheet, link, put


def write(document: Document, given: Given) -> bytes:
    """Return a report's exhibits as an .xlsx file, with the numbers behind them."""
    return workbook(document, given.numbers())


def workbook(document: Document, numbers: Mapping[str, Rows]) -> bytes:
    """Return a report's exhibits as an .xlsx file.

    Parameters
    ----------
    document
        The report.
    numbers
        The unrounded numbers of each exhibit by id, the names of the columns first.
    """
    book = new_book(sheet_look(document.theme))
    index = book.active
    assert isinstance(index, Worksheet)
    index.title = document.words["contents"]
    names = sheet_names(document.numbered(), index.title)
    _index(index, document, names)
    for block in document.numbered():
        sheet = Sheet(book.create_sheet(names[block.id]), document)
        sheet.exhibit(block, numbers.get(block.id, ()), index.title)
    properties = book.properties
    properties.title, properties.subject = document.title, document.subtitle or None
    properties.creator = document.source or None
    properties.description = document.mark
    properties.language = document.language
    written = BytesIO()
    book.save(written)
    return packed(written.getvalue())


def _index(target: Worksheet, document: Document, names: Mapping[str, str]) -> None:
    """Write the sheet that leads to the others."""
    sheet = Sheet(target, document)
    words = document.words
    sheet.line(document.title, sheet.look.bold)
    sheet.line(document.origin)
    for said in document.front_marks:
        sheet.line(said, sheet.look.stamp)
    sheet.row += 1
    judged = any(block.badge for block in document.numbered())
    heads = (words["exhibit"], words["title"], *((words["verdict"],) if judged else ()))
    for column, text in enumerate(heads, start=1):
        cell = target.cell(sheet.row, column)
        put(cell, plain(text))
        cell.font, cell.border = sheet.look.bold, sheet.look.under
    target.freeze_panes = f"A{sheet.row + 1}"
    sheet.page("portrait")
    target.print_title_rows = f"{sheet.row}:{sheet.row}"
    for block in document.numbered():
        sheet.row += 1
        link(target.cell(sheet.row, 1), names[block.id], block.number, sheet.look.link)
        put(target.cell(sheet.row, 2), plain(block.title))
        if block.badge:
            put(target.cell(sheet.row, 3), plain(block.badge[0]))
    for letter, width in (("A", 22), ("B", 100), ("C", 24)):
        target.column_dimensions[letter].width = width
