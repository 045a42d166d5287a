"""Compare the weighted means of groups: Welch tests with linearised errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan, sqrt
from typing import Literal, TypeAlias

import numpy as np

from evaluering.stats.anova import welch_anova
from evaluering.stats.arguments import (
    Values,
    require_at_least,
    require_confidence,
    require_option,
)
from evaluering.stats.groups import TTest, t_test
from evaluering.stats.results import Estimate, EstimatedResult, HypothesisTest, Record, TestedResult
from evaluering.stats.samples import welch_df
from evaluering.stats.weighted import WeightedMean, weighted_mean

__all__ = [
    "WeightedConvention",
    "WeightedSeveralGroups",
    "WeightedTwoGroups",
    "weighted_several_groups",
    "weighted_two_groups",
]

WeightedConvention: TypeAlias = Literal["welch", "design"]


@dataclass(frozen=True)
class WeightedTwoGroups(EstimatedResult, TestedResult):
    """Comparison of two weighted means; the difference is the first minus the second."""

    groups: tuple[WeightedMean, WeightedMean]
    welch: TTest
    design: TTest
    estimate: Estimate
    convention: WeightedConvention
    method: str = "weighted t test, linearised standard errors"

    @property
    def n(self) -> tuple[int, int]:
        """Number of valid values in each group."""
        return self.groups[0].n, self.groups[1].n

    @property
    def test(self) -> TTest:
        """The t test that the convention prints."""
        return self.welch if self.convention == "welch" else self.design

    def records(self) -> list[Record]:
        """Return one record a test, and the difference of the means."""
        return [
            self.welch.row("weighted_welch_t"),
            self.design.row("weighted_design_t"),
            self.estimate.row("weighted_mean_difference"),
        ]


@dataclass(frozen=True)
class WeightedSeveralGroups(TestedResult):
    """Welch's analysis of variance of weighted means, in the order of the mapping."""

    names: tuple[str, ...]
    groups: tuple[WeightedMean, ...]
    test: HypothesisTest
    method: str = "weighted Welch analysis of variance"
    convention: str = "linearised standard errors"

    @property
    def n(self) -> tuple[int, ...]:
        """Number of valid values in each group."""
        return tuple(group.n for group in self.groups)

    def records(self) -> list[Record]:
        """Return one record: the F test."""
        return [self.test.row("weighted_welch_f")]


def weighted_two_groups(
    a: Values,
    a_weights: Values,
    b: Values,
    b_weights: Values,
    *,
    convention: WeightedConvention = "welch",
    confidence: float = 0.95,
) -> WeightedTwoGroups:
    r"""Compare the weighted means of two independent groups.

    .. math:: t_{Welch} = \frac{\bar x_{w1} - \bar x_{w2}}{\sqrt{SE_1^2 + SE_2^2}}

    with the linearised errors of `weighted_mean` and Welch's degrees of freedom from
    :math:`SE_g^2` and :math:`n_g - 1`. The design-based test takes both groups as domains of
    one sample: :math:`\frac{n}{n - 1} \frac{n_g - 1}{n_g} SE_g^2` in place of
    :math:`SE_g^2`, and n - 2 degrees of freedom.

    Parameters
    ----------
    a, b : Values, shape (n1,) and (n2,)
        Values of each group; a missing one is left out together with its weight.
    a_weights, b_weights : Values, shape (n1,) and (n2,)
        Positive weights, for the design-based test in the same unit.
    convention : {"welch", "design"}
        Which test `test` and the interval of `estimate` follow; both are always computed.
    confidence : float
        Level of the intervals.

    Returns
    -------
    WeightedTwoGroups
        In the unit of the values. With equal weights `welch` equals the unweighted Welch test.
        NaN with a warning when a group has fewer than two values or both are constant.

    Raises
    ------
    StatisticsError
        As `weighted_mean`; an unknown convention.

    Notes
    -----
    SPSS: ``CSGLM``. R: `design` is ``survey::svyttest(x ~ g, design)``; `welch` has the
    errors of ``svymean`` in each group's own design. Source: Lumley (2010), Complex surveys.
    """
    require_option("weighted_two_groups", "convention", convention, WeightedConvention)
    require_confidence("weighted_two_groups", confidence)
    first = weighted_mean(a, a_weights, confidence=confidence)
    second = weighted_mean(b, b_weights, confidence=confidence)
    difference = first.mean - second.mean
    part1, part2 = first.standard_error**2, second.standard_error**2
    squared, total = part1 + part2, first.n + second.n
    df = welch_df(part1, part2, first.n, second.n)
    welch = t_test(difference, sqrt(squared), df, confidence=confidence)
    parts = ((part1, first), (part2, second))
    pooled = (
        sqrt(total / (total - 1) * sum(part * (g.n - 1) / g.n for part, g in parts))
        if squared > 0
        else nan
    )
    design = t_test(difference, pooled, total - 2, confidence=confidence)
    chosen = welch if convention == "welch" else design
    return WeightedTwoGroups(
        (first, second),
        welch,
        design,
        Estimate(difference, chosen.interval),
        convention,
        warnings=(
            *(f"group a: {warning}" for warning in first.warnings),
            *(f"group b: {warning}" for warning in second.warnings),
            *(("both groups have zero variance",) if squared == 0 else ()),
        ),
    )


def weighted_several_groups(
    groups: Mapping[str, tuple[Values, Values]],
) -> WeightedSeveralGroups:
    r"""Compare the weighted means of two or more independent groups.

    Welch's F with the precisions :math:`1 / SE_g^2` of `weighted_mean` in place of
    :math:`n_g / s_g^2`.

    Parameters
    ----------
    groups : mapping of name to (values, weights)
        As in `weighted_mean`.

    Returns
    -------
    WeightedSeveralGroups
        With equal weights the test equals Welch's unweighted one. NaN with a warning when a
        group has fewer than two values or zero variance.

    Raises
    ------
    StatisticsError
        Fewer than two groups; as `weighted_mean`.

    Notes
    -----
    SPSS: ``CSGLM``. R: ``survey::svymean`` by group and the formula of ``oneway.test``. Source:
    Welch (1951), Biometrika 38, 330-336.
    """
    require_at_least("weighted_several_groups", "groups", 2, len(groups), "groups")
    means = tuple(weighted_mean(values, weights) for values, weights in groups.values())
    errors = np.array([group.standard_error for group in means])
    bad = tuple(
        f"group {name!r} has fewer than two values or zero variance"
        for name, error in zip(groups, errors, strict=True)
        if not error > 0
    )
    if bad:
        test = HypothesisTest(nan, float(len(means) - 1), nan)
    else:
        n = np.array([group.n for group in means], dtype=float)
        test = welch_anova(np.array([group.mean for group in means]), errors**2, n)
    return WeightedSeveralGroups(tuple(groups), means, test, warnings=bad)
