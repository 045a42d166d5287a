"""A document as runs of upright pages and pages on their side, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from evaluering.render.columns import Fit, Page, Typeface, fit
from evaluering.render.document import (
    Block,
    Bullets,
    Document,
    Grid,
    Illustration,
    Numbered,
    Paragraph,
    Section,
)
from evaluering.render.tables.table import Table


@dataclass(frozen=True)
class Heading:
    """A section's heading; level 1 is a chapter."""

    id: str
    title: str
    level: int


@dataclass(frozen=True)
class Fitted:
    """A block with a table, and how the table fits the page."""

    block: Numbered | Grid
    fit: Fit

    @property
    def table(self) -> Table:
        """The table that is set."""
        return self.block.table


Piece = Heading | Paragraph | Bullets | Illustration | Numbered | Fitted


@dataclass(frozen=True)
class Run:
    """What stands on pages of one orientation."""

    landscape: bool
    pieces: tuple[Piece, ...]


def runs(document: Document, typeface: Typeface, page: Page) -> tuple[Run, ...]:
    """Return a document's contents, cut where the pages turn.

    Parameters
    ----------
    document
        The report.
    typeface, page
        The type of its tables and the text area of its pages.
    """
    pieces = [p for s in document.sections for p in _pieces(s, 1, typeface, page)]
    turned = [isinstance(piece, Fitted) and piece.fit.landscape for piece in pieces]
    for place in reversed(range(len(pieces) - 1)):
        # a heading follows what it heads
        if isinstance(pieces[place], Heading):
            turned[place] = turned[place + 1]
    marked = groupby(zip(turned, pieces, strict=True), key=lambda pair: pair[0])
    return tuple(Run(side, tuple(piece for _, piece in pairs)) for side, pairs in marked)


def headings(sections: Iterable[Section], level: int = 1) -> Iterator[Heading]:
    """Yield every heading, in order."""
    for section in sections:
        yield Heading(section.id, section.title, level)
        yield from headings(section.sections, level + 1)


def remarks(block: Numbered | Grid) -> tuple[str, ...]:
    """Return what stands under a figure or table: its notes, tests and verdict."""
    if isinstance(block, Grid):
        return block.table.notes
    verdict = (block.badge[0],) if block.badge else ()
    return tuple(dict.fromkeys((*block.table.notes, *block.notes, *block.tests, *verdict)))


def _pieces(section: Section, level: int, typeface: Typeface, page: Page) -> Iterator[Piece]:
    yield Heading(section.id, section.title, level)
    for block in section.blocks:
        yield _piece(block, typeface, page)
    for inner in section.sections:
        yield from _pieces(inner, level + 1, typeface, page)


def _piece(block: Block, typeface: Typeface, page: Page) -> Piece:
    if isinstance(block, Paragraph | Bullets | Illustration):
        return block
    if isinstance(block, Numbered) and (block.is_figure or not block.table.body):
        return block
    return Fitted(block, fit(block.table, typeface, page))
