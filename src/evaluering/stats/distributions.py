"""Tail probabilities and quantiles of the classical test distributions.

They rest on `scipy.special`, which loads in a tenth of the time of `scipy.stats`.
A statistic or degree of freedom that is NaN, or a degree of freedom of zero, gives NaN.
"""

from __future__ import annotations

from math import isnan, nan


def t_two_sided(t: float, df: float) -> float:
    """Return P(|T| >= |t|) for Student's t."""
    from scipy.special import stdtr

    return min(1.0, 2 * float(stdtr(df, -abs(t)))) if _defined(t, df) else nan


def t_quantile(probability: float, df: float) -> float:
    """Return the quantile of Student's t."""
    from scipy.special import stdtrit

    return float(stdtrit(df, probability)) if _defined(probability, df) else nan


def f_upper(f: float, df1: float, df2: float) -> float:
    """Return P(F >= f)."""
    from scipy.special import fdtrc

    return float(fdtrc(df1, df2, max(f, 0.0))) if _defined(f, df1, df2) else nan


def chi_square_upper(statistic: float, df: float) -> float:
    """Return P(X >= statistic) for the chi-square distribution."""
    from scipy.special import chdtrc

    return float(chdtrc(df, max(statistic, 0.0))) if _defined(statistic, df) else nan


def normal_two_sided(z: float) -> float:
    """Return P(|Z| >= |z|) for the standard normal distribution."""
    from scipy.special import ndtr

    return 2 * float(ndtr(-abs(z)))


def normal_quantile(probability: float) -> float:
    """Return the quantile of the standard normal distribution."""
    from scipy.special import ndtri

    return float(ndtri(probability))


def _defined(value: float, *degrees: float) -> bool:
    return not isnan(value) and all(df > 0 for df in degrees)
