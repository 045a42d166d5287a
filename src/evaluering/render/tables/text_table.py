"""A qualitative table: texts in cells, under headings that go across."""

from __future__ import annotations

from evaluering.config.exhibits.text_table import TextTable
from evaluering.exhibits.result import Result
from evaluering.render.tables.table import Cell, Table


def layout(exhibit: TextTable, result: Result) -> Table:  # noqa: ARG001 (every kind takes both)
    """Return the sections, each under a heading over all columns; all texts to the left.

    The headings are emphasized as totals are.
    The last cell of a row that is shorter than the table goes over the rest of the columns.
    """
    count = len(exhibit.columns)
    head = tuple(Cell(text, "column", "left") for text in exhibit.columns)
    body: list[tuple[Cell, ...]] = []
    headings = set()
    for section in exhibit.sections:
        headings.add(len(body))
        body.append((Cell(section.heading, "row", "left", columns=count),))
        body += [_row(row, count) for row in section.rows]
    return Table((head,), tuple(body), frozenset(headings))


def _row(texts: list[str], count: int) -> tuple[Cell, ...]:
    *others, last = texts
    spans = [1] * len(others) + [count - len(others)]
    heads = ["row", *[""] * (len(texts) - 1)]
    return tuple(
        Cell(text, "row" if head else "", "left", columns=span)
        for text, span, head in zip([*others, last], spans, heads, strict=True)
    )
