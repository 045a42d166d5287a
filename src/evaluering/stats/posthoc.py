"""Compare every pair of groups: Tukey-Kramer, Games-Howell and Dunn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from math import isnan, nan, sqrt
from typing import TypeAlias

import numpy as np

from evaluering.stats import studentized
from evaluering.stats.arguments import Values, require_confidence, require_option
from evaluering.stats.distributions import normal_two_sided
from evaluering.stats.multiplicity import Adjustment, adjusted_p
from evaluering.stats.results import Interval, Record, StatisticalResult
from evaluering.stats.samples import Samples, average_ranks, samples, tie_term, welch_df

__all__ = ["Pair", "PairwiseComparisons", "dunn", "games_howell", "tukey"]

Errors: TypeAlias = dict[tuple[int, int], float]


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
class PairwiseComparisons(StatisticalResult):
    """Every pair of groups, in the order of the mapping."""

    names: tuple[str, ...]
    n: tuple[int, ...]
    pairs: tuple[Pair, ...]
    method: str
    convention: str

    columns = (
        *("first", "second", "difference", "standard_error", "statistic", "df"),
        *("p", "adjusted_p", "lower", "upper"),
    )

    def records(self) -> list[Record]:
        """Return one record a pair."""
        return [
            {
                **{name: getattr(pair, name) for name in self.columns[:-2]},
                "lower": pair.interval.lower,
                "upper": pair.interval.upper,
            }
            for pair in self.pairs
        ]


def tukey(groups: Mapping[str, Values], *, confidence: float = 0.95) -> PairwiseComparisons:
    r"""Compare all pairs of means by Tukey's HSD in Kramer's version for unequal groups.

    .. math::
        q = \frac{|\bar x_i - \bar x_j|}{\sqrt{\frac{MS_w}{2}(1/n_i + 1/n_j)}},
        \quad df = N - k

    Parameters
    ----------
    groups : mapping of name to Values, shape (n_j,)
        Values of each group.
    confidence : float
        Simultaneous level of the intervals.

    Returns
    -------
    PairwiseComparisons
        `statistic` is t = difference / standard error (q is √2 times its size), `p` is NaN
        and `adjusted_p` and the interval hold for the whole family. NaN when no variation
        within the groups is left.

    Raises
    ------
    StatisticsError
        Fewer than two groups, values that are not numbers, an option outside its set.

    Notes
    -----
    SPSS: ``ONEWAY /POSTHOC=TUKEY``. R: ``TukeyHSD(aov(y ~ g))``. Source: Kramer (1956), Biometrics
    12, 307-310.

    Examples
    --------
    >>> groups = {"a": [1, 2, 3, 4], "b": [3, 4, 5, 5], "c": [2, 2, 3, 5]}
    >>> tukey(groups).to_frame()["difference"].tolist()
    [-1.75, -0.5, 1.25]
    """
    require_confidence("tukey", confidence)
    present = samples("tukey", groups)
    n, k = present.n, len(present.values)
    df = float(n.sum() - k)
    within = float(np.nansum((n - 1) * present.variances)) / df if df > 0 else nan
    errors = {(i, j): sqrt(within * (1 / n[i] + 1 / n[j])) for i, j in combinations(range(k), 2)}
    pairs = _studentized(present, errors, dict.fromkeys(errors, df), confidence)
    return _comparisons(present, pairs, "Tukey-Kramer", "equal variances")


def games_howell(groups: Mapping[str, Values], *, confidence: float = 0.95) -> PairwiseComparisons:
    r"""Compare all pairs of means without assuming equal variances.

    .. math::
        q = \frac{|\bar x_i - \bar x_j|}{\sqrt{(s_i^2/n_i + s_j^2/n_j)/2}}

    with Welch's degrees of freedom for each pair.

    Parameters
    ----------
    groups, confidence
        As in `tukey`.

    Returns
    -------
    PairwiseComparisons
        As `tukey`. A pair with a group of one, or with two constant groups, is NaN.

    Raises
    ------
    StatisticsError
        As `tukey`.

    Notes
    -----
    SPSS: ``ONEWAY /POSTHOC=GH``. R: ``rstatix::games_howell_test``. Source: Games & Howell
    (1976), Journal of Educational Statistics 1, 113-125.

    Examples
    --------
    >>> groups = {"a": [1, 2, 3, 4], "b": [3, 4, 5, 5], "c": [2, 2, 3, 5]}
    >>> games_howell(groups).to_frame()["difference"].tolist()
    [-1.75, -0.5, 1.25]
    """
    require_confidence("games_howell", confidence)
    present = samples("games_howell", groups)
    n, parts = present.n, present.variances / present.n
    indices = list(combinations(range(n.size), 2))
    errors = {(i, j): sqrt(parts[i] + parts[j]) for i, j in indices}
    dfs = {(i, j): welch_df(parts[i], parts[j], n[i], n[j]) for i, j in indices}
    pairs = _studentized(present, errors, dfs, confidence)
    return _comparisons(present, pairs, "Games-Howell", "unequal variances")


def dunn(groups: Mapping[str, Values], *, adjustment: Adjustment = "holm") -> PairwiseComparisons:
    r"""Compare all pairs of mean ranks after a Kruskal-Wallis test.

    .. math::
        z = \frac{\bar R_i - \bar R_j}{\sqrt{\left(\frac{N(N+1)}{12}
            - \frac{\sum (t^3 - t)}{12 (N - 1)}\right)(1/n_i + 1/n_j)}}

    Parameters
    ----------
    groups : mapping of name to Values, shape (n_j,)
        Values of each group.
    adjustment : {"holm", "benjamini-hochberg", "bonferroni", "none"}
        How the p-values of the pairs are adjusted; SPSS uses Bonferroni.

    Returns
    -------
    PairwiseComparisons
        Differences of mean ranks, `statistic` z, raw and adjusted p; no df, no interval. NaN
        when all values are equal.

    Raises
    ------
    StatisticsError
        Fewer than two groups, values that are not numbers, an option outside its set.

    Notes
    -----
    SPSS: ``NPTESTS`` with pairwise comparisons. R: ``rstatix::dunn_test``. Source: Dunn
    (1964), Technometrics 6, 241-252.

    Examples
    --------
    >>> groups = {"a": [1, 2, 3, 4], "b": [3, 4, 5, 5], "c": [2, 2, 3, 5]}
    >>> dunn(groups).to_frame()[["first", "second"]].values.tolist()
    [['a', 'b'], ['a', 'c'], ['b', 'c']]
    """
    require_option("dunn", "adjustment", adjustment, Adjustment)
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
    compared = tuple(
        Pair(
            present.names[i],
            present.names[j],
            difference,
            error,
            z,
            nan,
            raw,
            corrected,
            Interval.undefined(),
        )
        for (i, j, difference, error, z), raw, corrected in zip(
            pairs, p.tolist(), adjusted, strict=True
        )
    )
    return _comparisons(present, compared, "Dunn", adjustment)


def _studentized(
    present: Samples, errors: Errors, dfs: Errors, confidence: float
) -> tuple[Pair, ...]:
    k, means = len(present.values), present.means
    quantiles = {
        df: studentized.ppf(confidence, k, df)
        for df in {df for pair, df in dfs.items() if df > 0 and errors[pair] > 0}
    }

    def pair(i: int, j: int) -> Pair:
        difference, error, df = float(means[i] - means[j]), errors[i, j], dfs[i, j]
        names = present.names[i], present.names[j]
        if isnan(error) or error == 0:
            interval = Interval.undefined(confidence)
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
            Interval(difference - margin, difference + margin, confidence),
        )

    return tuple(pair(i, j) for i, j in errors)


def _comparisons(
    present: Samples, pairs: tuple[Pair, ...], method: str, convention: str
) -> PairwiseComparisons:
    few = ("fewer than two groups with valid values",) if len(present.values) < 2 else ()
    warnings = (*present.warnings, *few)
    return PairwiseComparisons(
        present.names, present.sizes, pairs, method, convention, warnings=warnings
    )
