"""Exact p-value of a table of counts, given its margins."""

from __future__ import annotations

from itertools import combinations
from math import comb
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from evaluering.stats.conditional import (
    ConditionalTest,
    Ordering,
    checked_ordering,
    column_extremeness,
    log_factorials,
    threshold,
    undefined_test,
)
from evaluering.stats.crosstab import occupied
from evaluering.stats.errors import InvalidInput
from evaluering.stats.intervals import Interval
from evaluering.stats.observations import count_table

LARGEST: Final = 3_000_000


def exact_test(
    counts: ArrayLike | pd.DataFrame, *, ordering: Ordering = "fisher"
) -> ConditionalTest:
    r"""Sum the probability of all tables with the same margins that are as extreme.

    .. math::
        P(T) = \frac{\prod_i r_i! \prod_j c_j!}{n! \prod_{ij} n_{ij}!}

    Parameters
    ----------
    counts : array_like or DataFrame, shape (rows, columns)
        Numbers of respondents; empty rows and columns play no part.
    ordering : {"fisher", "chi_square"}
        What counts as at least as extreme: a table probability as small (Fisher's exact test,
        Fisher-Freeman-Halton beyond 2 x 2), or a Pearson chi-square as large. Ties within a
        relative 1e-10 count as equal.

    Returns
    -------
    ConditionalTest
        `draws` is 0 and the standard error 0. NaN with a warning when fewer than two rows or
        columns hold respondents.

    Raises
    ------
    InvalidInput
        For counts that are not whole numbers of at least 0, an empty table, an unknown
        ordering, or a table with too many possibilities to list: use `monte_carlo_test`.

    Notes
    -----
    SPSS: ``CROSSTABS /METHOD=EXACT``. R: ``fisher.test(counts)``.

    References
    ----------
    Freeman, G. H. & Halton, J. H. (1951). Biometrika, 38, 141-149.
    """
    checked_ordering("exact_test", ordering)
    observed = occupied(count_table("exact_test", counts)).to_numpy().astype(np.int64)
    method, n = f"exact, {ordering} ordering", int(observed.sum())
    if min(observed.shape) < 2:
        return undefined_test(method, ordering, n, 0.99, draws=0, seed=None)
    if observed.shape[0] > observed.shape[1]:
        observed = observed.T
    observed = observed[:, np.argsort(observed.sum(axis=0), kind="stable")]
    rows, columns = observed.sum(axis=1), observed.sum(axis=0)
    factorials = log_factorials(n)
    extremeness = column_extremeness(observed, ordering)
    reached = [float(extremeness(observed[:, j], j)) for j in range(columns.size)]
    limit = threshold(sum(reached))

    remaining = rows[np.newaxis]
    extreme, denominator = np.zeros(1), np.zeros(1)
    for index, total in enumerate(columns):
        last = index == columns.size - 1
        candidates = remaining if last else _compositions(int(total), rows.size)
        scores = extremeness(candidates, index)
        logs = factorials[candidates].sum(axis=-1)
        if last:
            extreme, denominator = extreme + scores, denominator + logs
            break
        if len(remaining) * len(candidates) > LARGEST:
            raise InvalidInput(
                "exact_test", f"counts (n={n}, shape {observed.shape}) has too many tables"
            )
        rest = remaining[:, np.newaxis] - candidates
        table, choice = np.nonzero((rest >= 0).all(axis=-1))
        remaining = rest[table, choice]
        extreme = extreme[table] + scores[choice]
        denominator = denominator[table] + logs[choice]
    numerator = factorials[rows].sum() + factorials[columns].sum() - factorials[n]
    p = min(1.0, float(np.exp(numerator - denominator[extreme >= limit]).sum()))
    return ConditionalTest(p, 0.0, Interval(p, p, 0.99), n, 0, None, method, ordering)


def _compositions(total: int, parts: int) -> NDArray[np.int64]:
    """Return every way to write a total as an ordered sum of parts of at least 0."""
    if comb(total + parts - 1, parts - 1) > LARGEST:
        raise InvalidInput("exact_test", f"counts has too many tables (a column of {total})")
    bars = np.array(list(combinations(range(total + parts - 1), parts - 1)), dtype=np.int64)
    edges = np.pad(bars, ((0, 0), (1, 1)), constant_values=((0, 0), (-1, total + parts - 1)))
    return np.diff(edges, axis=1) - 1
