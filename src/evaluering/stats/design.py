"""Respondents with their weights and how they were drawn, and domains of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import nan, sqrt

import numpy as np

from evaluering.stats.arguments import FloatArray, IntArray, Values, require_same_length
from evaluering.stats.linearisation import DrawnSample, joined_samples

__all__ = ["SurveyDesign", "joined"]


@dataclass(frozen=True, eq=False)
class SurveyDesign:
    """Respondents of a survey, or of a domain of it, with their weights and how they were drawn.

    Attributes
    ----------
    weights
        Weight of each respondent of the domain, shape (n,); a weight of 0 counts nobody.
    rows
        Where each stands among the respondents of the whole sample, shape (n,); -1 for who is not
        in it, and has the weight 0.
    sample
        The strata, clusters and sizes of the whole sample.

    Examples
    --------
    >>> from evaluering.stats import survey_design
    >>> found = survey_design([1, 1, 2, 2], strata=["a", "a", "b", "b"])
    >>> found.weights
    array([1., 1., 2., 2.])
    """

    weights: FloatArray
    rows: IntArray
    sample: DrawnSample = field(repr=False)

    def __len__(self) -> int:
        """Return the number of respondents of the domain, those of weight 0 among them."""
        return self.weights.size

    def within(self, members: Values) -> SurveyDesign:
        """Return a domain: R's ``subset``, which remembers the clusters that it has nobody in.

        Parameters
        ----------
        members : array of bool, shape (n,)
            Who is in it.
        """
        inside = np.asarray(members, dtype=bool)
        require_same_length("within", members=inside, design=self.weights)
        return replace(self, weights=self.weights[inside], rows=self.rows[inside])

    def at(self, places: IntArray) -> SurveyDesign:
        """Return the domain of some respondents, by their places in this one and in that order."""
        return replace(self, weights=self.weights[places], rows=self.rows[places])

    @cached_property
    def n(self) -> int:
        """Respondents of the domain with a weight above 0, never weighted."""
        return int(np.count_nonzero(self.weights))

    @cached_property
    def total(self) -> float:
        """The sum of the weights."""
        return float(self.weights.sum())

    @property
    def effective_n(self) -> float:
        """Kish's effective n, (Σw)² / Σw²: what unequal weights leave of n for any mean."""
        return self.total**2 / float(self.weights @ self.weights) if self.total > 0 else 0.0

    @cached_property
    def clusters(self) -> int:
        """Clusters that the domain has somebody in."""
        return self.sample.counted(self.rows[self.weights > 0])[0]

    @cached_property
    def df(self) -> int:
        """Degrees of freedom: clusters less strata, of those that the domain has (``degf``)."""
        clusters, strata = self.sample.counted(self.rows[self.weights > 0])
        return clusters - strata

    @cached_property
    def df_of_all(self) -> int:
        """Degrees of freedom with the respondents of weight 0, as ``svychisq`` counts them."""
        clusters, strata = self.sample.counted(self.rows)
        return clusters - strata

    def covariance(self, scores: FloatArray) -> FloatArray:
        """Return the covariance of totals of linearised scores.

        Parameters
        ----------
        scores : array, shape (n, k)
            Influence of each respondent on each of k estimates, weight included.

        Returns
        -------
        numpy.ndarray, shape (k, k)
        """
        return self.sample.covariance(scores, self.rows)

    def error(self, scores: FloatArray) -> float:
        """Return the standard error of a total of scores; NaN where all are of one cluster."""
        if self.clusters < 2:
            return nan
        return sqrt(max(float(self.covariance(scores[:, np.newaxis])[0, 0]), 0.0))

    def weighted_counts(self, codes: IntArray, size: int) -> FloatArray:
        """Return the sum of the weights of each code from 0; a negative code is in none."""
        held = codes >= 0
        counts: FloatArray = np.bincount(
            codes[held], weights=self.weights[held], minlength=size
        ).astype(np.float64)
        return counts


def joined(designs: Sequence[SurveyDesign]) -> SurveyDesign:
    """Return domains after each other, of one sample or of several independent ones."""
    samples = list({id(own.sample): own.sample for own in designs}.values())
    if len(samples) == 1:
        weights = np.concatenate([own.weights for own in designs])
        return SurveyDesign(weights, np.concatenate([own.rows for own in designs]), samples[0])
    whole = joined_samples(samples)
    first = np.cumsum([0, *(own.strata.size for own in samples)])
    place = {id(own): int(start) for own, start in zip(samples, first, strict=False)}
    rows = [np.where(own.rows < 0, -1, own.rows + place[id(own.sample)]) for own in designs]
    return SurveyDesign(
        np.concatenate([own.weights for own in designs]), np.concatenate(rows), whole
    )
