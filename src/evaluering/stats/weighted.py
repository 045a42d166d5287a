"""Means, standard deviations and per cents of weighted respondents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
import pandas as pd

from evaluering.stats.arguments import (
    FloatArray,
    Values,
    numeric,
    positive_weights,
    require_confidence,
    require_same_length,
    require_same_rows,
)
from evaluering.stats.distributions import around
from evaluering.stats.errors import StatisticsError
from evaluering.stats.raking import design_effect
from evaluering.stats.results import (
    Estimate,
    EstimatedResult,
    Record,
    StatisticalResult,
    undefined_estimate,
)
from evaluering.stats.samples import is_constant

__all__ = [
    "WeightedMean",
    "WeightedPercentages",
    "standard_error",
    "weighted_mean",
    "weighted_percentages",
]


@dataclass(frozen=True)
class WeightedMean(EstimatedResult):
    """Weighted mean and standard deviation, with the error that the weights imply."""

    estimate: Estimate
    sd: float
    standard_error: float
    n: int
    effective_n: float
    design_effect: float
    method: str = "weighted mean, linearised standard error"
    convention: str = "probability weights, with replacement"

    @property
    def mean(self) -> float:
        """The weighted mean."""
        return self.estimate.value

    def records(self) -> list[Record]:
        """Return one record: n, effective_n, mean, sd, standard_error, lower, upper."""
        names = ("n", "effective_n", "mean", "sd", "standard_error")
        limits = {"lower": self.interval.lower, "upper": self.interval.upper}
        return [{name: getattr(self, name) for name in names} | limits]


@dataclass(frozen=True, eq=False)
class WeightedPercentages(StatisticalResult):
    """Weighted per cent of each category, beside the unweighted one."""

    categories: tuple[Record, ...]
    n: int
    effective_n: float
    method: str = "weighted per cents, linearised standard errors"
    convention: str = "probability weights, with replacement"

    def records(self) -> list[Record]:
        """Return one record a category: n, unweighted and weighted per cent, its error."""
        return list(self.categories)


def weighted_mean(values: Values, weights: Values, *, confidence: float = 0.95) -> WeightedMean:
    r"""Estimate a mean and a standard deviation from weighted respondents.

    .. math::
        \bar x_w = \frac{\sum w_i x_i}{\sum w_i}, \quad
        s_w^2 = \frac{n}{n - 1} \frac{\sum w_i (x_i - \bar x_w)^2}{\sum w_i}, \quad
        SE^2 = \frac{n}{n - 1} \frac{\sum w_i^2 (x_i - \bar x_w)^2}{(\sum w_i)^2}

    Parameters
    ----------
    values : Values, shape (respondents,)
        A missing value is left out together with its weight.
    weights : Values, shape (respondents,)
        Positive weights in any unit.
    confidence : float
        Level of the interval; Student's t with n - 1 degrees of freedom.

    Returns
    -------
    WeightedMean
        In the unit of the values. With equal weights everything equals the unweighted
        statistics. With no valid value the mean is NaN, with one the standard deviation and
        the error, each with a warning.

    Raises
    ------
    StatisticsError
        Values that are not numbers, weights that are not present and positive, different rows.

    Notes
    -----
    SPSS: ``CSDESCRIPTIVES`` (``WEIGHT BY`` gives wrong errors). R: ``survey::svymean`` and
    ``svyvar`` with ``svydesign(~1, weights = ~w)``. Source: Lumley (2010), Complex surveys.

    Examples
    --------
    >>> weighted_mean([1, 2, 4], [1, 1, 2]).mean
    2.75
    """
    require_confidence("weighted_mean", confidence)
    all_values = numeric("weighted_mean", "values", values)
    require_same_rows("weighted_mean", values=values, weights=weights)
    all_weights = positive_weights("weighted_mean", weights) if all_values.size else all_values
    keep = ~np.isnan(all_values)
    x, w = all_values[keep], all_weights[keep]
    n = x.size
    if n == 0:
        nothing = undefined_estimate(confidence)
        return WeightedMean(nothing, nan, nan, 0, 0.0, nan, warnings=("no valid values",))
    mean, effect, error = float(w @ x / w.sum()), design_effect(w), standard_error(x, w)
    return WeightedMean(
        estimate=Estimate(mean, around(mean, error, confidence, n - 1)),
        sd=_weighted_sd(x, w),
        standard_error=error,
        n=n,
        effective_n=n / effect,
        design_effect=effect,
        warnings=() if n > 1 else ("one valid value: no standard deviation",),
    )


def weighted_percentages(
    categories: Sequence[object],
    weights: Values,
    *,
    order: Sequence[object] | None = None,
) -> WeightedPercentages:
    """Estimate the per cent of each category from weighted respondents.

    The per cent of a category is 100 times the weighted mean of its indicator.

    Parameters
    ----------
    categories : sequence, shape (respondents,)
        Category of each respondent; None and NaN are left out together with their weight.
    weights : Values, shape (respondents,)
        Positive weights in any unit.
    order : sequence, optional
        All categories in the order of the result; one that nobody has gets 0. When not given:
        those that occur, in order of first occurrence.

    Returns
    -------
    WeightedPercentages
        The records have category, n, unweighted_percent, weighted_percent, standard_error (in
        percentage points). With nobody valid the per cents are NaN, with a warning.

    Raises
    ------
    StatisticsError
        Different lengths, weights that are not present and positive, a category not in `order`.

    Notes
    -----
    SPSS: ``CSTABULATE``. R: ``survey::svymean(~factor(x), design)``. Source: Lumley (2010),
    Complex surveys.
    """
    all_weights = positive_weights("weighted_percentages", weights)
    series = pd.Series(list(categories), dtype=object)
    require_same_length("weighted_percentages", categories=series, weights=all_weights)
    answered = series.notna().to_numpy()
    present, w = series[answered], all_weights[answered]
    names = list(dict.fromkeys(present)) if order is None else list(order)
    if foreign := set(present) - set(names):
        raise StatisticsError(
            "weighted_percentages",
            "order",
            "hold every category",
            f"categories not in order: {sorted(map(str, foreign))}",
        )
    n = len(present)
    indicators = [np.array([value == name for value in present], dtype=float) for name in names]
    return WeightedPercentages(
        tuple(
            {
                "category": name,
                "n": int(x.sum()),
                "unweighted_percent": 100 * float(x.mean()) if n else nan,
                "weighted_percent": 100 * float(w @ x / w.sum()) if n else nan,
                "standard_error": 100 * standard_error(x, w),
            }
            for name, x in zip(names, indicators, strict=True)
        ),
        n,
        n / design_effect(w) if n else 0.0,
        warnings=() if n else ("no valid values",),
    )


def standard_error(values: FloatArray, weights: FloatArray) -> float:
    """Return the linearised standard error of a weighted mean, NaN below two values."""
    share = weights / weights.sum()
    return _root_of(values, lambda: float(((share * (values - share @ values)) ** 2).sum()))


def _weighted_sd(values: FloatArray, weights: FloatArray) -> float:
    share = weights / weights.sum()
    return _root_of(values, lambda: float(share @ (values - share @ values) ** 2))


def _root_of(values: FloatArray, spread: Callable[[], float]) -> float:
    """Return √(n / (n - 1) spread): NaN below two values, 0 for a constant."""
    n = values.size
    if n < 2:
        return nan
    return 0.0 if is_constant(values) else sqrt(n / (n - 1) * spread())
