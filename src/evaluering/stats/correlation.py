"""Correlation of two variables with p, n and a confidence interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import atanh, nan, sqrt, tanh

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from evaluering.stats.distributions import normal_quantile, t_two_sided
from evaluering.stats.intervals import Interval, checked_level, tidy_frame, undefined_interval
from evaluering.stats.observations import FloatArray, complete_pairs, is_constant


@dataclass(frozen=True)
class Correlation:
    """A correlation coefficient with its two-sided p, number of pairs and interval."""

    r: float
    p: float
    n: int
    interval: Interval
    method: str = "pearson"
    convention: str = "pairwise complete"
    warnings: tuple[str, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """Return one row: method, r, p, lower, upper, n."""
        frame = tidy_frame(
            {
                "statistic": self.method,
                "value": self.r,
                "p": self.p,
                "lower": self.interval.lower,
                "upper": self.interval.upper,
            }
        )
        return frame.assign(n=self.n)


def pearson(x: ArrayLike, y: ArrayLike, *, level: float = 0.95) -> Correlation:
    r"""Correlate two variables by Pearson's r.

    .. math::
        r = \frac{\sum (x_i - \bar x)(y_i - \bar y)}
                 {\sqrt{\sum (x_i - \bar x)^2 \sum (y_i - \bar y)^2}}, \qquad
        t = r \sqrt{\frac{n - 2}{1 - r^2}}

    Parameters
    ----------
    x, y : array_like, shape (respondents,)
        Values of the same respondents; a pair with a missing value is left out.
    level : float
        Confidence level of Fisher's z interval, which needs four pairs.

    Returns
    -------
    Correlation
        With fewer than three pairs or a constant variable r and p are NaN, with a warning.

    Raises
    ------
    InvalidInput
        If values are not numbers, the lengths differ or the level is not within (0, 1).

    Notes
    -----
    SPSS: ``CORRELATIONS`` (``/CI`` for the interval). R: ``cor.test(x, y)``.

    References
    ----------
    Fisher, R. A. (1921). Metron, 1, 3-32.
    """
    level = checked_level("pearson", level)
    left, right = complete_pairs("pearson", x, y)
    problem = pair_problem(left, right)
    if problem:
        return undefined_correlation("pearson", left.size, level, problem)
    r = product_moment(left, right)
    return Correlation(
        r, correlation_p(r, left.size), left.size, fisher_interval(r, left.size, 1.0, level)
    )


def product_moment(x: FloatArray, y: FloatArray) -> float:
    """Return Pearson's r of two complete variables that are not constant."""
    x, y = x - x.mean(), y - y.mean()
    scaled = float((x / np.linalg.norm(x)) @ (y / np.linalg.norm(y)))
    return max(-1.0, min(1.0, scaled))


def correlation_p(r: float, n: int) -> float:
    """Return the two-sided p of r from Student's t with n - 2 degrees of freedom."""
    if n < 3:
        return nan
    rest = 1 - r**2
    return t_two_sided(r * sqrt((n - 2) / rest), n - 2) if rest > 0 else 0.0


def fisher_interval(r: float, n: int, variance_factor: float, level: float) -> Interval:
    """Return tanh(atanh(r) ± z √(factor / (n - 3))), NaN with fewer than four pairs."""
    if n < 4:
        return undefined_interval(level)
    if abs(r) >= 1:
        return Interval(r, r, level)
    margin = normal_quantile(0.5 + level / 2) * sqrt(variance_factor / (n - 3))
    return Interval(tanh(atanh(r) - margin), tanh(atanh(r) + margin), level)


def pair_problem(x: FloatArray, y: FloatArray) -> str:
    """Return why two complete variables have no correlation, or an empty string."""
    if x.size < 3:
        return f"fewer than three complete pairs ({x.size})"
    constant = [name for name, values in (("x", x), ("y", y)) if is_constant(values)]
    return f"zero variance in {' and '.join(constant)}" if constant else ""


def undefined_correlation(method: str, n: int, level: float, problem: str) -> Correlation:
    """Return the correlation that cannot be computed, with the problem as its warning."""
    return Correlation(nan, nan, n, undefined_interval(level), method, warnings=(problem,))
