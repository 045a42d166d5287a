"""Means, standard deviations and per cents of weighted respondents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from evaluering.stats.distributions import t_quantile
from evaluering.stats.errors import InvalidInput
from evaluering.stats.intervals import Interval, checked_level
from evaluering.stats.observations import FloatArray, check_same_rows, is_constant, numeric
from evaluering.stats.raking import positive_weights


@dataclass(frozen=True)
class WeightedMean:
    """Weighted mean and standard deviation, with the error that the weights imply."""

    mean: float
    sd: float
    standard_error: float
    interval: Interval
    n: int
    effective_n: float
    design_effect: float
    method: str = "weighted mean, linearised standard error"
    convention: str = "probability weights, with replacement"
    warnings: tuple[str, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """Return one row: n, effective_n, mean, sd, standard_error, lower, upper."""
        return pd.DataFrame(
            {
                "n": [self.n],
                "effective_n": [self.effective_n],
                "mean": [self.mean],
                "sd": [self.sd],
                "standard_error": [self.standard_error],
                "lower": [self.interval.lower],
                "upper": [self.interval.upper],
            }
        )


@dataclass(frozen=True, eq=False)
class WeightedPercentages:
    """Weighted per cent of each category, beside the unweighted one."""

    categories: pd.DataFrame
    n: int
    effective_n: float
    method: str = "weighted per cents, linearised standard errors"
    convention: str = "probability weights, with replacement"
    warnings: tuple[str, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """Return one row per category: n, unweighted and weighted per cent, its error."""
        return self.categories


def weighted_mean(values: ArrayLike, weights: ArrayLike, *, level: float = 0.95) -> WeightedMean:
    r"""Estimate a mean and a standard deviation from weighted respondents.

    .. math::
        \bar x_w = \frac{\sum w_i x_i}{\sum w_i}, \quad
        s_w^2 = \frac{n}{n - 1} \frac{\sum w_i (x_i - \bar x_w)^2}{\sum w_i}, \quad
        SE^2 = \frac{n}{n - 1} \frac{\sum w_i^2 (x_i - \bar x_w)^2}{(\sum w_i)^2}

    Parameters
    ----------
    values : array_like, shape (respondents,)
        Values; NaN is left out together with its weight.
    weights : array_like, shape (respondents,)
        Positive weights in any unit.
    level : float
        Confidence level; Student's t with n - 1 degrees of freedom.

    Returns
    -------
    WeightedMean
        In the unit of the values. With equal weights everything equals the unweighted
        statistics. With no valid value the mean is NaN, with one the standard deviation and
        the error, each with a warning.

    Raises
    ------
    InvalidInput
        If values are not numbers, the lengths differ, a weight is missing or not positive, or
        the level is not within (0, 1).

    Notes
    -----
    SPSS: ``CSDESCRIPTIVES`` (``WEIGHT BY`` gives wrong errors). R: ``survey::svymean`` and
    ``svyvar`` with ``svydesign(~1, weights = ~w)``.

    References
    ----------
    Lumley, T. (2010). Complex surveys. Wiley.
    """
    level = checked_level("weighted_mean", level)
    x, w = valid_weighted("weighted_mean", values, weights)
    n = x.size
    if n == 0:
        nothing = Interval(nan, nan, level)
        return WeightedMean(nan, nan, nan, nothing, 0, 0.0, nan, warnings=("no valid values",))
    mean = float(w @ x / w.sum())
    effect = float(n * (w @ w) / w.sum() ** 2)
    error = standard_error(x, w)
    margin = t_quantile(0.5 + level / 2, n - 1) * error
    return WeightedMean(
        mean=mean,
        sd=_weighted_sd(x, w),
        standard_error=error,
        interval=Interval(mean - margin, mean + margin, level),
        n=n,
        effective_n=n / effect,
        design_effect=effect,
        warnings=() if n > 1 else ("one valid value: no standard deviation",),
    )


def weighted_percentages(
    categories: Sequence[object],
    weights: ArrayLike,
    *,
    order: Sequence[object] | None = None,
) -> WeightedPercentages:
    """Estimate the per cent of each category from weighted respondents.

    The per cent of a category is 100 times the weighted mean of its indicator.

    Parameters
    ----------
    categories : sequence, shape (respondents,)
        Category of each respondent; None and NaN are left out together with their weight.
    weights : array_like, shape (respondents,)
        Positive weights in any unit.
    order : sequence, optional
        All categories in the order of the result; one that nobody has gets 0. When not given:
        those that occur, in order of first occurrence.

    Returns
    -------
    WeightedPercentages
        `categories` has category, n, unweighted_percent, weighted_percent, standard_error (in
        percentage points). With nobody valid the per cents are NaN, with a warning.

    Raises
    ------
    InvalidInput
        If the lengths differ, a weight is missing or not positive, or a category is not in
        `order`.

    Notes
    -----
    SPSS: ``CSTABULATE``. R: ``survey::svymean(~factor(x), design)``.

    References
    ----------
    Lumley, T. (2010). Complex surveys. Wiley.
    """
    all_weights = positive_weights("weighted_percentages", weights)
    series = pd.Series(list(categories), dtype=object)
    if len(series) != all_weights.size:
        raise InvalidInput(
            "weighted_percentages",
            f"categories has {len(series)} values, weights {all_weights.size}",
        )
    answered = series.notna().to_numpy()
    present, w = series[answered], all_weights[answered]
    names = list(dict.fromkeys(present)) if order is None else list(order)
    if foreign := set(present) - set(names):
        raise InvalidInput(
            "weighted_percentages", f"categories not in order: {sorted(map(str, foreign))}"
        )
    indicators = [np.array([value == name for value in present], dtype=float) for name in names]
    n = len(present)
    frame = pd.DataFrame(
        {
            "category": names,
            "n": [int(x.sum()) for x in indicators],
            "unweighted_percent": [100 * float(x.mean()) if n else nan for x in indicators],
            "weighted_percent": [100 * float(w @ x / w.sum()) if n else nan for x in indicators],
            "standard_error": [100 * standard_error(x, w) for x in indicators],
        }
    )
    return WeightedPercentages(
        frame,
        n,
        float(w.sum() ** 2 / (w @ w)) if n else 0.0,
        warnings=() if n else ("no valid values",),
    )


def valid_weighted(
    function: str, values: ArrayLike, weights: ArrayLike
) -> tuple[FloatArray, FloatArray]:
    """Return the valid values and their weights, or raise `InvalidInput`."""
    x, w = numeric(function, "values", values), numeric(function, "weights", weights)
    check_same_rows(function, "values", values, "weights", weights)
    if not (w > 0).all():
        raise InvalidInput(function, "weights must all be present and positive")
    keep = ~np.isnan(x)
    return x[keep], w[keep]


def _weighted_sd(values: FloatArray, weights: FloatArray) -> float:
    n = values.size
    if n < 2:
        return nan
    if is_constant(values):
        return 0.0
    share = weights / weights.sum()
    return sqrt(n / (n - 1) * float(share @ (values - share @ values) ** 2))


def standard_error(values: FloatArray, weights: FloatArray) -> float:
    """Return the linearised standard error of a weighted mean, NaN below two values."""
    n = values.size
    if n < 2:
        return nan
    if is_constant(values):
        return 0.0
    share = weights / weights.sum()
    return sqrt(n / (n - 1) * float(((share * (values - share @ values)) ** 2).sum()))
