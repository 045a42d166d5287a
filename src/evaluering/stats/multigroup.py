"""One factor in several groups at once, by maximum likelihood, with parameters held equal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan, sqrt

import numpy as np

from evaluering.stats.arguments import FloatArray, IntArray
from evaluering.stats.distributions import chi_square_test
from evaluering.stats.errors import StatisticsError
from evaluering.stats.results import HypothesisTest, Record, StatisticalResult
from evaluering.stats.sample_moments import GroupMoments

__all__ = ["MultigroupFactor", "multigroup_factor"]

LEAST_CHANGE = 1e-9
"""The gradient, an item in standard deviations, that the search stops at."""


@dataclass(frozen=True)
class MultigroupFactor(StatisticalResult):
    """A model of one factor, with the test of its fit, in the unit of the items.

    Loadings, intercepts and residual variances have a row a group; the factor has variance 1
    and mean 0 in the first group, and in those that nothing else tells it in.
    """

    groups: tuple[str, ...]
    items: tuple[str, ...]
    n: tuple[int, ...]
    test: HypothesisTest
    baseline: HypothesisTest
    cfi: float
    rmsea: float
    loadings: FloatArray
    intercepts: FloatArray
    residuals: FloatArray
    factor_variances: FloatArray
    factor_means: FloatArray
    free_loadings: tuple[str, ...]
    free_intercepts: tuple[str, ...]
    method: str = "one factor in several groups, maximum likelihood"
    convention: str = "covariances with n"

    @property
    def standardised_loadings(self) -> FloatArray:
        """Loadings of each group in standard deviations of its items and factor."""
        common = self.loadings**2 * self.factor_variances[:, np.newaxis]
        signs = np.sign(self.loadings)
        standardised: FloatArray = signs * np.sqrt(common / (common + self.residuals))
        return standardised

    def records(self) -> list[Record]:
        """Return one record an item and group."""
        standardised = self.standardised_loadings
        return [
            {
                "group": group,
                "item": item,
                "loading": self.loadings[g, i],
                "standardised_loading": standardised[g, i],
                "intercept": self.intercepts[g, i],
                "residual_variance": self.residuals[g, i],
            }
            for g, group in enumerate(self.groups)
            for i, item in enumerate(self.items)
        ]


def multigroup_factor(
    moments: GroupMoments,
    *,
    free_loadings: Sequence[str] | None = None,
    free_intercepts: Sequence[str] | None = None,
) -> MultigroupFactor:
    r"""Fit one factor to several groups by maximum likelihood.

    Of each group, with :math:`\Sigma = \psi\lambda\lambda^T + \Theta`,
    :math:`\mu = \tau + \lambda\alpha` and N rows in all, the fit minimises

    .. math:: F = \sum_g \frac{n_g}{N}\left(\ln|\Sigma_g| + tr(S_g\Sigma_g^{-1}) - \ln|S_g| - p
              + (m_g - \mu_g)^T \Sigma_g^{-1} (m_g - \mu_g)\right), \quad \chi^2 = N F

    CFI is held against variables that do not correlate, with means and variances of each group's
    own.

    Parameters
    ----------
    moments : GroupMoments
        From `group_moments`.
    free_loadings, free_intercepts : sequence of str, optional
        Items whose loading or intercept each group has its own of; all items when not given.

    Returns
    -------
    MultigroupFactor
        A residual variance below 0 (a Heywood case), and a search that did not end, are warned of.

    Raises
    ------
    StatisticsError
        Intercepts held equal while no loading is; an item that is unknown.

    Notes
    -----
    R: ``lavaan::cfa(model, data, group = g, group.equal = c("loadings", "intercepts"),
    group.partial = ...)``. Source: Jöreskog (1971), Psychometrika 36, 409-426; Sörbom (1974),
    British Journal of Mathematical and Statistical Psychology 27, 229-239.

    Examples
    --------
    >>> from numpy.random import default_rng
    >>> from evaluering.stats import group_moments
    >>> draw = default_rng(1).normal
    >>> common = draw(size=(600, 1))
    >>> items = pd.DataFrame(common + draw(size=(600, 4)), columns=["a", "b", "c", "d"])
    >>> moments = group_moments("example", {"2023": items[:300], "2025": items[300:]})
    >>> found = multigroup_factor(moments)
    >>> found.n, found.cfi > 0.95
    ((300, 300), True)
    """
    layout = _Layout(moments, _free(moments, free_loadings), _free(moments, free_intercepts))
    if layout.free[0].all() and not layout.free[1].all():
        raise StatisticsError(
            "multigroup_factor", "free_intercepts", "be all while loadings are", free_intercepts
        )
    found, value, ended = _search(layout, moments)
    rows, df = sum(moments.n), layout.known - layout.size
    chi_square = float(max(rows * value, 0.0))
    test = chi_square_test(chi_square, df) if df else HypothesisTest(chi_square, 0, nan)
    baseline = _baseline(moments)
    beyond, most = max(chi_square - df, 0.0), baseline.statistic - baseline.df
    scale = layout.scale
    loadings, intercepts, residuals, variances, means = layout.unpacked(found)
    turned = np.sign(loadings.sum(axis=1, keepdims=True))  # a factor may as well be turned round
    heywood = (residuals < 0).any()
    return MultigroupFactor(
        groups=moments.groups,
        items=moments.items,
        n=moments.n,
        test=test,
        baseline=baseline,
        cfi=1 - beyond / max(beyond, most) if max(beyond, most) > 0 else 1.0,
        rmsea=sqrt(beyond / (df * rows) * len(moments.n)) if df else 0.0,
        loadings=turned * loadings * scale,
        intercepts=intercepts * scale + layout.centre,
        residuals=residuals * scale**2,
        factor_variances=variances,
        factor_means=turned[:, 0] * means,
        free_loadings=tuple(i for i, own in zip(moments.items, layout.free[0], strict=True) if own),
        free_intercepts=tuple(
            i for i, own in zip(moments.items, layout.free[1], strict=True) if own
        ),
        warnings=(
            *(("a residual variance is below 0",) if heywood else ()),
            *(() if ended else ("the search for the best fit did not end",)),
        ),
    )


def _free(moments: GroupMoments, names: Sequence[str] | None) -> np.ndarray:
    if names is None:
        return np.ones(len(moments.items), dtype=bool)
    if unknown := [name for name in names if name not in moments.items]:
        raise StatisticsError(
            "multigroup_factor", "free items", f"be among {moments.items}", unknown
        )
    return np.isin(moments.items, names)


class _Layout:
    """Where each parameter stands in the vector that is searched; -1 is one that is fixed.

    Items are in standard deviations of the first group from its means, so that all of the
    parameters are of one size.
    """

    def __init__(self, moments: GroupMoments, loadings: np.ndarray, intercepts: np.ndarray):
        groups, items = moments.means.shape
        self.free = loadings, intercepts
        self.size = 0
        self.scale = np.sqrt(np.diag(moments.covariances[0]))
        self.centre = moments.means[0]
        self.means = (moments.means - self.centre) / self.scale
        self.covariances = moments.covariances / np.outer(self.scale, self.scale)
        self.places = [
            self._shared(groups, loadings),
            self._shared(groups, intercepts),
            self._shared(groups, np.ones(items, dtype=bool)),
            self._later(groups, not loadings.all()),
            self._later(groups, not intercepts.all()),
        ]
        self.fixed = [0.0, 0.0, 0.0, 1.0, 0.0]
        self.known = groups * items * (items + 3) // 2

    def _shared(self, groups: int, free: np.ndarray) -> IntArray:
        """Return places a group of items that are free, and one for all groups of the others."""
        places = np.empty((groups, free.size), dtype=np.int64)
        for item, own in enumerate(free):
            count = groups if own else 1
            places[:, item] = self.size + np.arange(count)
            self.size += count
        return places

    def _later(self, groups: int, estimated: bool) -> IntArray:
        """Return places of all groups but the first, where they are estimated."""
        places = np.full(groups, -1, dtype=np.int64)
        if estimated:
            places[1:] = self.size + np.arange(groups - 1)
            self.size += groups - 1
        return places

    def unpacked(self, vector: FloatArray) -> list[FloatArray]:
        """Return loadings, intercepts, residuals, and the factor's variances and means."""
        return [
            np.where(places >= 0, vector[places], fixed)
            for places, fixed in zip(self.places, self.fixed, strict=True)
        ]

    def gathered(self, parts: Sequence[FloatArray]) -> FloatArray:
        """Return a gradient by place of that by parameter."""
        gradient = np.zeros(self.size)
        for places, part in zip(self.places, parts, strict=True):
            np.add.at(gradient, places[places >= 0], part[places >= 0])
        return gradient

    def start(self) -> FloatArray:
        """Return where the search begins: half of each variance is the factor's."""
        vector = np.zeros(self.size)
        spread = np.array([np.diag(own) for own in self.covariances])
        signs = np.where(self.covariances.sum(axis=0)[0] < 0, -1, 1)
        factor = np.ones(len(self.means)), np.zeros(len(self.means))
        parts = [np.sqrt(spread / 2) * signs, self.means, spread / 2, *factor]
        for places, values in zip(self.places, parts, strict=True):
            vector[places[places >= 0]] = values[places >= 0]
        return vector


