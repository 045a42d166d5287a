"""Quantiles of a survey's design, with Woodruff's intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan, nan

import numpy as np

from evaluering.stats.arguments import (
    FloatArray,
    Values,
    numeric,
    require_confidence,
    require_same_length,
    require_share,
)
from evaluering.stats.design import SurveyDesign
from evaluering.stats.design_means import design_mean
from evaluering.stats.distributions import around, t_quantile
from evaluering.stats.results import Estimate, Interval

__all__ = ["DesignQuantile", "design_quantiles"]


@dataclass(frozen=True)
class DesignQuantile:
    """A weighted quantile: its interval, and the error that the interval implies.

    Examples
    --------
    >>> from evaluering.stats import survey_design
    >>> design = survey_design([1, 2, 1, 2, 1, 2], strata=["a", "a", "a", "b", "b", "b"])
    >>> found, *_ = design_quantiles([1, 2, 3, 4, 5, 5], design)
    >>> round(found.probability, 3), found.n
    (0.5, 6)
    """

    probability: float
    estimate: Estimate
    standard_error: float
    n: int


def design_quantiles(
    values: Values,
    design: SurveyDesign,
    probabilities: Sequence[float] = (0.5,),
    *,
    confidence: float = 0.95,
) -> tuple[DesignQuantile, ...]:
    r"""Estimate quantiles of the weighted distribution.

    The quantile is the smallest value whose cumulated weight exceeds the share; where it meets it
    exactly, the mean of that value and the next: with equal weights, the ordinary median.

    Parameters
    ----------
    values : Values, shape (respondents,)
        In the order of the design; NaN is left out.
    design : SurveyDesign
        Weights, strata, clusters and population.
    probabilities : sequence of float
        Shares below the quantiles, each in (0, 1).
    confidence : float
        Level of the intervals: the quantiles of the interval of the share at or below the
        estimate. A limit outside of the distribution is NaN.

    Returns
    -------
    tuple of DesignQuantile
        One a probability; NaN when nobody has a value and a weight.

    Raises
    ------
    StatisticsError
        Values that are not numbers, or not as many as the design's respondents; a probability
        that is no share.

    Notes
    -----
    SPSS: none (``CSDESCRIPTIVES`` has no quantiles). R: ``svyquantile(~x, design, p, na.rm = TRUE,
    qrule = "school", interval.type = "mean")``. Source: Woodruff (1952), Journal of the American
    Statistical Association 47, 635-646.

    Examples
    --------
    >>> from evaluering.stats import survey_design
    >>> design = survey_design([1, 2, 1, 2, 1, 2], strata=["a", "a", "a", "b", "b", "b"])
    >>> (median,) = design_quantiles([1, 2, 3, 4, 5, 5], design)
    >>> median.estimate.value, median.n
    (4.0, 6)
    """
    name = "design_quantiles"
    require_confidence(name, confidence)
    for probability in probabilities:
        require_share(name, "probabilities", probability)
    x = numeric(name, "values", values)
    require_same_length(name, values=x, design=design)
    held = ~np.isnan(x) & (design.weights > 0)
    domain = design.within(held)
    order = np.argsort(x[held], kind="stable")
    ordered, below = x[held][order], np.cumsum(domain.weights[order])
    return tuple(
        _quantile(probability, x[held], ordered, below, domain, confidence)
        for probability in probabilities
    )


def _quantile(
    probability: float,
    x: FloatArray,
    ordered: FloatArray,
    below: FloatArray,
    domain: SurveyDesign,
    confidence: float,
) -> DesignQuantile:
    if not x.size:
        return DesignQuantile(probability, Estimate.undefined(confidence), nan, 0)
    value = _at(probability, ordered, below)
    share = design_mean((x <= value).astype(float), domain, confidence=confidence)
    ends = around(share.mean, share.standard_error, confidence, domain.df)
    lower, upper = (
        nan if isnan(end) or not 0 <= end <= 1 else _at(end, ordered, below)
        for end in (ends.lower, ends.upper)
    )
    width = 2 * t_quantile(0.5 + confidence / 2, domain.df)
    estimate = Estimate(value, Interval(lower, upper, confidence))
    return DesignQuantile(probability, estimate, (upper - lower) / width, domain.n)


def _at(probability: float, ordered: FloatArray, below: FloatArray) -> float:
    """Return the quantile of sorted values by their cumulated weights."""
    wanted, slack = probability * below[-1], 1e-12 * below[-1]
    place = int(np.searchsorted(below, wanted - slack))
    if place >= ordered.size - 1:
        return float(ordered[-1])
    meets = abs(below[place] - wanted) <= slack
    return float((ordered[place] + ordered[place + 1]) / 2 if meets else ordered[place])
