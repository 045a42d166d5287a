"""Compare the weighted means of domains of a survey's design: t of two, Wald's F of several."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from math import nan, sqrt

import numpy as np

from evaluering.stats.arguments import (
    FloatArray,
    Values,
    numeric,
    require_at_least,
    require_confidence,
    require_same_length,
)
from evaluering.stats.design import SurveyDesign
from evaluering.stats.design_means import DesignMean, design_mean
from evaluering.stats.distributions import around, f_test, t_two_sided
from evaluering.stats.results import Estimate, HypothesisTest, Record, TestedResult

__all__ = ["DesignComparison", "DesignDifference", "compare_domains"]


@dataclass(frozen=True)
class DesignDifference:
    """The mean of one domain less that of another, with its error and test."""

    first: str
    second: str
    estimate: Estimate
    standard_error: float
    test: HypothesisTest


@dataclass(frozen=True)
class DesignComparison(TestedResult):
    """Domains compared: `test` is Student's t of two and Wald's F of several.

    The effect is the difference in weighted pooled standard deviations of two, and the weighted
    share of explained variance (eta squared) of several.
    """

    names: tuple[str, ...]
    means: tuple[DesignMean, ...]
    test: HypothesisTest
    effect: float
    pairs: tuple[DesignDifference, ...]
    method: str = "weighted means of domains, linearised covariance"
    convention: str = "df = clusters less strata, less the groups after the first"

    @property
    def n(self) -> tuple[int, ...]:
        """Respondents of each domain, not weighted."""
        return tuple(mean.n for mean in self.means)

    def records(self) -> list[Record]:
        """Return one record a test, difference and effect."""
        two = len(self.names) == 2
        rows = [self.test.row("design_t" if two else "design_f")]
        rows += [
            pair.estimate.row(
                "mean_difference" if two else f"{pair.first} - {pair.second}", p=pair.test.p
            )
            for pair in self.pairs
        ]
        effect = Estimate(self.effect, self.pairs[0].estimate.interval)
        name = "standardized_difference" if two else "eta_squared"
        return [*rows, effect.row(name) | {"lower": nan, "upper": nan}]


def compare_domains(
    values: Values,
    groups: Mapping[str, Values],
    design: SurveyDesign,
    *,
    confidence: float = 0.95,
) -> DesignComparison:
    r"""Compare the means of two or more groups of respondents, as domains of one design.

    With the differences d of every other mean from the first one, and their linearised covariance
    V, which counts that groups share strata and clusters:

    .. math:: F = \frac{d^T V^{-1} d}{g - 1}, \quad df_1 = g - 1, \quad df_2 = df + 1 - g

    Parameters
    ----------
    values : Values, shape (respondents,)
        In the order of the design; NaN is left out.
    groups : mapping of name to array of bool, shape (respondents,)
        Who is in each. A respondent may be in several (boxes), or in none.
    design : SurveyDesign
        Weights, strata, clusters and population.
    confidence : float
        Level of the intervals of the differences, which are not adjusted for their number.

    Returns
    -------
    DesignComparison
        The test is NaN, with a warning, when a group has nobody with a weight, or the errors are
        0 or cannot be estimated.

    Raises
    ------
    StatisticsError
        Fewer than two groups; arrays of other lengths than the design; values that are no numbers.

    Notes
    -----
    SPSS: ``CSGLM``. R: of two, ``svyttest(x ~ group, design)``; of several,
    ``regTermTest(svyglm(x ~ group, design), ~group)``; pairs: ``svycontrast``. Source: Lumley
    (2010), Complex surveys.

    Examples
    --------
    >>> from evaluering.stats import survey_design
    >>> design = survey_design([1, 2, 1, 2, 1, 2], strata=["a", "a", "a", "b", "b", "b"])
    >>> groups = {"x": [1, 1, 0, 1, 0, 0], "y": [0, 0, 1, 0, 1, 1]}
    >>> found = compare_domains([1, 2, 3, 4, 5, 5], groups, design)
    >>> [round(own.mean, 2) for own in found.means], round(found.p, 3)
    ([2.6, 4.5], 0.154)
    """
    name = "compare_domains"
    require_confidence(name, confidence)
    require_at_least(name, "groups", 2, len(groups), "groups")
    x = numeric(name, "values", values)
    masks = {own: np.asarray(members, dtype=bool) for own, members in groups.items()}
    require_same_length(
        name, values=x, design=design, **{f"g{k}": m for k, m in enumerate(masks.values())}
    )
    held = ~np.isnan(x) & np.logical_or.reduce(list(masks.values()))
    domain, x = design.within(held), x[held]
    inside = np.column_stack([mask[held] for mask in masks.values()])
    means = tuple(
        design_mean(x[own], domain.within(own), confidence=confidence) for own in inside.T
    )
    centres, df = np.array([mean.mean for mean in means]), domain.df + 1 - len(means)
    covariance = _covariance(x, inside, centres, domain)
    pairs = tuple(
        _difference(one, other, tuple(masks), centres, covariance, df, confidence)
        for one, other in combinations(range(len(means)), 2)
    )
    test = pairs[0].test if len(means) == 2 else _wald(centres, covariance, df)
    reasons = [f"group {own!r} has nobody" for own, m in zip(masks, means, strict=True) if not m.n]
    if not reasons and np.isnan(test.p):
        reasons = ["the errors are 0 or cannot be estimated: no test"]
    effect = _effect(x, inside, centres, domain)
    return DesignComparison(tuple(masks), means, test, effect, pairs, warnings=tuple(reasons))


def _covariance(
    x: FloatArray, inside: FloatArray, centres: FloatArray, domain: SurveyDesign
) -> FloatArray:
    """Return the covariance of the means of domains."""
    weights = domain.weights[:, np.newaxis] * inside
    totals = weights.sum(axis=0)
    if not (totals > 0).all():
        return np.full((centres.size, centres.size), nan)
    return domain.covariance(weights * (x[:, np.newaxis] - centres) / totals)


def _difference(
    one: int,
    other: int,
    names: tuple[str, ...],
    centres: FloatArray,
    covariance: FloatArray,
    df: int,
    confidence: float,
) -> DesignDifference:
    difference = float(centres[one] - centres[other])
    squared = covariance[one, one] + covariance[other, other] - 2 * covariance[one, other]
    error = sqrt(squared) if squared > 0 else nan
    t = difference / error
    return DesignDifference(
        names[one],
        names[other],
        Estimate(difference, around(difference, error, confidence, df)),
        error,
        HypothesisTest(t, df, t_two_sided(t, df)),
    )


def _wald(centres: FloatArray, covariance: FloatArray, df: int) -> HypothesisTest:
    """Return the F test that all means are equal."""
    k = centres.size - 1
    contrasts = np.column_stack([np.full(k, -1.0), np.eye(k)])
    differences, spread = contrasts @ centres, contrasts @ covariance @ contrasts.T
    if not np.isfinite(spread).all() or np.linalg.matrix_rank(spread, hermitian=True) < k:
        return HypothesisTest(nan, k, nan, df)
    return f_test(float(differences @ np.linalg.solve(spread, differences)) / k, k, df)


def _effect(x: FloatArray, inside: FloatArray, centres: FloatArray, domain: SurveyDesign) -> float:
    """Return the standardised difference of two means, or eta squared of several."""
    weights = domain.weights[:, np.newaxis] * inside
    totals, n = weights.sum(axis=0), int((weights > 0).sum())
    if not (totals > 0).all():
        return nan
    within = float((weights * (x[:, np.newaxis] - centres) ** 2).sum())
    if centres.size == 2:
        pooled = sqrt(within / totals.sum() * n / (n - 2)) if n > 2 else nan
        return float(centres[0] - centres[1]) / pooled if pooled > 0 else nan
    between = float(totals @ (centres - totals @ centres / totals.sum()) ** 2)
    return between / (between + within) if between + within > 0 else nan
