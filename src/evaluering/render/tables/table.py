"""A laid-out table: rows of cells with their texts, the same for every format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Align = Literal["left", "right"]


@dataclass(frozen=True)
class Cell:
    """One cell. A header cell names its row or column for a screen reader."""

    text: str
    header: Literal["", "row", "column"] = ""
    align: Align = "right"
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Table:
    """A table as a reader sees it."""

    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    total_rows: frozenset[int] = field(default_factory=frozenset)
    notes: tuple[str, ...] = ()

    def texts(self) -> list[list[str]]:
        """Return every row's texts, a wide cell followed by empty ones."""
        return [
            [text for cell in row for text in (cell.text, *[""] * (cell.columns - 1))]
            for row in (*self.head, *self.body)
        ]


def column_heads(texts: Sequence[str]) -> tuple[Cell, ...]:
    """Return column headings, the first one (over the row names) to the left."""
    return tuple(
        Cell(text, "column", "left" if number == 0 else "right")
        for number, text in enumerate(texts)
    )


def body_row(name: str, values: Iterable[str]) -> tuple[Cell, ...]:
    """Return a row: its name, then its values."""
    return (Cell(name, "row", "left"), *(Cell(value) for value in values))


def sum_of_printed(texts: Sequence[str]) -> str:
    """Return the sum of printed whole per cents: the report shows 99 or 101 where they round so."""
    whole = [int(text) for text in texts if text.isdecimal()]
    return str(sum(whole)) if len(whole) == len(texts) else ""
