"""Krippendorff's alpha: the agreement of any number of coders, with missing values."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from evaluering.stats.errors import InvalidInput
from evaluering.stats.intervals import tidy_frame
from evaluering.stats.observations import FloatArray

Measurement: TypeAlias = Literal["nominal", "ordinal", "interval", "ratio"]


@dataclass(frozen=True)
class KrippendorffAlpha:
    """Alpha with the disagreement observed and expected; n counts the pairable values."""

    alpha: float
    observed_disagreement: float
    expected_disagreement: float
    n: int
    units: int
    coders: int
    convention: Measurement
    method: str = "Krippendorff's alpha"
    warnings: tuple[str, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """Return one row: alpha, n, units, coders."""
        return tidy_frame({"statistic": self.method, "value": self.alpha}).assign(
            n=self.n, units=self.units, coders=self.coders, measurement=self.convention
        )


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
    InvalidInput
        If ratings is not a two-dimensional array of numbers, has fewer than two coders or
        infinite values, is a nominal coding that is not whole numbers, or has negative values
        on a ratio scale; for an unknown measurement.

    Notes
    -----
    SPSS: macro ``KALPHA``. R: ``irr::kripp.alpha`` (coders as rows).

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of
    Pennsylvania.
    """
    if measurement not in ("nominal", "ordinal", "interval", "ratio"):
        raise InvalidInput("krippendorff_alpha", f"unknown measurement {measurement!r}")
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
    if not all(pd.api.types.is_numeric_dtype(dtype) for dtype in raw.dtypes):
        raise InvalidInput("krippendorff_alpha", "ratings must be numbers")
    values: FloatArray = raw.to_numpy(dtype=np.float64, na_value=np.nan)
    if values.shape[1] < 2:
        raise InvalidInput(
            "krippendorff_alpha", f"ratings must be units x coders, got shape {values.shape}"
        )
    if np.isinf(values).any():
        raise InvalidInput("krippendorff_alpha", "ratings holds infinite values")
    present = values[~np.isnan(values)]
    if measurement == "nominal" and (present != np.floor(present)).any():
        raise InvalidInput("krippendorff_alpha", "nominal ratings must be whole numbers")
    if measurement == "ratio" and (present < 0).any():
        raise InvalidInput("krippendorff_alpha", "ratings on a ratio scale cannot be negative")
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