def _search(layout: _Layout, moments: GroupMoments) -> tuple[FloatArray, float, bool]:
    """Return the best parameters, the discrepancy that they leave, and whether it is a minimum."""
    from scipy.optimize import minimize

    shares = moments.shares
    known = sum(
        share * (float(np.linalg.slogdet(own)[1]) + len(own))
        for share, own in zip(shares, layout.covariances, strict=True)
    )

    def discrepancy(vector: FloatArray) -> tuple[float, FloatArray]:
        return _discrepancy(layout, shares, vector)

    found = minimize(
        discrepancy,
        layout.start(),
        jac=True,
        method="BFGS",
        options={"gtol": LEAST_CHANGE, "maxiter": 2000},
    )
    vector = np.asarray(found.x, dtype=np.float64)
    ended = bool(np.abs(found.jac).max() < 1e-5)
    return vector, float(found.fun) - known, ended


def _discrepancy(
    layout: _Layout, shares: FloatArray, vector: FloatArray
) -> tuple[float, FloatArray]:
    """Return the discrepancy, save what is of the data alone, with its exact gradient."""
    loadings, intercepts, residuals, variances, means = layout.unpacked(vector)
    total, parts = 0.0, [np.zeros_like(own) for own in (loadings, loadings, loadings, means, means)]
    for g, share in enumerate(shares):
        loading, variance = loadings[g], variances[g]
        implied = variance * np.outer(loading, loading) + np.diag(residuals[g])
        sign, determinant = np.linalg.slogdet(implied)
        if sign <= 0 or np.linalg.eigvalsh(implied)[0] <= 0:
            return np.inf, np.zeros(layout.size)
        inverse = np.linalg.inv(implied)
        away = layout.means[g] - intercepts[g] - loading * means[g]
        seen = layout.covariances[g] + np.outer(away, away)
        total += share * (determinant + float((inverse * seen).sum()))
        slope = share * (inverse - inverse @ seen @ inverse)
        pull = -2 * share * inverse @ away
        parts[0][g] = 2 * variance * slope @ loading + means[g] * pull
        parts[1][g] = pull
        parts[2][g] = np.diag(slope)
        parts[3][g] = loading @ slope @ loading
        parts[4][g] = loading @ pull
    return total, layout.gathered(parts)


def _baseline(moments: GroupMoments) -> HypothesisTest:
    """Return the test of items that do not correlate in any group."""
    p = len(moments.items)
    statistic = sum(
        n * float(np.log(np.diag(own)).sum()) - n * float(np.linalg.slogdet(own)[1])
        for n, own in zip(moments.n, moments.covariances, strict=True)
    )
    return chi_square_test(statistic, len(moments.n) * p * (p - 1) // 2)
