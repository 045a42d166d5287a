"""The variance of a total over strata and clusters, which every linearised error is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np

from evaluering.stats.arguments import FloatArray, IntArray

__all__ = ["Calibration", "DrawnSample", "Lonely", "joined_samples", "margin_basis"]

Lonely: TypeAlias = Literal["adjust", "average", "remove", "refuse"]
CENSUS = 1e-7
"""A stratum of which less than this share is outside of the sample has no sampling error (R)."""


@dataclass(frozen=True, eq=False)
class Calibration:
    """What the weights were calibrated on: they vary only by what it does not explain.

    Attributes
    ----------
    base, weights
        The weights before and after, shape (sample,).
    basis
        What they were calibrated on as orthonormal columns, times the root of the base, shape
        (sample, k): `margin_basis`. Rows of 0 are of respondents who were not.
    """

    base: FloatArray
    weights: FloatArray
    basis: FloatArray

    def residuals(self, scores: FloatArray) -> FloatArray:
        """Return scores without the part that the margins explain, shape (sample, k)."""
        final, root = self.weights[:, np.newaxis], np.sqrt(self.base)[:, np.newaxis]
        scaled = np.divide(scores * root, final, out=np.zeros_like(scores), where=final > 0)
        left = scaled - self.basis @ (self.basis.T @ scaled)
        return np.divide(left * final, root, out=np.zeros_like(scores), where=root > 0)


def margin_basis(base: FloatArray, margins: Iterable[IntArray]) -> FloatArray:
    """Return an orthonormal basis of the indicators of categories, times the root of the base.

    Parameters
    ----------
    base
        The weights before calibration, shape (n,).
    margins
        The category of each respondent in each variable, from 0.
    """
    columns = [np.ones(base.size)]
    for own in margins:
        columns += [(own == code).astype(float) for code in range(1, own.max(initial=0) + 1)]
    design = np.column_stack(columns) * np.sqrt(base)[:, np.newaxis]
    left, size, _ = np.linalg.svd(design, full_matrices=False)
    basis: FloatArray = left[:, size > 1e-10 * size.max(initial=0)]
    return basis


@dataclass(frozen=True, eq=False)
class DrawnSample:
    """The strata and clusters of a whole sample.

    Attributes
    ----------
    strata, clusters
        Number of each respondent's stratum and cluster, from 0, shape (respondents,).
    sampled, population
        Clusters drawn from, and in the population of, each stratum, shape (strata,).
    lonely
        What a stratum with one cluster contributes.
    calibration
        What the weights were calibrated on.
    """

    strata: IntArray
    clusters: IntArray
    sampled: IntArray
    population: FloatArray
    lonely: Lonely
    calibration: Calibration | None = None

    def counted(self, rows: IntArray) -> tuple[int, int]:
        """Return how many clusters and how many strata some respondents are of."""
        rows = rows[rows >= 0]
        clusters = np.bincount(self.clusters[rows], minlength=1)
        strata = np.bincount(self.strata[rows], minlength=1)
        return int(np.count_nonzero(clusters)), int(np.count_nonzero(strata))

    def covariance(self, scores: FloatArray, rows: IntArray) -> FloatArray:
        """Return the covariance of totals of scores of the respondents in `rows`.

        Parameters
        ----------
        scores : array, shape (n, k)
            Influence of each respondent, weight included.
        rows : array of int, shape (n,)
            Where each stands in the sample, -1 for nowhere; everyone else has the score 0.

        Returns
        -------
        numpy.ndarray, shape (k, k)
        """
        if (known := rows >= 0).sum() < rows.size:
            scores, rows = scores[known], rows[known]
        if self.calibration is not None:
            full = np.zeros((self.strata.size, scores.shape[1]))
            full[rows] = scores
            scores, rows = self.calibration.residuals(full), np.arange(self.strata.size)
        totals = _sums(scores, self.clusters[rows], self._stratum_of.size)
        means = _sums(totals, self._stratum_of, self.sampled.size) / self._drawn[:, np.newaxis]
        share, alone = self._outside, self.sampled == 1
        scale = share * np.where(alone, 1.0, self.sampled / np.maximum(self.sampled - 1, 1))
        if self.lonely == "adjust":
            means[alone] = 0.0  # scores sum to 0, so this is the mean of all
        centred = totals - means[self._stratum_of]
        centred *= np.sqrt(scale)[self._stratum_of, np.newaxis]
        found: FloatArray = centred.T @ centred
        if self.lonely == "average":
            here = np.bincount(self.strata[rows], minlength=self.sampled.size) > 0
            known = here & ~(alone & (share >= CENSUS))
            found = found * (here.sum() / known.sum()) if known.any() else found * np.nan
        return found

    @cached_property
    def _stratum_of(self) -> IntArray:
        """The stratum of each cluster."""
        found = np.zeros(int(self.clusters.max(initial=-1)) + 1, dtype=np.int64)
        found[self.clusters] = self.strata
        return found

    @property
    def _drawn(self) -> IntArray:
        return np.maximum(self.sampled, 1)

    @property
    def _outside(self) -> FloatArray:
        """The share of each stratum's clusters that was not drawn."""
        finite = np.isfinite(self.population)
        part = np.divide(self.sampled, self.population, out=np.zeros(finite.size), where=finite)
        share: FloatArray = np.where(1 - part < CENSUS, 0.0, 1 - part)
        return share


def _sums(values: FloatArray, codes: IntArray, size: int) -> FloatArray:
    """Return the sum of each column by code, shape (size, k)."""
    totals = np.zeros((size, values.shape[1]))
    for place, column in enumerate(values.T):
        totals[:, place] = np.bincount(codes, weights=column, minlength=size)
    return totals


def joined_samples(samples: Sequence[DrawnSample]) -> DrawnSample:
    """Return independent samples as one, each with strata and clusters of its own.

    A stratum with one cluster is treated as in the first sample.
    """
    strata = np.cumsum([0, *(own.sampled.size for own in samples)])
    clusters = np.cumsum([0, *(int(own.clusters.max(initial=-1)) + 1 for own in samples)])
    calibration = None
    if any(own.calibration for own in samples):
        parts = [own.calibration or _uncalibrated(own.strata.size) for own in samples]
        calibration = Calibration(
            np.concatenate([part.base for part in parts]),
            np.concatenate([part.weights for part in parts]),
            _blocks([part.basis for part in parts]),
        )
    return DrawnSample(
        np.concatenate([own.strata + strata[i] for i, own in enumerate(samples)]),
        np.concatenate([own.clusters + clusters[i] for i, own in enumerate(samples)]),
        np.concatenate([own.sampled for own in samples]),
        np.concatenate([own.population for own in samples]),
        samples[0].lonely,
        calibration,
    )


def _uncalibrated(size: int) -> Calibration:
    return Calibration(np.ones(size), np.ones(size), np.zeros((size, 0)))


def _blocks(parts: Sequence[FloatArray]) -> FloatArray:
    """Return matrices along the diagonal of one."""
    whole = np.zeros((sum(len(own) for own in parts), sum(own.shape[1] for own in parts)))
    row = column = 0
    for own in parts:
        whole[row : row + len(own), column : column + own.shape[1]] = own
        row, column = row + len(own), column + own.shape[1]
    return whole
