"""Exact confidence limits of noncentrality parameters, by inverting the distribution."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import isfinite, isnan, log, pi, sqrt

import numpy as np

from evaluering.stats.arguments import FloatArray
from evaluering.stats.results import Interval

__all__ = ["noncentral_chi_square", "noncentral_f", "noncentral_t", "noncentral_t_probability"]


def noncentral_t(t: float, df: float, confidence: float) -> Interval:
    """Return the limits of the noncentrality of Student's t that make `t` just significant.

    Source: Steiger & Fouladi (1997), Noncentrality interval estimation.
    """
    if not (isfinite(t) and df > 0):
        return Interval.undefined(confidence)
    if t < 0:
        mirrored = noncentral_t(-t, df, confidence)
        return Interval(-mirrored.upper, -mirrored.lower, confidence)
    reach = 5 * sqrt(1 + t**2 / (2 * df))
    return _two_limits(
        lambda noncentrality: noncentral_t_probability(t, df, noncentrality),
        t - reach,
        t + reach,
        confidence,
        smallest=None,
    )


def noncentral_t_probability(t: float, df: float, noncentrality: float) -> float:
    r"""Return P(T <= t) of the noncentral t distribution for t of at least 0.

    With Z standard normal and S the root of a chi-square over its degrees of freedom, T <= t
    when Z + noncentrality <= t S; the probability is integrated over whichever of Z and S
    changes more slowly. `scipy.special.nctdtr` is NaN at many arguments of practical size
    (df 100, t 1, noncentrality 37; df 3, t 60, noncentrality -30).
    """
    from scipy.special import gammaincc, gammainccinv, gammaincinv, gammaln, ndtr

    half = df / 2
    if t > sqrt(2 * df):
        z, weight = _nodes(max(-9.0, -noncentrality), 9.0)
        root = (z + noncentrality) / t
        density = np.exp(-(z**2) / 2) / sqrt(2 * pi)
        inner = float(weight @ (density * gammaincc(half, half * root**2)))
        return float(ndtr(-noncentrality)) + (inner if noncentrality > -9 else 0.0)
    low, high = gammaincinv(half, 1e-18), gammainccinv(half, 1e-18)
    s, weight = _nodes(sqrt(low / half), sqrt(high / half))
    log_density = log(2) + half * log(half) - gammaln(half) + (df - 1) * np.log(s) - half * s**2
    return min(1.0, float(weight @ (np.exp(log_density) * ndtr(t * s - noncentrality))))


def _nodes(low: float, high: float) -> tuple[FloatArray, FloatArray]:
    x, weight = _gauss_legendre()
    return low + (high - low) * (x + 1) / 2, weight * (high - low) / 2


@cache
def _gauss_legendre() -> tuple[FloatArray, FloatArray]:
    x, weight = np.polynomial.legendre.leggauss(160)
    return x, weight


def noncentral_f(f: float, df1: float, df2: float, confidence: float) -> Interval:
    """Return the limits of the noncentrality of F, zero where no limit above zero exists."""
    from scipy.special import ncfdtr

    if not (isfinite(f) and df1 > 0 and df2 > 0):
        return Interval.undefined(confidence)

    def below(noncentrality: float) -> float:
        probability = float(ncfdtr(df1, df2, noncentrality, f))
        return 0.0 if isnan(probability) else probability  # NaN only where it vanishes

    return _two_limits(below, 0.0, f * df1 + 10.0, confidence, smallest=0.0)


def noncentral_chi_square(statistic: float, df: float, confidence: float) -> Interval:
    """Return the limits of the noncentrality of chi-square, zero where none above exists."""
    from scipy.special import chndtr

    if not (isfinite(statistic) and df > 0):
        return Interval.undefined(confidence)

    def below(noncentrality: float) -> float:
        return float(chndtr(statistic, df, noncentrality))

    return _two_limits(below, 0.0, statistic + 10.0, confidence, smallest=0.0)


def _two_limits(
    below: Callable[[float], float],
    low: float,
    high: float,
    confidence: float,
    smallest: float | None,
) -> Interval:
    tail = (1 - confidence) / 2
    return Interval(
        _limit(below, 1 - tail, low, high, smallest),
        _limit(below, tail, low, high, smallest),
        confidence,
    )


def _limit(
    below: Callable[[float], float],
    probability: float,
    low: float,
    high: float,
    smallest: float | None,
) -> float:
    """Solve ``below(x) = probability``, where `below` falls as x grows."""
    from scipy.optimize import brentq

    if smallest is not None and below(smallest) <= probability:
        return smallest
    step = max(high - low, 1.0)
    while smallest is None and below(low) < probability:
        low, step = low - step, 2 * step
    while below(high) > probability:
        high, step = high + step, 2 * step
    return float(brentq(lambda x: below(x) - probability, low, high, xtol=1e-12, rtol=1e-14))
