"""Is a correlation matrix fit for factoring: KMO and Bartlett's test of sphericity."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np
from scipy.special import chdtrc

from evaluering.stats.arguments import FloatArray
from evaluering.stats.extraction import SINGULAR
from evaluering.stats.results import HypothesisTest

__all__ = ["Adequacy", "sampling_adequacy"]


@dataclass(frozen=True)
class Adequacy:
    """KMO in [0, 1], overall and an item, and Bartlett's test of sphericity."""

    kmo: float
    kmo_per_item: FloatArray
    bartlett: HypothesisTest
    warnings: tuple[str, ...] = ()


def sampling_adequacy(correlations: FloatArray, n: int) -> Adequacy:
    r"""Return the Kaiser-Meyer-Olkin measure and Bartlett's test of a correlation matrix.

    .. math:: KMO = \frac{\sum_{i \ne j} r_{ij}^2}{\sum_{i \ne j} (r_{ij}^2 + q_{ij}^2)}, \quad
              \chi^2 = -(n - 1 - (2p + 5)/6) \ln|R|, \quad df = p(p-1)/2

    with q the partial (anti-image) correlations given all other items.

    Parameters
    ----------
    correlations : numpy.ndarray, shape (p, p)
        Correlations among the items.
    n : int
        Number of respondents behind them.

    Returns
    -------
    Adequacy
        NaN with a warning when the matrix is singular; a KMO below 0.5 is warned of too.

    Notes
    -----
    SPSS: ``FACTOR /PRINT=KMO AIC``. R: ``psych::KMO``, ``psych::cortest.bartlett``. Source:
    Kaiser (1974), Psychometrika 39, 31-36; Bartlett (1951), Biometrika 38, 337-344.

    Examples
    --------
    >>> from numpy import array
    >>> found = sampling_adequacy(array([[1, 0.6, 0.5], [0.6, 1, 0.4], [0.5, 0.4, 1]]), 120)
    >>> round(found.kmo, 3)
    0.658
    """
    p = len(correlations)
    df = p * (p - 1) // 2
    smallest = float(np.linalg.eigvalsh(correlations)[0])
    if smallest < SINGULAR:
        warning = (
            f"correlation matrix is not positive definite (smallest eigenvalue {smallest:.3g}): "
            "KMO and Bartlett's test are undefined"
        )
        return Adequacy(nan, np.full(p, nan), HypothesisTest(nan, df, nan), (warning,))
    inverse = np.linalg.inv(correlations)
    scale = np.sqrt(np.diag(inverse))
    off_diagonal = ~np.eye(p, dtype=bool)
    simple = np.where(off_diagonal, correlations**2, 0.0)
    partial = np.where(off_diagonal, (inverse / np.outer(scale, scale)) ** 2, 0.0)
    kmo = float(simple.sum() / (simple.sum() + partial.sum()))
    statistic = -float(np.linalg.slogdet(correlations)[1]) * (n - 1 - (2 * p + 5) / 6)
    return Adequacy(
        kmo,
        simple.sum(axis=0) / (simple.sum(axis=0) + partial.sum(axis=0)),
        HypothesisTest(statistic, df, float(chdtrc(df, statistic))),
        (f"KMO is {kmo:.3f}, below 0.5: unacceptable for factoring",) if kmo < 0.5 else (),
    )
