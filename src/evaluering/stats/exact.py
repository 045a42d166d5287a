"""Exact p-value of a table of counts, given its margins."""

from __future__ import annotations

from itertools import combinations
from math import comb
from typing import Final

import numpy as np

from evaluering.stats.arguments import Counts, IntArray, count_table, require_option
from evaluering.stats.conditional import (
    ConditionalTest,
    Ordering,
    column_extremeness,
    log_factorials,
    threshold,
    undefined_test,
)
from evaluering.stats.crosstab import occupied
from evaluering.stats.errors import StatisticsError
from evaluering.stats.results import Estimate, Interval

__all__ = ["exact_test"]

LARGEST: Final = 3_000_000


def exact_test(counts: Counts, *, ordering: Ordering = "fisher") -> ConditionalTest:
    r"""Sum the probability of all tables with the same margins that are as extreme.

    .. math::
        P(T) = \frac{\prod_i r_i! \prod_j c_j!}{n! \prod_{ij} n_{ij}!}

    Parameters
    ----------
    counts : Counts, shape (rows, columns)
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
    StatisticsError
        Counts that are no table of whole numbers of at least 0, an unknown ordering, or a table
        with too many possibilities to list: use `monte_carlo_test`.

    Notes
    -----
    SPSS: ``CROSSTABS /METHOD=EXACT``. R: ``fisher.test(counts)``. Source: Freeman & Halton (1951),
    Biometrika 38, 141-149.

    Examples
    --------
    >>> round(exact_test([[3, 1], [1, 3]]).p, 6)
    0.485714
    """
    require_option("exact_test", "ordering", ordering, Ordering)
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
            raise _too_many(f"{n} respondents in shape {observed.shape}")
        rest = remaining[:, np.newaxis] - candidates
        table, choice = np.nonzero((rest >= 0).all(axis=-1))
        remaining = rest[table, choice]
        extreme = extreme[table] + scores[choice]
        denominator = denominator[table] + logs[choice]
    numerator = factorials[rows].sum() + factorials[columns].sum() - factorials[n]
    p = min(1.0, float(np.exp(numerator - denominator[extreme >= limit]).sum()))
    estimate = Estimate(p, Interval(p, p, 0.99))
    return ConditionalTest(estimate, 0.0, n, 0, None, method, ordering)


def _compositions(total: int, parts: int) -> IntArray:
    """Return every way to write a total as an ordered sum of parts of at least 0."""
    if comb(total + parts - 1, parts - 1) > LARGEST:
        raise _too_many(f"a column of {total}")
    bars = np.array(list(combinations(range(total + parts - 1), parts - 1)), dtype=np.int64)
    edges = np.pad(bars, ((0, 0), (1, 1)), constant_values=((0, 0), (-1, total + parts - 1)))
    return np.diff(edges, axis=1) - 1


def _too_many(found: str) -> StatisticsError:
    return StatisticsError("exact_test", "counts", "not have too many tables to list", found)
