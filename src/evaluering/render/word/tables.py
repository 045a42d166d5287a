"""Tables of a Word document: repeated heads, rows that stay whole, widths that fit."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from evaluering.config.theme import Theme
from evaluering.render.columns import Placed, placed, unbroken
from evaluering.render.sheets import Fitted
from evaluering.render.tables.table import Table
from evaluering.render.word.styles import TABLE, TWIPS, rule
from evaluering.render.word.xml import Element, element, paragraph, run, value

TOGETHER = 16
"""A table of at most this many rows is kept on one page."""


def table(
    fitted: Fitted, title: str, styles: Mapping[str, str], size: float, theme: Theme
) -> Element:
    """Return a table.

    Parameters
    ----------
    fitted
        The table, its column widths and type size.
    title
        What it is, for a screen reader.
    styles
        Style ids by name.
    size
        The type size of the style; another size is set on the letters.
    theme
        The look of its lines.
    """
    content, fit = fitted.table, fitted.fit
    widths = [round(width * TWIPS) for width in fit.widths]
    grid = element("w:tblGrid", None, *(element("w:gridCol", {"w:w": w}) for w in widths))
    rows = placed(content)
    together = len(rows) <= TOGETHER
    letters = [value("w:sz", round(2 * fit.size))] if fit.size != size else []
    writer = _Writer(content, widths, styles, letters, theme)
    made = [
        writer.row(number, row, together and number < len(rows) - 1)
        for number, row in enumerate(_with_reach(rows))
    ]
    return element("w:tbl", None, _properties(widths, title, styles), grid, *made)


class _Writer:
    """What the rows of one table share."""

    def __init__(
        self,
        content: Table,
        widths: list[int],
        styles: Mapping[str, str],
        letters: list[Element],
        theme: Theme,
    ) -> None:
        self.heads = len(content.head)
        self.totals = {self.heads + number for number in content.total_rows}
        self.widths, self.styles, self.letters, self.theme = widths, styles, letters, theme

    def row(self, number: int, cells: list[tuple[Placed, str]], keep: bool) -> Element:
        """Return one row; the head is repeated on every page."""
        properties = element("w:trPr", None, element("w:cantSplit"))
        if number < self.heads:
            properties.append(element("w:tblHeader"))
        made = [self.cell(number, place, reach, keep) for place, reach in cells]
        return element("w:tr", None, properties, *made)

    def cell(self, number: int, place: Placed, reach: str, keep: bool) -> Element:
        """Return one cell; ``reach`` is how it joins the cells above and below."""
        cell, head = place.cell, number < self.heads
        width = sum(self.widths[place.column : place.column + cell.columns])
        properties = element("w:tcPr", None, element("w:tcW", {"w:w": width, "w:type": "dxa"}))
        if cell.columns > 1:
            properties.append(value("w:gridSpan", cell.columns))
        if reach:
            properties.append(value("w:vMerge", reach))
        if (rule := self._rule(number, cell.columns)) is not None:
            properties.append(rule)
        if head:
            properties.append(value("w:vAlign", "bottom"))
        bold = [element("w:b")] if number in self.totals else []
        text = [] if reach == "continue" else [run(unbroken(cell), *bold, *deepcopy(self.letters))]
        style = self.styles["Tabellhode" if head else "Tabelltekst"]
        form = [element("w:keepNext")] if keep or head else []
        if cell.align == "right":
            form.append(value("w:jc", "right"))
        return element("w:tc", None, properties, paragraph(style, text, *form))

    def _rule(self, number: int, columns: int) -> Element | None:
        """Return the line under the head and under a spanner, or over a total."""
        if number == self.heads - 1 or (number < self.heads and columns > 1):
            side = "bottom"
        elif number in self.totals:
            side = "top"
        else:
            return None
        return element("w:tcBorders", None, rule(side, self.theme.lines.table, self.theme))


def _properties(widths: list[int], title: str, styles: Mapping[str, str]) -> Element:
    return element(
        "w:tblPr",
        None,
        value("w:tblStyle", styles[TABLE]),
        element("w:tblW", {"w:w": sum(widths), "w:type": "dxa"}),
        element("w:tblLayout", {"w:type": "fixed"}),
        element("w:tblLook", {"w:val": "04A0", "w:firstRow": 1, "w:firstColumn": 1}),
        value("w:tblCaption", title),
    )


def _with_reach(rows: list[list[Placed]]) -> list[list[tuple[Placed, str]]]:
    """Return every row with the cells that continue from above put in."""
    full: list[list[tuple[Placed, str]]] = [[] for _ in rows]
    for number, row in enumerate(rows):
        for place in row:
            tall = place.cell.rows > 1
            full[number].append((place, "restart" if tall else ""))
            for down in range(1, min(place.cell.rows, len(rows) - number)):
                full[number + down].append((place, "continue"))
    return [sorted(row, key=lambda pair: pair[0].column) for row in full]
