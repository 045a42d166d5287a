"""Each representative's sum on an index: whole numbers that give back every crosstab at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from evaluering.errors import DataError
from evaluering.synthesis.targets import CrosstabTarget, IndexTarget, Window

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
NOT_ANSWERED = 0
PRESENCE = 10
"""What it costs to go against a respondent's inclination to answer or not, in tenths of a step."""


def solver() -> Any:
    """Return the CP-SAT module.

    Raises
    ------
    DataError
        OR-tools is not installed; the message names the extra that installs it.
    """
    try:
        from ortools.sat.python import cp_model
    except ImportError:
        raise DataError(
            "ortools",
            "Pakken som løser likningene for den syntetiske bølgen, er ikke installert.",
            "Kjør: pip install 'evaluering[synthesis]'.",
        ) from None
    return cp_model


def scores(
    index: IndexTarget,
    crosstabs: Sequence[CrosstabTarget],
    classes: Ints,
    wanted: Floats,
    answers: Floats,
    total: Window,
    effort: float,
) -> Ints | None:
    """Return each representative's sum of the index's items, 0 for those without the index.

    Parameters
    ----------
    index, crosstabs
        What the index's own table and its crosstabs demand.
    classes
        Representatives by crosstab: the structural class, -1 for those without one.
    wanted
        The sum that each would like to have.
    answers
        Each one's inclination not to answer, from 0 to 1.
    total
        The window of the sum over all representatives.
    effort
        The solver's deterministic time.

    Returns
    -------
    array or None
        Sums by representative; None when no sums meet the demands within the effort.
    """
    cp = solver()
    model = cp.CpModel()
    respondents = range(len(wanted))
    inside = [[model.new_bool_var("") for _ in index.counts] for _ in respondents]
    sums = [model.new_int_var(0, index.highest[-1], "") for _ in respondents]
    cost = []
    for r in respondents:
        model.add_at_most_one(inside[r])
        model.add(sums[r] >= _weighted(inside[r], index.lowest))
        model.add(sums[r] <= _weighted(inside[r], index.highest))
        distance = model.new_int_var(0, index.highest[-1], "")
        present, liked = sum(inside[r]), int(np.rint(wanted[r]))
        model.add(distance >= sums[r] - liked * present)
        model.add(distance >= liked * present - sums[r])
        cost += [10 * distance, present * int(PRESENCE * len(index.items) * answers[r])]
    for table, level in zip(crosstabs, classes.T, strict=True):
        for column, (counts, window) in enumerate(zip(table.counts, table.sums, strict=True)):
            own = np.flatnonzero(level == column)
            _add_counts(model, [inside[r] for r in own], counts)
            model.add_linear_constraint(sum(sums[r] for r in own), *window)
        known = np.flatnonzero((level >= 0) & (level < len(table.counts)))
        model.add_linear_constraint(sum(sums[r] for r in known), *table.total)
    _add_counts(model, inside, index.counts)
    model.add_linear_constraint(sum(sums), *total)
    model.minimize(sum(cost))
    return _solved(cp, model, sums, effort)


def _weighted(flags: Sequence[cp_model.IntVar], weights: Sequence[int]) -> Any:
    return sum(weight * flag for weight, flag in zip(weights, flags, strict=True))


def _add_counts(
    model: cp_model.CpModel, inside: Sequence[Sequence[cp_model.IntVar]], counts: Sequence[int]
) -> None:
    for level, count in enumerate(counts):
        model.add(sum(flags[level] for flags in inside) == count)


def _solved(
    cp: Any, model: cp_model.CpModel, sums: Sequence[cp_model.IntVar], effort: float
) -> Ints | None:
    search = cp.CpSolver()
    search.parameters.num_workers = 1
    search.parameters.random_seed = 1
    search.parameters.max_deterministic_time = effort
    if search.solve(model) not in (cp.OPTIMAL, cp.FEASIBLE):
        return None
    return np.array([search.value(variable) for variable in sums], dtype=np.int64)
