"""Polychoric correlations of ordinal items."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
from scipy.special import ndtr, ndtri, owens_t

from evaluering.stats.arguments import FloatArray, IntArray
from evaluering.stats.errors import StatisticsError
from evaluering.stats.extraction import SINGULAR
from evaluering.stats.items import complete_items
from evaluering.stats.results import Record, StatisticalResult

__all__ = ["PolychoricCorrelations", "bivariate_normal_cdf", "polychoric_correlations"]

MOST_CATEGORIES = 10
BOUND = 0.9999


@dataclass(frozen=True)
class PolychoricCorrelations(StatisticalResult):
    """Correlations of latent normal variables; `thresholds` has one tuple per item, ascending."""

    items: tuple[str, ...]
    n: int
    n_excluded: int
    method: str
    convention: str
    correlations: pd.DataFrame
    thresholds: dict[str, tuple[float, ...]]

    def records(self) -> list[Record]:
        """Return one record a pair of items."""
        values = self.correlations.to_numpy()
        return [
            {"item": a, "other": b, "correlation": float(values[i, j]), "n": self.n}
            for (i, a), (j, b) in combinations(enumerate(self.items), 2)
        ]


def polychoric_correlations(items: pd.DataFrame) -> PolychoricCorrelations:
    r"""Correlations of the normal variables assumed to lie behind ordinal items.

    Parameters
    ----------
    items : pandas.DataFrame, shape (n, p)
        Integer codes, at most ten categories an item; rows with missing values are dropped.

    Returns
    -------
    PolychoricCorrelations
        A (p, p) matrix with unit diagonal and the thresholds in standard normal units. Warnings
        name pairs at the bound (an empty cell in a 2x2 table, for instance) and tell when the
        matrix is not positive definite, which pairwise estimation does not guarantee.

    Raises
    ------
    StatisticsError
        Codes that are not whole numbers, more than ten categories, a constant item.

    Notes
    -----
    Two-step maximum likelihood: thresholds from the margins, then for each pair the
    :math:`\rho` that maximises :math:`\sum_{ij} n_{ij} \ln \pi_{ij}(\rho)`, where
    :math:`\pi_{ij}` are rectangle probabilities of the bivariate normal distribution, computed
    with Owen's T function. R: ``polycor::polychor(x, y)``, ``psych::polychoric(items)``
    (whose ``correct`` has no effect with its default of global thresholds). SPSS has none in
    the base system. Source: Olsson (1979), Psychometrika 44, 443-460; Owen (1956), Annals of
    Mathematical Statistics 27, 1075-1090.

    Examples
    --------
    >>> items = pd.DataFrame({"q1": [1, 2, 3, 1, 2, 3, 2, 1], "q2": [1, 2, 3, 2, 2, 3, 1, 1]})
    >>> polychoric_correlations(items).correlations.shape
    (2, 2)
    """
    name = "polychoric_correlations"
    complete = complete_items(name, items)
    _refuse_continuous(name, complete)
    labels = [str(label) for label in complete.columns]
    codes = {
        label: pd.factorize(complete.iloc[:, i], sort=True)[0] for i, label in enumerate(labels)
    }
    thresholds = {label: _thresholds(code) for label, code in codes.items()}
    estimated = np.eye(len(labels))
    for (i, a), (j, b) in combinations(enumerate(labels), 2):
        table = _table(codes[a], codes[b])
        estimated[i, j] = estimated[j, i] = _fit(table, thresholds[a], thresholds[b])
    at_bound = [
        f"{a} and {b}"
        for (i, a), (j, b) in combinations(enumerate(labels), 2)
        if abs(estimated[i, j]) > 0.995
    ]
    smallest = float(np.linalg.eigvalsh(estimated)[0])
    return PolychoricCorrelations(
        items=tuple(labels),
        n=len(complete),
        n_excluded=len(items) - len(complete),
        method="two-step maximum likelihood",
        convention="thresholds from the margins, empty cells as they are",
        correlations=pd.DataFrame(estimated, index=complete.columns, columns=complete.columns),
        thresholds={label: tuple(map(float, cut)) for label, cut in thresholds.items()},
        warnings=(
            *(f"polychoric correlation at its bound: {pair}" for pair in at_bound),
            *(
                (f"polychoric matrix is not positive definite: smallest eigenvalue {smallest:.3g}",)
                if smallest < SINGULAR
                else ()
            ),
        ),
    )


def bivariate_normal_cdf(h: FloatArray, k: FloatArray, rho: float) -> FloatArray:
    """Probability that two standard normal variables with correlation `rho` are below h and k.

    `h` and `k` broadcast and may be infinite; `rho` lies strictly between -1 and 1. The error
    is below 1e-14 (Owen 1956, formula 2.1, with T the Owen function).
    """
    h, k = np.broadcast_arrays(np.asarray(h, dtype=np.float64), np.asarray(k, dtype=np.float64))
    scale = np.sqrt((1 - rho) * (1 + rho))
    with np.errstate(divide="ignore", invalid="ignore"):
        slope_h = np.where(h == 0, np.sign(k) * np.inf, (k - rho * h) / (h * scale))
        slope_k = np.where(k == 0, np.sign(h) * np.inf, (h - rho * k) / (k * scale))
        opposite = (h * k < 0) | ((h * k == 0) & (h + k < 0))
        inner = (ndtr(h) + ndtr(k)) / 2 - owens_t(h, slope_h) - owens_t(k, slope_k) - opposite / 2
    origin = 0.25 + np.arcsin(rho) / (2 * np.pi)
    inner = np.where((h == 0) & (k == 0), origin, inner)
    limits = np.where(np.isposinf(h), ndtr(k), np.where(np.isposinf(k), ndtr(h), 0.0))
    return np.where(np.isinf(h) | np.isinf(k), limits, inner)


def _refuse_continuous(name: str, complete: pd.DataFrame) -> None:
    values = complete.to_numpy()
    if not np.array_equal(values, np.round(values)):
        raise StatisticsError(name, "items", "hold whole-number codes", "other values")
    many = [str(c) for c in complete.columns if complete[c].nunique() > MOST_CATEGORIES]
    if many:
        raise StatisticsError(
            name, "items", f"have at most {MOST_CATEGORIES}", f"more categories: {', '.join(many)}"
        )


def _table(a: IntArray, b: IntArray) -> FloatArray:
    table = np.zeros((int(a.max()) + 1, int(b.max()) + 1))
    np.add.at(table, (a, b), 1.0)
    return table


def _thresholds(codes: IntArray) -> FloatArray:
    share = np.bincount(codes).cumsum()[:-1] / len(codes)
    return np.asarray(ndtri(share))


def _fit(table: FloatArray, rows: FloatArray, columns: FloatArray) -> float:
    """Correlation that maximises the likelihood of a table, given its thresholds."""
    from scipy.optimize import minimize_scalar

    h = np.concatenate(([-np.inf], rows, [np.inf]))[:, None]
    k = np.concatenate(([-np.inf], columns, [np.inf]))[None, :]

    def deviance(rho: float) -> float:
        cumulative = bivariate_normal_cdf(h, k, rho)
        cells = np.diff(np.diff(cumulative, axis=0), axis=1)
        return -float((table * np.log(np.maximum(cells, 1e-300))).sum())

    found = minimize_scalar(
        deviance, bounds=(-BOUND, BOUND), method="bounded", options={"xatol": 1e-10}
    )
    return float(found.x)
