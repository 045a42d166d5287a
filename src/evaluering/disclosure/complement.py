"""Which more cells must be hidden so that those that are hidden do not follow from the others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from evaluering.disclosure.attack.lattice import Lattice
from evaluering.disclosure.worlds import LOOSE, OtherWorld

Cut = tuple[frozenset[int], int]
"""Cells of which at least so many must be hidden."""


class Complement(NamedTuple):
    """Cells to hide.

    Attributes
    ----------
    hidden
        The cells.
    best
        Whether no set is known to cost less.
    unsolved
        Cells that hang together and that nothing was found for, so that all of them are hidden.
    cost
        What hiding the others costs.
    """

    hidden: frozenset[int]
    best: bool
    unsolved: frozenset[int] = frozenset()
    cost: float = 0.0


def complemented(
    linked: Lattice,
    forced: Collection[int],
    costs: Mapping[int, float],
    least: int,
    cuts: Sequence[Cut] = (),
    seconds: float = 10.0,
    worlds: Sequence[OtherWorld] = (),
    only: Collection[int] | None = None,
) -> Complement:
    """Return the cells to hide, at the least cost.

    In each sum that a hidden cell is in, the other hidden cells come to `least` or more, so that
    the cell may be anything from nothing to as many more (an integer programme in the cells, after
    Fischetti & Salazar, 2001, without their attacker's problems, which the attack solves). Cells
    that do not hang together are chosen apart.

    Parameters
    ----------
    linked
        All cells and how they hang together, before anything is hidden.
    forced
        The cells that must be hidden.
    costs
        The cost of hiding each cell that may be hidden.
    least
        How many respondents are to stay unknown behind a hidden cell.
    cuts
        More that must be met.
    seconds
        How long the solver may search each time. When it has found nothing by then, or there is
        nothing to find, all cells that may be hidden are.
    worlds
        Other classes of those who took part, that must be possible.
    only
        Cells that are asked about, with all that hangs together with them; all where it is none.
    """
    problem = _HidingProblem(linked, frozenset(forced), costs, least)
    hidden, unsolved, best = set(forced), set[int](), True
    for cells in _apart(linked, cuts, worlds):
        if only is not None and not cells & set(only):
            continue
        own = [cut for cut in cuts if cut[0] & cells]
        possible = [world for world in worlds if world.shown_in & cells]
        if own or possible or problem.forced & cells:
            chosen, is_best = problem.solved(cells, own, possible, seconds)
            hidden |= problem.may(cells) if chosen is None else chosen
            unsolved |= cells if chosen is None else set()
            best &= is_best
    cost = sum(costs.get(cell, 0.0) for cell in hidden - unsolved)
    return Complement(frozenset(hidden), best, frozenset(unsolved), cost)


def _apart(
    linked: Lattice, cuts: Sequence[Cut], worlds: Sequence[OtherWorld]
) -> Iterator[frozenset[int]]:
    """Yield the cells that hang together: in a total, in a cut or in a world."""
    groups = [sorted(r.terms) for r in linked.relations if not (r.lower or r.upper)]
    groups += [sorted(own) for own in (*(cut[0] for cut in cuts), *(w.shown_in for w in worlds))]
    pairs = [(own[0], other) for own in groups for other in own]
    size = len(linked.cells)
    first, second = (np.array(own, dtype=int) for own in zip(*pairs, strict=True)) if pairs else (
        np.zeros(0, int), np.zeros(0, int))  # fmt: skip
    _, labels = connected_components(
        coo_array((np.ones(len(first)), (first, second)), shape=(size, size)), directed=False
    )
    order = np.argsort(labels, kind="stable")
    for own in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1) if size else ():
        yield frozenset(own.tolist())


@dataclass
class _HidingProgramme:
    """An integer programme: its variables, and the rows that sums of them must fit."""

    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    goal: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    entries: list[tuple[int, int, float]] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)

    def variable(self, least: float, most: float, cost: float, *, whole: bool = True) -> None:
        """Add a variable between two limits."""
        self.least.append(least)
        self.most.append(most)
        self.goal.append(cost)
        self.whole.append(whole)

    def add(self, terms: Mapping[int, float], lower: float, upper: float = np.inf) -> None:
        """Add a row: that a sum of variables lies between two limits."""
        self.entries += [(len(self.lower), place, factor) for place, factor in terms.items()]
        self.lower.append(lower)
        self.upper.append(upper)

    def solved(self, seconds: float) -> Any:
        """Return what the solver found."""
        return _solution(
            tuple(self.least), tuple(self.most), tuple(self.goal), tuple(self.whole),
            tuple(self.entries), tuple(self.lower), tuple(self.upper), seconds,
        )  # fmt: skip


@lru_cache(maxsize=256)
def _solution(
    least: tuple[float, ...], most: tuple[float, ...], goal: tuple[float, ...],
    whole: tuple[bool, ...], entries: tuple[tuple[int, int, float], ...],
    lower: tuple[float, ...], upper: tuple[float, ...], seconds: float,
) -> Any:  # fmt: skip
    """Return what the solver found of a programme.

    It is kept, since what the attack finds changes few of the programmes of the round before.
    """
    rows, columns, factors = (np.array(own) for own in zip(*entries, strict=True))
    matrix = coo_array((factors, (rows, columns)), shape=(len(lower), len(goal))).tocsr()
    return milp(
        np.array(goal), integrality=np.array(whole, dtype=np.int64),
        bounds=Bounds(np.array(least), np.array(most)),
        constraints=LinearConstraint(matrix, np.array(lower), np.array(upper)),
        options={"time_limit": seconds, "mip_rel_gap": 1e-4},
    )  # fmt: skip


@dataclass(frozen=True)
class _HidingProblem:
    """What is to be hidden of all cells."""

    linked: Lattice
    forced: frozenset[int]
    costs: Mapping[int, float]
    least: int

    def solved(
        self,
        cells: frozenset[int],
        cuts: Sequence[Cut],
        worlds: Sequence[OtherWorld],
        seconds: float,
    ) -> tuple[frozenset[int] | None, bool]:
        """Return what to hide of cells that hang together, if found, and whether it is the best."""
        for loose in LOOSE if worlds else LOOSE[:1]:
            programme = self._programme(cells, cuts, worlds, loose)
            if not programme.lower:
                return self.forced & cells, True
            found = programme.solved(seconds)
            if found.x is not None:
                chosen = {c for place, c in enumerate(sorted(cells)) if found.x[place] > 0.5}
                return self.may(cells) & chosen, found.status == 0
        return None, False

    def may(self, cells: Collection[int]) -> frozenset[int]:
        """Return the cells that may be hidden."""
        return frozenset(cell for cell in cells if cell in self.costs or cell in self.forced)

    def _programme(
        self,
        cells: frozenset[int],
        cuts: Sequence[Cut],
        worlds: Sequence[OtherWorld],
        loose: float,
    ) -> _HidingProgramme:
        """Return the programme of cells that hang together; then come the variables of worlds."""
        at = {cell: place for place, cell in enumerate(sorted(cells))}
        made = _HidingProgramme()
        for cell in at:
            own = self.linked.cells[cell]
            must = own.upper > own.lower or cell in self.forced
            made.variable(float(must), float(must or cell in self.costs), self.costs.get(cell, 0.0))
        self._totals(at, made)
        for own_cut, most in cuts:
            made.add({at[cell]: 1.0 for cell in own_cut}, most)
        for world in worlds:
            start = len(made.most)
            for most in world.most.tolist():
                made.variable(0.0, most, 0.0, whole=False)
            self._world(world, loose, start, at, made)
        return made

    def _totals(self, at: Mapping[int, int], made: _HidingProgramme) -> None:
        """Add that what is hidden beside each hidden cell in a total comes to enough."""
        cells, may = self.linked.cells, self.costs.keys() | self.forced
        for relation in self.linked.relations:
            if relation.lower or relation.upper or next(iter(relation.terms)) not in at:
                continue
            open_ = [n for n in relation.terms if n in may or cells[n].upper > cells[n].lower]
            for cell in relation.terms:
                if cell in may:
                    value = {at[n]: self._value(n) for n in open_ if n != cell}
                    # where all others together are fewer, all of them are hidden
                    least = min(float(self.least), sum(value.values()))
                    made.add({**value, at[cell]: -least}, 0.0)

    def _value(self, cell: int) -> float:
        own = self.linked.cells[cell]
        return min(own.lower, self.least) if own.upper == own.lower else self.least

    def _world(
        self,
        world: OtherWorld,
        loose: float,
        start: int,
        at: Mapping[int, int],
        made: _HidingProgramme,
    ) -> None:
        """Add that a division fits whatever is not hidden, and is near what is."""
        for row, cell in enumerate(world.cells):
            ends = world.matrix.indptr[row : row + 2]
            columns = world.matrix.indices[ends[0] : ends[1]] + start
            terms = dict(zip(columns.tolist(), world.matrix.data[ends[0] : ends[1]], strict=True))
            low, high = float(world.lower[row]), float(world.upper[row])
            if cell < 0 or (cell not in self.costs and cell not in self.forced):
                made.add(terms, low, high)
            else:
                made.add({**terms, at[cell]: loose}, low)
                made.add({**terms, at[cell]: -loose}, -np.inf, high)
