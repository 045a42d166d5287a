"""A table of many columns as blocks below each other, each under its own headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluering.render.tables.table import Cell, Content, Table

MOST = 12
"""Columns beside the row names in a block; more are continued below."""


@dataclass(frozen=True)
class Span:
    """Columns under one heading."""

    label: str
    """The heading over them."""
    heads: Sequence[tuple[str, ...]]
    """The headings of the columns, each of one or more lines."""


@dataclass(frozen=True)
class Line:
    """A row: its name and its cells in all columns; without cells, a heading over those below."""

    name: Content
    cells: Sequence[Content] = ()
    emphasized: bool = False


def in_blocks(corner: str, spans: Sequence[Span], lines: Sequence[Line]) -> Table:
    """Return a table whose columns are continued below where there are too many.

    Parameters
    ----------
    corner
        The heading over the row names.
    spans
        The columns; all have as many lines of heading.
    lines
        The rows, with a cell a column.
    """
    blocks = _parted(spans)
    width = max(sum(len(span.heads) for _, span in block) for block in blocks)
    head = _headings(corner, blocks[0], width)
    body: list[tuple[Cell, ...]] = []
    strong: set[int] = set()
    for place, block in enumerate(blocks):
        if place:
            strong |= {len(body) + k for k in range(len(head))}
            body += _headings(corner, block, width)
        for line in lines:
            if line.emphasized or not line.cells:
                strong.add(len(body))
            body.append(_row(line, block, width))
    return Table(tuple(head), tuple(body), frozenset(strong))


def _parted(spans: Sequence[Span]) -> list[list[tuple[int, Span]]]:
    """Return the spans in blocks, each with the place of its first column; a wide one is parted."""
    blocks: list[list[tuple[int, Span]]] = [[]]
    room, start = MOST, 0
    for span in spans:
        if len(span.heads) > room and blocks[-1] and room < MOST:
            blocks.append([])
            room = MOST
        for first in range(0, len(span.heads), MOST):
            part = span.heads[first : first + MOST]
            if len(part) > room:
                blocks.append([])
                room = MOST
            blocks[-1].append((start + first, Span(span.label, part)))
            room -= len(part)
        start += len(span.heads)
    return blocks


def _headings(corner: str, block: Sequence[tuple[int, Span]], width: int) -> list[tuple[Cell, ...]]:
    """Return the rows of headings of a block: the spans, and the lines of their columns."""
    rest = width - sum(len(span.heads) for _, span in block)
    filler = (Cell("", "column"),) * rest
    named = any(span.label for _, span in block)
    rows = []
    if named:
        over = (Cell(s.label, "column", "left" if len(s.heads) > 1 else "right", len(s.heads))
                for _, s in block)  # fmt: skip
        rows.append((Cell("", "column", "left"), *over, *filler))
    depth = max(len(head) for _, span in block for head in span.heads)
    for level in range(depth):
        texts = (head[level] for _, span in block for head in span.heads)
        first = Cell(corner if level == 0 else "", "column", "left")
        rows.append((first, *(Cell(text, "column") for text in texts), *filler))
    return rows


def _row(line: Line, block: Sequence[tuple[int, Span]], width: int) -> tuple[Cell, ...]:
    if not line.cells:
        return (Cell(line.name, "row", "left", columns=width + 1),)
    own = [line.cells[start + k] for start, span in block for k in range(len(span.heads))]
    rest = width - len(own)
    filler = (Cell("", columns=rest),) if rest else ()
    return (Cell(line.name, "row", "left"), *map(Cell, own), *filler)
