"""Internal consistency of a scale."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd
from scipy.special import fdtri

from evaluering.stats.arguments import FloatArray, require_confidence, require_option
from evaluering.stats.errors import StatisticsError
from evaluering.stats.extraction import SINGULAR, extract
from evaluering.stats.items import complete_items, numeric_items, refuse_constant
from evaluering.stats.results import Estimate, EstimatedResult, Interval, Record, frame_records

__all__ = ["MissingItems", "Reliability", "item_rest_correlations", "reliability"]

MissingItems: TypeAlias = Literal["listwise", "pairwise"]
FEWEST_ROWS = 30
HEYWOOD = 0.01
"""Uniqueness below which a factor solution is improper."""


@dataclass(frozen=True)
class Reliability(EstimatedResult):
    """Alpha with its interval, omega total, and statistics in Series indexed by item."""

    items: tuple[str, ...]
    n: int
    k: int
    n_excluded: int
    estimate: Estimate
    standardised_alpha: float
    average_correlation: float
    omega_total: float
    item_total: pd.Series[float]
    alpha_if_deleted: pd.Series[float]
    item_n: pd.Series[int]
    item_mean: pd.Series[float]
    item_sd: pd.Series[float]
    convention: MissingItems
    method: str = "Cronbach's alpha"

    @property
    def alpha(self) -> float:
        """Cronbach's alpha, the value of `estimate`."""
        return self.estimate.value

    def records(self) -> list[Record]:
        """Return one record an item: n, mean, sd, item-rest correlation, alpha if deleted."""
        frame = pd.DataFrame(
            {
                "n": self.item_n,
                "mean": self.item_mean,
                "sd": self.item_sd,
                "item_total": self.item_total,
                "alpha_if_deleted": self.alpha_if_deleted,
            }
        )
        return frame_records(frame.rename_axis("item").reset_index())


def reliability(
    items: pd.DataFrame, *, missing: MissingItems = "listwise", confidence: float = 0.95
) -> Reliability:
    r"""Cronbach's alpha with interval, omega total and item statistics.

    With C the covariance and R the correlation matrix of the items, and :math:`\psi` the
    uniquenesses of one minres factor:

    .. math:: \alpha = \frac{k}{k-1}\left(1 - \frac{tr C}{1'C1}\right), \quad
              \omega_t = 1 - \frac{\sum_i \psi_i}{1'R1}

    Parameters
    ----------
    items : pandas.DataFrame, shape (n, k)
        One row a respondent, one column an item, all keyed in the same direction.
    missing : {"listwise", "pairwise"}
        listwise drops rows with a missing value (SPSS); pairwise uses the covariances of all
        available pairs (psych's default), and `n` is then the smallest number of pairs.
    confidence : float
        Level of Feldt's interval: :math:`(1-\alpha)` times F quantiles with :math:`n-1` and
        :math:`(n-1)(k-1)` degrees of freedom.

    Returns
    -------
    Reliability
        A warning names each item with a negative corrected item-total correlation (a forgotten
        reversal), and tells when there are too few items or rows.

    Raises
    ------
    StatisticsError
        Fewer than two items or rows (or pairs of rows), a constant item, items that are not
        finite numbers.

    Notes
    -----
    SPSS: ``RELIABILITY /MODEL=ALPHA /STATISTICS=CORR /SUMMARY=TOTAL``. R: ``psych::alpha(items,
    use=...)``, ``psych::alpha.ci``, ``psych::omega(items, 1)``. Source: Cronbach (1951),
    Psychometrika 16, 297-334; Feldt (1965), Psychometrika 30, 357-370; McDonald (1999), Test
    theory.

    Examples
    --------
    >>> items = pd.DataFrame({"q1": [1, 2, 3, 4, 5, 4, 2], "q2": [2, 2, 4, 3, 4, 5, 1],
    ...     "q3": [1, 4, 3, 2, 5, 4, 3]})
    >>> found = reliability(items)
    >>> round(found.alpha, 3), found.k
    (0.82, 3)
    """
    require_option("reliability", "missing", missing, MissingItems)
    require_confidence("reliability", confidence)
    used, n = _listwise(items) if missing == "listwise" else _pairwise(items)
    k, labels = used.shape[1], used.columns
    covariance = used.cov().to_numpy()
    sd = np.sqrt(np.diag(covariance))
    correlations = covariance / np.outer(sd, sd)
    alpha = _alpha(covariance)
    omega, omega_warnings = _omega_total(correlations)
    item_total = pd.Series(item_rest_correlations(covariance), index=labels, name="item_total")
    without = [_alpha(np.delete(np.delete(covariance, i, 0), i, 1)) for i in range(k)]
    return Reliability(
        items=tuple(map(str, labels)),
        n=n,
        k=k,
        n_excluded=len(items) - n,
        estimate=Estimate(alpha, _feldt(alpha, n, k, confidence)),
        standardised_alpha=_alpha(correlations),
        average_correlation=float((correlations.sum() - k) / (k * (k - 1))),
        omega_total=omega,
        item_total=item_total,
        alpha_if_deleted=pd.Series(without, index=labels, name="alpha_if_deleted"),
        item_n=used.count().rename("n"),
        item_mean=used.mean().rename("mean"),
        item_sd=used.std().rename("sd"),
        convention=missing,
        warnings=(*_reversed_items(item_total), *_small(n, k), *omega_warnings),
    )


