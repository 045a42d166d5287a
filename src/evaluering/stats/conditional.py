"""What exact and Monte Carlo tests share: the result and what counts as extreme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import nan
from typing import Final, Literal, TypeAlias

import numpy as np

from evaluering.stats.arguments import FloatArray, IntArray
from evaluering.stats.crosstab import NO_TABLE, expected_counts
from evaluering.stats.results import Estimate, EstimatedResult, Record

__all__ = [
    "ConditionalTest",
    "Ordering",
    "column_extremeness",
    "log_factorials",
    "threshold",
    "undefined_test",
]

Ordering: TypeAlias = Literal["chi_square", "fisher"]
RELATIVE_TIE: Final = 1e-10


@dataclass(frozen=True)
class ConditionalTest(EstimatedResult):
    """A p-value given the margins; exact when `draws` is 0, else simulated with its error."""

    estimate: Estimate
    standard_error: float
    n: int
    draws: int
    seed: int | None
    method: str
    convention: Ordering

    @property
    def p(self) -> float:
        """The p-value, which is what is estimated."""
        return self.estimate.value

    def records(self) -> list[Record]:
        """Return one record: p with its interval, standard error, n, draws and seed."""
        names = ("standard_error", "n", "draws", "seed")
        more = {name: getattr(self, name) for name in names}
        return [self.estimate.row(self.method, p=self.p, **more) | {"value": nan}]


def undefined_test(
    method: str, ordering: Ordering, n: int, confidence: float, *, draws: int, seed: int | None
) -> ConditionalTest:
    """Return the test of a table with fewer than two occupied rows or columns."""
    p = Estimate.undefined(confidence)
    warnings = (f"{NO_TABLE}: no test",)
    return ConditionalTest(p, nan, n, draws, seed, method, ordering, warnings=warnings)


def threshold(extremeness: float) -> float:
    """Return the extremeness from which a table counts as at least as extreme."""
    return extremeness - RELATIVE_TIE * abs(extremeness)


def column_extremeness(
    observed: IntArray, ordering: Ordering
) -> Callable[[IntArray, int], FloatArray]:
    """Return a function of counts (..., rows) in a column and the column's position.

    Summed over the columns it grows with the Pearson chi-square (it is chi-square plus n), or
    as the table probability falls (it is the log of the product of the cell factorials).
    """
    if ordering == "fisher":
        factorials = log_factorials(int(observed.sum()))
        return lambda counts, _: np.asarray(factorials[counts].sum(axis=-1))
    inverse = 1 / expected_counts(observed.astype(float))
    return lambda counts, column: np.asarray(counts.astype(float) ** 2 @ inverse[:, column])


def log_factorials(largest: int) -> FloatArray:
    """Return log 0!, log 1!, ... up to the largest."""
    return np.cumsum(np.log(np.maximum(np.arange(largest + 1, dtype=float), 1.0)))
