"""Compare the columns of a table two by two: proportions, and means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from evaluering.stats.arguments import (
    FloatArray,
    Values,
    numeric,
    require_option,
    require_same_length,
    require_share,
)
from evaluering.stats.errors import StatisticsError

__all__ = ["ColumnComparison", "compare_columns", "compare_means_of_columns"]

PairAdjustment: TypeAlias = Literal["bonferroni", "none"]
Tail: TypeAlias = Callable[[FloatArray], NDArray[np.floating]]


@dataclass(frozen=True, eq=False)
class ColumnComparison:
    """Which columns lie beyond chance above which.

    Attributes
    ----------
    p : shape (rows, columns, columns)
        Adjusted two-sided p of the difference of two columns; NaN where they are not compared.
    higher : shape (rows, columns, columns)
        Whether the first column is beyond chance larger than the second.
    pairs : shape (rows,)
        How many pairs were compared, which Bonferroni multiplies by.

    Examples
    --------
    >>> from numpy import array
    >>> shares = array([[0.6, 0.4]])
    >>> found = compare_columns(shares, [200, 180])
    >>> found.p.shape
    (1, 2, 2)
    """

    p: FloatArray
    higher: NDArray[np.bool_]
    pairs: NDArray[np.int64]


def compare_columns(
    proportions: FloatArray, bases: FloatArray, *, overlap: FloatArray | None = None,
    adjustment: PairAdjustment = "bonferroni", level: float = 0.05, minimum_base: float = 30,
) -> ColumnComparison:  # fmt: skip
    r"""Compare the proportions of columns two by two, row by row.

    .. math::
        z = \frac{p_1 - p_2}{\sqrt{p (1 - p) (1/n_1 + 1/n_2 - 2 n_{12} / (n_1 n_2))}}, \qquad
        p = \frac{n_1 p_1 + n_2 p_2}{n_1 + n_2}

    Parameters
    ----------
    proportions : shape (rows, columns)
        The share of each column that is in the row, from 0 to 1.
    bases : shape (columns,)
        Respondents behind each column; with weights, the effective ones.
    overlap : shape (columns, columns), optional
        Respondents in both of two columns, when they are ticks; when not given, nobody.
    adjustment : {"bonferroni", "none"}
        Whether p is multiplied by the number of pairs in the row.
    level : float
        The level of the tests.
    minimum_base : float
        Columns of fewer respondents are not compared.

    Returns
    -------
    ColumnComparison
        A pair whose pooled proportion is 0 or 1 is not compared.

    Raises
    ------
    StatisticsError
        Proportions outside 0 and 1, bases of another length, a level not within (0, 1).

    Notes
    -----
    SPSS: ``CTABLES /COMPARETEST TYPE=PROP ALPHA=0.05 ADJUST=BONFERRONI``, which leaves out columns
    of 0 and 100 per cent; here they are compared. R: ``pairwise.prop.test(x, n,
    p.adjust.method = "bonferroni", correct = FALSE)``. The overlap is that of questions with
    several answers: the covariance of two shares with n12 respondents in common is
    :math:`p (1 - p) n_{12} / (n_1 n_2)`.

    Examples
    --------
    >>> from numpy import array
    >>> shares = array([[0.60, 0.40]])
    >>> compare_columns(shares, [200, 180]).higher.tolist()
    [[[False, True], [False, False]]]
    """
    name = "compare_columns"
    require_option(name, "adjustment", adjustment, PairAdjustment)
    require_share(name, "level", level)
    p = np.asarray(proportions, dtype=np.float64)
    n = numeric(name, "bases", bases)
    if p.ndim != 2 or p.shape[1] != n.size:
        raise StatisticsError(name, "bases", "be one a column", f"{n.size} of {p.shape}")
    if (p[np.isfinite(p)] < 0).any() or (p[np.isfinite(p)] > 1 + 1e-9).any():
        raise StatisticsError(name, "proportions", "lie between 0 and 1", "others")
    both = np.zeros((n.size, n.size)) if overlap is None else np.asarray(overlap, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        weighted = n * p
        pooled = (weighted[:, :, None] + weighted[:, None, :]) / (n[:, None] + n[None, :])
        spread = 1 / n[:, None] + 1 / n[None, :] - 2 * both / np.outer(n, n)
        z = (p[:, :, None] - p[:, None, :]) / np.sqrt(pooled * (1 - pooled) * spread)
    z[:, (n < minimum_base)[:, None] | (n < minimum_base)[None, :]] = np.nan
    from scipy.special import ndtr

    return _compared(z, lambda lower: np.asarray(2 * ndtr(lower)), adjustment, level)


def compare_means_of_columns(
    means: Values, deviations: Values, bases: Values, *,
    adjustment: PairAdjustment = "bonferroni", level: float = 0.05, minimum_base: float = 30,
) -> ColumnComparison:  # fmt: skip
    r"""Compare the means of columns two by two, with the variance of all of them pooled.

    .. math::
        t = \frac{m_1 - m_2}{s \sqrt{1/n_1 + 1/n_2}}, \quad
        s^2 = \frac{\sum (n_k - 1) s_k^2}{N - K}, \quad df = N - K

    Parameters
    ----------
    means, deviations, bases : Values, shape (columns,)
        Mean, standard deviation and number of respondents of each column; with weights, the
        effective ones. A column of fewer than two plays no part.
    adjustment, level, minimum_base
        As in `compare_columns`.

    Returns
    -------
    ColumnComparison
        With one row.

    Raises
    ------
    StatisticsError
        Arguments of different lengths, a level not within (0, 1).

    Notes
    -----
    SPSS: ``CTABLES /COMPARETEST TYPE=MEAN MEANSVARIANCE=ALLCATS``. R: ``pairwise.t.test(x, g,
    p.adjust.method = "bonferroni", pool.sd = TRUE)``. Columns must share no respondent.

    Examples
    --------
    >>> compare_means_of_columns([3.9, 3.4], [0.9, 1.0], [120, 140]).higher.tolist()
    [[[False, True], [False, False]]]
    """
    name = "compare_means_of_columns"
    require_option(name, "adjustment", adjustment, PairAdjustment)
    require_share(name, "level", level)
    m, s = numeric(name, "means", means), numeric(name, "deviations", deviations)
    n = numeric(name, "bases", bases)
    require_same_length(name, means=m, deviations=s, bases=n)
    known = (n > 1) & np.isfinite(m) & np.isfinite(s)
    df = float(n[known].sum() - known.sum())
    t = np.full((1, n.size, n.size), np.nan)
    if df > 0:
        variance = float(((n[known] - 1) * s[known] ** 2).sum()) / df
        with np.errstate(divide="ignore", invalid="ignore"):
            t[0] = (m[:, None] - m[None, :]) / np.sqrt(variance * (1 / n[:, None] + 1 / n[None, :]))
    few = ~known | (n < minimum_base)
    t[:, few[:, None] | few[None, :]] = np.nan
    from scipy.special import stdtr

    return _compared(t, lambda lower: np.asarray(2 * stdtr(max(df, 1.0), lower)), adjustment, level)


def _compared(
    statistic: FloatArray, tail: Tail, adjustment: PairAdjustment, level: float
) -> ColumnComparison:
    """Return the comparisons of statistics by row and pair; a column is not held to itself."""
    own = np.eye(statistic.shape[1], dtype=np.bool_)
    found = np.where(np.isfinite(statistic) & ~own, statistic, np.nan)
    pairs = np.isfinite(found).sum(axis=(1, 2)) // 2
    p = np.asarray(tail(-np.abs(found)), dtype=np.float64)
    if adjustment == "bonferroni":
        p = np.minimum(p * np.maximum(pairs, 1)[:, None, None], 1)
    with np.errstate(invalid="ignore"):
        return ColumnComparison(p, (p < level) & (found > 0), pairs)
