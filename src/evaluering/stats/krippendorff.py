"""Krippendorff's alpha: the agreement of any number of coders, with missing values."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from evaluering.stats.arguments import FloatArray, require_at_least, require_option
from evaluering.stats.errors import StatisticsError
from evaluering.stats.results import Record, StatisticalResult, value_row

__all__ = ["KrippendorffAlpha", "Measurement", "krippendorff_alpha"]

Measurement: TypeAlias = Literal["nominal", "ordinal", "interval", "ratio"]


@dataclass(frozen=True)
class KrippendorffAlpha(StatisticalResult):
    """Alpha with the disagreement observed and expected; n counts the pairable values."""

    alpha: float
    observed_disagreement: float
    expected_disagreement: float
    n: int
    units: int
    coders: int
    convention: Measurement
    method: str = "Krippendorff's alpha"

    def records(self) -> list[Record]:
        """Return one record: alpha, n, units, coders, measurement."""
        more = {"n": self.n, "units": self.units, "coders": self.coders}
        return [value_row(self.method, self.alpha) | more | {"measurement": self.convention}]


def krippendorff_alpha(
    ratings: ArrayLike | pd.DataFrame, *, measurement: Measurement = "nominal"
) -> KrippendorffAlpha:
    r"""Measure the agreement of two or more coders.

    .. math::
        \alpha = 1 - \frac{D_o}{D_e}, \quad
        D_o = \frac{1}{n} \sum_{ck} o_{ck} \delta_{ck}^2, \quad
        D_e = \frac{1}{n (n - 1)} \sum_{ck} n_c n_k \delta_{ck}^2

    with the coincidences o of pairs of values in the same unit.

    Parameters
    ----------
    ratings : array_like or DataFrame, shape (units, coders)
        Numeric code that each coder gave each unit, NaN where none. Units with fewer than two
        values are left out.
    measurement : {"nominal", "ordinal", "interval", "ratio"}
        Difference function: unequal codes differ by 1, by the ranks between them, by
        :math:`(c - k)^2`, or by :math:`((c - k)/(c + k))^2`.

    Returns
    -------
    KrippendorffAlpha
        1 is full and 0 chance agreement. NaN with a warning without units that two coders
        rated, or when all values are equal.

    Raises
    ------
    StatisticsError
        Ratings that are not units x coders of finite numbers, a nominal coding that is not whole
        numbers, negative values on a ratio scale.

    Notes
    -----
    SPSS: macro ``KALPHA``. R: ``irr::kripp.alpha`` (coders as rows). Source: Krippendorff (2011),
    Computing Krippendorff's alpha-reliability.

    Examples
    --------
    >>> round(krippendorff_alpha([[1, 1], [1, 2], [2, 2], [2, 2]]).alpha, 6)
    0.533333
    """
    require_option("krippendorff_alpha", "measurement", measurement, Measurement)
    values = _checked(ratings, measurement)
    given = ~np.isnan(values)
    pairable = given.sum(axis=1) > 1
    values, given = values[pairable], given[pairable]
    names, codes = np.unique(values[given], return_inverse=True)
    n = codes.size
    coders = values.shape[1]
    if names.size < 2:
        warning = "all values are equal: no alpha" if n else "no unit was rated by two coders"
        return KrippendorffAlpha(
            nan, nan, nan, n, len(values), coders, measurement, warnings=(warning,)
        )
    per_unit = np.zeros((len(values), names.size))
    np.add.at(per_unit, (np.nonzero(given)[0], codes.reshape(-1)), 1)
    size = per_unit.sum(axis=1) - 1
    coincidences = (per_unit / size[:, np.newaxis]).T @ per_unit - np.diag(
        (per_unit / size[:, np.newaxis]).sum(axis=0)
    )
    totals = per_unit.sum(axis=0)
    delta = _squared_difference(names, totals, measurement)
    observed = float((coincidences * delta).sum()) / n
    expected = float(totals @ delta @ totals) / (n * (n - 1))
    return KrippendorffAlpha(
        1 - observed / expected, observed, expected, n, len(values), coders, measurement
    )


def _checked(ratings: ArrayLike | pd.DataFrame, measurement: Measurement) -> FloatArray:
    raw = ratings if isinstance(ratings, pd.DataFrame) else pd.DataFrame(np.asarray(ratings))
    name = "krippendorff_alpha"
    if not all(pd.api.types.is_numeric_dtype(dtype) for dtype in raw.dtypes):
        raise StatisticsError(name, "ratings", "be numbers", "other values")
    values: FloatArray = raw.to_numpy(dtype=np.float64, na_value=np.nan)
    require_at_least(name, "ratings (units x coders)", 2, values.shape[1], "coders")
    present = values[~np.isnan(values)]
    if np.isinf(present).any():
        raise StatisticsError(name, "ratings", "be finite", "infinite values")
    if measurement == "nominal" and (present != np.floor(present)).any():
        raise StatisticsError(name, "nominal ratings", "be whole numbers", "others")
    if measurement == "ratio" and (present < 0).any():
        raise StatisticsError(name, "ratings on a ratio scale", "be at least 0", "negative values")
    return values


def _squared_difference(
    names: FloatArray, totals: FloatArray, measurement: Measurement
) -> FloatArray:
    if measurement == "nominal":
        return 1 - np.eye(names.size)
    if measurement == "ordinal":
        middle = np.cumsum(totals) - totals / 2
        return np.asarray(np.subtract.outer(middle, middle) ** 2)
    distance = np.subtract.outer(names, names)
    if measurement == "interval":
        return np.asarray(distance**2)
    total = np.add.outer(names, names)
    return np.asarray((distance / np.where(total == 0, 1, total)) ** 2)
