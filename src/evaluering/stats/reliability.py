"""Internal consistency of a scale."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import fdtri

from evaluering.stats.adequacy import SINGULAR
from evaluering.stats.errors import TooFewObservations
from evaluering.stats.extraction import extract
from evaluering.stats.items import (
    complete_items,
    numeric_items,
    refuse_constant,
    require_confidence,
    require_option,
)

FEWEST_ROWS = 30
HEYWOOD = 0.01
"""Uniqueness below which a factor solution is improper."""


@dataclass(frozen=True)
class Reliability:
    """Result of `reliability`; the Series are indexed by item."""

    items: tuple[str, ...]
    n: int
    k: int
    n_excluded: int
    method: str
    convention: str
    alpha: float
    alpha_interval: tuple[float, float]
    confidence: float
    standardised_alpha: float
    average_correlation: float
    omega_total: float
    item_total: pd.Series[float]
    alpha_if_deleted: pd.Series[float]
    item_n: pd.Series[int]
    item_mean: pd.Series[float]
    item_sd: pd.Series[float]
    warnings: tuple[str, ...]

    def to_frame(self) -> pd.DataFrame:
        """One row per item: n, mean, SD, corrected item-total correlation, alpha if deleted."""
        return pd.DataFrame(
            {
                "item": list(self.items),
                "n": self.item_n.to_numpy(),
                "mean": self.item_mean.to_numpy(),
                "sd": self.item_sd.to_numpy(),
                "item_total": self.item_total.to_numpy(),
                "alpha_if_deleted": self.alpha_if_deleted.to_numpy(),
            }
        )


def _alpha(covariance: NDArray[np.float64]) -> float:
    """Cronbach's alpha of a (k, k) covariance or correlation matrix."""
    k = len(covariance)
    return float(k / (k - 1) * (1 - np.trace(covariance) / covariance.sum())) if k > 1 else np.nan


def reliability(
    items: pd.DataFrame, *, missing: str = "listwise", confidence: float = 0.95
) -> Reliability:
    r"""Cronbach's alpha with interval, omega total and item statistics.

    Parameters
    ----------
    items : pandas.DataFrame, shape (n, k)
        One row a respondent, one column an item, all keyed in the same direction.
    missing : {"listwise", "pairwise"}
        listwise drops rows with a missing value (SPSS); pairwise uses the covariances of all
        available pairs (psych's default), and `n` is then the smallest number of pairs.
    confidence : float
        Coverage of the interval, in (0, 1).

    Returns
    -------
    Reliability
        A warning names each item with a negative corrected item-total correlation (a forgotten
        reversal), and tells when there are too few items or rows.

    Raises
    ------
    TooFewObservations
        Fewer than two items or fewer than two rows (or pairs of rows).
    ZeroVariance
        A constant item (named).
    InvalidInput
        Non-numeric or infinite values, unknown option, confidence outside (0, 1).

    Notes
    -----
    With C the covariance and R the correlation matrix of the items:

    .. math:: \alpha = \frac{k}{k-1}\left(1 - \frac{tr C}{1'C1}\right), \quad
              \omega_t = 1 - \frac{\sum_i \psi_i}{1'R1}

    Standardised alpha is alpha of R; :math:`\psi` are the uniquenesses of one minres factor.
    The interval is Feldt's: :math:`(1-\alpha)` times F quantiles with :math:`n-1` and
    :math:`(n-1)(k-1)` degrees of freedom.

    SPSS: ``RELIABILITY /MODEL=ALPHA /STATISTICS=CORR /SUMMARY=TOTAL``. R:
    ``psych::alpha(items, use=...)``, ``psych::alpha.ci``, ``psych::omega(items, 1)``.

    References
    ----------
    Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests.
    Psychometrika 16, 297-334.
    Feldt, L. S. (1965). The approximate sampling distribution of Kuder-Richardson reliability
    coefficient twenty. Psychometrika 30, 357-370.
    McDonald, R. P. (1999). Test theory: a unified treatment. Erlbaum.
    """
    name = "reliability"
    require_option(name, "missing", missing, ("listwise", "pairwise"))
    require_confidence(name, confidence)
    used, n = _listwise(name, items) if missing == "listwise" else _pairwise(name, items)
    k = used.shape[1]
    labels = used.columns
    covariance = used.cov().to_numpy()
    sd = np.sqrt(np.diag(covariance))
    correlations = covariance / np.outer(sd, sd)
    alpha = _alpha(covariance)
    omega, omega_warnings = _omega_total(correlations)
    item_total = pd.Series(item_rest_correlations(covariance), index=labels, name="item_total")
    return Reliability(
        items=tuple(map(str, labels)),
        n=n,
        k=k,
        n_excluded=len(items) - n,
        method="Cronbach's alpha",
        convention=missing,
        alpha=alpha,
        alpha_interval=_feldt(alpha, n, k, confidence),
        confidence=confidence,
        standardised_alpha=_alpha(correlations),
        average_correlation=float((correlations.sum() - k) / (k * (k - 1))),
        omega_total=omega,
        item_total=item_total,
        alpha_if_deleted=pd.Series(
            [_alpha(np.delete(np.delete(covariance, i, 0), i, 1)) for i in range(k)],
            index=labels,
            name="alpha_if_deleted",
        ),
        item_n=used.count().rename("n"),
        item_mean=used.mean().rename("mean"),
        item_sd=used.std().rename("sd"),
        warnings=(*_reversed_items(item_total), *_small(n, k), *omega_warnings),
    )


def _listwise(name: str, items: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    complete = complete_items(name, items)
    return complete, len(complete)


def _pairwise(name: str, items: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    frame = numeric_items(name, items, minimum_items=2)
    refuse_constant(name, frame)
    present = frame.notna().to_numpy(dtype=np.int64)
    n = int((present.T @ present).min())
    if n < 3:
        raise TooFewObservations(name, f"items has a pair with {n} common rows, needs at least 3")
    return frame, n


def item_rest_correlations(covariance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Correlation of each item with the sum of the other items."""
    variances = np.diag(covariance)
    with_rest = covariance.sum(axis=1) - variances
    rest_variance = covariance.sum() - 2 * covariance.sum(axis=1) + variances
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(with_rest / np.sqrt(variances * rest_variance))


def _feldt(alpha: float, n: int, k: int, confidence: float) -> tuple[float, float]:
    """Feldt's interval of alpha from n rows and k items."""
    tail = (1 - confidence) / 2
    df = n - 1, (n - 1) * (k - 1)
    return (
        float(1 - (1 - alpha) * fdtri(*df, 1 - tail)),
        float(1 - (1 - alpha) * fdtri(*df, tail)),
    )


def _omega_total(correlations: NDArray[np.float64]) -> tuple[float, tuple[str, ...]]:
    """Omega total from one minres factor, and why it is missing if it is."""
    if len(correlations) < 3:
        return float("nan"), ("omega total needs at least three items",)
    if float(np.linalg.eigvalsh(correlations)[0]) < SINGULAR:
        return float("nan"), ("omega total is undefined: singular correlation matrix",)
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
