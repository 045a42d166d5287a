"""What the layouts have in common: rows of a result under headings, totals and notes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluering.exhibits.result import Result
from evaluering.render.numbers import COUNT, Format, Mark, Written, shown, suppressed
from evaluering.render.statistics import expected_note
from evaluering.render.tables.table import Align, Cell, Content, Table, interval, pair

Row = Mapping[Hashable, Any]
"""One row of a result's numbers, by column."""
TOTAL = "total"
"""What results call the row, or the column, of all."""


@dataclass(frozen=True)
class TableColumn:
    """A heading, and what stands under it in each row."""

    head: str
    content: Callable[[Row], Content]
    align: Align = "right"


def texts(head: str, key: str, total: str = "") -> TableColumn:
    """Return a column of texts; what the row of all is called may be given."""
    return TableColumn(
        head, lambda row: total if total and row["category"] == TOTAL else str(row[key]), "left"
    )


def numbers(head: str, key: Hashable, form: Format = COUNT) -> TableColumn:
    """Return a column of numbers."""
    return TableColumn(head, lambda row: of(row, key, form))


def intervals(head: str, form: Format, between: str | None = None) -> TableColumn:
    """Return a column of intervals, from ``lower`` to ``upper``."""
    return TableColumn(
        head,
        lambda row: (
            suppressed()
            if row.get("suppressed")
            else interval(row["lower"], row["upper"], form, between)
        ),
    )


def counted(row: Row, count: str, share: str, form: Format) -> Content:
    """Return a count with its per cent in brackets, or the mark of a missing count."""
    found = of(row, count)
    return found if isinstance(found, Mark) else pair(found, of(row, share, form))


def of(row: Row, key: Hashable, form: Format = COUNT) -> Written | Mark:
    """Return a row's number, or the mark of one that is missing or has too few behind it."""
    return suppressed() if is_withheld(row, key) else shown(row[key], form)


def is_withheld(row: Row, key: Hashable) -> bool:
    """Return whether a number is not to be shown: its row's, or that one alone."""
    return bool(row.get("suppressed")) or key in str(row.get("withheld") or "").split()


def by_row(result: Result, *columns: TableColumn) -> Table:
    """Return a table with a row for each of the result's; those of all are emphasized.

    Parameters
    ----------
    result
        The numbers.
    columns
        What is shown; the first names the rows.
    """
    return laid(result, result.table.to_dict(orient="records"), *columns)


def laid(result: Result, rows: Sequence[Row], *columns: TableColumn) -> Table:
    """Return a table of rows that are made of a result's."""
    head = tuple(Cell(column.head, "column", column.align) for column in columns)
    body = tuple(
        tuple(
            Cell(column.content(row), "" if place else "row", column.align)
            for place, column in enumerate(columns)
        )
        for row in rows
    )
    totals = (n for n, row in enumerate(rows) if TOTAL in (row.get("category"), row.get("row")))
    return Table((head,), body, frozenset(totals), notes_of(result))


@dataclass(frozen=True)
class Crossed:
    """A result's numbers by row and column."""

    rows: Mapping[str, str]
    columns: Mapping[str, str]
    """The labels by id, in order."""
    cells: Mapping[tuple[str, str], Row]
    """The numbers of each row and column."""


def crossed(result: Result, row: str, column: str, label: str = "") -> Crossed:
    """Return a result's numbers by two of its columns, whose labels end in ``_label``.

    Parameters
    ----------
    result
        The numbers.
    row, column
        The columns that name the rows and columns of the table.
    label
        The column with the rows' labels, where it is called something else.
    """
    records = result.table.to_dict(orient="records")
    return Crossed(
        {str(own[row]): str(own[label or f"{row}_label"]) for own in records},
        {str(own[column]): str(own[f"{column}_label"]) for own in records},
        {(str(own[row]), str(own[column])): own for own in records},
    )


def notes_of(result: Result) -> tuple[str, ...]:
    """Return the remarks on small expected counts."""
    return tuple(text for test in result.tests if (text := expected_note(test)))


def sum_of_printed(contents: Sequence[Content]) -> Content:
    """Return the sum of printed per cents, 99 or 101 where they round so; nothing if one lacks."""
    found = [content for content in contents if isinstance(content, Written)]
    if not found or len(found) < len(contents):
        return ""
    return Written(float(sum(number.rounded for number in found)), found[0].format)
