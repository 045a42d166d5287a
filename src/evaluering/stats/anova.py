"""Compare the means of two or more groups: classical and Welch ANOVA, Kruskal-Wallis."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import nan
from typing import Literal, TypeAlias

import numpy as np

from evaluering.stats.arguments import FloatArray, Values, require_confidence, require_option
from evaluering.stats.distributions import f_test
from evaluering.stats.effect_sizes import explained_variance
from evaluering.stats.overlap import refuse_shared
from evaluering.stats.rank_tests import kruskal_wallis
from evaluering.stats.results import Estimate, HypothesisTest, Record, TestedResult
from evaluering.stats.samples import Samples, samples

__all__ = [
    "SeveralGroups",
    "SeveralGroupsConvention",
    "classical_anova",
    "several_groups",
    "welch_anova",
]

SeveralGroupsConvention: TypeAlias = Literal["classical", "welch"]


@dataclass(frozen=True)
class SeveralGroups(TestedResult):
    """Comparison of several independent groups, in the order of the mapping."""

    names: tuple[str, ...]
    n: tuple[int, ...]
    means: tuple[float, ...]
    sds: tuple[float, ...]
    classical: HypothesisTest
    welch: HypothesisTest
    kruskal_wallis: HypothesisTest
    effect: Estimate
    omega_squared: Estimate
    convention: SeveralGroupsConvention
    method: str = "one-way analysis of variance"

    @property
    def test(self) -> HypothesisTest:
        """The F test that the convention prints."""
        return self.classical if self.convention == "classical" else self.welch

    def records(self) -> list[Record]:
        """Return one record a test and estimate; `effect` is eta squared."""
        return [
            self.classical.row("classical_f"),
            self.welch.row("welch_f"),
            self.kruskal_wallis.row("kruskal_wallis_h"),
            self.effect.row("eta_squared"),
            self.omega_squared.row("omega_squared"),
        ]


def several_groups(
    groups: Mapping[str, Values],
    *,
    convention: SeveralGroupsConvention = "classical",
    confidence: float = 0.95,
    respondents: Mapping[str, Iterable[Hashable]] | None = None,
) -> SeveralGroups:
    r"""Compare the means of two or more independent groups.

    .. math::
        F = \frac{\sum_j n_j (\bar x_j - \bar x)^2 / (k - 1)}
                 {\sum_j (n_j - 1) s_j^2 / (N - k)}

    Parameters
    ----------
    groups : mapping of name to Values, shape (n_j,)
        Values of each group. The groups must not share respondents.
    convention : {"classical", "welch"}
        Which F test `test` returns; both are always computed.
    confidence : float
        Level of every interval.
    respondents : mapping of name to iterable of hashable, optional
        Identifiers of the respondents, one for each value of each group; groups that share
        any are refused.

    Returns
    -------
    SeveralGroups
        Groups without valid values are left out with a warning. Welch's test leaves out no
        group, and is NaN if a group has one value or zero variance. With fewer than two
        groups left every test is NaN.

    Raises
    ------
    StatisticsError
        Fewer than two groups, values that are not numbers, an option outside its set, groups
        that share respondents.

    Notes
    -----
    SPSS: ``ONEWAY /STATISTICS WELCH`` and ``NPAR TESTS /K-W``. R: ``oneway.test`` with
    ``var.equal = TRUE`` and ``FALSE``, ``kruskal.test``. Source: Welch (1951), Biometrika 38,
    330-336.

    Examples
    --------
    >>> result = several_groups({"a": [1, 2, 3], "b": [2, 3, 4], "c": [5, 6, 7]})
    >>> round(result.statistic, 6), result.df, result.test.df2
    (13.0, 2.0, 6.0)
    """
    require_option("several_groups", "convention", convention, SeveralGroupsConvention)
    require_confidence("several_groups", confidence)
    refuse_shared("several_groups", groups, respondents)
    present = samples("several_groups", groups)
    classical = classical_anova(present)
    eta, omega = explained_variance(
        classical.statistic, classical.df, classical.df2, confidence=confidence
    )
    few = ("fewer than two groups with valid values",) if len(present.values) < 2 else ()
    return SeveralGroups(
        names=present.names,
        n=present.sizes,
        means=tuple(present.means.tolist()),
        sds=tuple(np.sqrt(present.variances).tolist()),
        classical=classical,
        welch=_welch(present),
        kruskal_wallis=kruskal_wallis(present.values),
        effect=eta,
        omega_squared=omega,
        convention=convention,
        warnings=(*present.warnings, *few),
    )


def classical_anova(present: Samples, *, resolution: float = 0.0) -> HypothesisTest:
    """Return the classical F test of equal means.

    NaN when the values differ within the groups by no more than the resolution, which is in
    their unit.
    """
    n, means = present.n, present.means
    df1, df2 = float(n.size - 1), float(n.sum() - n.size)
    if df1 < 1 or df2 < 1:
        return HypothesisTest(nan, df1, nan, df2)
    within = float(np.nansum((n - 1) * present.variances))
    if within <= n.sum() * resolution**2:
        return HypothesisTest(nan, df1, nan, df2)
    grand = (n * means).sum() / n.sum()
    f = float((n * (means - grand) ** 2).sum()) / df1 / (within / df2)
    return f_test(f, df1, df2)


def welch_anova(means: FloatArray, squared_errors: FloatArray, n: FloatArray) -> HypothesisTest:
    """Return Welch's F test of equal means from squared standard errors above zero."""
    k = n.size
    weights = 1 / squared_errors
    share = weights / weights.sum()
    mean = float((share * means).sum())
    spread = float(((1 - share) ** 2 / (n - 1)).sum()) / (k**2 - 1)
    f = float((weights * (means - mean) ** 2).sum()) / (k - 1) / (1 + 2 * (k - 2) * spread)
    df2 = 1 / (3 * spread)
    return f_test(f, float(k - 1), df2)


def _welch(present: Samples) -> HypothesisTest:
    variances = present.variances
    if len(present.values) < 2 or not (variances > 0).all():
        return HypothesisTest(nan, float(len(present.values) - 1), nan)
    return welch_anova(present.means, variances / present.n, present.n)
