"""Spearman's and Kendall's rank correlations."""

from __future__ import annotations

from math import atanh, sqrt, tanh

import numpy as np
from numpy.typing import ArrayLike

from evaluering.stats.correlation import (
    Correlation,
    correlation_p,
    fisher_interval,
    pair_problem,
    product_moment,
    undefined_correlation,
)
from evaluering.stats.distributions import normal_quantile, normal_two_sided
from evaluering.stats.intervals import Interval, checked_level, undefined_interval
from evaluering.stats.observations import FloatArray, complete_pairs
from evaluering.stats.ranks import average_ranks


def spearman(x: ArrayLike, y: ArrayLike, *, level: float = 0.95) -> Correlation:
    r"""Correlate two variables by Spearman's rho, Pearson's r of the average ranks.

    Parameters
    ----------
    x, y : array_like, shape (respondents,)
        Values of the same respondents; a pair with a missing value is left out.
    level : float
        Confidence level of the interval :math:`\tanh(\operatorname{artanh} \rho \pm z
        \sqrt{(1 + \rho^2 / 2) / (n - 3)})`, which needs four pairs.

    Returns
    -------
    Correlation
        p from Student's t with n - 2 degrees of freedom. With fewer than three pairs or a
        constant variable rho and p are NaN, with a warning.

    Raises
    ------
    InvalidInput
        If values are not numbers, the lengths differ or the level is not within (0, 1).

    Notes
    -----
    SPSS: ``NONPAR CORR /PRINT=SPEARMAN /CI BONETT``. R: ``cor.test(x, y, method =
    "spearman", exact = FALSE)``.

    References
    ----------
    Bonett, D. G. & Wright, T. A. (2000). Psychometrika, 65, 23-28.
    """
    level = checked_level("spearman", level)
    left, right = complete_pairs("spearman", x, y)
    if problem := pair_problem(left, right):
        return undefined_correlation("spearman", left.size, level, problem)
    rho = product_moment(average_ranks(left)[0], average_ranks(right)[0])
    n = left.size
    interval = fisher_interval(rho, n, 1 + rho**2 / 2, level)
    return Correlation(rho, correlation_p(rho, n), n, interval, "spearman")


def kendall(x: ArrayLike, y: ArrayLike, *, level: float = 0.95) -> Correlation:
    r"""Correlate two variables by Kendall's tau-b.

    .. math:: \tau_b = \frac{S}{\sqrt{(n_0 - n_x)(n_0 - n_y)}}, \qquad n_0 = n(n - 1)/2

    with S the concordant minus the discordant pairs, and :math:`n_x, n_y` the pairs tied on
    each variable.

    Parameters
    ----------
    x, y : array_like, shape (respondents,)
        Values of the same respondents; a pair with a missing value is left out.
    level : float
        Confidence level of the interval :math:`\tanh(\operatorname{artanh} \tau \pm z
        \sqrt{0.437 / (n - 4)})`, which needs five pairs.

    Returns
    -------
    Correlation
        p from the normal approximation with the variance of S corrected for ties. With fewer
        than three pairs or a constant variable tau and p are NaN, with a warning.

    Raises
    ------
    InvalidInput
        If values are not numbers, the lengths differ or the level is not within (0, 1).

    Notes
    -----
    SPSS: ``NONPAR CORR /PRINT=KENDALL``. R: ``cor.test(x, y, method = "kendall", exact =
    FALSE)``.

    References
    ----------
    Kendall, M. G. (1970). Rank correlation methods. Fieller, E. C., Hartley, H. O. &
    Pearson, E. S. (1957). Biometrika, 44, 470-481.
    """
    level = checked_level("kendall", level)
    left, right = complete_pairs("kendall", x, y)
    if problem := pair_problem(left, right):
        return undefined_correlation("kendall", left.size, level, problem)
    n = left.size
    score = float((_signs(left) * _signs(right)).sum()) / 2
    ties_x, ties_y = _tie_sums(left), _tie_sums(right)
    pairs = n * (n - 1)
    tau = 2 * score / sqrt((pairs - ties_x[0]) * (pairs - ties_y[0]))
    spread = (
        (pairs * (2 * n + 5) - ties_x[2] - ties_y[2]) / 18
        + ties_x[0] * ties_y[0] / (2 * pairs)
        + ties_x[1] * ties_y[1] / (9 * pairs * (n - 2))
    )
    p = normal_two_sided(score / sqrt(spread))
    return Correlation(tau, p, n, _kendall_interval(tau, n, level), "kendall")


def _signs(values: FloatArray) -> FloatArray:
    return np.sign(np.subtract.outer(values, values))


def _tie_sums(values: FloatArray) -> tuple[float, float, float]:
    """Return the sums of t(t-1), t(t-1)(t-2) and t(t-1)(2t+5) over the ties."""
    size = average_ranks(values)[1].astype(float)
    twos = size * (size - 1)
    return (
        float(twos.sum()),
        float((twos * (size - 2)).sum()),
        float((twos * (2 * size + 5)).sum()),
    )


def _kendall_interval(tau: float, n: int, level: float) -> Interval:
    if n < 5:
        return undefined_interval(level)
    if abs(tau) >= 1:
        return Interval(tau, tau, level)
    margin = normal_quantile(0.5 + level / 2) * sqrt(0.437 / (n - 4))
    return Interval(tanh(atanh(tau) - margin), tanh(atanh(tau) + margin), level)
