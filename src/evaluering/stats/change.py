"""The change of a mean or a share between two waves, which may share respondents."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from math import nan, sqrt
from typing import Literal, TypeAlias

import numpy as np

from evaluering.stats.arguments import (
    FloatArray,
    Values,
    numeric,
    require_confidence,
    require_same_length,
)
from evaluering.stats.crosstab import expected_counts, pearson_chi_square
from evaluering.stats.design import SurveyDesign, joined
from evaluering.stats.design_comparison import compare_domains
from evaluering.stats.errors import StatisticsError
from evaluering.stats.groups import t_test, two_groups
from evaluering.stats.proportions import proportion
from evaluering.stats.results import Estimate, HypothesisTest, Interval, Record, TestedEstimate
from evaluering.stats.samples import variance
from evaluering.stats.sampling import survey_design

__all__ = ["Change", "ChangeMethod", "Respondents", "change_of_means", "change_of_shares"]

Respondents: TypeAlias = tuple[Iterable[Hashable], Iterable[Hashable]]
ChangeMethod: TypeAlias = Literal["independent", "shared", "design"]


@dataclass(frozen=True)
class Change(TestedEstimate):
    """The later wave less the earlier one.

    `shared` is how many respondents have a value in both waves. `method` is ``independent``
    (Welch's t, or Pearson's chi-square of shares), ``shared`` (respondents are clusters) or
    ``design``. The effect is in pooled standard deviations.
    """

    n: tuple[int, int]
    values: tuple[float, float]
    shared: int
    estimate: Estimate
    standard_error: float
    test: HypothesisTest
    effect: float
    method: ChangeMethod
    convention: str = "later less earlier"

    def records(self) -> list[Record]:
        """Return the change with its p, and the test."""
        return [self.estimate.row("change", p=self.test.p), self.test.row(self.method)]


def change_of_means(
    before: Values,
    after: Values,
    *,
    respondents: Respondents | None = None,
    designs: tuple[SurveyDesign, SurveyDesign] | None = None,
    confidence: float = 0.95,
) -> Change:
    r"""Estimate the change of a mean between two cross-sections.

    Without respondents in both it is Welch's t test. Where some have a value in both, a respondent
    is a cluster of their values, with linearised scores u, n respondents in all, and df n - 1:

    .. math:: u_i = \frac{x_{2i} - \bar x_2}{n_2} - \frac{x_{1i} - \bar x_1}{n_1}, \qquad
              V = \frac{n}{n - 1} \sum_i u_i^2

    where a value that a respondent lacks counts 0. When all have both, this is the paired t test.

    Parameters
    ----------
    before, after : Values, shape (n1,) and (n2,)
        Values of the earlier and the later wave; NaN is left out.
    respondents : tuple of two iterables of hashable, optional
        Who gave each value. Not given: nobody is taken to be in both.
    designs : tuple of SurveyDesign, optional
        The weights of each wave. The waves are then independent samples: where they share
        respondents that overstates the error of what these keep, which a warning says.
    confidence : float
        Level of the interval.

    Returns
    -------
    Change
        In the unit of the values. NaN, with a warning, where a wave has too few values.

    Raises
    ------
    StatisticsError
        Values that are no numbers, or not one respondent a value, or one twice in a wave.

    Notes
    -----
    R: ``t.test(after, before)``; of shared respondents ``svyglm(x ~ wave, svydesign(~id))``, and
    when all are ``t.test(after, before, paired = TRUE)``. SPSS: ``T-TEST``; ``CSGLM``.

    Examples
    --------
    >>> change_of_means([1, 2, 3], [2, 3, 5]).estimate.value
    1.3333333333333335
    """
    name = "change_of_means"
    require_confidence(name, confidence)
    waves = (numeric(name, "before", before), numeric(name, "after", after))
    ids = _identified(name, waves, respondents)
    held = tuple(~np.isnan(wave) for wave in waves)
    kept = [own[mask] for own, mask in zip(ids, held, strict=True)] if ids else []
    shared = len(np.intersect1d(kept[0], kept[1])) if kept else 0
    if designs is not None:
        found = _of_design(waves, joined(designs), "design", confidence)
        told = (f"{shared} respondents are in both waves, which count as independent",)
        return replace(found, shared=shared, warnings=(*found.warnings, *(told if shared else ())))
    if shared:
        people = survey_design(None, clusters=np.concatenate(kept).tolist())
        valid = (waves[0][held[0]], waves[1][held[1]])
        return replace(_of_design(valid, people, "shared", confidence), shared=shared)
    return _independent(waves, confidence)


def change_of_shares(
    before: Values,
    after: Values,
    *,
    respondents: Respondents | None = None,
    designs: tuple[SurveyDesign, SurveyDesign] | None = None,
    confidence: float = 0.95,
) -> Change:
    r"""Estimate the change of a share between two cross-sections.

    Independent waves have Newcombe's hybrid score interval, of the Wilson limits l and u of each,
    and Pearson's chi-square without correction; otherwise it is `change_of_means` of 0 and 1:

    .. math:: d - \sqrt{(p_2 - l_2)^2 + (u_1 - p_1)^2}, \quad
              d + \sqrt{(u_2 - p_2)^2 + (p_1 - l_1)^2}

    Parameters
    ----------
    before, after : Values, shape (n1,) and (n2,)
        1 or 0 for each respondent; NaN is left out.
    respondents, designs, confidence
        As in `change_of_means`.

    Returns
    -------
    Change
        As a proportion.

    Raises
    ------
    StatisticsError
        As `change_of_means`; a value that is neither 0 nor 1.

    Notes
    -----
    R: ``prop.test(x, n, correct = FALSE)``; the interval of ``prop.test`` of each wave. Source:
    Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.

    Examples
    --------
    >>> change_of_shares([0, 0, 1, 1], [0, 1, 1, 1]).estimate.value
    0.25
    """
    for argument, values in (("before", before), ("after", after)):
        valid = numeric("change_of_shares", argument, values)
        if not np.isin(valid[~np.isnan(valid)], (0, 1)).all():
            raise StatisticsError("change_of_shares", argument, "be 0 or 1", "other values")
    found = change_of_means(
        before, after, respondents=respondents, designs=designs, confidence=confidence
    )
    if found.method != "independent" or min(found.n) == 0:
        return found
    counts = [(round(p * n), n) for p, n in zip(found.values, found.n, strict=True)]
    first, second = (proportion(x, n, confidence=confidence) for x, n in counts)
    p1, p2, one, two = first.value, second.value, first.interval, second.interval
    low = p2 - p1 - sqrt((p2 - two.lower) ** 2 + (one.upper - p1) ** 2)
    high = p2 - p1 + sqrt((two.upper - p2) ** 2 + (p1 - one.lower) ** 2)
    observed = np.array([[x, n - x] for x, n in counts], dtype=float)
    test = HypothesisTest(nan, 1, nan)
    if (observed.sum(axis=0) > 0).all():
        test = pearson_chi_square(observed, expected_counts(observed))
    error = sqrt(sum(p * (1 - p) / n for p, n in zip((p1, p2), found.n, strict=True)))
    estimate = Estimate(p2 - p1, Interval(low, high, confidence))
    return replace(found, estimate=estimate, standard_error=error, test=test, warnings=())


def _identified(
    name: str, waves: tuple[FloatArray, FloatArray], respondents: Respondents | None
) -> list[np.ndarray]:
    """Return the respondents of each wave, as text so that 7 and 7.0 of two files can meet."""
    if respondents is None:
        return []
    ids = [np.array([str(one) for one in own], dtype=object) for own in respondents]
    for argument, own, values in zip(("before", "after"), ids, waves, strict=True):
        require_same_length(name, **{argument: values, "respondents": own})
        if len(np.unique(own.astype(str))) < own.size:
            raise StatisticsError(name, "respondents", "be different within a wave", "one twice")
    return [own.astype(str) for own in ids]


def _of_design(
    waves: tuple[FloatArray, FloatArray],
    design: SurveyDesign,
    method: ChangeMethod,
    confidence: float,
) -> Change:
    """Return the change between two domains of one design, the earlier wave's rows first."""
    later = np.repeat([False, True], [wave.size for wave in waves])
    found = compare_domains(
        np.concatenate(waves), {"after": later, "before": ~later}, design, confidence=confidence
    )
    pair, (after, before) = found.pairs[0], found.means
    df = design.df if method == "shared" else pair.test.df
    test = t_test(pair.estimate.value, pair.standard_error, df, confidence=confidence)
    return Change(
        n=(before.n, after.n),
        values=(before.mean, after.mean),
        shared=0,
        estimate=Estimate(pair.estimate.value, test.interval),
        standard_error=pair.standard_error,
        test=HypothesisTest(test.statistic, test.df, test.p),
        effect=found.effect,
        method=method,
        warnings=found.warnings,
    )


def _independent(waves: tuple[FloatArray, FloatArray], confidence: float) -> Change:
    """Return the change between waves that share nobody: Welch's t test."""
    before, after = waves
    found = two_groups(after, before, confidence=confidence, effect_sizes=False)
    spread = [variance(wave[~np.isnan(wave)]) for wave in (after, before)]
    df = sum(found.n) - 2
    pooled = sum((n - 1) * v for n, v in zip(found.n, spread, strict=True) if n > 1)
    deviation = sqrt(pooled / df) if df > 0 else nan
    test = found.welch
    return Change(
        n=(found.n[1], found.n[0]),
        values=(found.means[1], found.means[0]),
        shared=0,
        estimate=found.estimate,
        standard_error=test.standard_error,
        test=HypothesisTest(test.statistic, test.df, test.p),
        effect=(found.means[0] - found.means[1]) / deviation if deviation > 0 else nan,
        method="independent",
        warnings=found.warnings,
    )
