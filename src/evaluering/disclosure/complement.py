"""Which more cells must be hidden so that those that are hidden do not follow from the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from evaluering.disclosure.attack.lattice import Lattice

Cut = tuple[frozenset[int], int]
"""Cells of which at least so many must be hidden."""


def complemented(
    linked: Lattice,
    forced: Collection[int],
    costs: Mapping[int, float],
    least: int,
    cuts: Sequence[Cut] = (),
    seconds: float = 10.0,
) -> tuple[frozenset[int], bool]:
    """Return the cells to hide, at the least cost, and whether no set is known to cost less.

    In each sum that a hidden cell is in, the other hidden cells come to `least` or more, so that
    the cell may be anything from nothing to as many more (an integer programme in the cells, after
    Fischetti & Salazar, 2001, without their attacker's problems, which the attack solves).

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
        How long the solver may search. When it has found nothing by then, or there is nothing to
        find, all cells that may be hidden are.
    """
    size = len(linked.cells)
    values = np.array([min(c.lower, least) if c.upper == c.lower else least for c in linked.cells])
    lower, upper = np.zeros(size), np.zeros(size)
    unknown = [n for n, cell in enumerate(linked.cells) if cell.upper > cell.lower]
    upper[list(costs)] = 1.0
    lower[[*unknown, *forced]] = upper[[*unknown, *forced]] = 1.0
    entries: list[tuple[int, int, float]] = []
    limits: list[float] = []
    for relation in linked.relations:
        if relation.lower or relation.upper:
            continue
        for cell in relation.terms:
            if cell in costs or cell in forced:
                row, others = len(limits), [n for n in relation.terms if n != cell and upper[n]]
                entries += [(row, other, values[other]) for other in others]
                # where all others together are fewer, all of them are hidden
                entries.append((row, cell, -min(float(least), values[others].sum())))
                limits.append(0.0)
    for cells, most in cuts:
        entries += [(len(limits), cell, 1.0) for cell in cells]
        limits.append(float(most))
    everything = frozenset([*forced, *costs])
    if not limits:
        return frozenset(forced), True
    rows, columns, factors = (np.array(own) for own in zip(*entries, strict=True))
    matrix = coo_array((factors, (rows, columns)), shape=(len(limits), size)).tocsr()
    goal = np.zeros(size)
    goal[list(costs)] = list(costs.values())
    found = milp(
        goal, integrality=np.ones(size, dtype=np.int64), bounds=Bounds(lower, upper),
        constraints=LinearConstraint(matrix, np.array(limits), np.inf),
        options={"time_limit": seconds, "mip_rel_gap": 1e-4},
    )  # fmt: skip
    if found.x is None:
        return everything, False
    chosen = set(np.flatnonzero(found.x > 0.5).tolist()) & everything
    return frozenset(chosen), found.status == 0
