"""Compare a result with a reference program and keep the largest difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Comparison:
    """One comparison of one or more values with a reference program."""

    statistic: str
    program: str
    values: int
    largest: float
    tolerance: float


COMPARISONS: list[Comparison] = []


def compare(statistic: str, program: str, got: Any, expected: Any, tolerance: float) -> None:
    """Assert that `got` equals `expected` within `tolerance` (absolute), and record it.

    Scalars, sequences, arrays, Series and DataFrames are compared by position; `None` in
    `expected` (JSON's null) stands for NaN and must meet NaN; infinities must be equal.
    """
    left = np.asarray(got, dtype=float)
    right = np.asarray(expected, dtype=float)
    assert left.shape == right.shape, (
        f"{statistic} ({program}): shape {left.shape}, expected {right.shape}"
    )
    same = (np.isnan(left) & np.isnan(right)) | (left == right)
    with np.errstate(invalid="ignore"):
        difference = np.where(same, 0.0, np.abs(left - right))
    largest = float(difference.max(initial=0.0))
    COMPARISONS.append(Comparison(statistic, program, left.size, largest, tolerance))
    assert largest <= tolerance, (
        f"{statistic} ({program}): largest difference {largest:.3g}, tolerance {tolerance:.0e}\n"
        f"got      {left}\nexpected {right}"
    )
