"""The chi-square test of a crosstab by permuting the answers over the groups."""

from __future__ import annotations

from math import nan

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from evaluering.stats.crosstab import expected_counts, occupied
from evaluering.stats.errors import InvalidInput


def permutation_p(counts: ArrayLike, *, seed: int, draws: int = 2000) -> float:
    r"""Simulate the p-value of a crosstab given its margins.

    .. math:: \hat p = \frac{1 + \#\{X^2_b \ge X^2\}}{1 + B}

    Parameters
    ----------
    counts : array_like, shape (rows, columns)
        Numbers of respondents; empty rows and columns play no part.
    seed : int
        Seed of numpy's PCG64 generator; the same seed gives the same p.
    draws : int
        Number B of permutations, at least 1.

    Returns
    -------
    float
        NaN when fewer than two rows or columns hold respondents. A chi-square within a relative
        1e-10 of the observed counts as equal.

    Raises
    ------
    InvalidInput
        If `draws` is below 1.

    Notes
    -----
    The same null distribution as `montecarlo.monte_carlo_test`, without scipy.stats. SPSS:
    ``CROSSTABS /METHOD=MC``. R: ``chisq.test(x, simulate.p.value = TRUE)``.
    """
    if draws < 1:
        raise InvalidInput("permutation_p", f"draws must be at least 1, got {draws}")
    table = occupied(pd.DataFrame(np.asarray(counts, dtype=np.float64))).to_numpy(dtype=np.float64)
    rows, columns = table.shape
    if rows < 2 or columns < 2:
        return nan
    cells = table.astype(np.int64)
    row_of = np.repeat(np.arange(rows), cells.sum(axis=1))
    column_of = np.repeat(np.arange(columns), cells.sum(axis=0))
    shuffled = np.random.default_rng(seed).permuted(np.tile(column_of, (draws, 1)), axis=1)
    places = np.arange(draws)[:, None] * (rows * columns) + row_of * columns + shuffled
    drawn = np.bincount(places.ravel(), minlength=draws * rows * columns)
    expected = expected_counts(table).ravel()
    simulated = (drawn.reshape(draws, -1) ** 2 / expected).sum(axis=1)
    observed = (table.ravel() ** 2 / expected).sum()
    return float((1 + (simulated >= observed * (1 - 1e-10)).sum()) / (1 + draws))
