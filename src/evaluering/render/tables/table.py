"""A laid-out table: rows of cells, each its value and its format; the same for every output."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal

from evaluering.render.language import word
from evaluering.render.numbers import Format, Mark, Written, missing, shown

Align = Literal["left", "right"]
Piece = str | Written | Mark
Content = Piece | tuple[Piece, ...]
"""What a cell holds: a text, a number, a mark where there is none, or numbers among texts."""


@dataclass(frozen=True)
class Cell:
    """One cell. A header cell names its row or column for a screen reader."""

    content: Content
    header: Literal["", "row", "column"] = ""
    align: Align = "right"
    columns: int = 1
    rows: int = 1

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The content, piece by piece."""
        return self.content if isinstance(self.content, tuple) else (self.content,)

    @property
    def text(self) -> str:
        """What is printed."""
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces)

    @property
    def frame(self) -> str:
        """What is printed around the digits of its numbers, which are a ``#`` each."""
        return "".join(p.frame if isinstance(p, Written) else p if isinstance(p, str) else p.text
                       for p in self.pieces)  # fmt: skip

    @property
    def numbers(self) -> tuple[Written, ...]:
        """The numbers that it shows, in order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Written))


@dataclass(frozen=True)
class Table:
    """A table as a reader sees it."""

    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    """The rows of headings, and those under them."""
    total_rows: frozenset[int] = field(default_factory=frozenset)
    """The rows of the body that are emphasized."""
    notes: tuple[str, ...] = ()
    """What stands under it."""
    level: int | None = None
    """The level in per cent at which the test of the whole table is significant, if it is."""

    def texts(self) -> list[list[str]]:
        """Return every row's texts, a wide cell followed by empty ones."""
        return [
            [text for cell in row for text in (cell.text, *[""] * (cell.columns - 1))]
            for row in (*self.head, *self.body)
        ]


def column_heads(texts: Sequence[str]) -> tuple[Cell, ...]:
    """Return column headings, the first one (over the row names) to the left."""
    return tuple(
        Cell(text, "column", "left" if place == 0 else "right") for place, text in enumerate(texts)
    )


def body_row(name: Content, contents: Iterable[Content]) -> tuple[Cell, ...]:
    """Return a row: its name, then its values."""
    return (Cell(name, "row", "left"), *map(Cell, contents))


def pair(first: Written | Mark, second: Written | Mark) -> Content:
    """Return two numbers, the second in brackets: ``4 (19)``."""
    return (first, " (", second, ")")


def interval(
    low: float | None, high: float | None, form: Format, between: str | None = None
) -> Content:
    """Return ``2,3 til 4,5``, or the mark of a missing number.

    Parameters
    ----------
    low, high, form
        The ends, and how they are written.
    between
        What stands between them; a word where nothing is given.
    """
    ends = shown(low, form), shown(high, form)
    if any(isinstance(end, Mark) for end in ends):
        return missing()
    return (ends[0], f" {word('to')} " if between is None else between, ends[1])


def phrase(key: str, **values: Written | Mark) -> Content:
    """Return a phrase of the language in use, with its numbers as numbers."""
    names = list(values)
    places = {name: f"\x00{place}\x00" for place, name in enumerate(names)}
    text, *rest = re.split("\x00([0-9]+)\x00", word(key, **places))
    pairs = zip(rest[::2], rest[1::2], strict=True)
    return (text, *chain.from_iterable((values[names[int(n)]], after) for n, after in pairs))
