"""Cells that hang together: between which values each hidden one must lie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from evaluering.disclosure.attack.answers import IntArray
from evaluering.stats.arguments import FloatArray

_Sum = tuple[tuple[tuple[int, float], ...], float, float]
"""The factors of cells by their places, and the limits of their sum."""
NEAR = 1e-6
"""What a solver's value may miss a whole number by."""


@dataclass(frozen=True)
class LinkedCell:
    """A cell as those who read it know it.

    Attributes
    ----------
    lower, upper
        Between which values what is printed puts it; equal where it is exact.
    hidden
        Whether it is withheld, so that it is to be attacked.
    whole
        Whether it is a count.
    """

    lower: float = 0.0
    upper: float = np.inf
    hidden: bool = False
    whole: bool = True


@dataclass(frozen=True)
class LinkedSum:
    """That a sum of cells lies between two limits: ``lower <= sum of factor * cell <= upper``.

    Attributes
    ----------
    terms
        The factor of each cell, by its number among the cells.
    lower, upper
        The limits; both nothing for a total that is its parts.
    """

    terms: Mapping[int, float]
    lower: float = 0.0
    upper: float = 0.0


@dataclass(frozen=True)
class CellInterval:
    """Between which values a hidden cell must lie.

    Attributes
    ----------
    cell
        Its number among the cells.
    lower, upper
        The limits, whole for a count.
    proved
        Whether no limit is closer: false where the time ran out, so that the true interval may be
        narrower.
    """

    cell: int
    lower: float
    upper: float
    proved: bool = True

    @property
    def width(self) -> float:
        """How far apart the limits are; nothing where the cell is known."""
        return self.upper - self.lower


class ContradictionError(ValueError):
    """No values of the cells fit all that is published.

    Attributes
    ----------
    cells
        The cells that hang together and contradict each other.
    """

    def __init__(self, cells: Sequence[int]) -> None:
        super().__init__(f"cells contradict each other: {list(cells)}")
        self.cells = tuple(cells)


def hidden_intervals(
    cells: Sequence[LinkedCell],
    relations: Sequence[LinkedSum],
    seconds: float = 10.0,
    enough: float = np.inf,
) -> Iterator[CellInterval]:
    """Yield the interval of each hidden cell, the closest that what is published allows.

    A linear programme bounds each cell (Fischetti & Salazar, 2001); where its solution is not in
    whole numbers, an integer programme follows, which is exact (HiGHS, through scipy).

    Parameters
    ----------
    cells, relations
        What is published, and how it hangs together.
    seconds
        What one programme may take; what is not proved then is marked.
    enough
        How wide an interval is wide enough not to be asked for: cells that differ by as much
        between values that were found for others are passed over.

    Raises
    ------
    ContradictionError
        No values of the cells fit the relations.
    """
    for numbers, own in _apart(cells, relations):
        try:
            found = _intervals(*_by_place(cells, numbers, own), seconds, enough)
        except ContradictionError:
            raise ContradictionError(numbers) from None
        yield from (replace(one, cell=numbers[one.cell]) for one in found)


def _by_place(
    cells: Sequence[LinkedCell], numbers: Sequence[int], relations: Sequence[LinkedSum]
) -> tuple[tuple[LinkedCell, ...], tuple[_Sum, ...]]:
    """Return cells that hang together and their sums, where what is exact is a number in these."""
    places = {number: place for place, number in enumerate(numbers)}
    sums = []
    for relation in relations:
        known = sum(f * cells[c].lower for c, f in relation.terms.items() if c not in places)
        terms = tuple((places[c], f) for c, f in relation.terms.items() if c in places)
        sums.append((terms, relation.lower - known, relation.upper - known))
    return tuple(cells[number] for number in numbers), tuple(sums)


@lru_cache(maxsize=4096)
def _intervals(
    cells: tuple[LinkedCell, ...], sums: tuple[_Sum, ...], seconds: float, enough: float
) -> tuple[CellInterval, ...]:
    """Return the intervals of cells that hang together, by their places.

    They are kept, since an attack after another finds most tables as they were.
    """
    return tuple(_LinkedProgramme(cells, sums).intervals(seconds, enough))


