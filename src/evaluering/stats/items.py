"""Check a frame of items before anything is computed from it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaluering.stats.arguments import require_at_least
from evaluering.stats.errors import StatisticsError

__all__ = ["complete_items", "more_rows_than_items", "numeric_items", "refuse_constant"]


def numeric_items(function: str, items: pd.DataFrame, *, minimum_items: int = 1) -> pd.DataFrame:
    """Return items (rows respondents, columns items) as float64 with NaN for missing.

    Raises
    ------
    StatisticsError
        Not a frame, repeated names, fewer columns than `minimum_items`, no rows, a column that is
        not of finite numbers; the message names the column.
    """
    if not isinstance(items, pd.DataFrame):
        raise StatisticsError(function, "items", "be a DataFrame", type(items).__name__)
    _refuse(function, "have different column names", "duplicated column names", items.columns,
            items.columns.duplicated())  # fmt: skip
    require_at_least(function, "items", minimum_items, items.shape[1], "column(s)")
    if not len(items):
        raise StatisticsError(function, "items", "have rows", "no rows")
    wrong = [
        not pd.api.types.is_numeric_dtype(dtype) or pd.api.types.is_complex_dtype(dtype)
        for dtype in items.dtypes
    ]
    _refuse(function, "be numeric", "non-numeric columns", items.columns, np.array(wrong))
    frame = pd.DataFrame(
        {name: items[name].to_numpy(dtype=np.float64, na_value=np.nan) for name in items.columns},
        index=items.index,
    )
    infinite = np.isinf(frame.to_numpy()).any(axis=0)
    _refuse(function, "be finite", "infinite values in", items.columns, infinite)
    return frame


def complete_items(
    function: str, items: pd.DataFrame, *, minimum_items: int = 2, minimum_rows: int = 2
) -> pd.DataFrame:
    """Return the rows without missing values.

    Raises
    ------
    StatisticsError
        As `numeric_items`; an item without values or variation; too few complete rows.
    """
    frame = numeric_items(function, items, minimum_items=minimum_items)
    empty = frame.isna().all().to_numpy()
    _refuse(function, "have values", "only missing values in", frame.columns, empty)
    complete = frame.dropna()
    if len(complete) < minimum_rows:
        raise StatisticsError(
            function,
            "items",
            f"have at least {minimum_rows} respondents without missing values",
            f"{len(complete)} complete row(s) of {len(frame)}",
        )
    refuse_constant(function, complete)
    return complete


def more_rows_than_items(function: str, items: pd.DataFrame) -> pd.DataFrame:
    """Return the complete rows of items that are to be factored, which must outnumber them."""
    complete = complete_items(function, items)
    n, p = complete.shape
    if n <= p:
        raise StatisticsError(
            function, "items", "have more rows than items", f"{n} complete rows for {p} items"
        )
    return complete


def refuse_constant(function: str, frame: pd.DataFrame) -> None:
    """Refuse columns that do not vary."""
    constant = (frame.nunique() < 2).to_numpy()
    _refuse(function, "vary", "constant columns", frame.columns, constant)


def _refuse(function: str, allowed: str, found: str, names: pd.Index, wrong: np.ndarray) -> None:
    if wrong.any():
        named = dict.fromkeys(map(str, names[wrong]))
        raise StatisticsError(function, "items", allowed, f"{found}: {', '.join(named)}")
