"""Find the non-centrality at which a test has a given power."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, ndtr, stdtrit

from evaluering.stats.errors import InvalidInput, StatisticsError, TooFewObservations

ALTERNATIVES = ("two-sided", "one-sided")


def noncentrality_of_t(
    name: str, df: int, power: float, significance: float, alternative: str
) -> float:
    """Non-centrality at which a t test with `df` degrees of freedom has the power."""
    tail = significance / 2 if alternative == "two-sided" else significance
    critical = float(stdtrit(df, 1 - tail))

    def reached(noncentrality: float) -> float:
        right = noncentral_t_upper_tail(critical, df, noncentrality)
        wrong = noncentral_t_upper_tail(critical, df, -noncentrality)
        return right + wrong if alternative == "two-sided" else right

    return solve_noncentrality(name, reached, power)


def noncentral_t_upper_tail(value: float, df: int, noncentrality: float) -> float:
    r"""Probability that a noncentral t variable exceeds `value`.

    .. math:: P(T > t) = \int_0^\infty \Phi(\delta - t s) f(s)\, ds

    with f the density of the root of a chi-square over its degrees of freedom, by
    Gauss-Legendre quadrature (error below 1e-12). scipy 1.17's ``nctdtr`` is NaN in the tails.
    """
    spread = 12 / np.sqrt(2 * df)
    low, high = max(0.0, 1 - spread), 1 + spread
    nodes, weights = _gauss_legendre()
    s = low + (nodes + 1) / 2 * (high - low)
    log_density = (
        np.log(2.0)
        + df / 2 * np.log(df / 2)
        - gammaln(df / 2)
        + (df - 1) * np.log(s)
        - df / 2 * s**2
    )
    integrand = ndtr(noncentrality - value * s) * np.exp(log_density)
    return float((weights * integrand).sum() * (high - low) / 2)


@cache
def _gauss_legendre() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    nodes, weights = np.polynomial.legendre.leggauss(240)
    return np.asarray(nodes, dtype=np.float64), np.asarray(weights, dtype=np.float64)


def solve_noncentrality(name: str, reached: Callable[[float], float], power: float) -> float:
    """Non-centrality at which the increasing function `reached` equals `power`."""
    from scipy.optimize import brentq

    upper = 1.0
    while reached(upper) < power:
        upper *= 2
        if upper > 1e6:
            raise StatisticsError(name, f"no effect reaches power {power!r}")
    return float(brentq(lambda nc: reached(nc) - power, 0.0, upper, xtol=1e-13, rtol=1e-14))


def require_sizes(name: str, sizes: tuple[int, ...], fewest: int = 2) -> None:
    """Refuse group sizes that are not whole numbers or are too small."""
    if any(isinstance(size, bool) or size != int(size) for size in sizes):
        raise InvalidInput(name, f"group sizes must be whole numbers, got {sizes!r}")
    if min(sizes) < fewest:
        raise TooFewObservations(name, f"group sizes must be at least {fewest}, got {sizes!r}")


def require_levels(name: str, power: float, significance: float, alternative: str) -> None:
    """Refuse levels outside their range and unknown alternatives."""
    if alternative not in ALTERNATIVES:
        raise InvalidInput(name, f"alternative must be one of {ALTERNATIVES}, got {alternative!r}")
    if not 0 < significance < 1:
        raise InvalidInput(name, f"significance must lie between 0 and 1, got {significance!r}")
    if not significance < power < 1:
        raise InvalidInput(name, f"power must lie between significance and 1, got {power!r}")
