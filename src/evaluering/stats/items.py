"""Check a frame of items before anything is computed from it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaluering.stats.errors import InvalidInput, TooFewObservations, ZeroVariance


def numeric_items(function: str, items: pd.DataFrame, *, minimum_items: int = 1) -> pd.DataFrame:
    """Return the items as float64 with NaN for missing, or say which item cannot be used.

    Parameters
    ----------
    function : str
        Name of the public function, for the message.
    items : pandas.DataFrame, shape (n, k)
        One row a respondent, one column an item.
    minimum_items : int
        Fewest columns that the statistic needs.

    Returns
    -------
    pandas.DataFrame
        Same labels, dtype float64.

    Raises
    ------
    InvalidInput
        Not a frame, duplicated column names, a column that is not numeric, infinite values.
    TooFewObservations
        Fewer columns than `minimum_items`, or no rows.
    """
    if not isinstance(items, pd.DataFrame):
        raise InvalidInput(function, f"items must be a DataFrame, got {type(items).__name__}")
    if not items.columns.is_unique:
        repeated = sorted({str(name) for name in items.columns[items.columns.duplicated()]})
        raise InvalidInput(function, f"items has duplicated column names: {', '.join(repeated)}")
    if items.shape[1] < minimum_items:
        raise TooFewObservations(
            function, f"items has {items.shape[1]} column(s), needs at least {minimum_items}"
        )
    if items.shape[0] == 0:
        raise TooFewObservations(function, "items has no rows")
    wrong = [
        str(name)
        for name, dtype in items.dtypes.items()
        if not pd.api.types.is_numeric_dtype(dtype) or pd.api.types.is_complex_dtype(dtype)
    ]
    if wrong:
        raise InvalidInput(function, f"items has non-numeric columns: {', '.join(wrong)}")
    frame = pd.DataFrame(
        {name: items[name].to_numpy(dtype=np.float64, na_value=np.nan) for name in items.columns},
        index=items.index,
    )
    infinite = frame.columns[np.isinf(frame.to_numpy()).any(axis=0)]
    if len(infinite):
        raise InvalidInput(
            function, f"items has infinite values in: {', '.join(map(str, infinite))}"
        )
    return frame


def complete_items(
    function: str, items: pd.DataFrame, *, minimum_items: int = 2, minimum_rows: int = 2
) -> pd.DataFrame:
    """Return the rows without missing values, checked for enough rows and for variation.

    Raises
    ------
    InvalidInput, TooFewObservations
        As `numeric_items`; also when fewer than `minimum_rows` complete rows remain.
    ZeroVariance
        An item is constant among the complete rows; the message names it.
    """
    frame = numeric_items(function, items, minimum_items=minimum_items)
    empty = [str(name) for name in frame.columns if bool(frame[name].isna().all())]
    if empty:
        raise TooFewObservations(function, f"items has only missing values in: {', '.join(empty)}")
    complete = frame.dropna()
    if len(complete) < minimum_rows:
        raise TooFewObservations(
            function,
            f"items has {len(complete)} complete row(s) of {len(frame)}, "
            f"needs at least {minimum_rows}",
        )
    refuse_constant(function, complete)
    return complete


def refuse_constant(function: str, frame: pd.DataFrame) -> None:
    """Raise `ZeroVariance` naming the columns that do not vary."""
    constant = [str(name) for name in frame.columns if frame[name].nunique() < 2]
    if constant:
        raise ZeroVariance(function, f"items has constant columns: {', '.join(constant)}")


def require_option(function: str, argument: str, value: str, options: tuple[str, ...]) -> None:
    """Raise `InvalidInput` unless `value` is one of `options`."""
    if value not in options:
        raise InvalidInput(
            function, f"{argument} must be one of {', '.join(options)}; got {value!r}"
        )


def require_confidence(function: str, confidence: float) -> None:
    """Raise `InvalidInput` unless `confidence` lies strictly between 0 and 1."""
    if not 0 < confidence < 1:
        raise InvalidInput(function, f"confidence must lie between 0 and 1, got {confidence!r}")
