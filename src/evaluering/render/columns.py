"""How wide a table's columns must be, and whether it needs a page on its side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from evaluering.render.numbers import NO_BREAK
from evaluering.render.tables.table import Cell, Table

BOLD = 1.13
"""How much wider bold letters are."""
SMALLEST = 0.62
"""The least share of the type size that a table is set in."""
TALL = 6
"""Lines in a cell above which a table is better off on a page on its side."""

HEADING = 0.55
"""The share of a column heading's length that it needs, broken over two lines."""
NARROW, WIDE = frozenset("fijlrtI.,:;()[]'|!/- \u00a0"), frozenset("mwMW%@—æÆ")
BREAKS = re.compile(r"(?<=–)(?=\w)|(?<=-)(?=[^\W\d])|(?<=[ \n])")
"""Where a line can break; a no-break space breaks no line."""
SOFT_HYPHEN = "\u00ad"
VALUE = 20
"""Letters in a value that is never broken over lines."""


@dataclass(frozen=True)
class Page:
    """The text area of an upright page, in points."""

    width: float
    height: float


@dataclass(frozen=True)
class Typeface:
    """The type of tables: size and padding on both sides in points, a letter's average width."""

    size: float
    advance: float
    padding: float = 9.0


@dataclass(frozen=True)
class Fit:
    """How a table is set: column widths and type size in points, upright or on its side."""

    widths: tuple[float, ...]
    size: float
    landscape: bool = False


@dataclass(frozen=True)
class Placed:
    """A cell and the column that it begins in."""

    column: int
    cell: Cell


def placed(table: Table) -> list[list[Placed]]:
    """Return every row's cells with their columns, those that reach down from above counted."""
    taken: set[tuple[int, int]] = set()
    rows = []
    for number, row in enumerate((*table.head, *table.body)):
        cells, column = [], 0
        for cell in row:
            column = next(c for c in count(column) if (number, c) not in taken)
            cells.append(Placed(column, cell))
            taken |= {
                (number + down, column + right)
                for down in range(cell.rows)
                for right in range(cell.columns)
            }
            column += cell.columns
        rows.append(cells)
    return rows


def column_count(table: Table) -> int:
    """Return how many columns a table has."""
    return max((p.column + p.cell.columns for row in placed(table) for p in row), default=0)


def fit(table: Table, typeface: Typeface, page: Page) -> Fit:
    """Return how a table fits a page: upright, on its side, or on its side in smaller type.

    Parameters
    ----------
    table
        The table.
    typeface, page
        The type it is set in and the page's text area.
    """
    levels = _needs(table, typeface)
    least, padding = levels[0], typeface.padding
    tried = (
        (page.width, 1.0, False),
        *((page.height, share, True) for share in (1.0, 0.9, 0.8, 0.7, SMALLEST)),
    )
    for width, share, landscape in tried:
        room = (width - padding * len(least)) / share
        if sum(least) > room:
            continue
        widths = _shared(levels, room)
        tall = max((w / has for w, has in zip(levels[-1], widths, strict=True)), default=0)
        # a table on its side is only worth the page when its rows get shorter
        if not landscape and tall > TALL and sum(least) > room / 2:
            continue
        return Fit(tuple(w * share + padding for w in widths), typeface.size * share, landscape)
    room = page.height - padding * len(least)
    widths = [w / sum(least) * room for w in least]
    return Fit(tuple(w + padding for w in widths), typeface.size * SMALLEST, True)


def _needs(table: Table, typeface: Typeface) -> list[list[float]]:
    """Return what columns need: for words, for headings over two lines, for texts on one line."""
    columns = column_count(table)
    levels = [[typeface.size] * columns for _ in range(3)]
    strong = {len(table.head) + number for number in table.total_rows}
    places = [(place, number in strong) for number, row in enumerate(placed(table))
              for place in row]  # fmt: skip
    for place, bold in sorted(places, key=lambda pair: pair[0].cell.columns):
        cell, over = place.cell, range(place.column, place.column + place.cell.columns)
        for level, need in zip(levels, _widths(cell, typeface, bold), strict=True):
            lack = need - sum(level[c] for c in over) - typeface.padding * (cell.columns - 1)
            for column in over:
                level[column] += max(lack, 0) / cell.columns
            if cell.columns > 1:
                break  # a text over several columns may break where it likes
    return [[max(at) for at in zip(*levels[: n + 1], strict=True)] for n in range(len(levels))]


def unbroken(cell: Cell) -> str:
    """Return a cell's text, a value such as ``4 (19)`` with no-break spaces."""
    value = not cell.header and cell.align == "right" and len(cell.text) <= VALUE
    return cell.text.replace(" ", NO_BREAK) if value else cell.text


def divided(text: str, room: float, size: float, typeface: Typeface, bold: bool) -> str:
    """Return a text with soft hyphens in words that are wider than a column.

    Parameters
    ----------
    text
        The text of a cell.
    room, size
        The column's width without its padding, and the type size, in points.
    typeface, bold
        The type it is set in.
    """
    pieces = []
    for word in BREAKS.split(text):
        wide = text_width(word, Typeface(size, typeface.advance), bold)
        if wide > room + 0.01:
            step = max(2, int(len(word) * room / wide) - 1)
            word = SOFT_HYPHEN.join(word[k : k + step] for k in range(0, len(word), step))
        pieces.append(word)
    return "".join(pieces)


def _widths(cell: Cell, typeface: Typeface, emphasized: bool) -> tuple[float, float, float]:
    """Return the widths of a cell's longest word, of a heading over two lines, and of its text.

    The names of emphasized rows are bold; their numbers are hardly wider than those above.
    """
    head = cell.header == "column"
    bold = head or (emphasized and cell.header == "row")
    word = max(
        (text_width(word, typeface, bold) for word in BREAKS.split(unbroken(cell))), default=0.0
    )
    whole = text_width(cell.text, typeface, bold)
    return word, max(word, whole * HEADING if head else whole), max(word, whole)


def text_width(text: str, typeface: Typeface, bold: bool) -> float:
    """Return the width of a text in points."""
    letters = sum(0.62 if c in NARROW else 1.6 if c in WIDE else 1.15 if c.isupper() else 1.0
                  for c in text)  # fmt: skip
    return letters * typeface.size * typeface.advance * (BOLD if bold else 1)


def _shared(levels: Sequence[Sequence[float]], room: float) -> list[float]:
    """Return the widest of the levels that there is room for, and a share of the next."""
    low = list(levels[0])
    for high in levels[1:]:
        if sum(high) > room:
            share = (room - sum(low)) / (sum(high) - sum(low))
            return [a + (b - a) * share for a, b in zip(low, high, strict=True)]
        low = list(high)
    return low
