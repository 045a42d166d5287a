"""Monte Carlo p-value of a table of counts, given its margins."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from evaluering.stats.conditional import (
    ConditionalTest,
    Ordering,
    checked_ordering,
    column_extremeness,
    threshold,
    undefined_test,
)
from evaluering.stats.crosstab import occupied
from evaluering.stats.distributions import normal_quantile
from evaluering.stats.errors import InvalidInput
from evaluering.stats.intervals import Interval, checked_level
from evaluering.stats.observations import FloatArray, count_table

BATCH = 100_000


def monte_carlo_test(
    counts: ArrayLike | pd.DataFrame,
    *,
    seed: int,
    draws: int = 100_000,
    ordering: Ordering = "chi_square",
    level: float = 0.99,
) -> ConditionalTest:
    r"""Simulate the p-value of a table of counts given its margins.

    .. math:: \hat p = \frac{1 + \#\{T_b \ge T\}}{1 + B}, \qquad
              SE = \sqrt{\hat p (1 - \hat p) / B}

    Parameters
    ----------
    counts : array_like or DataFrame, shape (rows, columns)
        Numbers of respondents; empty rows and columns play no part.
    seed : int
        Seed of numpy's PCG64 generator; the same seed gives the same p.
    draws : int
        Number B of random tables (Patefield's algorithm).
    ordering : {"chi_square", "fisher"}
        What counts as at least as extreme: a Pearson chi-square as large, or a table
        probability as small (the Fisher-Freeman-Halton test). Ties within a relative 1e-10
        count as equal.
    level : float
        Level of the normal interval for the exact p (SPSS prints 99 per cent).

    Returns
    -------
    ConditionalTest
        NaN with a warning when fewer than two rows or columns hold respondents.

    Raises
    ------
    InvalidInput
        For counts that are not whole numbers of at least 0, an empty table, fewer than one
        draw, a negative seed or an unknown ordering.

    Notes
    -----
    SPSS: ``CROSSTABS /METHOD=MC CIN(99) SAMPLES(100000)`` (its p lacks the added 1s). R:
    ``chisq.test(counts, simulate.p.value = TRUE, B = 1e5)`` and ``fisher.test``.

    References
    ----------
    Patefield, W. M. (1981). Applied Statistics, 30, 91-97. Phipson, B. & Smyth, G. K.
    (2010). Statistical Applications in Genetics and Molecular Biology, 9, article 39.
    """
    level = checked_level("monte_carlo_test", level)
    checked_ordering("monte_carlo_test", ordering)
    if draws < 1 or seed < 0:
        raise InvalidInput(
            "monte_carlo_test",
            f"draws must be positive and seed not negative, got {draws} and {seed}",
        )
    table = occupied(count_table("monte_carlo_test", counts))
    observed = table.to_numpy().astype(np.int64)
    method, n = f"Monte Carlo, {ordering} ordering", int(observed.sum())
    if min(observed.shape) < 2:
        return undefined_test(method, ordering, n, level, draws=draws, seed=seed)
    from scipy.stats import random_table

    rng = np.random.default_rng(seed)
    tables = random_table(observed.sum(axis=1), observed.sum(axis=0))
    extremeness = column_extremeness(observed, ordering)

    def extreme(tables: NDArray[np.int64]) -> FloatArray:
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
    margin = normal_quantile(0.5 + level / 2) * error
    interval = Interval(max(0.0, p - margin), min(1.0, p + margin), level)
    return ConditionalTest(p, error, interval, n, draws, seed, method, ordering)
