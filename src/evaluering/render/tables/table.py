"""A laid-out table: rows of cells with their texts, the same for every format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from evaluering.render.numbers import number, p_cell
from evaluering.rounding import Rounding

Align = Literal["left", "right"]


@dataclass(frozen=True)
class Cell:
    """One cell. A header cell names its row or column for a screen reader."""

    text: str
    header: Literal["", "row", "column"] = ""
    align: Align = "right"
    columns: int = 1
    rows: int = 1
    values: tuple[float, ...] = ()
    """The unrounded numbers that the text shows, in order."""


@dataclass(frozen=True)
class Shown:
    """A text and the unrounded numbers that it shows."""

    text: str
    values: tuple[float, ...] = ()


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


def shown(value: float | None, decimals: int = 0, rounding: Rounding = "half_up") -> Shown:
    """Return a number as it is written, with itself."""
    missing = value is None or value != value
    return Shown(number(value, decimals, rounding), () if missing else (float(value or 0),))


def p_shown(p: float | None) -> Shown:
    """Return a p value as it is written in tables, with itself."""
    return Shown(p_cell(p), () if p is None or p != p else (float(p),))


def body_row(name: str, values: Iterable[str | Shown]) -> tuple[Cell, ...]:
    """Return a row: its name, then its values."""
    cells = (value if isinstance(value, Shown) else Shown(value) for value in values)
    return (Cell(name, "row", "left"), *(Cell(c.text, values=c.values) for c in cells))


def sum_of_printed(texts: Sequence[str | Shown]) -> str:
    """Return the sum of printed whole per cents: the report shows 99 or 101 where they round so."""
    plain = [text.text if isinstance(text, Shown) else text for text in texts]
    whole = [int(text) for text in plain if text.isdecimal()]
    return str(sum(whole)) if len(whole) == len(plain) else ""
