"""Find the non-centrality at which a test has a given power."""

from __future__ import annotations

from collections.abc import Callable

from scipy.special import stdtrit

from evaluering.stats.errors import InvalidInput, StatisticsError, TooFewObservations
from evaluering.stats.noncentral import noncentral_t_probability

ALTERNATIVES = ("two-sided", "one-sided")


def noncentrality_of_t(
    name: str, df: int, power: float, significance: float, alternative: str
) -> float:
    """Non-centrality at which a t test with `df` degrees of freedom has the power."""
    tail = significance / 2 if alternative == "two-sided" else significance
    critical = float(stdtrit(df, 1 - tail))

    def reached(noncentrality: float) -> float:
        right = 1 - noncentral_t_probability(critical, df, noncentrality)
        wrong = 1 - noncentral_t_probability(critical, df, -noncentrality)
        return right + wrong if alternative == "two-sided" else right

    return solve_noncentrality(name, reached, power)


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
