"""A proportion with its score interval."""

from __future__ import annotations

from math import nan, sqrt

from evaluering.stats.distributions import normal_quantile
from evaluering.stats.errors import InvalidInput
from evaluering.stats.intervals import Estimate, Interval, checked_level
from evaluering.stats.response import whole_number


def proportion(successes: int, n: int, *, level: float = 0.95) -> Estimate:
    r"""Estimate a proportion with Wilson's score interval.

    .. math::
        \frac{p + z^2/2n \pm z\sqrt{p(1-p)/n + z^2/4n^2}}{1 + z^2/n}

    Parameters
    ----------
    successes, n : int
        How many of how many.
    level : float
        Confidence level.

    Returns
    -------
    Estimate
        The proportion and limits within [0, 1]; NaN throughout when `n` is 0.

    Raises
    ------
    InvalidInput
        If a number is not whole or negative, there are more successes than cases, or the level
        is not within (0, 1).

    Notes
    -----
    SPSS: ``PROPORTIONS /ONESAMPLE CITYPES=WILSON_SCORE``. R: ``prop.test(x, n, correct = FALSE)``.

    References
    ----------
    Wilson, E. B. (1927). Journal of the American Statistical Association, 22, 209-212.

    Examples
    --------
    >>> estimate = proportion(81, 263)
    >>> round(estimate.interval.lower, 4), round(estimate.interval.upper, 4)
    (0.2553, 0.3662)
    """
    level = checked_level("proportion", level)
    whole_number("proportion", "successes", successes)
    whole_number("proportion", "n", n)
    if successes > n:
        raise InvalidInput("proportion", f"successes ({successes}) cannot exceed n ({n})")
    if n == 0:
        return Estimate(nan, Interval(nan, nan, level))
    z, p = normal_quantile(0.5 + level / 2), successes / n
    centre = p + z**2 / (2 * n)
    margin = z * sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    scale = 1 + z**2 / n
    lower, upper = (centre - margin) / scale, (centre + margin) / scale
    return Estimate(p, Interval(max(0.0, lower), min(1.0, upper), level))