def item_rest_correlations(covariance: FloatArray) -> FloatArray:
    """Return the correlation of each item with the sum of the other items."""
    variances = np.diag(covariance)
    with_rest = covariance.sum(axis=1) - variances
    rest_variance = covariance.sum() - 2 * covariance.sum(axis=1) + variances
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(with_rest / np.sqrt(variances * rest_variance))


def _listwise(items: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    complete = complete_items("reliability", items)
    return complete, len(complete)


def _pairwise(items: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    frame = numeric_items("reliability", items, minimum_items=2)
    refuse_constant("reliability", frame)
    present = frame.notna().to_numpy(dtype=np.int64)
    if (n := int((present.T @ present).min())) < 3:
        raise StatisticsError(
            "reliability", "items", "have 3 rows for each pair", f"a pair with {n} common rows"
        )
    return frame, n


def _alpha(covariance: FloatArray) -> float:
    """Return Cronbach's alpha of a (k, k) covariance or correlation matrix."""
    k = len(covariance)
    return float(k / (k - 1) * (1 - np.trace(covariance) / covariance.sum())) if k > 1 else nan


def _feldt(alpha: float, n: int, k: int, confidence: float) -> Interval:
    tail = (1 - confidence) / 2
    low, high = fdtri(n - 1, (n - 1) * (k - 1), (1 - tail, tail))
    return Interval(float(1 - (1 - alpha) * low), float(1 - (1 - alpha) * high), confidence)


def _omega_total(correlations: FloatArray) -> tuple[float, tuple[str, ...]]:
    """Return omega total from one minres factor, and why it is missing if it is."""
    if len(correlations) < 3:
        return nan, ("omega total needs at least three items",)
    if float(np.linalg.eigvalsh(correlations)[0]) < SINGULAR:
        return nan, ("omega total is undefined: singular correlation matrix",)
    extraction = extract(correlations, 1, "minres", 0.0)
    uniquenesses = 1 - (extraction.loadings**2).sum(axis=1)
    heywood = ("omega total rests on a Heywood case",) if uniquenesses.min() < HEYWOOD else ()
    return float(1 - uniquenesses.sum() / correlations.sum()), (*extraction.warnings, *heywood)


def _reversed_items(item_total: pd.Series[float]) -> tuple[str, ...]:
    return tuple(
        f"{item} correlates {value:.3f} with the sum of the other items: forgotten reversal?"
        for item, value in item_total.items()
        if value < 0
    )


def _small(n: int, k: int) -> tuple[str, ...]:
    few_rows = (f"few rows: {n} for {k} items",) if n <= k or n < FEWEST_ROWS else ()
    few_items = ("two items: alpha if deleted is undefined",) if k == 2 else ()
    return few_rows + few_items
