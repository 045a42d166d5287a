"""Means, totals, ratios and proportions of a survey's design, with linearised errors."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, nan, sqrt

import numpy as np

from evaluering.stats.arguments import (
    FloatArray,
    IntArray,
    Values,
    numeric,
    require_confidence,
    require_same_length,
)
from evaluering.stats.design import SurveyDesign
from evaluering.stats.distributions import around
from evaluering.stats.results import Estimate, EstimatedResult, Interval, Record
from evaluering.stats.samples import is_constant

__all__ = [
    "DesignMean",
    "design_mean",
    "design_proportion",
    "design_proportions",
    "design_ratio",
    "design_total",
]

NOBODY = "no valid values with a weight"


@dataclass(frozen=True)
class DesignMean(EstimatedResult):
    """A weighted estimate with its design-based error.

    `n` counts respondents and is never weighted; `effective_n` is n divided by the design effect
    of this very estimate (Kish's, which looks at the weights alone, is `SurveyDesign.effective_n`).
    """

    estimate: Estimate
    sd: float
    standard_error: float
    n: int
    effective_n: float
    design_effect: float
    df: int
    method: str = "weighted estimate, linearised standard error"
    convention: str = "Student's t, df = clusters less strata"

    @property
    def mean(self) -> float:
        """The estimate."""
        return self.estimate.value

    def records(self) -> list[Record]:
        """Return one record: n, effective_n, design_effect, mean, sd, standard_error, limits."""
        names = ("n", "effective_n", "design_effect", "mean", "sd", "standard_error")
        limits = {"lower": self.interval.lower, "upper": self.interval.upper}
        return [{name: getattr(self, name) for name in names} | limits]


def design_mean(values: Values, design: SurveyDesign, *, confidence: float = 0.95) -> DesignMean:
    r"""Estimate a mean and a standard deviation.

    .. math::
        \bar x_w = \frac{\sum w_i x_i}{\sum w_i}, \quad
        s_w^2 = \frac{n}{n - 1} \frac{\sum w_i (x_i - \bar x_w)^2}{\sum w_i}, \quad
        u_i = \frac{w_i (x_i - \bar x_w)}{\sum w_i}

    Parameters
    ----------
    values : Values, shape (respondents,)
        In the order of the design. Those with a value are a domain of it.
    design : SurveyDesign
        Weights, strata, clusters and population.
    confidence : float
        Level of the interval; Student's t with the domain's degrees of freedom.

    Returns
    -------
    DesignMean
        In the unit of the values. The design effect is the variance over that of a simple random
        sample of n with replacement. With no valid value of a weight everything is NaN, with a
        warning; with those of one cluster, the errors.

    Raises
    ------
    StatisticsError
        Values that are not numbers, or not as many as the design's respondents.

    Notes
    -----
    SPSS: ``CSDESCRIPTIVES /MEAN``. R: ``svymean(~x, design, na.rm = TRUE, deff = "replace")`` and
    ``svyvar``; the interval is ``confint(m, df = degf(subset(design, !is.na(x))))``. Source: Lumley
    (2010), Complex surveys.

    Examples
    --------
    >>> from evaluering.stats import survey_design
    >>> design = survey_design([1, 2, 1, 2, 1, 2], strata=["a", "a", "a", "b", "b", "b"])
    >>> found = design_mean([1, 2, 3, 4, 5, 5], design)
    >>> round(found.mean, 3), found.n
    (3.444, 6)
    """
    x, domain = _answered("design_mean", values, design, confidence)
    return _mean(x, domain, confidence)


def design_proportion(
    ticks: Values, design: SurveyDesign, *, confidence: float = 0.95
) -> DesignMean:
    """Estimate the proportion of those who have a property, with a logit interval.

    Parameters
    ----------
    ticks : Values, shape (respondents,)
        1 with, 0 without, NaN for who is not counted.
    design, confidence
        As in `design_mean`.

    Returns
    -------
    DesignMean
        A proportion (0 to 1). At 0 and 1 there is no error, and the limits are NaN.

    Raises
    ------
    StatisticsError
        As `design_mean`.

    Notes
    -----
    SPSS: ``CSTABULATE /CELLS TABLEPCT``. R: ``svyciprop(~x, design, method = "logit")`` of those
    with a value. Source: Korn & Graubard (1998), Survey Methodology 24, 193-201.

    Examples
    --------
    >>> from evaluering.stats import survey_design
    >>> round(design_proportion([1, 0, 1, 1], survey_design([1, 1, 2, 2])).mean, 3)
    0.833
    """
    x, domain = _answered("design_proportion", ticks, design, confidence)
    found = _mean(x, domain, confidence)
    p = found.mean
    if not 0 < p < 1 or not found.standard_error >= 0:
        limits = Interval.undefined(confidence)
    else:
        logit = around(log(p / (1 - p)), found.standard_error / (p * (1 - p)), confidence, found.df)
        limits = Interval(_expit(logit.lower), _expit(logit.upper), confidence)
    return DesignMean(
        Estimate(p, limits),
        found.sd,
        found.standard_error,
        found.n,
        found.effective_n,
        found.design_effect,
        found.df,
        convention="logit interval, Student's t, df = clusters less strata",
        warnings=found.warnings,
    )


def design_proportions(
    codes: IntArray, design: SurveyDesign, size: int, *, confidence: float = 0.95
) -> tuple[DesignMean, ...]:
    """Estimate the proportion of each category 0, 1, ..., size - 1.

    Parameters
    ----------
    codes : array of int, shape (respondents,)
        Category of each respondent; a negative one is left out.
    design, confidence
        As in `design_proportion`, which gives each estimate.
    size : int
        Number of categories.

    Examples
    --------
    >>> from numpy import array
    >>> from evaluering.stats import survey_design
    >>> design = survey_design([1, 2, 1, 2, 1, 2], strata=["a", "a", "a", "b", "b", "b"])
    >>> shares = design_proportions(array([0, 1, 2, 1, 1, 0]), design, 3)
    >>> [round(share.mean, 3) for share in shares]
    [0.333, 0.556, 0.111]
    """
    domain = design.within(codes >= 0)
    own = codes[codes >= 0]
    return tuple(
        design_proportion((own == code).astype(float), domain, confidence=confidence)
        for code in range(size)
    )


def design_total(values: Values, design: SurveyDesign, *, confidence: float = 0.95) -> DesignMean:
    """Estimate a total over the population: the sum of weights times values.

    Parameters, errors and source are those of `design_mean`; `sd` and the effective n are NaN.

    Notes
    -----
    SPSS: ``CSDESCRIPTIVES /SUM``. R: ``svytotal(~x, design, na.rm = TRUE)``.

    Examples
    --------
    >>> from evaluering.stats import survey_design
    >>> design_total([1, 0, 1, 1], survey_design([1, 1, 2, 2])).mean
    5.0
    """
    x, domain = _answered("design_total", values, design, confidence)
    if not domain.n:
        return _nothing(confidence)
    scores = domain.weights * x
    error = domain.error(scores)
    limits = around(float(scores.sum()), error, confidence, domain.df)
    return DesignMean(
        Estimate(float(scores.sum()), limits), nan, error, domain.n, nan, nan, domain.df
    )


def design_ratio(
    numerator: Values, denominator: Values, design: SurveyDesign, *, confidence: float = 0.95
) -> DesignMean:
    r"""Estimate the ratio of two totals, :math:`R = \sum w y / \sum w x`.

    Parameters
    ----------
    numerator, denominator : Values, shape (respondents,)
        Those with both are a domain of the design.
    design, confidence
        As in `design_mean`.

    Returns
    -------
    DesignMean
        NaN with a warning when the denominator's total is 0.

    Notes
    -----
    SPSS: ``CSDESCRIPTIVES /RATIO``. R: ``svyratio(~y, ~x, design, na.rm = TRUE)``. Source: Lumley
    (2010), Complex surveys.

    Examples
    --------
    >>> from evaluering.stats import survey_design
    >>> design = survey_design([1, 2, 1, 2, 1, 2], strata=["a", "a", "a", "b", "b", "b"])
    >>> round(design_ratio([2, 4, 6, 8, 10, 10], [1, 2, 3, 4, 5, 5], design).mean, 3)
    2.0
    """
    require_confidence("design_ratio", confidence)
    y = numeric("design_ratio", "numerator", numerator)
    x = numeric("design_ratio", "denominator", denominator)
    require_same_length("design_ratio", numerator=y, denominator=x, design=design)
    held = ~(np.isnan(y) | np.isnan(x))
    domain, y, x = design.within(held), y[held], x[held]
    whole = float(domain.weights @ x) if domain.n else 0.0
    if whole == 0:
        return _nothing(confidence)
    ratio = float(domain.weights @ y) / whole
    error = domain.error(domain.weights * (y - ratio * x) / whole)
    limits = around(ratio, error, confidence, domain.df)
    return DesignMean(Estimate(ratio, limits), nan, error, domain.n, nan, nan, domain.df)


def _answered(
    function: str, values: Values, design: SurveyDesign, confidence: float
) -> tuple[FloatArray, SurveyDesign]:
    """Return the valid values and the domain of those who have one."""
    require_confidence(function, confidence)
    x = numeric(function, "values", values)
    require_same_length(function, values=x, design=design)
    held = ~np.isnan(x)
    return x[held], design.within(held)


def _mean(x: FloatArray, domain: SurveyDesign, confidence: float) -> DesignMean:
    n = domain.n
    if not n:
        return _nothing(confidence)
    share = domain.weights / domain.total
    mean = float(share @ x)
    constant = is_constant(x[domain.weights > 0])
    spread = 0.0 if constant else float(share @ (x - mean) ** 2)
    sd = sqrt(n / (n - 1) * spread) if n > 1 else nan
    error = domain.error(np.zeros(x.size) if constant else share * (x - mean))
    effect = error**2 * n / sd**2 if sd > 0 else nan
    return DesignMean(
        Estimate(mean, around(mean, error, confidence, domain.df)),
        sd,
        error,
        n,
        n / effect if effect > 0 else nan,
        effect,
        domain.df,
        warnings=() if domain.clusters > 1 else ("one cluster: no standard error",),
    )


def _nothing(confidence: float) -> DesignMean:
    return DesignMean(Estimate.undefined(confidence), nan, nan, 0, 0.0, nan, 0, warnings=(NOBODY,))


def _expit(value: float) -> float:
    return 1 / (1 + exp(-value)) if value > -700 else 0.0
