"""Is a correlation matrix fit for factoring: KMO and Bartlett's test of sphericity."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import chdtrc

from evaluering.stats.errors import TooFewObservations
from evaluering.stats.items import complete_items

SINGULAR = 1e-10
"""Smallest eigenvalue of a correlation matrix that is taken as positive."""


@dataclass(frozen=True)
class Bartlett:
    """Bartlett's test of sphericity: chi-square statistic, degrees of freedom and p."""

    statistic: float
    df: int
    p: float


@dataclass(frozen=True)
class SamplingAdequacy:
    """Result of `sampling_adequacy`."""

    items: tuple[str, ...]
    n: int
    method: str
    convention: str
    kmo: float
    kmo_per_item: pd.Series[float]
    bartlett: Bartlett
    warnings: tuple[str, ...]

    def to_frame(self) -> pd.DataFrame:
        """One row per item with its KMO, then the overall KMO and Bartlett's test."""
        rows = [("kmo", item, value) for item, value in self.kmo_per_item.items()]
        rows += [
            ("kmo", "overall", self.kmo),
            ("bartlett chi-square", "overall", self.bartlett.statistic),
            ("bartlett df", "overall", float(self.bartlett.df)),
            ("bartlett p", "overall", self.bartlett.p),
        ]
        return pd.DataFrame(rows, columns=["statistic", "item", "value"])


def kaiser_meyer_olkin(
    correlations: NDArray[np.float64],
) -> tuple[float, NDArray[np.float64]]:
    r"""Overall and per-item KMO of a non-singular correlation matrix, shape (p, p).

    .. math:: KMO = \sum_{i \ne j} r_{ij}^2 / (\sum_{i \ne j} r_{ij}^2 + \sum_{i \ne j} q_{ij}^2)

    with q the partial (anti-image) correlations given all other items.
    """
    inverse = np.linalg.inv(correlations)
    scale = np.sqrt(np.diag(inverse))
    off_diagonal = ~np.eye(len(correlations), dtype=bool)
    simple = np.where(off_diagonal, correlations**2, 0.0)
    partial = np.where(off_diagonal, (inverse / np.outer(scale, scale)) ** 2, 0.0)
    per_item = simple.sum(axis=0) / (simple.sum(axis=0) + partial.sum(axis=0))
    return float(simple.sum() / (simple.sum() + partial.sum())), per_item


def bartlett_sphericity(correlations: NDArray[np.float64], n: int) -> Bartlett:
    r"""Bartlett's test that a (p, p) correlation matrix of n rows is the identity.

    .. math:: \chi^2 = -(n - 1 - (2p + 5)/6) \ln|R|, \quad df = p(p-1)/2
    """
    p = len(correlations)
    df = p * (p - 1) // 2
    statistic = -float(np.linalg.slogdet(correlations)[1]) * (n - 1 - (2 * p + 5) / 6)
    return Bartlett(statistic, df, float(chdtrc(df, statistic)))


def sampling_adequacy(items: pd.DataFrame) -> SamplingAdequacy:
    r"""Kaiser-Meyer-Olkin measure and Bartlett's test for complete rows of `items`.

    Parameters
    ----------
    items : pandas.DataFrame, shape (n, p)
        One row a respondent, one column an item; rows with missing values are dropped.

    Returns
    -------
    SamplingAdequacy
        KMO in [0, 1] overall and per item; Bartlett's chi-square, df and p. With a singular
        correlation matrix the numbers are NaN and a warning says so.

    Raises
    ------
    TooFewObservations
        Fewer than two items, or not more complete rows than items.
    ZeroVariance
        A constant item.
    InvalidInput
        Non-numeric or infinite values, duplicated names.

    Notes
    -----
    Formulas: see `kaiser_meyer_olkin` and `bartlett_sphericity`. SPSS:
    ``FACTOR /PRINT=KMO AIC``. R: ``psych::KMO``, ``psych::cortest.bartlett``.

    References
    ----------
    Kaiser, H. F. (1974). An index of factorial simplicity. Psychometrika 39, 31-36.
    Bartlett, M. S. (1951). The effect of standardization on a chi-square approximation in
    factor analysis. Biometrika 38, 337-344.
    """
    complete = complete_items("sampling_adequacy", items)
    n, p = complete.shape
    if n <= p:
        raise TooFewObservations(
            "sampling_adequacy", f"items has {n} complete rows for {p} items, needs more rows"
        )
    correlations = np.corrcoef(complete.to_numpy(), rowvar=False)
    kmo, per_item, bartlett, warnings = adequacy_of(correlations, n)
    return SamplingAdequacy(
        items=tuple(map(str, complete.columns)),
        n=n,
        method="KMO and Bartlett's test of sphericity",
        convention="listwise",
        kmo=kmo,
        kmo_per_item=pd.Series(per_item, index=complete.columns, name="kmo"),
        bartlett=bartlett,
        warnings=warnings,
    )


def adequacy_of(
    correlations: NDArray[np.float64], n: int
) -> tuple[float, NDArray[np.float64], Bartlett, tuple[str, ...]]:
    """KMO, KMO per item, Bartlett's test and warnings; NaN when the matrix is singular."""
    p = len(correlations)
    smallest = float(np.linalg.eigvalsh(correlations)[0])
    if smallest < SINGULAR:
        undefined = Bartlett(float("nan"), p * (p - 1) // 2, float("nan"))
        warning = (
            f"correlation matrix is not positive definite (smallest eigenvalue {smallest:.3g}): "
            "KMO and Bartlett's test are undefined"
        )
        return float("nan"), np.full(p, np.nan), undefined, (warning,)
    kmo, per_item = kaiser_meyer_olkin(correlations)
    warnings = (f"KMO is {kmo:.3f}, below 0.5: unacceptable for factoring",) if kmo < 0.5 else ()
    return kmo, per_item, bartlett_sphericity(correlations, n), warnings
