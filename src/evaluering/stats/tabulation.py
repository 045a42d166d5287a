"""Count respondents by two divisions at once."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from evaluering.stats.arguments import FloatArray, Values, numeric
from evaluering.stats.errors import StatisticsError

__all__ = ["cross_counts"]

Inside: TypeAlias = NDArray[Any]
"""The place of each respondent's category, -1 for none; or which categories, a column each."""


def cross_counts(
    rows: Inside, row_count: int, columns: Inside, column_count: int,
    weights: Values | None = None,
) -> FloatArray:  # fmt: skip
    """Count the respondents in each category of two divisions.

    Parameters
    ----------
    rows, columns : shape (respondents,) or (respondents, categories)
        The place of each one's category from 0, -1 for who is in none; or ticks, of a question with
        several answers.
    row_count, column_count : int
        How many categories there are.
    weights : Values, shape (respondents,), optional
        Weights of the respondents; when not given, each counts 1.

    Returns
    -------
    ndarray, shape (row_count, column_count)
        Respondents in both, or the sums of their weights.

    Raises
    ------
    StatisticsError
        Divisions of different lengths, or ticks with another number of columns.

    Notes
    -----
    SPSS: ``CTABLES /TABLE rows BY columns``, with ``MRSETS`` for ticks. R: ``table(rows, columns)``
    and ``xtabs(weights ~ rows + columns)``.

    Examples
    --------
    >>> cross_counts(np.array([0, 0, 1, -1]), 2, np.array([0, 1, 1, 1]), 2).tolist()
    [[1.0, 1.0], [0.0, 1.0]]
    """
    name = "cross_counts"
    for argument, inside, count in (("rows", rows, row_count), ("columns", columns, column_count)):
        if inside.ndim == 2 and inside.shape[1] != count:
            raise StatisticsError(name, argument, f"have {count} columns", inside.shape[1])
    if len(rows) != len(columns):
        found = f"{len(rows)} and {len(columns)}"
        raise StatisticsError(name, "rows and columns", "be equally long", found)
    w = None if weights is None else numeric(name, "weights", weights)
    if rows.ndim == 2:
        return _ticked(rows, columns, column_count, w)
    if columns.ndim == 2:
        return _ticked(columns, rows, row_count, w).T
    # a row and a column before the first are for those in no category
    cells = (rows + 1) * (column_count + 1) + (columns + 1)
    counts = np.bincount(cells, w, minlength=(row_count + 1) * (column_count + 1))
    table: FloatArray = counts.astype(np.float64).reshape(row_count + 1, column_count + 1)
    return table[1:, 1:]


def _ticked(ticks: Inside, inside: Inside, count: int, weights: FloatArray | None) -> FloatArray:
    """Count the categories of a division among those who ticked each box, a pass a box."""
    if inside.ndim == 2:
        own = inside.astype(np.float64) if weights is None else inside * weights[:, np.newaxis]
        return np.asarray(ticks.astype(np.float64).T @ own)
    found = np.zeros((ticks.shape[1], count))
    for row, ticked in enumerate(ticks.T):
        who = np.flatnonzero(ticked & (inside >= 0))
        own_weights = None if weights is None else weights[who]
        found[row] = np.bincount(inside[who], own_weights, minlength=count)
    return found
