"""Association of two ordinal variables: gamma, Kendall's tau and the linear-by-linear test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan, sqrt

import numpy as np

from evaluering.stats.arguments import Counts, FloatArray, count_table, require_confidence
from evaluering.stats.crosstab import NO_TABLE, UNTESTABLE, occupied
from evaluering.stats.distributions import around, chi_square_test, normal_two_sided
from evaluering.stats.errors import StatisticsError
from evaluering.stats.results import (
    Estimate,
    HypothesisTest,
    Interval,
    Record,
    StatisticalResult,
    TestedResult,
)

__all__ = [
    "LinearByLinear",
    "OrdinalAssociation",
    "OrdinalMeasure",
    "linear_by_linear",
    "ordinal_association",
]


@dataclass(frozen=True)
class OrdinalMeasure(Estimate):
    """A measure with its standard error; z and p use the error under independence."""

    standard_error: float
    standard_error_null: float
    z: float
    p: float


@dataclass(frozen=True)
class OrdinalAssociation(StatisticalResult):
    """Association of ordered rows with ordered columns."""

    n: int
    gamma: OrdinalMeasure
    tau_b: OrdinalMeasure
    tau_c: OrdinalMeasure
    method: str = "concordant and discordant pairs"
    convention: str = "asymptotic standard errors (ASE1 for intervals, ASE0 for p)"

    def records(self) -> list[Record]:
        """Return one record a measure: value, p, limits, standard_error, z, n."""
        return [
            measure.row(
                name, p=measure.p, standard_error=measure.standard_error, z=measure.z, n=self.n
            )
            for name, measure in (
                ("gamma", self.gamma),
                ("tau_b", self.tau_b),
                ("tau_c", self.tau_c),
            )
        ]


@dataclass(frozen=True)
class LinearByLinear(TestedResult):
    """Mantel-Haenszel test of linear association between scored rows and columns."""

    test: HypothesisTest
    r: float
    n: int
    method: str = "linear-by-linear association"
    convention: str = "(n - 1) r squared"

    def records(self) -> list[Record]:
        """Return one record: value, df, p, r, n."""
        return [self.test.row("linear_by_linear", r=self.r, n=self.n)]


def ordinal_association(counts: Counts, *, confidence: float = 0.95) -> OrdinalAssociation:
    r"""Measure the association of two ordinal variables.

    With P and Q twice the numbers of concordant and discordant pairs, :math:`D_r = n^2 -
    \sum n_{i+}^2`, :math:`D_c = n^2 - \sum n_{+j}^2` and m the smaller of the numbers of rows
    and columns:

    .. math::
        \gamma = \frac{P - Q}{P + Q}, \quad \tau_b = \frac{P - Q}{\sqrt{D_r D_c}}, \quad
        \tau_c = \frac{m (P - Q)}{n^2 (m - 1)}

    Parameters
    ----------
    counts : Counts, shape (rows, columns)
        Numbers of respondents, rows and columns in ascending order. Empty rows and columns
        play no part.
    confidence : float
        Level of the intervals.

    Returns
    -------
    OrdinalAssociation
        Each measure lies between -1 and 1. Intervals are the estimate plus or minus z times
        the asymptotic error, cut at -1 and 1; p divides by the error under independence.
        NaN with a warning when fewer than two rows or columns hold respondents.

    Raises
    ------
    StatisticsError
        Counts that are no table of whole numbers of at least 0, a level not within (0, 1).

    Notes
    -----
    SPSS and PSPP: ``CROSSTABS /STATISTICS GAMMA BTAU CTAU``. R: ``vcdExtra::GKgamma``, ``cor(x,
    y, method = "kendall")``. Source: Brown & Benedetti (1977), Journal of the American
    Statistical Association 72, 309-315.

    Examples
    --------
    >>> round(ordinal_association([[10, 5], [5, 10]]).gamma.value, 6)
    0.6
    """
    require_confidence("ordinal_association", confidence)
    observed = occupied(count_table("ordinal_association", counts)).to_numpy()
    n = int(observed.sum())
    if min(observed.shape) < 2:
        nothing = _measure(nan, nan, nan, confidence)
        warning = f"{NO_TABLE}: no association"
        return OrdinalAssociation(n, nothing, nothing, nothing, warnings=(warning,))
    concordant, discordant = _concordant(observed), _concordant(observed[:, ::-1])[:, ::-1]
    p, q = float((observed * concordant).sum()), float((observed * discordant).sum())
    surplus = concordant - discordant
    spread = sqrt(max(0.0, float((observed * surplus**2).sum()) - (p - q) ** 2 / n))

    rows, columns = observed.sum(axis=1), observed.sum(axis=0)
    row_pairs, column_pairs = n**2 - float(rows @ rows), n**2 - float(columns @ columns)
    scale = sqrt(row_pairs * column_pairs)
    tau_b = (p - q) / scale
    margins = np.add.outer(rows * column_pairs, columns * row_pairs)
    deviations = 2 * scale * surplus + tau_b * margins
    tau_b_spread = (
        float((observed * deviations**2).sum()) - n**3 * tau_b**2 * (row_pairs + column_pairs) ** 2
    )

    gamma_spread = float((observed * (q * concordant - p * discordant) ** 2).sum())
    smaller = min(observed.shape)
    share = smaller / (n**2 * (smaller - 1))
    total = p + q or nan
    gamma = (p - q) / total, 4 * sqrt(gamma_spread) / total**2, 2 * spread / total
    tau_b_error = sqrt(max(0.0, tau_b_spread)) / scale**2
    tau_c_error = 2 * share * spread
    return OrdinalAssociation(
        n=n,
        gamma=_measure(*gamma, confidence),
        tau_b=_measure(tau_b, tau_b_error, 2 * spread / scale, confidence),
        tau_c=_measure(share * (p - q), tau_c_error, tau_c_error, confidence),
    )


def linear_by_linear(
    counts: Counts,
    *,
    row_scores: Sequence[float] | None = None,
    column_scores: Sequence[float] | None = None,
) -> LinearByLinear:
    r"""Test the linear association between scored rows and scored columns.

    .. math:: M^2 = (n - 1) r^2, \qquad df = 1

    with r the Pearson correlation of the scores over the respondents.

    Parameters
    ----------
    counts : Counts, shape (rows, columns)
        Numbers of respondents.
    row_scores, column_scores : sequence of float, optional
        Scores of the rows and columns; 1, 2, 3, ... when not given.

    Returns
    -------
    LinearByLinear
        NaN with a warning when the scores do not vary over the respondents.

    Raises
    ------
    StatisticsError
        Counts that are no table of whole numbers of at least 0, scores of the wrong length.

    Notes
    -----
    SPSS: "Linear-by-Linear Association" of ``CROSSTABS /STATISTICS CHISQ``. R:
    ``coin::lbl_test`` with the same scores. Source: Mantel (1963), Journal of the American
    Statistical Association 58, 690-700.

    Examples
    --------
    >>> found = linear_by_linear([[10, 5, 2], [3, 6, 9]])
    >>> round(found.statistic, 3)
    8.043
    """
    # one order in memory, so that the last digit does not hang on how the table was made
    table = np.ascontiguousarray(count_table("linear_by_linear", counts).to_numpy())
    x = _scores("row_scores", row_scores, table.shape[0])
    y = _scores("column_scores", column_scores, table.shape[1])
    n, rows, columns = int(table.sum()), table.sum(axis=1), table.sum(axis=0)
    varies = all(
        np.unique(scores[weights > 0]).size > 1 for scores, weights in ((x, rows), (y, columns))
    )
    if not varies:
        warning = "scores of the rows or columns do not vary: no test"
        return LinearByLinear(UNTESTABLE, nan, n, warnings=(warning,))
    x, y = x - rows @ x / n, y - columns @ y / n
    r = float(x @ table @ y) / sqrt(float(rows @ x**2) * float(columns @ y**2))
    return LinearByLinear(chi_square_test((n - 1) * r**2, 1.0), r, n)


def _scores(argument: str, scores: Sequence[float] | None, size: int) -> FloatArray:
    if scores is None:
        return np.arange(1.0, size + 1)
    if len(scores) != size:
        raise StatisticsError("linear_by_linear", argument, f"have {size} values", len(scores))
    array = np.asarray(scores, dtype=float)
    if not np.isfinite(array).all():
        raise StatisticsError("linear_by_linear", argument, "be finite", array.tolist())
    return array


def _concordant(observed: FloatArray) -> FloatArray:
    """Return how many respondents are lower on both or higher on both than each cell."""
    above = np.pad(observed.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))[:-1, :-1]
    below = observed[::-1, ::-1].cumsum(axis=0).cumsum(axis=1)
    after: FloatArray = np.pad(below, ((1, 0), (1, 0)))[:-1, :-1][::-1, ::-1]
    return above + after


def _measure(value: float, error: float, null_error: float, confidence: float) -> OrdinalMeasure:
    limits = around(value, error, confidence)
    z = value / null_error if null_error > 0 else nan
    interval = Interval(max(-1.0, limits.lower), min(1.0, limits.upper), confidence)
    return OrdinalMeasure(value, interval, error, null_error, z, normal_two_sided(z))
