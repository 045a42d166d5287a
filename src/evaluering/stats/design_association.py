"""The correlation of two variables in a survey's design, with its linearised error."""

from __future__ import annotations

from dataclasses import dataclass
from math import atanh, nan, tanh

import numpy as np

from evaluering.stats.arguments import Values, numeric, require_confidence, require_same_length
from evaluering.stats.correlation import CorrelationTest
from evaluering.stats.design import SurveyDesign
from evaluering.stats.distributions import around, t_two_sided
from evaluering.stats.results import Estimate, HypothesisTest, Interval, Record
from evaluering.stats.samples import is_constant

__all__ = ["DesignCorrelation", "design_correlation"]

UNTESTED = HypothesisTest(nan, nan, nan)


@dataclass(frozen=True)
class DesignCorrelation(CorrelationTest):
    """A weighted Pearson's r; the test and the interval are those of Fisher's z."""

    method: str = "weighted Pearson's r, linearised standard error"
    convention: str = "Fisher's z, Student's t, df = clusters less strata"
    standard_error: float = nan

    def records(self) -> list[Record]:
        """Return one record: the coefficient, its interval and p."""
        return [self.estimate.row("r", p=self.test.p, n=self.n)]


def design_correlation(
    x: Values, y: Values, design: SurveyDesign, *, confidence: float = 0.95
) -> DesignCorrelation:
    r"""Estimate Pearson's r of those who have both values.

    With weighted z scores a and b:

    .. math::
        u_i = \frac{w_i}{\sum w} \left(a_i b_i - r \frac{a_i^2 + b_i^2}{2}\right), \qquad
        SE_z = \frac{SE_r}{1 - r^2}

    Parameters
    ----------
    x, y : Values, shape (respondents,)
        In the order of the design.
    design : SurveyDesign
        Weights, strata, clusters and population.
    confidence : float
        Level of the interval, tanh(z ± t SE).

    Returns
    -------
    DesignCorrelation
        NaN with a warning below three respondents of a weight or where a variable is constant;
        without a test or interval where r is 1 or -1.

    Raises
    ------
    StatisticsError
        Values that are not numbers, or not as many as the design's respondents.

    Notes
    -----
    SPSS: none. R: ``v <- svyvar(~x + y, design)``, r and z by ``svycontrast`` of its elements.
    Source: Binder (1983), International Statistical Review 51, 279-292.

    Examples
    --------
    >>> from evaluering.stats import survey_design
    >>> design = survey_design([1, 2, 1, 2, 1, 2], strata=["a", "a", "a", "b", "b", "b"])
    >>> round(design_correlation([1, 2, 3, 4, 5, 5], [2, 2, 3, 3, 5, 4], design).r, 3)
    0.908
    """
    name = "design_correlation"
    require_confidence(name, confidence)
    left, right = numeric(name, "x", x), numeric(name, "y", y)
    require_same_length(name, x=left, y=right, design=design)
    held = ~(np.isnan(left) | np.isnan(right)) & (design.weights > 0)
    domain, left, right = design.within(held), left[held], right[held]
    if domain.n < 3 or is_constant(left) or is_constant(right):
        told = "fewer than three pairs" if domain.n < 3 else "a variable is constant"
        nothing = Estimate.undefined(confidence)
        return DesignCorrelation(nothing, UNTESTED, domain.n, warnings=(told,))
    share = domain.weights / domain.total
    a, b = left - share @ left, right - share @ right
    a, b = a / np.sqrt(share @ a**2), b / np.sqrt(share @ b**2)
    r = max(-1.0, min(1.0, float(share @ (a * b))))
    error = domain.error(share * (a * b - r * (a**2 + b**2) / 2))
    if abs(r) > 1 - 1e-12:
        certain = Estimate(r, Interval.undefined(confidence))
        return DesignCorrelation(certain, UNTESTED, domain.n, standard_error=0.0)
    z, z_error = atanh(r), error / (1 - r**2)
    limits = around(z, z_error, confidence, domain.df)
    t = z / z_error if z_error > 0 else nan
    return DesignCorrelation(
        Estimate(r, Interval(tanh(limits.lower), tanh(limits.upper), confidence)),
        HypothesisTest(t, domain.df, t_two_sided(t, domain.df)),
        domain.n,
        standard_error=error,
    )
