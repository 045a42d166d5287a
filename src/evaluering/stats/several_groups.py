"""Compare the means of two or more groups: classical and Welch ANOVA, Kruskal-Wallis."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import nan
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from evaluering.stats.distributions import f_upper
from evaluering.stats.effect_sizes import explained_variance
from evaluering.stats.errors import InvalidInput
from evaluering.stats.intervals import Estimate, checked_level, estimate_row, tidy_frame
from evaluering.stats.observations import FloatArray
from evaluering.stats.overlap import check_respondents
from evaluering.stats.rank_tests import KruskalWallis, kruskal_wallis
from evaluering.stats.samples import Samples, samples

SeveralGroupsConvention: TypeAlias = Literal["classical", "welch"]


@dataclass(frozen=True)
class FTest:
    """F statistic with its degrees of freedom and p."""

    statistic: float
    df1: float
    df2: float
    p: float


@dataclass(frozen=True)
class SeveralGroups:
    """Comparison of several independent groups, in the order of the mapping."""

    names: tuple[str, ...]
    n: tuple[int, ...]
    means: tuple[float, ...]
    sds: tuple[float, ...]
    classical: FTest
    welch: FTest
    kruskal_wallis: KruskalWallis
    eta_squared: Estimate
    omega_squared: Estimate
    convention: SeveralGroupsConvention
    method: str = "one-way analysis of variance"
    warnings: tuple[str, ...] = ()

    @property
    def test(self) -> FTest:
        """The F test that the convention prints."""
        return self.classical if self.convention == "classical" else self.welch

    def to_frame(self) -> pd.DataFrame:
        """Return one row per statistic: value, df, df2, p, lower, upper."""
        return tidy_frame(
            *(
                {
                    "statistic": name,
                    "value": test.statistic,
                    "df": test.df1,
                    "df2": test.df2,
                    "p": test.p,
                }
                for name, test in (("classical_f", self.classical), ("welch_f", self.welch))
            ),
            {
                "statistic": "kruskal_wallis_h",
                "value": self.kruskal_wallis.statistic,
                "df": self.kruskal_wallis.df,
                "p": self.kruskal_wallis.p,
            },
            estimate_row("eta_squared", self.eta_squared),
            estimate_row("omega_squared", self.omega_squared),
        )

    def groups_frame(self) -> pd.DataFrame:
        """Return one row per group: n, mean, sd."""
        return pd.DataFrame({"group": self.names, "n": self.n, "mean": self.means, "sd": self.sds})


def several_groups(
    groups: Mapping[str, ArrayLike],
    *,
    convention: SeveralGroupsConvention = "classical",
    level: float = 0.95,
    respondents: Mapping[str, Iterable[Hashable]] | None = None,
) -> SeveralGroups:
    r"""Compare the means of two or more independent groups.

    .. math::
        F = \frac{\sum_j n_j (\bar x_j - \bar x)^2 / (k - 1)}
                 {\sum_j (n_j - 1) s_j^2 / (N - k)}

    Parameters
    ----------
    groups : mapping of name to array_like, shape (n_j,)
        Values of each group; NaN is ignored. The groups must not share respondents.
    convention : {"classical", "welch"}
        Which F test `test` returns; both are always computed.
    level : float
        Confidence level of every interval.
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
    TooFewObservations
        With fewer than two groups in the mapping.
    InvalidInput
        If values are not numbers, the level not within (0, 1), the convention unknown,
        or groups share respondents.

    Notes
    -----
    SPSS: ``ONEWAY /STATISTICS WELCH`` and ``NPAR TESTS /K-W``. R: ``oneway.test`` with
    ``var.equal = TRUE`` and ``FALSE``, ``kruskal.test``.

    References
    ----------
    Welch, B. L. (1951). Biometrika, 38, 330-336.
    """
    if convention not in ("classical", "welch"):
        raise InvalidInput(
            "several_groups", f"convention must be 'classical' or 'welch', got {convention!r}"
        )
    level = checked_level("several_groups", level)
    check_respondents("several_groups", groups, respondents)
    present = samples("several_groups", groups)
    classical = classical_anova(present)
    explained = explained_variance(classical.statistic, classical.df1, classical.df2, level=level)
    few = ("fewer than two groups with valid values",) if len(present.values) < 2 else ()
    return SeveralGroups(
        names=present.names,
        n=tuple(value.size for value in present.values),
        means=tuple(present.means.tolist()),
        sds=tuple(np.sqrt(present.variances).tolist()),
        classical=classical,
        welch=_welch(present),
        kruskal_wallis=kruskal_wallis(present.values),
        eta_squared=explained.eta_squared,
        omega_squared=explained.omega_squared,
        convention=convention,
        warnings=(*present.warnings, *few),
    )


def classical_anova(present: Samples, *, resolution: float = 0.0) -> FTest:
    """Return the classical F test of equal means.

    NaN when the values differ within the groups by no more than the resolution, which is in
    their unit.
    """
    n, means = present.n, present.means
    df1, df2 = float(n.size - 1), float(n.sum() - n.size)
    if df1 < 1 or df2 < 1:
        return FTest(nan, df1, df2, nan)
    within = float(np.nansum((n - 1) * present.variances))
    if within <= n.sum() * resolution**2:
        return FTest(nan, df1, df2, nan)
    grand = (n * means).sum() / n.sum()
    f = float((n * (means - grand) ** 2).sum()) / df1 / (within / df2)
    return FTest(f, df1, df2, f_upper(f, df1, df2))


def welch_anova(means: FloatArray, squared_errors: FloatArray, n: FloatArray) -> FTest:
    """Return Welch's F test of equal means from squared standard errors above zero."""
    k = n.size
    weights = 1 / squared_errors
    share = weights / weights.sum()
    mean = float((share * means).sum())
    spread = float(((1 - share) ** 2 / (n - 1)).sum()) / (k**2 - 1)
    f = float((weights * (means - mean) ** 2).sum()) / (k - 1) / (1 + 2 * (k - 2) * spread)
    df2 = 1 / (3 * spread)
    return FTest(f, float(k - 1), df2, f_upper(f, k - 1, df2))


def _welch(present: Samples) -> FTest:
    variances = present.variances
    if len(present.values) < 2 or not (variances > 0).all():
        return FTest(nan, float(len(present.values) - 1), nan, nan)
    return welch_anova(present.means, variances / present.n, present.n)
