"""Compare the means of two groups, with the effect size and the rank test beside."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from math import nan, sqrt
from typing import Literal, TypeAlias

from evaluering.stats.arguments import Values, require_confidence, require_option, valid
from evaluering.stats.distributions import around, t_two_sided
from evaluering.stats.effect_sizes import standardized_difference
from evaluering.stats.overlap import refuse_shared
from evaluering.stats.rank_tests import MannWhitney, mann_whitney
from evaluering.stats.results import Estimate, HypothesisTest, Interval, Record, TestedEstimate
from evaluering.stats.samples import variance, welch_df

__all__ = ["TTest", "TwoGroups", "TwoGroupsConvention", "t_test", "two_groups"]

TwoGroupsConvention: TypeAlias = Literal["welch", "pooled"]


@dataclass(frozen=True, kw_only=True)
class TTest(HypothesisTest):
    """Two-sided t test of a mean difference, with its standard error and interval.

    Examples
    --------
    >>> found = t_test(0.5, 0.2, 58)
    >>> round(found.statistic, 3), found.df
    (2.5, 58)
    """

    standard_error: float
    interval: Interval


@dataclass(frozen=True)
class TwoGroups(TestedEstimate):
    """Comparison of two independent groups; differences are the first minus the second."""

    n: tuple[int, int]
    means: tuple[float, float]
    sds: tuple[float, float]
    pooled: TTest
    welch: TTest
    estimate: Estimate
    cohens_d: Estimate
    effect: Estimate
    mann_whitney: MannWhitney
    convention: TwoGroupsConvention
    method: str = "t test of two independent groups"

    @property
    def test(self) -> TTest:
        """The t test that the convention prints."""
        return self.welch if self.convention == "welch" else self.pooled

    def records(self) -> list[Record]:
        """Return one record a test and estimate; `effect` is Hedges' g."""
        return [
            self.welch.row("welch_t"),
            self.pooled.row("pooled_t"),
            self.estimate.row("mean_difference"),
            self.cohens_d.row("cohens_d"),
            self.effect.row("hedges_g"),
            self.mann_whitney.row("mann_whitney_u"),
        ]


def t_test(
    difference: float, standard_error: float, df: float, *, confidence: float = 0.95
) -> TTest:
    """Return the two-sided t test of a difference with a given standard error.

    A standard error that is zero or NaN gives NaN throughout.

    Examples
    --------
    >>> test = t_test(0.5, 0.2, 58)
    >>> test.statistic, round(test.p, 4)
    (2.5, 0.0153)
    """
    defined = standard_error > 0 and df > 0
    t, df = (difference / standard_error, df) if defined else (nan, nan)
    interval = (
        around(difference, standard_error, confidence, df)
        if defined
        else Interval.undefined(confidence)
    )
    return TTest(
        statistic=t,
        df=df,
        p=t_two_sided(t, df),
        standard_error=standard_error,
        interval=interval,
    )


def two_groups(
    a: Values,
    b: Values,
    *,
    convention: TwoGroupsConvention = "welch",
    confidence: float = 0.95,
    respondents: tuple[Iterable[Hashable], Iterable[Hashable]] | None = None,
    effect_sizes: bool = True,
    ranks: bool = True,
) -> TwoGroups:
    r"""Compare the means of two independent groups.

    .. math::
        t_{Welch} = \frac{\bar x_1 - \bar x_2}{\sqrt{s_1^2/n_1 + s_2^2/n_2}}, \qquad
        t_{pooled} = \frac{\bar x_1 - \bar x_2}{s_p\sqrt{1/n_1 + 1/n_2}}

    Parameters
    ----------
    a, b : Values, shape (n1,) and (n2,)
        Values of each group.
    convention : {"welch", "pooled"}
        Which test `test` and the interval of `estimate` follow; both are always computed.
    confidence : float
        Level of every interval.
    respondents : tuple of two iterables of hashable, optional
        Identifiers of the respondents, one for each value of `a` and `b`; groups that share
        any are refused.
    effect_sizes : bool
        Whether d and g are found; their intervals take most of the time. NaN when not.
    ranks : bool
        Whether the rank test is made. NaN when not.

    Returns
    -------
    TwoGroups
        Means, SDs and the difference in the unit of the values; d and g in pooled SDs. What
        cannot be computed is NaN, with a warning: an empty group, a group of one (Welch; the
        pooled test needs three values), zero variance.

    Raises
    ------
    StatisticsError
        Values that are not numbers, an option outside its set, groups that share respondents.

    Notes
    -----
    SPSS: ``T-TEST GROUPS``, rows "not assumed" (Welch) and "assumed" (pooled). R:
    ``t.test(a, b)`` and ``t.test(a, b, var.equal = TRUE)``. Source: Welch (1947), Biometrika
    34, 28-35.

    Examples
    --------
    >>> result = two_groups([1, 2, 3, 4], [3, 4, 5, 6])
    >>> result.estimate.value, round(result.p, 4)
    (-2.0, 0.071)
    """
    require_option("two_groups", "convention", convention, TwoGroupsConvention)
    require_confidence("two_groups", confidence)
    if respondents is not None:
        refuse_shared("two_groups", {"a": a, "b": b}, dict(zip("ab", respondents, strict=True)))
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
        confidence=confidence,
    )
    welch = _welch(difference, n1, n2, var1, var2, confidence)
    sd = pooled_sd if effect_sizes else nan
    d, g = standardized_difference(difference, sd, n1, n2, confidence=confidence)
    return TwoGroups(
        n=(n1, n2),
        means=(mean1, mean2),
        sds=(sqrt(var1), sqrt(var2)),
        pooled=pooled,
        welch=welch,
        estimate=Estimate(difference, (welch if convention == "welch" else pooled).interval),
        cohens_d=d,
        effect=g,
        mann_whitney=mann_whitney(first, second) if ranks else MannWhitney(nan, nan, nan),
        convention=convention,
        warnings=tuple(
            f"group {name} {problem}"
            for name, n, var in (("a", n1, var1), ("b", n2, var2))
            for problem in _problems(n, var)
        ),
    )


def _welch(
    difference: float, n1: int, n2: int, var1: float, var2: float, confidence: float
) -> TTest:
    if n1 < 2 or n2 < 2:
        return t_test(difference, nan, nan, confidence=confidence)
    part1, part2 = var1 / n1, var2 / n2
    df = welch_df(part1, part2, n1, n2)
    return t_test(difference, sqrt(part1 + part2), df, confidence=confidence)


def _problems(n: int, var: float) -> tuple[str, ...]:
    if n == 0:
        return ("has no valid values",)
    if n == 1:
        return ("has one valid value: no Welch test",)
    return ("has zero variance",) if var == 0 else ()
