"""Compare every pair of groups: Tukey-Kramer, Games-Howell and Dunn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from math import isnan, nan, sqrt

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from evaluering.stats import studentized
from evaluering.stats.distributions import normal_two_sided
from evaluering.stats.errors import InvalidInput
from evaluering.stats.intervals import Interval, checked_level, undefined_interval
from evaluering.stats.multiplicity import Adjustment, adjusted_p
from evaluering.stats.ranks import average_ranks, tie_term
from evaluering.stats.samples import Samples, samples


@dataclass(frozen=True)
class Pair:
    """Comparison of two groups; the difference is the first minus the second."""

    first: str
    second: str
    difference: float
    standard_error: float
    statistic: float
    df: float
    p: float
    adjusted_p: float
    interval: Interval


@dataclass(frozen=True)
class PairwiseComparisons:
    """Every pair of groups, in the order of the mapping."""

    names: tuple[str, ...]
    n: tuple[int, ...]
    pairs: tuple[Pair, ...]
    method: str
    convention: str
    warnings: tuple[str, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """Return one row per pair."""
        return pd.DataFrame(
            [
                {
                    "first": pair.first,
                    "second": pair.second,
                    "difference": pair.difference,
                    "standard_error": pair.standard_error,
                    "statistic": pair.statistic,
                    "df": pair.df,
                    "p": pair.p,
                    "adjusted_p": pair.adjusted_p,
                    "lower": pair.interval.lower,
                    "upper": pair.interval.upper,
                }
                for pair in self.pairs
            ],
            columns=[
                *("first", "second", "difference", "standard_error", "statistic", "df"),
                *("p", "adjusted_p", "lower", "upper"),
            ],
        )


def tukey(groups: Mapping[str, ArrayLike], *, level: float = 0.95) -> PairwiseComparisons:
    r"""Compare all pairs of means by Tukey's HSD in Kramer's version for unequal groups.

    .. math::
        q = \frac{|\bar x_i - \bar x_j|}{\sqrt{\frac{MS_w}{2}(1/n_i + 1/n_j)}},
        \quad df = N - k

    Parameters
    ----------
    groups : mapping of name to array_like, shape (n_j,)
        Values of each group; NaN is ignored.
    level : float
        Simultaneous confidence level.

    Returns
    -------
    PairwiseComparisons
        `statistic` is t = difference / standard error (q is √2 times its size), `p` is NaN
        and `adjusted_p` and the interval hold for the whole family. NaN when no variation
        within the groups is left.

    Raises
    ------
    TooFewObservations
        With fewer than two groups in the mapping.
    InvalidInput
        If values are not numbers or the level is not within (0, 1).

    Notes
    -----
    SPSS: ``ONEWAY /POSTHOC=TUKEY``. R: ``TukeyHSD(aov(y ~ g))``.

    References
    ----------
    Kramer, C. Y. (1956). Biometrics, 12, 307-310.
    """
    level = checked_level("tukey", level)
    present = samples("tukey", groups)
    n, k = present.n, len(present.values)
    df = float(n.sum() - k)
    within = float(np.nansum((n - 1) * present.variances)) / df if df > 0 else nan
    errors = {(i, j): sqrt(within * (1 / n[i] + 1 / n[j])) for i, j in combinations(range(k), 2)}
    pairs = _studentized(present, errors, dict.fromkeys(errors, df), level)
    return _comparisons(present, pairs, "Tukey-Kramer", "equal variances")


def games_howell(groups: Mapping[str, ArrayLike], *, level: float = 0.95) -> PairwiseComparisons:
    r"""Compare all pairs of means without assuming equal variances.

    .. math::
        q = \frac{|\bar x_i - \bar x_j|}{\sqrt{(s_i^2/n_i + s_j^2/n_j)/2}}

    with Welch's degrees of freedom for each pair.

    Parameters
    ----------
    groups : mapping of name to array_like, shape (n_j,)
        Values of each group; NaN is ignored.
    level : float
        Simultaneous confidence level.

    Returns
    -------
    PairwiseComparisons
        As `tukey`. A pair with a group of one, or with two constant groups, is NaN.

    Raises
    ------
    TooFewObservations
        With fewer than two groups in the mapping.
    InvalidInput
        If values are not numbers or the level is not within (0, 1).

    Notes
    -----
    SPSS: ``ONEWAY /POSTHOC=GH``. R: ``rstatix::games_howell_test``.

    References
    ----------
    Games, P. A. & Howell, J. F. (1976). Journal of Educational Statistics, 1, 113-125.
    """
    level = checked_level("games_howell", level)
    present = samples("games_howell", groups)
    n, parts = present.n, present.variances / present.n
    errors: dict[tuple[int, int], float] = {}
    dfs: dict[tuple[int, int], float] = {}
    for i, j in combinations(range(n.size), 2):
        squared = parts[i] + parts[j]
        errors[i, j] = sqrt(squared)
        dfs[i, j] = (
            squared**2 / (parts[i] ** 2 / (n[i] - 1) + parts[j] ** 2 / (n[j] - 1))
            if squared > 0
            else nan
        )
    pairs = _studentized(present, errors, dfs, level)
    return _comparisons(present, pairs, "Games-Howell", "unequal variances")


def dunn(
    groups: Mapping[str, ArrayLike], *, adjustment: Adjustment = "holm"
) -> PairwiseComparisons:
    r"""Compare all pairs of mean ranks after a Kruskal-Wallis test.

    .. math::
        z = \frac{\bar R_i - \bar R_j}{\sqrt{\left(\frac{N(N+1)}{12}
            - \frac{\sum (t^3 - t)}{12 (N - 1)}\right)(1/n_i + 1/n_j)}}

    Parameters
    ----------
    groups : mapping of name to array_like, shape (n_j,)
        Values of each group; NaN is ignored.
    adjustment : {"holm", "benjamini-hochberg", "bonferroni", "none"}
        How the p-values of the pairs are adjusted; SPSS uses Bonferroni.

    Returns
    -------
    PairwiseComparisons
        Differences of mean ranks, `statistic` z, raw and adjusted p; no df, no interval. NaN
        when all values are equal.

    Raises
    ------
    TooFewObservations
        With fewer than two groups in the mapping.
    InvalidInput
        If values are not numbers or the adjustment is unknown.

    Notes
    -----
    SPSS: ``NPTESTS`` with pairwise comparisons. R: ``rstatix::dunn_test``.

    References
    ----------
    Dunn, O. J. (1964). Technometrics, 6, 241-252.
    """
    if adjustment not in ("holm", "benjamini-hochberg", "bonferroni", "none"):
        raise InvalidInput("dunn", f"unknown adjustment {adjustment!r}")
    present = samples("dunn", groups)
    k, n = len(present.values), present.n
    total = float(n.sum())
    pairs: list[tuple[int, int, float, float, float]] = []
    if k > 1:
        ranks, sizes = average_ranks(np.concatenate(present.values))
        ends = np.cumsum(n).astype(int)
        means = [float(part.mean()) for part in np.split(ranks, ends[:-1])]
        spread = total * (total + 1) / 12 - tie_term(sizes) / (12 * (total - 1))
        for i, j in combinations(range(k), 2):
            error = sqrt(spread * (1 / n[i] + 1 / n[j])) if sizes.size > 1 else nan
            pairs.append((i, j, means[i] - means[j], error, (means[i] - means[j]) / error))
    p = np.array([normal_two_sided(z) for *_, z in pairs], dtype=float)
    adjusted = adjusted_p(p, adjustment)
    return _comparisons(
        present,
        tuple(
            Pair(
                present.names[i],
                present.names[j],
                difference,
                error,
                z,
                nan,
                raw,
                corrected,
                undefined_interval(),
            )
            for (i, j, difference, error, z), raw, corrected in zip(
                pairs, p.tolist(), adjusted, strict=True
            )
        ),
        "Dunn",
        adjustment,
    )


def _studentized(
    present: Samples,
    errors: Mapping[tuple[int, int], float],
    dfs: Mapping[tuple[int, int], float],
    level: float,
) -> tuple[Pair, ...]:
    k, means = len(present.values), present.means
    quantiles = {
        df: studentized.ppf(level, k, df)
        for df in {df for pair, df in dfs.items() if df > 0 and errors[pair] > 0}
    }

    def pair(i: int, j: int) -> Pair:
        difference, error, df = float(means[i] - means[j]), errors[i, j], dfs[i, j]
        names = present.names[i], present.names[j]
        if isnan(error) or error == 0:
            interval = undefined_interval(level)
            return Pair(*names, difference, error, nan, df, nan, nan, interval)
        t = difference / error
        margin = quantiles[df] * error / sqrt(2)
        return Pair(
            *names,
            difference,
            error,
            t,
            df,
            nan,
            studentized.sf(abs(t) * sqrt(2), k, df),
            Interval(difference - margin, difference + margin, level),
        )

    return tuple(pair(i, j) for i, j in errors)


def _comparisons(
    present: Samples, pairs: tuple[Pair, ...], method: str, convention: str
) -> PairwiseComparisons:
    few = ("fewer than two groups with valid values",) if len(present.values) < 2 else ()
    return PairwiseComparisons(
        present.names,
        tuple(value.size for value in present.values),
        pairs,
        method,
        convention,
        (*present.warnings, *few),
    )
