"""Correlation of two variables with p, n and a confidence interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import atanh, nan, sqrt, tanh

import numpy as np

from evaluering.stats.arguments import FloatArray, Values, complete_pairs, require_confidence
from evaluering.stats.distributions import around, t_two_sided
from evaluering.stats.results import Estimate, HypothesisTest, Interval, Record, TestedEstimate
from evaluering.stats.samples import is_constant

__all__ = [
    "CorrelationTest",
    "atanh_interval",
    "complete_correlation_pairs",
    "correlation_p",
    "pearson",
    "product_moment",
    "t_of_correlation",
]


@dataclass(frozen=True)
class CorrelationTest(TestedEstimate):
    """A correlation coefficient with its interval, test against zero and number of pairs."""

    estimate: Estimate
    test: HypothesisTest
    n: int
    method: str = "pearson"
    convention: str = "pairwise complete"

    @property
    def r(self) -> float:
        """The coefficient."""
        return self.estimate.value

    def records(self) -> list[Record]:
        """Return one record: coefficient, p, limits, n."""
        return [self.estimate.row(self.method, p=self.p, n=self.n)]


def pearson(x: Values, y: Values, *, confidence: float = 0.95) -> CorrelationTest:
    r"""Correlate two variables by Pearson's r.

    .. math::
        r = \frac{\sum (x_i - \bar x)(y_i - \bar y)}
                 {\sqrt{\sum (x_i - \bar x)^2 \sum (y_i - \bar y)^2}}, \qquad
        t = r \sqrt{\frac{n - 2}{1 - r^2}}

    Parameters
    ----------
    x, y : Values, shape (respondents,)
        Values of the same respondents; a pair with a missing value is left out.
    confidence : float
        Level of Fisher's z interval, which needs four pairs.

    Returns
    -------
    CorrelationTest
        With fewer than three pairs or a constant variable r and p are NaN, with a warning.

    Raises
    ------
    StatisticsError
        Values that are not numbers or not of the same respondents.

    Notes
    -----
    SPSS: ``CORRELATIONS`` (``/CI`` for the interval). R: ``cor.test(x, y)``. Source: Fisher
    (1921), Metron 1, 3-32.

    Examples
    --------
    >>> result = pearson([1, 2, 3, 4], [2, 1, 4, 3])
    >>> round(result.r, 6), round(result.p, 6), result.n
    (0.6, 0.4, 4)
    """
    left, right, undefined = complete_correlation_pairs("pearson", x, y, confidence)
    if undefined:
        return undefined
    r, n = product_moment(left, right), left.size
    interval = atanh_interval(r, 1.0, n - 3, confidence)
    return CorrelationTest(Estimate(r, interval), t_of_correlation(r, n), n)


def product_moment(x: FloatArray, y: FloatArray) -> float:
    """Return Pearson's r of two complete variables that are not constant."""
    x, y = x - x.mean(), y - y.mean()
    scaled = float((x / np.linalg.norm(x)) @ (y / np.linalg.norm(y)))
    return max(-1.0, min(1.0, scaled))


def t_of_correlation(r: float, n: int) -> HypothesisTest:
    """Return the t test of r with n - 2 degrees of freedom."""
    return HypothesisTest(_t(r, n), n - 2, correlation_p(r, n))


def correlation_p(r: float, n: int) -> float:
    """Return the two-sided p of r from Student's t with n - 2 degrees of freedom."""
    if n < 3:
        return nan
    return t_two_sided(_t(r, n), n - 2) if 1 - r**2 > 0 else 0.0


def _t(r: float, n: int) -> float:
    rest = 1 - r**2
    return r * sqrt((n - 2) / rest) if rest > 0 else r * float("inf")


def atanh_interval(r: float, variance_factor: float, df: int, confidence: float) -> Interval:
    """Return tanh(atanh(r) ± z √(factor / df)), NaN without degrees of freedom."""
    if df < 1:
        return Interval.undefined(confidence)
    if abs(r) >= 1:
        return Interval(r, r, confidence)
    limits = around(atanh(r), sqrt(variance_factor / df), confidence)
    return Interval(tanh(limits.lower), tanh(limits.upper), confidence)


def complete_correlation_pairs(
    method: str, x: Values, y: Values, confidence: float
) -> tuple[FloatArray, FloatArray, CorrelationTest | None]:
    """Return the complete pairs, and what is returned when they have no correlation."""
    require_confidence(method, confidence)
    left, right = complete_pairs(method, x, y)
    problem = ""
    if left.size < 3:
        problem = f"fewer than three complete pairs ({left.size})"
    elif constant := [name for name, v in (("x", left), ("y", right)) if is_constant(v)]:
        problem = f"zero variance in {' and '.join(constant)}"
    if not problem:
        return left, right, None
    undefined = CorrelationTest(
        Estimate.undefined(confidence),
        HypothesisTest(nan, nan, nan),
        left.size,
        method,
        warnings=(problem,),
    )
    return left, right, undefined
