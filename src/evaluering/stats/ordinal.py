"""Association of two ordinal variables: gamma, Kendall's tau and the linear-by-linear test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from evaluering.stats.crosstab import ChiSquare, occupied
from evaluering.stats.distributions import chi_square_upper, normal_quantile, normal_two_sided
from evaluering.stats.errors import InvalidInput
from evaluering.stats.intervals import Interval, checked_level, tidy_frame
from evaluering.stats.observations import FloatArray, count_table


@dataclass(frozen=True)
class OrdinalMeasure:
    """A measure with its standard error and interval; z and p use the error under independence."""

    value: float
    standard_error: float
    interval: Interval
    standard_error_null: float
    z: float
    p: float


@dataclass(frozen=True)
class OrdinalAssociation:
    """Association of ordered rows with ordered columns."""

    n: int
    gamma: OrdinalMeasure
    tau_b: OrdinalMeasure
    tau_c: OrdinalMeasure
    method: str = "concordant and discordant pairs"
    convention: str = "asymptotic standard errors (ASE1 for intervals, ASE0 for p)"
    warnings: tuple[str, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """Return one row per measure: value, p, lower, upper, standard_error, z, n."""
        measures = {"gamma": self.gamma, "tau_b": self.tau_b, "tau_c": self.tau_c}
        frame = tidy_frame(
            *(
                {
                    "statistic": name,
                    "value": measure.value,
                    "p": measure.p,
                    "lower": measure.interval.lower,
                    "upper": measure.interval.upper,
                }
                for name, measure in measures.items()
            )
        )
        return frame.assign(
            standard_error=[measure.standard_error for measure in measures.values()],
            z=[measure.z for measure in measures.values()],
            n=self.n,
        )


@dataclass(frozen=True)
class LinearByLinear:
    """Mantel-Haenszel test of linear association between scored rows and columns."""

    statistic: float
    df: float
    p: float
    r: float
    n: int
    method: str = "linear-by-linear association"
    convention: str = "(n - 1) r squared"
    warnings: tuple[str, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """Return one row: value, df, p."""
        return tidy_frame(
            {
                "statistic": "linear_by_linear",
                "value": self.statistic,
                "df": self.df,
                "p": self.p,
            }
        ).assign(r=self.r, n=self.n)


def ordinal_association(
    counts: ArrayLike | pd.DataFrame, *, level: float = 0.95
) -> OrdinalAssociation:
    r"""Measure the association of two ordinal variables.

    With P and Q twice the numbers of concordant and discordant pairs, :math:`D_r = n^2 -
    \sum n_{i+}^2`, :math:`D_c = n^2 - \sum n_{+j}^2` and m the smaller of the numbers of rows
    and columns:

    .. math::
        \gamma = \frac{P - Q}{P + Q}, \quad \tau_b = \frac{P - Q}{\sqrt{D_r D_c}}, \quad
        \tau_c = \frac{m (P - Q)}{n^2 (m - 1)}

    Parameters
    ----------
    counts : array_like or DataFrame, shape (rows, columns)
        Numbers of respondents, rows and columns in ascending order. Empty rows and columns
        play no part.
    level : float
        Confidence level.

    Returns
    -------
    OrdinalAssociation
        Each measure lies between -1 and 1. Intervals are the estimate plus or minus z times
        the asymptotic error, cut at -1 and 1; p divides by the error under independence.
        NaN with a warning when fewer than two rows or columns hold respondents.

    Raises
    ------
    InvalidInput
        For counts that are not whole numbers of at least 0, an empty table, or a level not
        within (0, 1).

    Notes
    -----
    SPSS and PSPP: ``CROSSTABS /STATISTICS GAMMA BTAU CTAU``. R: ``vcdExtra::GKgamma``,
    ``cor(x, y, method = "kendall")``.

    References
    ----------
    Brown, M. B. & Benedetti, J. K. (1977). Journal of the American Statistical Association,
    72, 309-315.
    """
    level = checked_level("ordinal_association", level)
    observed = occupied(count_table("ordinal_association", counts)).to_numpy()
    n = int(observed.sum())
    if min(observed.shape) < 2:
        nothing = _measure(nan, nan, nan, level)
        warning = "fewer than two rows or columns with respondents: no association"
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
    return OrdinalAssociation(
        n=n,
        gamma=_measure(
            (p - q) / (p + q) if p + q else nan,
            4 * sqrt(gamma_spread) / (p + q) ** 2 if p + q else nan,
            2 * spread / (p + q) if p + q else nan,
            level,
        ),
        tau_b=_measure(tau_b, sqrt(max(0.0, tau_b_spread)) / scale**2, 2 * spread / scale, level),
        tau_c=_measure(share * (p - q), 2 * share * spread, 2 * share * spread, level),
    )


def linear_by_linear(
    counts: ArrayLike | pd.DataFrame,
    *,
    row_scores: Sequence[float] | None = None,
    column_scores: Sequence[float] | None = None,
) -> LinearByLinear:
    r"""Test the linear association between scored rows and scored columns.

    .. math:: M^2 = (n - 1) r^2, \qquad df = 1

    with r the Pearson correlation of the scores over the respondents.

    Parameters
    ----------
    counts : array_like or DataFrame, shape (rows, columns)
        Numbers of respondents.
    row_scores, column_scores : sequence of float, optional
        Scores of the rows and columns; 1, 2, 3, ... when not given.

    Returns
    -------
    LinearByLinear
        NaN with a warning when the scores do not vary over the respondents.

    Raises
    ------
    InvalidInput
        For counts that are not whole numbers of at least 0, an empty table, or scores of the
        wrong length.

    Notes
    -----
    SPSS: "Linear-by-Linear Association" of ``CROSSTABS /STATISTICS CHISQ``. R:
    ``coin::lbl_test`` with the same scores.

    References
    ----------
    Mantel, N. (1963). Journal of the American Statistical Association, 58, 690-700.
    """
    table = count_table("linear_by_linear", counts).to_numpy()
    x = _scores("row_scores", row_scores, table.shape[0])
    y = _scores("column_scores", column_scores, table.shape[1])
    n, rows, columns = int(table.sum()), table.sum(axis=1), table.sum(axis=0)
    varies = all(
        np.unique(scores[weights > 0]).size > 1 for scores, weights in ((x, rows), (y, columns))
    )
    if not varies:
        warning = "scores of the rows or columns do not vary: no test"
        return LinearByLinear(nan, nan, nan, nan, n, warnings=(warning,))
    x, y = x - rows @ x / n, y - columns @ y / n
    r = float(x @ table @ y) / sqrt(float(rows @ x**2) * float(columns @ y**2))
    statistic = (n - 1) * r**2
    test = ChiSquare(statistic, 1.0, chi_square_upper(statistic, 1))
    return LinearByLinear(test.statistic, test.df, test.p, r, n)


def _scores(argument: str, scores: Sequence[float] | None, size: int) -> FloatArray:
    if scores is None:
        return np.arange(1.0, size + 1)
    if len(scores) != size:
        raise InvalidInput(
            "linear_by_linear", f"{argument} must have {size} values, got {len(scores)}"
        )
    array = np.asarray(scores, dtype=float)
    if not np.isfinite(array).all():
        raise InvalidInput("linear_by_linear", f"{argument} must be finite, got {array.tolist()}")
    return array


def _concordant(observed: FloatArray) -> FloatArray:
    """Return how many respondents are lower on both or higher on both than each cell."""
    above = np.pad(observed.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))[:-1, :-1]
    below = observed[::-1, ::-1].cumsum(axis=0).cumsum(axis=1)
    after: FloatArray = np.pad(below, ((1, 0), (1, 0)))[:-1, :-1][::-1, ::-1]
    return above + after


def _measure(value: float, error: float, null_error: float, level: float) -> OrdinalMeasure:
    margin = normal_quantile(0.5 + level / 2) * error
    z = value / null_error if null_error > 0 else nan
    return OrdinalMeasure(
        value,
        error,
        Interval(max(-1.0, value - margin), min(1.0, value + margin), level),
        null_error,
        z,
        normal_two_sided(z),
    )
