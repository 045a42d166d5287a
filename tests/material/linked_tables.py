"""Random sets of linked tables with hidden cells, and all that could stand in those."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from evaluering.disclosure.attack.linked import LinkedCell, LinkedSum

MOST_HIDDEN, MOST = 6, 18


@dataclass(frozen=True)
class LinkedSet:
    """Tables that share a margin: what is published, how it hangs together, and the truth."""

    cells: tuple[LinkedCell, ...]
    relations: tuple[LinkedSum, ...]
    truth: tuple[int, ...]
    inner: tuple[int, ...]

    def hiding(self, *numbers: int) -> LinkedSet:
        """Return the set with more cells hidden."""
        cells = list(self.cells)
        for number in numbers:
            cells[number] = LinkedCell(upper=MOST, hidden=True)
        return replace(self, cells=tuple(cells))

    @property
    def hidden(self) -> list[int]:
        return [number for number, cell in enumerate(self.cells) if cell.hidden]


def random_set(rng: np.random.Generator, *, rounded: bool = False) -> LinkedSet:
    """Return two tables of the same rows, whose row totals are one; counts below 3 are hidden.

    Where it is rounded, column totals are known to within one.
    """
    rows, widths = int(rng.integers(2, 4)), rng.integers(2, 4, size=2)
    first = rng.integers(0, 7, size=(rows, widths[0]))
    second = np.array([rng.multinomial(n, np.ones(widths[1]) / widths[1]) for n in first.sum(1)])
    numbers: dict[tuple[int, int | None, int | None], int] = {}
    truth: list[int] = []
    for table, counts in enumerate((first, second)):
        for row, column in product(range(rows), range(counts.shape[1])):
            numbers[table, row, column] = len(truth)
            truth.append(int(counts[row, column]))
        for column in range(counts.shape[1]):
            numbers[table, None, column] = len(truth)
            truth.append(int(counts[:, column].sum()))
    for row in range(rows):
        numbers[-1, row, None] = len(truth)
        truth.append(int(first[row].sum()))
    relations = []
    for table, counts in enumerate((first, second)):
        for row in range(rows):
            parts = {numbers[table, row, column]: 1.0 for column in range(counts.shape[1])}
            relations.append(LinkedSum({**parts, numbers[-1, row, None]: -1.0}))
        for column in range(counts.shape[1]):
            parts = {numbers[table, row, column]: 1.0 for row in range(rows)}
            relations.append(LinkedSum({**parts, numbers[table, None, column]: -1.0}))
    cells = [LinkedCell(float(n), float(n)) for n in truth]
    if rounded:
        for (_, row, _), number in numbers.items():
            if row is None:
                n = truth[number]
                cells[number] = LinkedCell(float(max(n - 1, 0)), float(n + 1))
    inner = tuple(k for (_, row, column), k in numbers.items() if None not in (row, column))
    found = LinkedSet(tuple(cells), tuple(relations), tuple(truth), inner)
    small = [k for k in inner if 0 < truth[k] < 3]
    return found.hiding(*rng.permutation(small)[:MOST_HIDDEN].tolist())


def every_filling(given: LinkedSet) -> dict[int, tuple[int, int]]:
    """Return the least and greatest value of each hidden cell over all that fits: the oracle."""
    loose = [k for k, cell in enumerate(given.cells) if cell.upper > cell.lower]
    known = {k: cell.lower for k, cell in enumerate(given.cells) if k not in loose}
    fillings: list[dict[int, int]] = [{}]
    for number in loose:
        cell = given.cells[number]
        values = range(int(cell.lower), int(cell.upper) + 1)
        fillings = [
            tried
            for filling in fillings
            for value in values
            if _fits(tried := {**filling, number: value}, known, given)
        ]
    return {k: (min(f[k] for f in fillings), max(f[k] for f in fillings)) for k in given.hidden}


def _fits(filling: dict[int, int], known: dict[int, float], given: LinkedSet) -> bool:
    """Return whether a filling of some cells can be completed, relation by relation."""
    for relation in given.relations:
        low = high = 0.0
        for cell, factor in relation.terms.items():
            if cell in filling or cell in known:
                value = filling.get(cell, known.get(cell, 0.0))
                low, high = low + factor * value, high + factor * value
            else:
                ends = (factor * given.cells[cell].lower, factor * given.cells[cell].upper)
                low, high = low + min(ends), high + max(ends)
        if low > relation.upper or high < relation.lower:
            return False
    return True


def protected(given: LinkedSet, rng: np.random.Generator, width: int = 2) -> LinkedSet:
    """Hide more inner cells at random until no hidden cell is known to within a width.

    Where all inner cells are hidden and one is still known, nothing is.
    """
    order = rng.permutation([k for k in given.inner if k not in given.hidden]).tolist()
    while any(high - low < width for low, high in every_filling(given).values()):
        if not order:
            return replace(given, cells=tuple(LinkedCell(n, n) for n in map(float, given.truth)))
        given = given.hiding(order.pop())
    return given
