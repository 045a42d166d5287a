"""How a workbook looks: the theme as fonts and borders."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Border, Font, Side

from evaluering.config.theme import Theme

TITLE, LINE = 1.27, 1.36
"""The size of titles and the height of a line, as shares of the text's size."""
THICK = 0.75
"""Points from which a line is set as a medium one; a spreadsheet has no widths between."""


@dataclass(frozen=True)
class SheetLook:
    """The fonts and borders of a sheet, and a line's height in points."""

    plain: Font
    bold: Font
    muted: Font
    title: Font
    stamp: Font
    link: Font
    under: Border
    over: Border
    line: float


def sheet_look(theme: Theme) -> SheetLook:
    """Return how sheets look in a theme."""
    face, size, colours = theme.typefaces.of("excel"), theme.sizes.of("excel"), theme.colours
    ink = colours.ink[1:].upper()
    width = "thin" if theme.lines.table < THICK else "medium"
    rule = Side(style=width, color=colours.rule[1:].upper())
    return SheetLook(
        plain=Font(face, size, color=ink),
        bold=Font(face, size, bold=True, color=ink),
        muted=Font(face, size, italic=True, color=colours.muted[1:].upper()),
        title=Font(face, theme.sizes.of("excel", TITLE), bold=True, color=ink),
        stamp=Font(face, size, bold=True, color=colours.stamp[1:].upper()),
        link=Font(face, size, underline="single", color=colours.link[1:].upper()),
        under=Border(bottom=rule),
        over=Border(top=rule),
        line=theme.sizes.of("excel", LINE),
    )


def new_book(look: SheetLook) -> Workbook:
    """Return an empty workbook whose cells have the theme's font unless told otherwise."""
    book = Workbook()
    book._fonts.clear()  # the first font is that of all cells; the library has no other way to it
    book._fonts.add(look.plain)
    book._named_styles["Normal"].font = look.plain
    return book
