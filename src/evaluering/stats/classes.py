"""Cut a variable into classes by inclusive upper limits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from evaluering.stats.errors import StatisticsError

__all__ = ["classify"]


def classify(values: pd.Series[float], upper: Sequence[float]) -> pd.Series[int]:
    """Give the number of the class each value falls in, by inclusive upper limits.

    Parameters
    ----------
    values : pandas.Series
        Numeric; NaN stays missing.
    upper : sequence of float
        Strictly increasing upper limits of all classes but the last, which is open: with
        ``(2.5, 3.5)`` a value of 2.5 is in class 0, 3.5 in class 1 and 3.6 in class 2.

    Returns
    -------
    pandas.Series
        Nullable integers (Int64), 0 to ``len(upper)``.

    Raises
    ------
    StatisticsError
        Limits that are empty, not finite or not increasing; values that are not numeric.

    Notes
    -----
    SPSS: ``RECODE v (LOWEST THRU 2.5=0) (LOWEST THRU 3.5=1) (ELSE=2)`` with missing kept.
    R: ``cut(v, c(-Inf, upper, Inf), right = TRUE)``. A mean within 1e-9 of a limit, which is a
    rounding error of the machine, counts as on it.

    Examples
    --------
    >>> classify(pd.Series([2.5, 3.5, 3.6]), (2.5, 3.5)).tolist()
    [0, 1, 2]
    """
    limits = np.asarray(upper, dtype=np.float64)
    finite = limits.ndim == 1 and limits.size > 0 and bool(np.isfinite(limits).all())
    if not finite or (np.diff(limits) <= 0).any():
        raise StatisticsError("classify", "upper", "hold finite, increasing limits", repr(upper))
    if not pd.api.types.is_numeric_dtype(values.dtype):
        raise StatisticsError("classify", "values", "be numeric", values.dtype)
    numbers = values.to_numpy(dtype=np.float64, na_value=np.nan)
    classes = pd.array(np.searchsorted(limits + 1e-9, numbers, side="left"), dtype="Int64")
    classes[np.isnan(numbers)] = pd.NA
    return pd.Series(classes, index=values.index, name=values.name)
