"""Summaries of independent samples, the input of every test between groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan

import numpy as np

from evaluering.stats.arguments import FloatArray, IntArray, Values, require_at_least, valid

__all__ = [
    "Samples",
    "average_ranks",
    "is_constant",
    "rounding_error",
    "samples",
    "tie_term",
    "variance",
    "welch_df",
]


@dataclass(frozen=True)
class Samples:
    """Valid values of each group that has any, and what was left out."""

    names: tuple[str, ...]
    values: tuple[FloatArray, ...]
    warnings: tuple[str, ...]

    @property
    def sizes(self) -> tuple[int, ...]:
        """Number of valid values in each group."""
        return tuple(value.size for value in self.values)

    @property
    def n(self) -> FloatArray:
        """The sizes as floats."""
        return np.array(self.sizes, dtype=float)

    @property
    def means(self) -> FloatArray:
        """Mean of each group."""
        return np.array([value.mean() for value in self.values], dtype=float)

    @property
    def variances(self) -> FloatArray:
        """Variance of each group with n - 1, NaN for a group of one."""
        return np.array([variance(value) for value in self.values], dtype=float)


def samples(function: str, groups: Mapping[str, Values]) -> Samples:
    """Return the valid values of each group; groups without any are left out with a warning.

    Raises
    ------
    StatisticsError
        With fewer than two groups, or values that are not numbers.
    """
    require_at_least(function, "groups", 2, len(groups), "groups")
    present = {name: valid(function, f"groups[{name!r}]", v) for name, v in groups.items()}
    kept = {name: values for name, values in present.items() if values.size}
    constant = [name for name, v in kept.items() if v.size > 1 and variance(v) == 0]
    warnings = (
        *(f"group {name!r} has no valid values" for name in present if name not in kept),
        *(f"group {name!r} has one valid value" for name, v in kept.items() if v.size == 1),
        *(f"group {name!r} has zero variance" for name in constant),
    )
    return Samples(tuple(kept), tuple(kept.values()), warnings)


def variance(values: FloatArray) -> float:
    """Return the variance with n - 1, exactly zero for a constant, NaN below two values."""
    if values.size < 2:
        return nan
    return 0.0 if is_constant(values) else float(values.var(ddof=1))


def is_constant(values: FloatArray) -> bool:
    """Return whether valid values differ by no more than rounding errors."""
    return bool(np.ptp(values) <= rounding_error(values))


def rounding_error(values: FloatArray) -> float:
    """Return the size of difference that floating point cannot tell from zero."""
    return float(8 * np.finfo(float).eps * np.abs(values).max(initial=0.0))


def welch_df(part1: float, part2: float, n1: float, n2: float) -> float:
    """Return Welch's degrees of freedom of two squared standard errors, NaN when both are 0."""
    squared = part1 + part2
    return squared**2 / (part1**2 / (n1 - 1) + part2**2 / (n2 - 1)) if squared > 0 else nan


def average_ranks(values: FloatArray) -> tuple[FloatArray, IntArray]:
    """Return the ranks from 1 to n, ties averaged, and the number of each distinct value."""
    _, position, sizes = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(sizes)
    return (ends - (sizes - 1) / 2)[position.reshape(-1)], sizes.astype(np.int64)


def tie_term(sizes: IntArray) -> float:
    """Return the sum of t**3 - t over the groups of ties of size t."""
    size = sizes.astype(float)
    return float((size**3 - size).sum())
