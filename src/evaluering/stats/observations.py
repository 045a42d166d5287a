"""Check and clean the observations, codes and counts that the public functions receive."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from evaluering.stats.errors import InvalidInput

FloatArray: TypeAlias = NDArray[np.float64]


def numeric(function: str, argument: str, values: ArrayLike) -> FloatArray:
    """Return a one-dimensional float array with NaN for missing.

    Raises
    ------
    InvalidInput
        For text, categories, dates, infinite values or more than one dimension.
    """
    if not isinstance(values, pd.Series) and np.ndim(values) != 1:
        raise InvalidInput(
            function,
            f"{argument} must be one-dimensional, got {np.ndim(values)} dimensions",
        )
    series: pd.Series[Any] = pd.Series(values)
    text = series.dtype == object and series.map(lambda value: isinstance(value, str)).any()
    if text or not (series.dtype == object or pd.api.types.is_numeric_dtype(series)):
        raise InvalidInput(function, f"{argument} must be numeric, got {series.dtype} values")
    try:
        array: FloatArray = series.to_numpy(dtype=np.float64, na_value=np.nan)
    except (TypeError, ValueError) as error:
        raise InvalidInput(function, f"{argument} must be numeric: {error}") from error
    if np.isinf(array).any():
        raise InvalidInput(function, f"{argument} holds infinite values")
    return array


def valid(function: str, argument: str, values: ArrayLike) -> FloatArray:
    """Return the values that are not missing, as a one-dimensional float array."""
    array = numeric(function, argument, values)
    return array[~np.isnan(array)]


def complete_pairs(function: str, x: ArrayLike, y: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return the pairs in which neither value is missing; the lengths must agree."""
    left, right = numeric(function, "x", x), numeric(function, "y", y)
    check_same_rows(function, "x", x, "y", y)
    keep = ~(np.isnan(left) | np.isnan(right))
    return left[keep], right[keep]


def check_same_rows(
    function: str, first: str, left: ArrayLike, second: str, right: ArrayLike
) -> None:
    """Raise `InvalidInput` unless both have the same length and, as Series, the same index."""
    if np.size(left) != np.size(right):
        raise InvalidInput(
            function,
            f"{first} and {second} must be equally long, got {np.size(left)} and {np.size(right)}",
        )
    indexes = [values.index for values in (left, right) if isinstance(values, pd.Series)]
    if len(indexes) == 2 and not indexes[0].equals(indexes[1]):
        raise InvalidInput(function, f"{first} and {second} have different indexes")


def is_constant(values: FloatArray) -> bool:
    """Return whether valid values differ by no more than rounding errors."""
    return bool(np.ptp(values) <= rounding_error(values))


def rounding_error(values: FloatArray) -> float:
    """Return the size of difference that floating point cannot tell from zero."""
    return float(8 * np.finfo(float).eps * np.abs(values).max(initial=0.0))


def count_table(function: str, counts: ArrayLike | pd.DataFrame) -> pd.DataFrame:
    """Return a table of counts as floats, with its labels (positions without labels).

    Raises
    ------
    InvalidInput
        For other than two dimensions, an empty table, NaN, infinite, negative or
        non-integer counts.
    """
    if not isinstance(counts, pd.DataFrame) and np.ndim(counts) != 2:
        raise InvalidInput(
            function, f"counts must be two-dimensional, got {np.ndim(counts)} dimensions"
        )
    try:
        frame = counts if isinstance(counts, pd.DataFrame) else pd.DataFrame(np.asarray(counts))
        if not all(pd.api.types.is_numeric_dtype(dtype) for dtype in frame.dtypes):
            raise TypeError(f"got {frame.dtypes.iloc[0]} values")
        table = frame.astype(float)
    except (TypeError, ValueError) as error:
        raise InvalidInput(function, f"counts must be numbers: {error}") from error
    if table.size == 0:
        raise InvalidInput(function, f"counts is empty, its shape is {table.shape}")
    checked_counts(function, "counts", table.to_numpy())
    return table


def checked_counts(function: str, argument: str, counts: FloatArray) -> FloatArray:
    """Return counts that are finite, whole and not negative, or raise `InvalidInput`."""
    if not np.isfinite(counts).all():
        raise InvalidInput(function, f"{argument} holds NaN or infinite values")
    if (counts < 0).any():
        raise InvalidInput(function, f"{argument} holds a negative value: {counts.min():g}")
    broken = counts[counts != np.floor(counts)]
    if broken.size:
        raise InvalidInput(function, f"{argument} holds a value that is no count: {broken[0]:g}")
    return counts
