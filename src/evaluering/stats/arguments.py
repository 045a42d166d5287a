"""What public functions accept, and the checks of it.

`Values` are the numbers of one variable: a list, an array or a Series, also of pandas' nullable
types, one value a respondent; NaN, None and NA are missing. `Counts` are a table of counts, with
or without labels. Two Series that are used together must have the same index.
"""

from __future__ import annotations

from collections.abc import Sequence, Sized
from numbers import Real
from typing import Any, TypeAlias, get_args

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from evaluering.stats.errors import StatisticsError

__all__ = [
    "Counts",
    "FloatArray",
    "IntArray",
    "Values",
    "complete_pairs",
    "count_table",
    "labelled",
    "numeric",
    "positive_weights",
    "require_at_least",
    "require_confidence",
    "require_option",
    "require_same_length",
    "require_same_rows",
    "require_share",
    "valid",
    "whole_counts",
    "whole_number",
]

FloatArray: TypeAlias = NDArray[np.float64]
IntArray: TypeAlias = NDArray[np.int64]
Values: TypeAlias = ArrayLike
Counts: TypeAlias = ArrayLike | pd.DataFrame


def numeric(function: str, argument: str, values: Values) -> FloatArray:
    """Return one-dimensional floats with NaN for missing; refuse text, dates and infinities."""
    if isinstance(values, np.ndarray) and values.dtype == np.float64 and values.ndim == 1:
        return _finite(function, argument, values)
    if not isinstance(values, pd.Series) and np.ndim(values) != 1:
        raise StatisticsError(
            function, argument, "be one-dimensional", f"{np.ndim(values)} dimensions"
        )
    series: pd.Series[Any] = pd.Series(values)
    text = series.dtype == object and series.map(lambda value: isinstance(value, str)).any()
    if text or not (series.dtype == object or pd.api.types.is_numeric_dtype(series)):
        raise StatisticsError(function, argument, "be numeric", f"{series.dtype} values")
    try:
        array: FloatArray = series.to_numpy(dtype=np.float64, na_value=np.nan)
    except (TypeError, ValueError) as error:
        raise StatisticsError(function, argument, "be numeric", f"{series.dtype} values") from error
    return _finite(function, argument, array)


def _finite(function: str, argument: str, array: FloatArray) -> FloatArray:
    if np.isinf(array).any():
        raise StatisticsError(function, argument, "be finite", "infinite values")
    return array


def labelled(values: Sequence[object]) -> NDArray[Any]:
    """Return labels of any sort as an array; what is missing among them stays missing."""
    if isinstance(values, np.ndarray):
        return values
    series: pd.Series[Any] = values if isinstance(values, pd.Series) else pd.Series(list(values))
    return series.to_numpy()


def valid(function: str, argument: str, values: Values) -> FloatArray:
    """Return the values that are not missing."""
    array = numeric(function, argument, values)
    return array[~np.isnan(array)]


def complete_pairs(function: str, x: Values, y: Values) -> tuple[FloatArray, FloatArray]:
    """Return the pairs of which neither value is missing."""
    left, right = numeric(function, "x", x), numeric(function, "y", y)
    require_same_rows(function, x=x, y=y)
    keep = ~(np.isnan(left) | np.isnan(right))
    return left[keep], right[keep]


def positive_weights(function: str, weights: Values) -> FloatArray:
    """Return weights that are all present and positive."""
    w = numeric(function, "weights", weights)
    if w.size == 0 or not (w > 0).all():
        raise StatisticsError(function, "weights", "be present and positive", "missing or others")
    return w


def count_table(function: str, counts: Counts) -> pd.DataFrame:
    """Return a table of counts as floats, with its labels (positions without labels)."""
    if not isinstance(counts, pd.DataFrame) and np.ndim(counts) != 2:
        raise StatisticsError(
            function, "counts", "be two-dimensional", f"{np.ndim(counts)} dimensions"
        )
    frame = counts if isinstance(counts, pd.DataFrame) else pd.DataFrame(np.asarray(counts))
    if not all(pd.api.types.is_numeric_dtype(dtype) for dtype in frame.dtypes):
        raise StatisticsError(function, "counts", "be numbers", "other values")
    if frame.size == 0:
        raise StatisticsError(function, "counts", "not be empty", f"shape {frame.shape}")
    try:
        table = frame.astype(float)  # keeps the order in memory, and so the last digit of sums
    except ValueError as error:
        raise StatisticsError(function, "counts", "be complete", "missing values") from error
    whole_counts(function, "counts", table.to_numpy())
    return table


def whole_counts(function: str, argument: str, counts: FloatArray) -> FloatArray:
    """Return counts that are finite, whole and not negative."""
    wrong = counts[~np.isfinite(counts) | (counts < 0) | (counts != np.floor(counts))]
    if wrong.size:
        raise StatisticsError(function, argument, "be whole numbers of at least 0", f"{wrong[0]:g}")
    return counts


def whole_number(function: str, argument: str, value: float, *, least: int = 0) -> int:
    """Return a whole number of at least `least`."""
    number = isinstance(value, Real) and not isinstance(value, bool)
    if not (number and float(value).is_integer() and value >= least):
        raise StatisticsError(function, argument, f"be a whole number of at least {least}", value)
    return int(value)


def require_at_least(function: str, argument: str, least: int, found: int, what: str) -> None:
    """Refuse fewer than `least` of what the argument holds."""
    if found < least:
        raise StatisticsError(function, argument, f"have at least {least} {what}", found)


def require_option(function: str, argument: str, value: object, options: object) -> None:
    """Refuse a value that is none of a Literal's."""
    if value not in (allowed := get_args(options)):
        raise StatisticsError(
            function, argument, f"be one of {', '.join(map(str, allowed))}", repr(value)
        )


def require_share(function: str, argument: str, value: float) -> None:
    """Refuse a share that does not lie strictly between 0 and 1."""
    if not 0 < value < 1:
        raise StatisticsError(function, argument, "lie between 0 and 1", repr(value))


def require_confidence(function: str, confidence: float) -> None:
    """Refuse a confidence level that does not lie strictly between 0 and 1."""
    require_share(function, "confidence", confidence)


def require_same_length(function: str, **arguments: Sized) -> None:
    """Refuse arguments of different lengths."""
    if len({len(values) for values in arguments.values()}) > 1:
        raise StatisticsError(
            function,
            " and ".join(arguments),
            "be equally long",
            " and ".join(str(len(values)) for values in arguments.values()),
        )


def require_same_rows(function: str, **arguments: Values) -> None:
    """Refuse arguments of different lengths, and Series of different indexes."""
    sized: dict[str, Sized] = {
        name: values if isinstance(values, pd.Series) else np.asarray(values)
        for name, values in arguments.items()
    }
    require_same_length(function, **sized)
    indexes = [values.index for values in arguments.values() if isinstance(values, pd.Series)]
    if not all(index.equals(indexes[0]) for index in indexes):
        raise StatisticsError(
            function, " and ".join(arguments), "have the same index", "different indexes"
        )
