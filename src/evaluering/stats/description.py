"""Describe one variable."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np

from evaluering.stats.arguments import Values, numeric
from evaluering.stats.results import Record, StatisticalResult

__all__ = ["Description", "describe"]


@dataclass(frozen=True)
class Description(StatisticalResult):
    """Number of valid values, mean, standard deviation and range."""

    n: int
    mean: float
    sd: float
    minimum: float
    maximum: float
    missing: int = 0
    method: str = "moments of the valid values"
    convention: str = "n - 1"

    def records(self) -> list[Record]:
        """Return one record: n, missing, mean, sd, minimum, maximum."""
        names = ("n", "missing", "mean", "sd", "minimum", "maximum")
        return [{name: getattr(self, name) for name in names}]


def describe(values: Values) -> Description:
    r"""Describe a variable by its valid values, with :math:`s^2 = \sum (x_i-\bar x)^2/(n-1)`.

    Parameters
    ----------
    values : Values, shape (respondents,)
        Every quantity is in their unit.

    Returns
    -------
    Description
        With no valid value mean and range are NaN, below two the standard deviation; both warn.

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
