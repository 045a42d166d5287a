"""What exact and Monte Carlo tests share: the result and what counts as extreme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import nan
from typing import Final, Literal, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluering.stats.crosstab import expected_counts
from evaluering.stats.errors import InvalidInput
from evaluering.stats.intervals import Interval, tidy_frame, undefined_interval
from evaluering.stats.observations import FloatArray

Ordering: TypeAlias = Literal["chi_square", "fisher"]
RELATIVE_TIE: Final = 1e-10


@dataclass(frozen=True)
class ConditionalTest:
    """A p-value given the margins; exact when `draws` is 0, else simulated with its error."""

    p: float
    standard_error: float
    interval: Interval
    n: int
    draws: int
    seed: int | None
    method: str
    convention: Ordering
    warnings: tuple[str, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """Return one row: method, p, its interval, standard error, n, draws and seed."""
        return tidy_frame(
            {
                "statistic": self.method,
                "p": self.p,
                "lower": self.interval.lower,
                "upper": self.interval.upper,
            }
        ).assign(standard_error=self.standard_error, n=self.n, draws=self.draws, seed=self.seed)


def undefined_test(
    method: str, ordering: Ordering, n: int, level: float, *, draws: int, seed: int | None
) -> ConditionalTest:
    """Return the test of a table with fewer than two occupied rows or columns."""
    warning = "fewer than two rows or columns with respondents: no test"
    return ConditionalTest(
        nan, nan, undefined_interval(level), n, draws, seed, method, ordering, (warning,)
    )


def checked_ordering(function: str, ordering: str) -> None:
    """Raise `InvalidInput` for an unknown ordering."""
    if ordering not in ("chi_square", "fisher"):
        raise InvalidInput(function, f"ordering must be 'chi_square' or 'fisher', got {ordering!r}")


def threshold(extremeness: float) -> float:
    """Return the extremeness from which a table counts as at least as extreme."""
    return extremeness - RELATIVE_TIE * abs(extremeness)


def column_extremeness(
    observed: NDArray[np.int64], ordering: Ordering
) -> Callable[[NDArray[np.int64], int], FloatArray]:
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
    logs = np.log(np.maximum(np.arange(largest + 1, dtype=float), 1.0))
    return np.cumsum(logs)
