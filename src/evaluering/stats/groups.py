"""Compare the means of two groups, with the effect size and the rank test beside."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from math import nan, sqrt
from typing import Literal, TypeAlias

import pandas as pd
from numpy.typing import ArrayLike

from evaluering.stats.distributions import t_quantile, t_two_sided
from evaluering.stats.effect_sizes import standardized_difference
from evaluering.stats.errors import InvalidInput
from evaluering.stats.intervals import (
    Estimate,
    Interval,
    checked_level,
    estimate_row,
    tidy_frame,
)
from evaluering.stats.observations import valid
from evaluering.stats.overlap import check_respondents
from evaluering.stats.rank_tests import MannWhitney, mann_whitney
from evaluering.stats.samples import variance
from evaluering.stats.several_groups import SeveralGroups, several_groups

__all__ = ["SeveralGroups", "TTest", "TwoGroups", "several_groups", "t_test", "two_groups"]

TwoGroupsConvention: TypeAlias = Literal["welch", "pooled"]


@dataclass(frozen=True)
class TTest:
    """Two-sided t test of a mean difference, with its standard error and interval."""

    statistic: float
    df: float
    p: float
    standard_error: float
    interval: Interval


@dataclass(frozen=True)
class TwoGroups:
    """Comparison of two independent groups; differences are the first minus the second."""

    n: tuple[int, int]
    means: tuple[float, float]
    sds: tuple[float, float]
    pooled: TTest
    welch: TTest
    mean_difference: Estimate
    cohens_d: Estimate
    hedges_g: Estimate
    mann_whitney: MannWhitney
    convention: TwoGroupsConvention
    method: str = "t test of two independent groups"
    warnings: tuple[str, ...] = ()

    @property
    def test(self) -> TTest:
        """The t test that the convention prints."""
        return self.welch if self.convention == "welch" else self.pooled

    def to_frame(self) -> pd.DataFrame:
        """Return one row per statistic: value, df, df2, p, lower, upper."""
        return tidy_frame(
            *(
                {"statistic": name, "value": test.statistic, "df": test.df, "p": test.p}
                for name, test in (("welch_t", self.welch), ("pooled_t", self.pooled))
            ),
            estimate_row("mean_difference", self.mean_difference),
            estimate_row("cohens_d", self.cohens_d),
            estimate_row("hedges_g", self.hedges_g),
            {
                "statistic": "mann_whitney_u",
                "value": self.mann_whitney.statistic,
                "p": self.mann_whitney.p,
            },
        )


def t_test(difference: float, standard_error: float, df: float, *, level: float = 0.95) -> TTest:
    """Return the two-sided t test of a difference with a given standard error.

    A standard error that is zero or NaN gives NaN throughout.
    """
    if not (standard_error > 0 and df > 0):
        return TTest(nan, nan, nan, standard_error, Interval(nan, nan, level))
    t = difference / standard_error
    margin = t_quantile(0.5 + level / 2, df) * standard_error
    return TTest(
        t,
        df,
        t_two_sided(t, df),
        standard_error,
        Interval(difference - margin, difference + margin, level),
    )


def two_groups(
    a: ArrayLike,
    b: ArrayLike,
    *,
    convention: TwoGroupsConvention = "welch",
    level: float = 0.95,
    respondents: tuple[Iterable[Hashable], Iterable[Hashable]] | None = None,
    effect_sizes: bool = True,
) -> TwoGroups:
    r"""Compare the means of two independent groups.

    .. math::
        t_{Welch} = \frac{\bar x_1 - \bar x_2}{\sqrt{s_1^2/n_1 + s_2^2/n_2}}, \qquad
        t_{pooled} = \frac{\bar x_1 - \bar x_2}{s_p\sqrt{1/n_1 + 1/n_2}}

    Parameters
    ----------
    a, b : array_like, shape (n1,) and (n2,)
        Values of each group; NaN is ignored.
    convention : {"welch", "pooled"}
        Which of the two t tests `test` and the interval of `mean_difference` follow; both
        are always computed.
    level : float
        Confidence level of every interval.
    respondents : pair of iterables of hashable, optional
        Identifiers of the respondents, one for each value of `a` and `b`; groups that share
        any are refused.
    effect_sizes : bool
        Whether d and g are found; their intervals take most of the time. NaN when not.

    Returns
    -------
    TwoGroups
        Means, SDs and the difference in the unit of the values; d and g in pooled SDs. What
        cannot be computed is NaN, with a warning: an empty group, a group of one (Welch; the
        pooled test needs three values), zero variance.

    Raises
    ------
    InvalidInput
        If the values are not numbers, the level not within (0, 1), the convention unknown,
        or the groups share respondents.

    Notes
    -----
    SPSS: ``T-TEST GROUPS``, rows "not assumed" (Welch) and "assumed" (pooled). R:
    ``t.test(a, b)`` and ``t.test(a, b, var.equal = TRUE)``.

    References
    ----------
    Welch, B. L. (1947). Biometrika, 34, 28-35.
    """
    if convention not in ("welch", "pooled"):
        raise InvalidInput(
            "two_groups", f"convention must be 'welch' or 'pooled', got {convention!r}"
        )
    level = checked_level("two_groups", level)
    if respondents is not None:
        identifiers = dict(zip("ab", respondents, strict=True))
        check_respondents("two_groups", {"a": a, "b": b}, identifiers)
    first, second = valid("two_groups", "a", a), valid("two_groups", "b", b)
    n1, n2 = first.size, second.size
    mean1, mean2 = (float(x.mean()) if x.size else nan for x in (first, second))
    var1, var2 = variance(first), variance(second)
    difference = mean1 - mean2

    df = n1 + n2 - 2
    within = sum((n - 1) * var for n, var in ((n1, var1), (n2, var2)) if n > 1)
    pooled_sd = sqrt(within / df) if df > 0 and n1 and n2 else nan
    pooled = t_test(
        difference,
        pooled_sd * sqrt(1 / n1 + 1 / n2) if n1 and n2 else nan,
        df,
        level=level,
    )
    welch = _welch(difference, n1, n2, var1, var2, level)
    sd = pooled_sd if effect_sizes else nan
    effect = standardized_difference(difference, sd, n1, n2, level=level)
    return TwoGroups(
        n=(n1, n2),
        means=(mean1, mean2),
        sds=(sqrt(var1), sqrt(var2)),
        pooled=pooled,
        welch=welch,
        mean_difference=Estimate(difference, (welch if convention == "welch" else pooled).interval),
        cohens_d=effect.cohens_d,
        hedges_g=effect.hedges_g,
        mann_whitney=mann_whitney(first, second),
        convention=convention,
        warnings=tuple(
            f"group {name} {problem}"
            for name, n, var in (("a", n1, var1), ("b", n2, var2))
            for problem in _problems(n, var)
        ),
    )


def _welch(difference: float, n1: int, n2: int, var1: float, var2: float, level: float) -> TTest:
    if n1 < 2 or n2 < 2:
        return t_test(difference, nan, nan, level=level)
    part1, part2 = var1 / n1, var2 / n2
    squared = part1 + part2
    df = squared**2 / (part1**2 / (n1 - 1) + part2**2 / (n2 - 1)) if squared > 0 else nan
    return t_test(difference, sqrt(squared), df, level=level)


def _problems(n: int, var: float) -> tuple[str, ...]:
    if n == 0:
        return ("has no valid values",)
    if n == 1:
        return ("has one valid value: no Welch test",)
    return ("has zero variance",) if var == 0 else ()
