"""Describe one variable."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from evaluering.stats.observations import numeric


@dataclass(frozen=True)
class Description:
    """Number of valid values, mean, standard deviation and range."""

    n: int
    mean: float
    sd: float
    minimum: float
    maximum: float
    missing: int = 0
    method: str = "moments of the valid values"
    convention: str = "n - 1"
    warnings: tuple[str, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """Return one row with n, missing, mean, sd, minimum and maximum."""
        return pd.DataFrame(
            {
                "n": [self.n],
                "missing": [self.missing],
                "mean": [self.mean],
                "sd": [self.sd],
                "minimum": [self.minimum],
                "maximum": [self.maximum],
            }
        )


def describe(values: ArrayLike) -> Description:
    r"""Describe a variable by its valid values.

    .. math:: s = \sqrt{\sum_i (x_i - \bar x)^2 / (n - 1)}

    Parameters
    ----------
    values : array_like, shape (observations,)
        Numbers; NaN is missing and ignored. Every quantity is in the unit of the values.

    Returns
    -------
    Description
        With no valid value the mean and the range are NaN; with fewer than two the
        standard deviation is NaN. Both carry a warning.

    Raises
    ------
    InvalidInput
        If the values are not numbers, infinite or not one-dimensional.

    Notes
    -----
    SPSS: ``DESCRIPTIVES``. R: ``mean(x, na.rm = TRUE)``, ``sd(x, na.rm = TRUE)``.

    Examples
    --------
    >>> describe([1, 2, 3, float("nan")]).mean
    2.0
    """
    array = numeric("describe", "values", values)
    present = array[~np.isnan(array)]
    n, missing = present.size, array.size - present.size
    if n == 0:
        return Description(0, nan, nan, nan, nan, missing, warnings=("no valid values",))
    return Description(
        n=n,
        mean=float(present.mean()),
        sd=float(present.std(ddof=1)) if n > 1 else nan,
        minimum=float(present.min()),
        maximum=float(present.max()),
        missing=missing,
        warnings=() if n > 1 else ("one valid value: no standard deviation",),
    )
