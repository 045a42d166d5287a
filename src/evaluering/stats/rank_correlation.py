"""Spearman's and Kendall's rank correlations."""

from __future__ import annotations

from math import copysign, nan

from evaluering.stats.arguments import Values
from evaluering.stats.correlation import (
    CorrelationTest,
    atanh_interval,
    complete_correlation_pairs,
    product_moment,
    t_of_correlation,
)
from evaluering.stats.distributions import normal_quantile
from evaluering.stats.results import Estimate, HypothesisTest
from evaluering.stats.samples import average_ranks

__all__ = ["kendall", "spearman"]


def spearman(x: Values, y: Values, *, confidence: float = 0.95) -> CorrelationTest:
    r"""Correlate two variables by Spearman's rho, Pearson's r of the average ranks.

    Parameters
    ----------
    x, y : Values, shape (respondents,)
        Values of the same respondents; a pair with a missing value is left out.
    confidence : float
        Level of the interval :math:`\tanh(\operatorname{artanh} \rho \pm z \sqrt{(1 + \rho^2 /
        2) / (n - 3)})`, which needs four pairs.

    Returns
    -------
    CorrelationTest
        p from Student's t with n - 2 degrees of freedom. With fewer than three pairs or a
        constant variable rho and p are NaN, with a warning.

    Raises
    ------
    StatisticsError
        As `pearson`.

    Notes
    -----
    SPSS: ``NONPAR CORR /PRINT=SPEARMAN /CI BONETT``. R: ``cor.test(x, y, method = "spearman",
    exact = FALSE)``. Source: Bonett & Wright (2000), Psychometrika 65, 23-28.

    Examples
    --------
    >>> round(spearman([1, 2, 3, 4], [10, 20, 40, 30]).r, 6)
    0.8
    """
    left, right, undefined = complete_correlation_pairs("spearman", x, y, confidence)
    if undefined:
        return undefined
    rho, n = product_moment(average_ranks(left)[0], average_ranks(right)[0]), left.size
    interval = atanh_interval(rho, 1 + rho**2 / 2, n - 3, confidence)
    return CorrelationTest(Estimate(rho, interval), t_of_correlation(rho, n), n, "spearman")


def kendall(x: Values, y: Values, *, confidence: float = 0.95) -> CorrelationTest:
    r"""Correlate two variables by Kendall's tau-b.

    .. math:: \tau_b = \frac{S}{\sqrt{(n_0 - n_x)(n_0 - n_y)}}, \qquad n_0 = n(n - 1)/2

    with S the concordant minus the discordant pairs, and :math:`n_x, n_y` the pairs tied on
    each variable.

    Parameters
    ----------
    x, y : Values, shape (respondents,)
        Values of the same respondents; a pair with a missing value is left out.
    confidence : float
        Level of the interval :math:`\tanh(\operatorname{artanh} \tau \pm z \sqrt{0.437 / (n -
        4)})`, which needs five pairs.

    Returns
    -------
    CorrelationTest
        p from the normal approximation with the variance of S corrected for ties. With fewer
        than three pairs or a constant variable tau and p are NaN, with a warning.

    Raises
    ------
    StatisticsError
        As `pearson`.

    Notes
    -----
    SPSS: ``NONPAR CORR /PRINT=KENDALL``. R: ``cor.test(x, y, method = "kendall", exact =
    FALSE)``. Source: Kendall (1970), Rank correlation methods; Fieller, Hartley & Pearson
    (1957), Biometrika 44, 470-481.

    Examples
    --------
    >>> round(kendall([1, 2, 3, 4], [1, 3, 2, 4]).r, 3)
    0.667
    """
    left, right, undefined = complete_correlation_pairs("kendall", x, y, confidence)
    if undefined:
        return undefined
    from scipy.stats import kendalltau

    n = left.size
    found = kendalltau(left, right, method="asymptotic")
    tau, p = float(found.statistic), float(found.pvalue)
    z = copysign(-normal_quantile(p / 2), tau)
    estimate = Estimate(tau, atanh_interval(tau, 0.437, n - 4, confidence))
    return CorrelationTest(estimate, HypothesisTest(z, nan, p), n, "kendall")
