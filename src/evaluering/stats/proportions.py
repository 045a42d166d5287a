"""A proportion with its score interval."""

from __future__ import annotations

from math import sqrt

from evaluering.stats.arguments import require_confidence, whole_number
from evaluering.stats.distributions import normal_quantile
from evaluering.stats.errors import StatisticsError
from evaluering.stats.results import Estimate, Interval

__all__ = ["proportion"]


def proportion(successes: int, n: int, *, confidence: float = 0.95) -> Estimate:
    r"""Estimate a proportion with Wilson's score interval.

    .. math::
        \frac{p + z^2/2n \pm z\sqrt{p(1-p)/n + z^2/4n^2}}{1 + z^2/n}

    Parameters
    ----------
    successes, n : int
        How many of how many.
    confidence : float
        Level of the interval.

    Returns
    -------
    Estimate
        The proportion and limits within [0, 1]; NaN throughout when `n` is 0.

    Raises
    ------
    StatisticsError
        A number that is not whole or negative, more successes than cases.

    Notes
    -----
    SPSS: ``PROPORTIONS /ONESAMPLE CITYPES=WILSON_SCORE``. R: ``prop.test(x, n, correct = FALSE)``.
    Source: Wilson (1927), Journal of the American Statistical Association 22, 209-212.

    Examples
    --------
    >>> estimate = proportion(81, 263)
    >>> round(estimate.interval.lower, 4), round(estimate.interval.upper, 4)
    (0.2553, 0.3662)
    """
    require_confidence("proportion", confidence)
    whole_number("proportion", "successes", successes)
    whole_number("proportion", "n", n)
    if successes > n:
        raise StatisticsError("proportion", "successes", f"not exceed n ({n})", successes)
    if n == 0:
        return Estimate.undefined(confidence)
    z, p = normal_quantile(0.5 + confidence / 2), successes / n
    centre = p + z**2 / (2 * n)
    margin = z * sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    scale = 1 + z**2 / n
    lower, upper = (centre - margin) / scale, (centre + margin) / scale
    return Estimate(p, Interval(max(0.0, lower), min(1.0, upper), confidence))