def _apart(
    cells: Sequence[LinkedCell], relations: Sequence[LinkedSum]
) -> Iterator[tuple[list[int], list[LinkedSum]]]:
    """Yield the groups of cells that hang together and have a hidden one, with their relations."""
    loose = [cell.upper - cell.lower > 0 for cell in cells]
    links = [
        (number, cell)
        for number, relation in enumerate(relations)
        for cell in relation.terms
        if loose[cell]
    ]
    size = len(cells) + len(relations)
    rows = np.array([len(cells) + number for number, _ in links], dtype=int)
    columns = np.array([cell for _, cell in links], dtype=int)
    graph = coo_array((np.ones(len(links)), (rows, columns)), shape=(size, size))
    _, labels = connected_components(graph, directed=False)
    by_label: dict[int, list[LinkedSum]] = {}
    for number, relation in enumerate(relations):
        by_label.setdefault(int(labels[len(cells) + number]), []).append(relation)
    members: dict[int, list[int]] = {}
    for number in np.flatnonzero(loose).tolist():
        members.setdefault(int(labels[number]), []).append(number)
    for label, own in members.items():
        if any(cells[number].hidden for number in own):
            yield own, by_label.get(label, [])


class _LinkedProgramme:
    """The programme of cells that hang together, by their places."""

    def __init__(self, cells: Sequence[LinkedCell], sums: Sequence[_Sum]) -> None:
        self.cells = cells
        self.whole = np.array([cell.whole for cell in cells])
        factors = [(row, *term) for row, (terms, *_) in enumerate(sums) for term in terms]
        at = np.array([(row, place) for row, place, _ in factors], dtype=int).reshape(-1, 2)
        values = np.array([factor for *_, factor in factors])
        shape = (len(sums), len(cells))
        matrix = csr_array(coo_array((values, (at[:, 0], at[:, 1])), shape=shape))
        slack = NEAR / 10  # numbers that are printed with fifteen digits do not add up exactly
        lower, upper = (np.array([own[end] for own in sums]) for end in (1, 2))
        self.constraint = LinearConstraint(matrix, lower - slack, upper + slack)
        limits = np.array([(cell.lower, cell.upper) for cell in self.cells])
        self.bounds = Bounds(limits[:, 0], limits[:, 1])
        self.least, self.greatest = np.full(len(limits), np.inf), np.full(len(limits), -np.inf)

    def intervals(self, seconds: float, enough: float) -> Iterator[CellInterval]:
        """Yield the interval of each hidden cell that is not known to be wide enough."""
        for place, cell in enumerate(self.cells):
            if cell.hidden and self.greatest[place] - self.least[place] < enough:
                ends = [self._end(place, sign, seconds) for sign in (1.0, -1.0)]
                (lower, first), (upper, second) = ends
                yield CellInterval(place, lower, upper, first and second)

    def _end(self, place: int, sign: float, seconds: float) -> tuple[float, bool]:
        """Return the least (sign 1) or greatest (-1) value of a cell, and whether it is proved."""
        found = self._solved(place, sign, np.zeros(len(self.cells), dtype=np.int64), seconds)
        if found is None:
            return (self.bounds.lb if sign > 0 else self.bounds.ub)[place], False
        values, end, unbounded = found
        if unbounded:
            return sign * -np.inf, True
        exact = np.allclose(values[self.whole], np.round(values[self.whole]), atol=NEAR, rtol=0)
        if exact:
            self._remember(values)
        else:
            tighter = self._solved(place, sign, self.whole.astype(np.int64), seconds)
            if tighter is None:
                return self._inward(place, end, sign), False
            self._remember(tighter[0])
            end = tighter[1]
        return self._inward(place, end, sign), True

    def _remember(self, values: FloatArray) -> None:
        """Keep the ends of what each cell has been found to be."""
        self.least, self.greatest = (
            np.fmin(self.least, values), np.fmax(self.greatest, values)
        )  # fmt: skip

    def _solved(
        self, place: int, sign: float, integrality: IntArray, seconds: float
    ) -> tuple[FloatArray, float, bool] | None:
        """Return a solution, the cell's end and whether it has none; None when the time ran out."""
        goal = np.zeros(len(self.cells))
        goal[place] = sign
        found = milp(
            goal, integrality=integrality, bounds=self.bounds, constraints=self.constraint,
            options={"time_limit": seconds},
        )  # fmt: skip
        if found.status == 2:
            raise ContradictionError(range(len(self.cells)))
        if found.status == 3:
            return np.zeros(len(self.cells)), 0.0, True
        if found.status != 0:
            return None
        return found.x, float(found.x[place]), False

    def _inward(self, place: int, end: float, sign: float) -> float:
        """Return an end of the interval of a count as a whole number."""
        if not self.whole[place]:
            return end
        return float(np.ceil(end - NEAR) if sign > 0 else np.floor(end + NEAR))
