"""Count respondents by category, and by two divisions at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from evaluering.stats.arguments import FloatArray, Values, numeric
from evaluering.stats.errors import StatisticsError

__all__ = ["Tabulation", "tabulate"]

Inside: TypeAlias = NDArray[Any]
"""The place of each respondent's category, below 0 for none; or which categories, a column each."""


@dataclass(frozen=True, eq=False)
class Tabulation:
    """Counts of two divisions of the same respondents.

    Attributes
    ----------
    counts : shape (rows, columns)
        Respondents in both, or the sums of their weights.
    row_bases, column_bases : shape (rows,) and (columns,)
        How many of those in the row are in any column, and of those in the column in any row; each
        counts once, whatever they have ticked.
    total : float
        How many are in any row and any column.
    """

    counts: FloatArray
    row_bases: FloatArray
    column_bases: FloatArray
    total: float


def tabulate(
    rows: Inside, row_count: int, columns: Inside, column_count: int, *,
    answered: NDArray[np.bool_] | None = None, weights: Values | None = None,
) -> Tabulation:  # fmt: skip
    """Count the respondents in each category of two divisions.

    Parameters
    ----------
    rows, columns : shape (respondents,) or (respondents, categories)
        The place of each one's category from 0, below 0 for who is in none; or ticks, of a question
        with several answers.
    row_count, column_count : int
        How many categories there are.
    answered : shape (respondents,), optional
        Who is in the base of the rows; when not given, who is in any of them. With ticks, one may
        have answered and ticked nothing.
    weights : Values, shape (respondents,), optional
        Weights of the respondents; when not given, each counts 1.

    Returns
    -------
    Tabulation

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
    >>> tabulate(np.array([0, 0, 1, -1]), 2, np.array([0, 1, 1, 1]), 2).counts.tolist()
    [[1.0, 1.0], [0.0, 1.0]]
    """
    name = "tabulate"
    _require_shape(name, "rows", rows, row_count)
    _require_shape(name, "columns", columns, column_count)
    if len(rows) != len(columns):
        found = f"{len(rows)} and {len(columns)}"
        raise StatisticsError(name, "rows and columns", "be equally long", found)
    w = None if weights is None else numeric(name, "weights", weights)
    in_row = _someone(rows) if answered is None else answered
    in_column = _someone(columns)
    if answered is not None and rows.ndim == 1:
        in_row = in_row & (rows >= 0)
    both = (in_row & in_column).astype(np.int64) - 1
    return Tabulation(
        counts=_crossed(rows, row_count, columns, column_count, w),
        row_bases=_crossed(rows, row_count, in_column.astype(np.int64) - 1, 1, w)[:, 0],
        column_bases=_crossed(in_row.astype(np.int64) - 1, 1, columns, column_count, w)[0],
        total=float(_crossed(both, 1, both, 1, w)[0, 0]),
    )


def _crossed(
    rows: Inside, row_count: int, columns: Inside, column_count: int, weights: FloatArray | None
) -> FloatArray:
    """Count places by places with one pass; ticks category by category."""
    if rows.ndim == 2:
        return np.vstack(
            [_counted(columns, column_count, rows[:, k], weights) for k in range(row_count)]
        )
    if columns.ndim == 2:
        return _crossed(columns, column_count, rows, row_count, weights).T
    keep = (rows >= 0) & (columns >= 0)
    cells = rows[keep] * column_count + columns[keep]
    own = None if weights is None else weights[keep]
    found = np.bincount(cells, own, minlength=row_count * column_count)
    return found.astype(np.float64).reshape(row_count, column_count)


def _counted(
    inside: Inside, count: int, who: NDArray[np.bool_], weights: FloatArray | None
) -> FloatArray:
    own = None if weights is None else weights[who]
    if inside.ndim == 2:
        ticked = inside[who]
        found: FloatArray = ticked.sum(axis=0) if own is None else own @ ticked
        return found.astype(np.float64)
    return _crossed(inside[who] * 1, count, np.zeros(int(who.sum()), dtype=np.int64), 1, own)[:, 0]


def _someone(inside: Inside) -> NDArray[np.bool_]:
    return np.asarray(inside.any(axis=1) if inside.ndim == 2 else inside >= 0)


def _require_shape(function: str, argument: str, inside: Inside, count: int) -> None:
    if inside.ndim == 2 and inside.shape[1] != count:
        raise StatisticsError(function, argument, f"have {count} columns", inside.shape[1])
