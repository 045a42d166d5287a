"""How alike respondents of one cluster are: the intraclass correlation."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np
import pandas as pd

from evaluering.stats.arguments import numeric, require_at_least, require_same_length
from evaluering.stats.errors import StatisticsError
from evaluering.stats.results import Record, StatisticalResult

__all__ = ["IntraclassCorrelation", "intraclass_correlation"]


@dataclass(frozen=True)
class IntraclassCorrelation(StatisticalResult):
    """The share of a variable's variance that lies between clusters, 0 to 1."""

    icc: float
    between: float
    within: float
    n: int
    n_clusters: int
    mean_size: float
    method: str = "random intercept, restricted maximum likelihood"
    convention: str = "ICC(1), not below zero"

    def records(self) -> list[Record]:
        """Return one record."""
        names = ("icc", "between", "within", "n", "n_clusters", "mean_size")
        return [{name: getattr(self, name) for name in names}]


def intraclass_correlation(
    values: pd.Series[float], clusters: pd.Series[Any]
) -> IntraclassCorrelation:
    r"""Return the intraclass correlation of a model with a random intercept alone.

    .. math:: y_{ij} = \mu + u_j + e_{ij}, \qquad ICC = \frac{\tau^2}{\tau^2 + \sigma^2}

    with the restricted likelihood, profiled over :math:`\mu` and :math:`\sigma^2`, maximised.

    Parameters
    ----------
    values : pandas.Series, shape (n,)
        A number by respondent; rows without it or without a cluster are left out.
    clusters : pandas.Series, shape (n,)
        What respondents share, as a municipality.

    Returns
    -------
    IntraclassCorrelation
        `between` and `within` are :math:`\tau^2` and :math:`\sigma^2`, in the variable's unit
        squared.

    Raises
    ------
    StatisticsError
        Fewer than two clusters, no cluster with two respondents, values that do not vary.

    Notes
    -----
    SPSS: ``MIXED y /RANDOM=INTERCEPT | SUBJECT(cluster)``. R: ``lme4::lmer(y ~ 1 + (1 |
    cluster))``. Source: Searle, Casella & McCulloch (1992), Variance components.

    Examples
    --------
    >>> values, places = pd.Series([1.0, 2, 4, 5, 3, 3]), pd.Series(["a", "a", "b", "b", "c",
    ...     "c"])
    >>> round(intraclass_correlation(values, places).icc, 3)
    0.862
    """
    from scipy.optimize import minimize_scalar

    name = "intraclass_correlation"
    numbers = numeric(name, "values", values)
    require_same_length(name, values=numbers, clusters=clusters)
    kept = ~np.isnan(numbers) & clusters.notna().to_numpy()
    y, of = numbers[kept], pd.factorize(clusters[kept])[0]
    require_at_least(name, "clusters", 2, int(of.max(initial=-1)) + 1, "clusters")
    sizes = np.bincount(of).astype(float)
    means = np.bincount(of, weights=y) / sizes
    inside = float(((y - means[of]) ** 2).sum())
    n = y.size
    if n <= sizes.size or not float(np.ptp(y)) > 0:
        raise StatisticsError(name, "values", "vary, in clusters of two or more", "other values")

    def parts(share: float) -> tuple[float, float]:
        ratio = share / (1 - share)
        weights = sizes / (1 + ratio * sizes)
        middle = float((weights * means).sum() / weights.sum())
        total = inside + float((weights * (means - middle) ** 2).sum())
        spread = float(np.log1p(ratio * sizes).sum()) + log(float(weights.sum()))
        return (n - 1) * log(total) + spread, total / (n - 1)

    grid = np.linspace(0, 0.999, 200)
    start = int(np.argmin([parts(share)[0] for share in grid]))
    low, high = grid[max(start - 1, 0)], grid[min(start + 1, grid.size - 1)]
    found = minimize_scalar(
        lambda share: parts(share)[0],
        bounds=(low, high),
        method="bounded",
        options={"xatol": 1e-12},
    )
    icc = 0.0 if parts(0.0)[0] <= float(found.fun) else float(found.x)
    within = parts(icc)[1]
    return IntraclassCorrelation(
        icc, within * icc / (1 - icc), within, n, sizes.size, n / sizes.size
    )
