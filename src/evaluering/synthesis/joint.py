"""How the structural classes hang together: whole respondents in every cell of the cross table.

The four structural variables and all indices are one mixed integer programme: whole respondents
a cell, and for each index the (relaxed) respondents by class and sum of scores in the cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.stats import norm

from evaluering.synthesis.targets import Targets

Ints = npt.NDArray[np.int64]
NODES = 4000
"""Branch-and-bound nodes before a draw is given up."""
GAP = 0.3
"""The distance to the draw need not be the smallest: a plausible table is enough."""
COUNT_PRICE = 60.0
"""What it costs to break a count by one, against a sum by one: more than any one's whole sum."""


@dataclass
class _Programme:
    """Rows of a linear programme, each with the name of what it demands."""

    rows: list[tuple[Sequence[int] | Ints, Sequence[float] | npt.NDArray[np.float64]]] = field(
        default_factory=list
    )
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    prices: list[float] = field(default_factory=list)

    def add(
        self,
        places: Sequence[int] | Ints,
        weights: Sequence[float] | npt.NDArray[np.float64],
        low: float,
        high: float,
        name: str = "",
        price: float = 1.0,
    ) -> None:
        self.rows.append((places, weights))
        self.low.append(low)
        self.high.append(high)
        self.names.append(name)
        self.prices.append(price)

    def matrix(self, width: int) -> sparse.csr_array:
        lengths = [len(places) for places, _ in self.rows]
        rows = np.repeat(np.arange(len(self.rows)), lengths)
        columns = np.concatenate([places for places, _ in self.rows])
        values = np.concatenate([weights for _, weights in self.rows])
        return sparse.csr_array((values, (rows, columns)), shape=(len(self.rows), width))


def draw_classes(
    targets: Targets,
    missing: Mapping[str, int],
    correlations: npt.NDArray[np.float64],
    extra: int,
    rng: np.random.Generator,
) -> tuple[Ints, Ints]:
    """Draw structural classes from a Gaussian copula with the printed margins.

    Parameters
    ----------
    targets
        The class sizes of each structural variable.
    missing
        Respondents without a value, by registry variable.
    correlations
        The copula's correlation matrix, in the targets' order.
    extra
        How many combinations of classes to offer beside those of the draw.
    rng
        The generator.

    Returns
    -------
    cells, base
        Cells by variable (the class, or the number of classes where the value is missing), and
        the number of drawn respondents in each.
    """
    structural = list(targets.structural.values())
    n = sum(structural[0].sizes) + missing.get(structural[0].variable, 0)
    factor = np.linalg.cholesky(correlations)
    drawn = []
    for size in (n, extra):
        uniform = norm.cdf(rng.standard_normal((size, len(structural))) @ factor.T)
        classes = np.empty(uniform.shape, dtype=np.int64)
        for column, s in enumerate(structural):
            shares = np.cumsum(s.sizes)[:-1] / sum(s.sizes)
            classes[:, column] = np.searchsorted(shares, uniform[:, column])
            absent = missing.get(s.variable, 0) + (size == extra and missing.get(s.variable, 0) > 0)
            classes[rng.permutation(size)[:absent], column] = len(s.sizes)
        drawn.append(classes)
    cells, place = np.unique(np.vstack(drawn), axis=0, return_inverse=True)
    return cells, np.bincount(place[:n], minlength=len(cells))


def joint_distribution(
    targets: Targets, missing: Mapping[str, int], cells: Ints, base: Ints
) -> Ints | None:
    """Return the respondents in each cell, nearest to a draw, that all tables allow.

    Parameters
    ----------
    targets, missing
        What the tables demand, and respondents without a value by registry variable.
    cells, base
        The cells and the drawn respondents in each; see `draw_classes`.

    Returns
    -------
    array or None
        Whole respondents by cell; None when no distribution over these cells is possible.
    """
    programme, width = _programme(targets, missing, cells, base)
    count = len(cells)
    whole = np.zeros(width, dtype=np.int64)
    whole[:count] = 1
    cost = np.zeros(width)
    cost[count : 2 * count] = 1
    found = milp(
        cost,
        constraints=LinearConstraint(programme.matrix(width), programme.low, programme.high),
        integrality=whole,
        bounds=Bounds(0, np.inf),
        options={"node_limit": NODES, "mip_rel_gap": GAP},
    )
    return None if found.x is None else np.rint(found.x[:count]).astype(np.int64)


