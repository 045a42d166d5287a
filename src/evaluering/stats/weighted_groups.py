"""Compare the weighted means of groups: Welch tests with linearised errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan, sqrt
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from evaluering.stats.errors import InvalidInput, TooFewObservations
from evaluering.stats.groups import TTest, t_test
from evaluering.stats.intervals import Estimate, checked_level, estimate_row, tidy_frame
from evaluering.stats.several_groups import FTest, welch_anova
from evaluering.stats.weighted import WeightedMean, weighted_mean

WeightedConvention: TypeAlias = Literal["welch", "design"]


@dataclass(frozen=True)
class WeightedTwoGroups:
    """Comparison of two weighted means; the difference is the first minus the second."""

    groups: tuple[WeightedMean, WeightedMean]
    welch: TTest
    design: TTest
    mean_difference: Estimate
    convention: WeightedConvention
    method: str = "weighted t test, linearised standard errors"
    warnings: tuple[str, ...] = ()

    @property
    def n(self) -> tuple[int, int]:
        """Number of valid values in each group."""
        return self.groups[0].n, self.groups[1].n

    @property
    def test(self) -> TTest:
        """The t test that the convention prints."""
        return self.welch if self.convention == "welch" else self.design

    def to_frame(self) -> pd.DataFrame:
        """Return one row per statistic: value, df, df2, p, lower, upper."""
        return tidy_frame(
            *(
                {"statistic": name, "value": test.statistic, "df": test.df, "p": test.p}
                for name, test in (
                    ("weighted_welch_t", self.welch),
                    ("weighted_design_t", self.design),
                )
            ),
            estimate_row("weighted_mean_difference", self.mean_difference),
        )


@dataclass(frozen=True)
class WeightedSeveralGroups:
    """Welch's analysis of variance of weighted means, in the order of the mapping."""

    names: tuple[str, ...]
    groups: tuple[WeightedMean, ...]
    test: FTest
    method: str = "weighted Welch analysis of variance"
    convention: str = "linearised standard errors"
    warnings: tuple[str, ...] = ()

    @property
    def n(self) -> tuple[int, ...]:
        """Number of valid values in each group."""
        return tuple(group.n for group in self.groups)

    def to_frame(self) -> pd.DataFrame:
        """Return one row: value, df, df2, p."""
        return tidy_frame(
            {
                "statistic": "weighted_welch_f",
                "value": self.test.statistic,
                "df": self.test.df1,
                "df2": self.test.df2,
                "p": self.test.p,
            }
        )


def weighted_two_groups(
    a: ArrayLike,
    a_weights: ArrayLike,
    b: ArrayLike,
    b_weights: ArrayLike,
    *,
    convention: WeightedConvention = "welch",
    level: float = 0.95,
) -> WeightedTwoGroups:
    r"""Compare the weighted means of two independent groups.

    .. math::
        t_{Welch} = \frac{\bar x_{w1} - \bar x_{w2}}{\sqrt{SE_1^2 + SE_2^2}}

    with the linearised errors of `weighted_mean` and Welch's degrees of freedom from
    :math:`SE_g^2` and :math:`n_g - 1`. The design-based test takes both groups as domains of
    one sample: :math:`\frac{n}{n - 1} \frac{n_g - 1}{n_g} SE_g^2` in place of
    :math:`SE_g^2`, and n - 2 degrees of freedom.

    Parameters
    ----------
    a, b : array_like, shape (n1,) and (n2,)
        Values of each group; NaN is left out together with its weight.
    a_weights, b_weights : array_like, shape (n1,) and (n2,)
        Positive weights, for the design-based test in the same unit.
    convention : {"welch", "design"}
        Which test `test` and the interval of `mean_difference` follow; both are always
        computed.
    level : float
        Confidence level.

    Returns
    -------
    WeightedTwoGroups
        In the unit of the values. With equal weights `welch` equals the unweighted Welch test.
        NaN with a warning when a group has fewer than two values or both are constant.

    Raises
    ------
    InvalidInput
        If values are not numbers, the lengths differ, a weight is missing or not positive, or
        the level or convention is unknown.

    Notes
    -----
    SPSS: ``CSGLM``. R: `design` is ``survey::svyttest(x ~ g, design)``; `welch` has the
    errors of ``svymean`` in each group's own design.

    References
    ----------
    Lumley, T. (2010). Complex surveys. Wiley.
    """
    if convention not in ("welch", "design"):
        raise InvalidInput(
            "weighted_two_groups", f"convention must be 'welch' or 'design', got {convention!r}"
        )
    level = checked_level("weighted_two_groups", level)
    first = weighted_mean(a, a_weights, level=level)
    second = weighted_mean(b, b_weights, level=level)
    difference = first.mean - second.mean
    part1, part2 = first.standard_error**2, second.standard_error**2
    squared, total = part1 + part2, first.n + second.n
    df = squared**2 / (part1**2 / (first.n - 1) + part2**2 / (second.n - 1)) if squared > 0 else nan
    welch = t_test(difference, sqrt(squared), df, level=level)
    design = t_test(
        difference,
        sqrt(
            total
            / (total - 1)
            * sum(part * (g.n - 1) / g.n for part, g in ((part1, first), (part2, second)))
        )
        if squared > 0
        else nan,
        total - 2,
        level=level,
    )
    return WeightedTwoGroups(
        (first, second),
        welch,
        design,
        Estimate(difference, (welch if convention == "welch" else design).interval),
        convention,
        warnings=(
            *(f"group a: {warning}" for warning in first.warnings),
            *(f"group b: {warning}" for warning in second.warnings),
            *(("both groups have zero variance",) if squared == 0 else ()),
        ),
    )


def weighted_several_groups(
    groups: Mapping[str, tuple[ArrayLike, ArrayLike]],
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
    TooFewObservations
        With fewer than two groups.
    InvalidInput
        As `weighted_mean`.

    Notes
    -----
    SPSS: ``CSGLM``. R: ``survey::svymean`` by group and the formula of ``oneway.test``.

    References
    ----------
    Welch, B. L. (1951). Biometrika, 38, 330-336.
    """
    if len(groups) < 2:
        raise TooFewObservations(
            "weighted_several_groups", f"groups must hold at least two, got {len(groups)}"
        )
    means = tuple(weighted_mean(values, weights) for values, weights in groups.values())
    errors = np.array([group.standard_error for group in means])
    bad = tuple(
        f"group {name!r} has fewer than two values or zero variance"
        for name, error in zip(groups, errors, strict=True)
        if not error > 0
    )
    test = (
        FTest(nan, float(len(means) - 1), nan, nan)
        if bad
        else welch_anova(
            np.array([group.mean for group in means]),
            errors**2,
            np.array([group.n for group in means], dtype=float),
        )
    )
    return WeightedSeveralGroups(tuple(groups), means, test, warnings=bad)
