"""Cut a variable into classes by inclusive upper limits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from evaluering.stats.errors import InvalidInput


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
    InvalidInput
        Limits that are empty, not finite or not increasing; non-numeric values.

    Notes
    -----
    SPSS: ``RECODE v (LOWEST THRU 2.5=0) (LOWEST THRU 3.5=1) (ELSE=2)`` with missing kept.
    R: ``cut(v, c(-Inf, upper, Inf), right = TRUE)``. Limits are compared exactly; a mean that
    is off by a rounding error of the machine (within 1e-9) counts as on the limit.
    """
    name = "classify"
    limits = np.asarray(upper, dtype=np.float64)
    if limits.ndim != 1 or limits.size == 0 or not np.isfinite(limits).all():
        raise InvalidInput(name, f"upper must hold finite limits, got {upper!r}")
    if (np.diff(limits) <= 0).any():
        raise InvalidInput(name, f"upper must be strictly increasing, got {upper!r}")
    if not pd.api.types.is_numeric_dtype(values.dtype):
        raise InvalidInput(name, f"values must be numeric, got {values.dtype}")
    numbers = values.to_numpy(dtype=np.float64, na_value=np.nan)
    classes = pd.array(np.searchsorted(limits + 1e-9, numbers, side="left"), dtype="Int64")
    classes[np.isnan(numbers)] = pd.NA
    return pd.Series(classes, index=values.index, name=values.name)
