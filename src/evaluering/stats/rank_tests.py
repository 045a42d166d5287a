"""Mann-Whitney and Kruskal-Wallis tests with average ranks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan, sqrt

import numpy as np

from evaluering.stats.arguments import FloatArray
from evaluering.stats.distributions import chi_square_test, normal_two_sided
from evaluering.stats.results import HypothesisTest
from evaluering.stats.samples import average_ranks, tie_term

__all__ = ["MannWhitney", "kruskal_wallis", "mann_whitney"]


@dataclass(frozen=True)
class MannWhitney(HypothesisTest):
    """U of the first group, its normal approximation and the rank-biserial correlation.

    Examples
    --------
    >>> from numpy import array
    >>> found = mann_whitney(array([1.0, 2, 3]), array([2.0, 4, 5]))
    >>> round(found.statistic, 3), round(found.p, 3)
    (1.5, 0.184)
    """

    z: float = nan
    rank_biserial: float = nan


def mann_whitney(a: FloatArray, b: FloatArray) -> MannWhitney:
    """Compare two samples of valid values by the Mann-Whitney (Wilcoxon rank-sum) test.

    Parameters
    ----------
    a, b : numpy.ndarray
        Valid values of each group.

    Returns
    -------
    MannWhitney
        U counts the pairs in which `a` is larger (a tie counts half); p is two-sided,
        from the normal approximation corrected for ties, without continuity correction.
        z and p are NaN when a group is empty or all values are equal.

    Notes
    -----
    SPSS: ``NPAR TESTS /M-W`` (its U is the smaller of U and n1 n2 - U). R: ``wilcox.test(a, b,
    exact = FALSE, correct = FALSE)``. Source: Mann & Whitney (1947), Annals of Mathematical
    Statistics 18, 50-60.

    Examples
    --------
    >>> from numpy import array
    >>> test = mann_whitney(array([1.0, 2, 3]), array([2.0, 4, 5]))
    >>> test.statistic, round(test.p, 3)
    (1.5, 0.184)
    """
    n1, n2 = a.size, b.size
    if not (n1 and n2):
        return MannWhitney(nan, nan, nan)
    ranks, sizes = average_ranks(np.concatenate([a, b]))
    total = n1 + n2
    u = float(ranks[:n1].sum()) - n1 * (n1 + 1) / 2
    spread = n1 * n2 / 12 * (total + 1 - tie_term(sizes) / (total * (total - 1)))
    z = (u - n1 * n2 / 2) / sqrt(spread) if sizes.size > 1 else nan
    biserial = 2 * u / (n1 * n2) - 1
    return MannWhitney(u, nan, normal_two_sided(z), z=z, rank_biserial=biserial)


def kruskal_wallis(values: Sequence[FloatArray]) -> HypothesisTest:
    """Compare several samples of valid values by the Kruskal-Wallis test.

    Parameters
    ----------
    values : sequence of numpy.ndarray
        Valid values of each group, at least one each.

    Returns
    -------
    HypothesisTest
        H corrected for ties with its chi-square approximation; NaN with fewer than two groups or
        when all values are equal.

    Notes
    -----
    SPSS: ``NPAR TESTS /K-W``. R: ``kruskal.test``. Source: Kruskal & Wallis (1952), Journal of
    the American Statistical Association 47, 583-621.

    Examples
    --------
    >>> from numpy import array
    >>> test = kruskal_wallis([array([1.0, 2, 3]), array([4.0, 5, 6])])
    >>> round(test.statistic, 3), round(test.p, 4)
    (3.857, 0.0495)
    """
    if len(values) < 2:
        return HypothesisTest(nan, nan, nan)
    ranks, sizes = average_ranks(np.concatenate(list(values)))
    total, df = ranks.size, float(len(values) - 1)
    if sizes.size < 2:
        return HypothesisTest(nan, df, nan)
    ends = np.cumsum([value.size for value in values])
    sums = np.array([part.sum() for part in np.split(ranks, ends[:-1])])
    n = np.array([value.size for value in values], dtype=float)
    h = 12 / (total * (total + 1)) * float((sums**2 / n).sum()) - 3 * (total + 1)
    return chi_square_test(h / (1 - tie_term(sizes) / (total**3 - total)), df)
