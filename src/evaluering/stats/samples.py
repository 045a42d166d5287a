"""Summaries of independent samples, the input of every test between groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import ArrayLike

from evaluering.stats.errors import TooFewObservations
from evaluering.stats.observations import FloatArray, is_constant, valid


@dataclass(frozen=True)
class Samples:
    """Valid values of each group that has any, and what was left out."""

    names: tuple[str, ...]
    values: tuple[FloatArray, ...]
    warnings: tuple[str, ...]

    @property
    def n(self) -> FloatArray:
        """Number of valid values in each group."""
        return np.array([value.size for value in self.values], dtype=float)

    @property
    def means(self) -> FloatArray:
        """Mean of each group."""
        return np.array([value.mean() for value in self.values], dtype=float)

    @property
    def variances(self) -> FloatArray:
        """Variance of each group with n - 1, NaN for a group of one."""
        return np.array([variance(value) for value in self.values], dtype=float)


def variance(values: FloatArray) -> float:
    """Return the variance with n - 1, exactly zero for a constant, NaN below two values."""
    if values.size < 2:
        return nan
    return 0.0 if is_constant(values) else float(values.var(ddof=1))


def samples(function: str, groups: Mapping[str, ArrayLike]) -> Samples:
    """Return the valid values of each group; groups without any are left out with a warning.

    Raises
    ------
    TooFewObservations
        With fewer than two groups in the mapping.
    InvalidInput
        If a group holds anything but finite numbers and NaN.
    """
    if len(groups) < 2:
        raise TooFewObservations(function, f"groups must hold at least two, got {len(groups)}")
    present = {
        name: valid(function, f"groups[{name!r}]", values) for name, values in groups.items()
    }
    kept = {name: values for name, values in present.items() if values.size}
    empty = tuple(f"group {name!r} has no valid values" for name in present if name not in kept)
    single = tuple(
        f"group {name!r} has one valid value" for name, values in kept.items() if values.size == 1
    )
    constant = tuple(
        f"group {name!r} has zero variance"
        for name, values in kept.items()
        if values.size > 1 and variance(values) == 0
    )
    return Samples(tuple(kept), tuple(kept.values()), empty + single + constant)