def conflicts(targets: Targets, missing: Mapping[str, int], cells: Ints, base: Ints) -> list[str]:
    """Name the demands that must give way for the others to hold (least total violation).

    The programme is relaxed: each named demand may be broken at a cost, a count at a higher one
    than a mean.
    """
    programme, width = _programme(targets, missing, cells, base)
    named = [row for row, name in enumerate(programme.names) if name]
    slack = sparse.csr_array(
        (np.ones(len(named)), (named, range(len(named)))),
        shape=(len(programme.rows), len(named)),
    )
    matrix = sparse.hstack([programme.matrix(width), slack, -slack])
    price = [programme.prices[row] for row in named]
    cost = np.concatenate([np.zeros(width), price, price])
    found = milp(cost, constraints=LinearConstraint(matrix, programme.low, programme.high))
    if found.x is None:
        return []
    broken = found.x[width:].reshape(2, -1).max(axis=0) > 1e-6
    gives_way = (programme.names[row] for row, gives in zip(named, broken, strict=True) if gives)
    return list(dict.fromkeys(gives_way))


def _programme(
    targets: Targets, missing: Mapping[str, int], cells: Ints, base: Ints
) -> tuple[_Programme, int]:
    """Return the rows and the number of columns.

    Columns: respondents by cell, their distance to the draw, and for each index respondents by
    class and cell and the sum of scores by cell.
    """
    count = len(cells)
    programme = _Programme()
    for cell in range(count):
        programme.add([cell, count + cell], [1, -1], -np.inf, base[cell])
        programme.add([cell, count + cell], [-1, -1], -np.inf, -base[cell])
    for column, s in enumerate(targets.structural.values()):
        for level, size in enumerate([*s.sizes, missing.get(s.variable, 0)]):
            inside = np.flatnonzero(cells[:, column] == level)
            programme.add(
                inside, np.ones(len(inside)), size, size, f"{s.table}: klassestørrelse", COUNT_PRICE
            )
    start = 2 * count
    for index in targets.indices.values():
        classes = len(index.counts)
        places = start + np.arange((classes + 1) * count).reshape(classes + 1, count)
        _add_index(programme, targets, cells, index.id, places)
        start += places.size
    return programme, start


def _add_index(
    programme: _Programme, targets: Targets, cells: Ints, index_id: str, places: Ints
) -> None:
    index = targets.indices[index_id]
    respondents, sums = places[:-1], places[-1]
    for cell in range(len(cells)):
        own = respondents[:, cell]
        programme.add([*own, cell], [*np.ones(len(own)), -1], -np.inf, 0)
        lowest, highest = -np.array(index.lowest), -np.array(index.highest)
        programme.add([sums[cell], *own], [1, *lowest], 0, np.inf)
        programme.add([sums[cell], *own], [1, *highest], -np.inf, 0)
    names = list(targets.structural)
    for table in (t for t in targets.crosstabs if t.index == index_id):
        level = cells[:, names.index(table.structural)]
        for column, (counts, window) in enumerate(zip(table.counts, table.sums, strict=True)):
            inside = np.flatnonzero(level == column)
            for own, wanted in zip(respondents, counts, strict=True):
                name = f"{table.table}: antall i kolonne {column + 1}"
                programme.add(own[inside], np.ones(len(inside)), wanted, wanted, name, COUNT_PRICE)
            name = f"{table.table}: gjennomsnittet i kolonne {column + 1}"
            programme.add(sums[inside], np.ones(len(inside)), *window, name)
        known = np.flatnonzero(level < len(table.counts))
        name = f"{table.table}: gjennomsnittet i alt"
        programme.add(sums[known], np.ones(len(known)), *table.total, name)
