"""Tables on slides as the program's own, cut where a slide is full."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from evaluering.config.theme import Theme
from evaluering.render.columns import (
    Fit,
    Page,
    Placed,
    Typeface,
    divided,
    fit,
    placed,
    text_width,
    unbroken,
)
from evaluering.render.packing import clean
from evaluering.render.powerpoint.runs import LEADING, SlideBox, rgb
from evaluering.render.tables.table import Table

SIZE = 13.0
"""The type size of tables, in points, before the theme's own scale."""
LETTER = 0.56
SHARES = (1.0, 0.9, 0.8)
"""The type sizes that are tried, as shares of the usual one."""
MOST = 4
"""A table of more slides than this is cut."""
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""What the program calls a table without lines and fills."""
TIGHT = 0.02
"""The share of a line that a text may pass its column by."""
ABOVE = 2.0
"""The room over and under the text of a cell, in points."""


@dataclass(frozen=True)
class TablePiece:
    """The rows of a table that stand on one slide."""

    rows_shown: tuple[tuple[Placed, ...], ...]
    """The rows of the table, headings among them, each with its cells."""
    heads: int
    totals: frozenset[int]
    """How many rows are headings, and the rows shown that are emphasized."""
    heights: tuple[float, ...]
    fit: Fit
    """How tall each row is, and the widths of the columns and the type size."""
    last: int
    rows: int
    """The last row of the body that is shown, and how many there are."""


def pieces(table: Table, field: SlideBox, theme: Theme) -> list[TablePiece]:
    """Return a table in pieces of a slide each, as many as there may be.

    Parameters
    ----------
    table
        The table.
    field, theme
        The room on a slide, and the look.
    """
    return next((own for share in SHARES if len(own := _cut(table, field, theme, share)) == 1),
                _cut(table, field, theme, SHARES[-1]))  # fmt: skip


def _cut(table: Table, field: SlideBox, theme: Theme, share: float) -> list[TablePiece]:
    """Return the pieces of a table that is set in a share of the usual size."""
    face = Typeface(share * SIZE * theme.sizes.all, LETTER, 2 * theme.paddings.cell)
    fitting = fit(table, face, Page(field.width, field.width))
    rows, heads = placed(table), len(table.head)
    heights = [_height(row, fitting, face, number < heads)
               for number, row in enumerate(rows)]  # fmt: skip
    found: list[TablePiece] = []
    first = heads
    while first < len(rows) and len(found) < MOST:
        end = _end(rows, heights, first, field.height - sum(heights[:heads]))
        shown = [*range(heads), *range(first, end)]
        found.append(
            TablePiece(
                tuple(tuple(rows[k]) for k in shown),
                heads,
                frozenset(at for at, k in enumerate(shown) if k - heads in table.total_rows),
                tuple(heights[k] for k in shown),
                fitting,
                end - heads,
                len(table.body),
            )
        )
        first = end
    return found


def _end(
    rows: Sequence[Sequence[Placed]], heights: Sequence[float], first: int, room: float
) -> int:
    """Return where a slide that begins with a row ends: between rows that no cell joins."""
    end, used = first, 0.0
    while end < len(rows) and used + heights[end] <= room:
        used += heights[end]
        end += 1
    best = next((cut for cut in range(end, first, -1) if not _joined(rows, first, cut)), None)
    return best or max(end, first + 1)


def _joined(rows: Sequence[Sequence[Placed]], first: int, cut: int) -> bool:
    return cut < len(rows) and any(
        at + place.cell.rows > cut for at in range(first, cut) for place in rows[at]
    )


def _height(row: Sequence[Placed], fitting: Fit, face: Typeface, bold: bool) -> float:
    """Return how tall a row is: as its cell with the most lines."""
    own = Typeface(fitting.size, face.advance)
    lines = (
        math.ceil(text_width(unbroken(place.cell), own, bold)
                  / (_width(place, fitting) - face.padding) - TIGHT)
        for place in row if place.cell.rows == 1
    )  # fmt: skip
    return max(1, *lines, 1) * LEADING * fitting.size + 2 * ABOVE


def _width(place: Placed, fitting: Fit) -> float:
    return sum(fitting.widths[place.column : place.column + place.cell.columns])


def put_table(slide: Any, piece: TablePiece, field: SlideBox, theme: Theme, title: str) -> None:
    """Add a piece of a table to a slide."""
    widths = piece.fit.widths
    frame = slide.shapes.add_table(
        len(piece.rows_shown), len(widths), Pt(field.left), Pt(field.top), Pt(sum(widths)),
        Pt(sum(piece.heights)),
    )  # fmt: skip
    frame.name = clean(title)[:100]
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(title))
    table = frame.table
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN
    table.horz_banding = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    for row, tall in zip(table.rows, piece.heights, strict=True):
        row.height = Pt(tall)
    face = Typeface(SIZE * theme.sizes.all, LETTER, 2 * theme.paddings.cell)
    for number, row in enumerate(piece.rows_shown):
        for place in row:
            _put(table, piece, number, place, theme, face)
    for number in range(len(piece.rows_shown)):
        for side, width in _rules(piece, number, theme):
            for column in range(len(widths)):
                _rule(table.cell(number, column), side, width, theme.colours.rule)


def _put(
    table: Any, piece: TablePiece, number: int, place: Placed, theme: Theme, face: Typeface
) -> None:
    """Write one cell, joined with those that it covers."""
    cell, own, head = place.cell, table.cell(number, place.column), number < piece.heads
    down = min(cell.rows, len(piece.rows_shown) - number)
    if cell.columns > 1 or down > 1:
        own.merge(table.cell(number + down - 1, place.column + cell.columns - 1))
    bold, size = head or number in piece.totals, piece.fit.size
    room = _width(place, piece.fit) - face.padding
    own.text_frame.word_wrap = True
    paragraph = own.text_frame.paragraphs[0]
    paragraph.text = clean(divided(unbroken(cell), room, size, face, bold))
    paragraph.alignment = PP_ALIGN.RIGHT if cell.align == "right" else PP_ALIGN.LEFT
    for run in paragraph.runs:
        run.font.size, run.font.bold = Pt(size), bold
        run.font.color.rgb = rgb(theme.colours.ink)
    own.margin_left = own.margin_right = Pt(theme.paddings.cell)
    own.margin_top = own.margin_bottom = Pt(ABOVE)
    own.vertical_anchor = MSO_ANCHOR.BOTTOM if head else MSO_ANCHOR.TOP


def _rules(piece: TablePiece, number: int, theme: Theme) -> Iterator[tuple[str, float]]:
    """Yield the lines of a row: over and under the table, under the head, over totals."""
    if number == 0:
        yield "T", theme.lines.table_edge
    if number == piece.heads - 1:
        yield "B", theme.lines.table
    if number in piece.totals:
        yield "T", theme.lines.table
    if number == len(piece.rows_shown) - 1:
        yield "B", theme.lines.table_edge


def _rule(cell: Any, side: str, width: float, colour: str) -> None:
    """Draw the line at a side of a cell; the schema wants lines by side, before fills."""
    properties = cell._tc.get_or_add_tcPr()
    line = parse_xml(
        f"<a:ln{side} {nsdecls('a')} w='{round(width * 12700)}'><a:solidFill>"
        f"<a:srgbClr val='{colour[1:].upper()}'/></a:solidFill></a:ln{side}>"
    )
    if side == "T":
        properties.insert(0, line)
    else:
        properties.append(line)
