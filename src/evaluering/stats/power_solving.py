"""Find the non-centrality at which a test has a given power."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

from scipy.special import stdtrit

from evaluering.stats.arguments import require_option, require_share, whole_number
from evaluering.stats.errors import StatisticsError
from evaluering.stats.noncentral import noncentral_t_probability

__all__ = ["Alternative", "noncentrality_of_t", "require_power", "solve_noncentrality"]

Alternative: TypeAlias = Literal["two-sided", "one-sided"]


def noncentrality_of_t(
    function: str, df: int, power: float, significance: float, alternative: Alternative
) -> float:
    """Return the non-centrality at which a t test with `df` degrees of freedom has the power."""
    tail = significance / 2 if alternative == "two-sided" else significance
    critical = float(stdtrit(df, 1 - tail))

    def reached(noncentrality: float) -> float:
        right = 1 - noncentral_t_probability(critical, df, noncentrality)
        wrong = 1 - noncentral_t_probability(critical, df, -noncentrality)
        return right + wrong if alternative == "two-sided" else right

    return solve_noncentrality(function, reached, power)


def solve_noncentrality(function: str, reached: Callable[[float], float], power: float) -> float:
    """Return the non-centrality at which the increasing function `reached` equals `power`."""
    from scipy.optimize import brentq

    upper = 1.0
    while reached(upper) < power:
        upper *= 2
        if upper > 1e6:
            raise StatisticsError(function, "power", "be reached by some effect", repr(power))
    return float(brentq(lambda nc: reached(nc) - power, 0.0, upper, xtol=1e-13, rtol=1e-14))


def require_power(
    function: str,
    sizes: Sequence[int],
    power: float,
    significance: float,
    alternative: str = "two-sided",
    *,
    fewest: int = 2,
) -> None:
    """Refuse sizes that are too small, levels outside their range and unknown alternatives."""
    for size in sizes:
        whole_number(function, "group sizes", size, least=fewest)
    require_option(function, "alternative", alternative, Alternative)
    require_share(function, "significance", significance)
    if not significance < power < 1:
        raise StatisticsError(function, "power", "lie between significance and 1", repr(power))
