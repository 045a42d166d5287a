"""Simulated p-values of a table of counts, given its margins."""

from __future__ import annotations

from math import nan, sqrt

import numpy as np
import pandas as pd

from evaluering.stats.arguments import (
    Counts,
    FloatArray,
    IntArray,
    count_table,
    require_confidence,
    require_option,
    whole_number,
)
from evaluering.stats.conditional import (
    ConditionalTest,
    Ordering,
    column_extremeness,
    threshold,
    undefined_test,
)
from evaluering.stats.crosstab import expected_counts, occupied
from evaluering.stats.distributions import normal_quantile
from evaluering.stats.results import Estimate, Interval

__all__ = ["monte_carlo_test", "permutation_p"]

PERMUTED = 1_000_000
"""Answers that are permuted at a time: memory does not grow with respondents times draws."""
BATCH = 100_000


def monte_carlo_test(
    counts: Counts,
    *,
    seed: int,
    draws: int = 100_000,
    ordering: Ordering = "chi_square",
    confidence: float = 0.99,
) -> ConditionalTest:
    r"""Simulate the p-value of a table of counts given its margins.

    .. math:: \hat p = \frac{1 + \#\{T_b \ge T\}}{1 + B}, \qquad
              SE = \sqrt{\hat p (1 - \hat p) / B}

    Parameters
    ----------
    counts : Counts, shape (rows, columns)
        Numbers of respondents; empty rows and columns play no part.
    seed : int
        Seed of numpy's PCG64 generator; the same seed gives the same p.
    draws : int
        Number B of random tables (Patefield's algorithm).
    ordering : {"chi_square", "fisher"}
        What counts as at least as extreme: a Pearson chi-square as large, or a table
        probability as small (the Fisher-Freeman-Halton test). Ties within a relative 1e-10
        count as equal.
    confidence : float
        Level of the normal interval for the exact p (SPSS prints 99 per cent).

    Returns
    -------
    ConditionalTest
        NaN with a warning when fewer than two rows or columns hold respondents.

    Raises
    ------
    StatisticsError
        Counts that are no table of whole numbers of at least 0, fewer than one draw, a negative
        seed, an unknown ordering.

    Notes
    -----
    SPSS: ``CROSSTABS /METHOD=MC CIN(99) SAMPLES(100000)`` (its p lacks the added 1s). R:
    ``chisq.test(counts, simulate.p.value = TRUE, B = 1e5)`` and ``fisher.test``. Source:
    Patefield (1981), Applied Statistics 30, 91-97; Phipson & Smyth (2010), Statistical
    Applications in Genetics and Molecular Biology 9, article 39.

    Examples
    --------
    >>> found = monte_carlo_test([[8, 2], [1, 5]], seed=1, draws=1000)
    >>> 0 < found.p < 0.1
    True
    """
    require_confidence("monte_carlo_test", confidence)
    require_option("monte_carlo_test", "ordering", ordering, Ordering)
    whole_number("monte_carlo_test", "draws", draws, least=1)
    whole_number("monte_carlo_test", "seed", seed)
    table = occupied(count_table("monte_carlo_test", counts))
    observed = table.to_numpy().astype(np.int64)
    method, n = f"Monte Carlo, {ordering} ordering", int(observed.sum())
    if min(observed.shape) < 2:
        return undefined_test(method, ordering, n, confidence, draws=draws, seed=seed)
    from scipy.stats import random_table

    rng = np.random.default_rng(seed)
    tables = random_table(observed.sum(axis=1), observed.sum(axis=0))
    extremeness = column_extremeness(observed, ordering)

    def extreme(tables: IntArray) -> FloatArray:
        columns = [extremeness(tables[..., j], j) for j in range(observed.shape[1])]
        return np.asarray(np.sum(columns, axis=0))

    limit = threshold(float(extreme(observed)))
    sizes = [BATCH] * (draws // BATCH) + [draws % BATCH] * (draws % BATCH > 0)
    hits = 0
    for size in sizes:
        drawn = tables.rvs(size, method="patefield", random_state=rng)
        hits += int((extreme(drawn.astype(np.int64)) >= limit).sum())
    p = (1 + hits) / (1 + draws)
    error = sqrt(p * (1 - p) / draws)
    margin = normal_quantile(0.5 + confidence / 2) * error
    interval = Interval(max(0.0, p - margin), min(1.0, p + margin), confidence)
    return ConditionalTest(Estimate(p, interval), error, n, draws, seed, method, ordering)


def permutation_p(counts: Counts, *, seed: int, draws: int = 2000) -> float:
    r"""Simulate the p-value of a crosstab by permuting the answers over the groups.

    The same null distribution and estimate as `monte_carlo_test` ordered by chi-square, for a few
    thousand draws, without the time that scipy.stats takes to load.

    Parameters
    ----------
    counts, seed
        As in `monte_carlo_test`.
    draws : int
        Number B of permutations, at least 1.

    Returns
    -------
    float
        NaN when fewer than two rows or columns hold respondents. A chi-square within a relative
        1e-10 of the observed counts as equal.

    Examples
    --------
    >>> permutation_p([[9, 1], [2, 8]], seed=1, draws=500) < 0.05
    True
    """
    whole_number("permutation_p", "draws", draws, least=1)
    table = occupied(pd.DataFrame(np.asarray(counts, dtype=np.float64))).to_numpy(dtype=np.float64)
    rows, columns = table.shape
    if rows < 2 or columns < 2:
        return nan
    cells = table.astype(np.int64)
    row_of = np.repeat(np.arange(rows), cells.sum(axis=1))
    column_of = np.repeat(np.arange(columns), cells.sum(axis=0))
    expected = expected_counts(table).ravel()
    limit = (table.ravel() ** 2 / expected).sum() * (1 - 1e-10)
    rng, hits = np.random.default_rng(seed), 0
    batch = max(1, PERMUTED // len(row_of))
    for first in range(0, draws, batch):  # the same permutations as all at once, in less memory
        size = min(batch, draws - first)
        shuffled = rng.permuted(np.tile(column_of, (size, 1)), axis=1)
        places = np.arange(size)[:, None] * (rows * columns) + row_of * columns + shuffled
        drawn = np.bincount(places.ravel(), minlength=size * rows * columns)
        hits += int(((drawn.reshape(size, -1) ** 2 / expected).sum(axis=1) >= limit).sum())
    return (1 + hits) / (1 + draws)
