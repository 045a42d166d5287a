"""The printed crosstabs: sums, counts that the per cents allow, chi-square, means, class sizes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import pandas as pd

from evaluering.checks.findings import (
    NONE,
    Finding,
    decimal,
    rows_of,
    sum_findings,
    whole,
)
from evaluering.checks.matching import SIGNIFICANCE
from evaluering.data.published import Cells, Place
from evaluering.data.reconstruction import whole_counts
from evaluering.rounding import Rounding, round_number
from evaluering.stats.crosstab import crosstab_test

TOTAL, N, MEAN = "Totalt", "Antall", "Gjennomsnitt"
LEVELS = ((0.01, 1), (0.05, 5), (0.10, 10))

Column = tuple[int, ...]


@dataclass(frozen=True)
class PrintedCrosstab:
    """One printed crosstab.

    Attributes
    ----------
    exhibit, rows, columns
        Its id, its classes and the categories of the structural variable.
    cells
        Its printed texts.
    """

    exhibit: str
    rows: Sequence[str]
    columns: Sequence[str]
    cells: Cells

    def place(self, row: str, column: str) -> Place:
        """Return a place in the table."""
        return Place(self.exhibit, row, column)

    def number(self, row: str, column: str) -> int | None:
        """Return a printed whole number."""
        return whole(self.cells, self.place(row, column))


def printed_crosstab(cells: Cells) -> PrintedCrosstab:
    """Return an exhibit's cells as a crosstab."""
    exhibit = next(iter(cells)).exhibit
    rows = [r for r in rows_of(cells) if r not in {TOTAL, N, MEAN, SIGNIFICANCE[0]}]
    columns = [p.column for p in cells if p.row == rows[0] and p.column not in {TOTAL, N}]
    return PrintedCrosstab(exhibit, rows, columns, cells)


def possible_counts(table: PrintedCrosstab, rounding: Rounding) -> list[tuple[Column, ...]]:
    """Return every set of counts that gives the printed n, row totals and column per cents."""
    totals = [table.number(row, N) for row in table.rows]
    columns = [possible_column(table, column, rounding) for column in table.columns]
    return [
        counts
        for counts in product(*columns)
        if [sum(column[i] for column in counts) for i in range(len(table.rows))] == totals
    ]


def possible_column(table: PrintedCrosstab, column: str, rounding: Rounding) -> list[Column]:
    """Return every column of counts that gives the printed n and per cents."""
    n = table.number(N, column)
    percents = [table.number(row, column) for row in table.rows]
    if not n or None in percents:
        return []
    return whole_counts(percents, n, rounding)


def crosstab_findings(cells: Cells, rounding: Rounding) -> list[Finding]:
    """Return what cannot be true together within one crosstab."""
    table = printed_crosstab(cells)
    return [
        *_sums(table),
        *_counts(table, rounding),
        *_significance(table, rounding),
        *_means(table),
    ]


def _sums(table: PrintedCrosstab) -> Iterator[Finding]:
    place = table.place
    for column in (*table.columns, TOTAL):
        parts = [place(row, column) for row in table.rows]
        yield from sum_findings(table.cells, parts, place(TOTAL, column))
    grand = place(N, N)
    yield from sum_findings(table.cells, [place(row, N) for row in table.rows], grand)
    yield from sum_findings(table.cells, [place(N, column) for column in table.columns], grand)


def _counts(table: PrintedCrosstab, rounding: Rounding) -> Iterator[Finding]:
    """Yield the columns whose per cents no counts give, and the total column's."""
    for column in table.columns:
        if not possible_column(table, column, rounding):
            places = {table.place(row, column) for row in (*table.rows, N)}
            yield Finding(f"ingen antall gir prosentene i «{column}»", frozenset(places))
    of = table.number(N, N)
    for row in table.rows:
        n, percent = table.number(row, N), table.number(row, TOTAL)
        if n is not None and of and round_number(100 * n / of, 0, rounding) != percent:
            places = {table.place(row, N), table.place(row, TOTAL), table.place(N, N)}
            yield Finding(f"{n} av {of} er ikke {percent} prosent", frozenset(places))


def _significance(table: PrintedCrosstab, rounding: Rounding) -> Iterator[Finding]:
    """Yield that the only possible counts are not significant at the printed level."""
    counts = possible_counts(table, rounding)
    if len(counts) != 1:
        return
    frame = pd.DataFrame({str(i): column for i, column in enumerate(counts[0])})
    p = crosstab_test(frame).pearson.p
    level = next((percent for limit, percent in LEVELS if p < limit), None)
    place = table.place(*SIGNIFICANCE)
    printed = table.cells.get(place, "–")
    match = re.match(r"\d+", printed)
    starred = printed not in NONE
    if starred != (level is not None) or (match and int(match[0]) != level):
        yield Finding(f"Pearsons kjikvadrat har p = {p:.4f}", frozenset({place}))


def _means(table: PrintedCrosstab) -> Iterator[Finding]:
    """Yield that the total mean is outside what the rounded group means allow."""
    places = [table.place(MEAN, column) for column in (*table.columns, TOTAL)]
    means = [decimal(table.cells[place]) if place in table.cells else None for place in places]
    sizes = [table.number(N, column) for column in table.columns]
    if None in means or None in sizes:
        return
    *groups, total = (float(str(mean)) for mean in means)
    n = sum(size or 0 for size in sizes)
    weighted = sum((size or 0) * mean for size, mean in zip(sizes, groups, strict=True)) / n
    if abs(weighted - total) > 0.010001:  # each of the two is rounded by at most 0.005
        yield Finding(f"gruppene veid sammen gir {weighted:.4f}", frozenset(places))
