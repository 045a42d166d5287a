"""Extract unrotated common factors from a correlation matrix."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from evaluering.stats.arguments import FloatArray
from evaluering.stats.maximum_likelihood import maximum_likelihood

__all__ = [
    "SINGULAR",
    "Extraction",
    "ExtractionMethod",
    "extract",
    "principal_axis",
    "squared_multiple_correlations",
]

ExtractionMethod: TypeAlias = Literal["minres", "paf", "ml"]
SINGULAR = 1e-10
"""Smallest eigenvalue of a correlation matrix that is taken as positive."""
CONVERGENCE = 1e-10
INTERIOR = 0.99
"""Communality above which the engine's bound on uniquenesses may hold the solution."""


@dataclass(frozen=True)
class Extraction:
    """Unrotated loadings of shape (p, m), and what the engine warned about."""

    loadings: FloatArray
    warnings: tuple[str, ...]


def squared_multiple_correlations(correlations: FloatArray) -> FloatArray:
    r"""Share of each item's variance explained by all others, :math:`1 - 1 / (R^{-1})_{ii}`."""
    return np.asarray(1 - 1 / np.diag(np.linalg.inv(correlations)))


def extract(
    correlations: FloatArray, n_factors: int, method: ExtractionMethod, convergence: float
) -> Extraction:
    """Extract `n_factors` by minimum residuals, principal axis factoring or maximum likelihood.

    Parameters
    ----------
    correlations : numpy.ndarray, shape (p, p)
        Positive definite correlation matrix.
    n_factors : int
        Number of factors m.
    method : {"minres", "paf", "ml"}
        minres is factor_analyzer's, called on the correlation matrix and without its rotation,
        imputation or sorting. It stops some 1e-5 short of the solution, since it differentiates
        numerically, so that the last steps are taken here; not in a Heywood case, where its bound
        of 0.005 on the uniquenesses holds. paf is `principal_axis`, ml `maximum_likelihood`.
    convergence : float
        Only for paf: largest change of a communality at which the iteration stops.
    """
    if method == "paf":
        return principal_axis(correlations, n_factors, convergence)
    if method == "ml":
        return Extraction(maximum_likelihood(correlations, n_factors), ())
    from factor_analyzer import FactorAnalyzer

    engine = FactorAnalyzer(
        n_factors=n_factors, rotation=None, method=method, is_corr_matrix=True, use_smc=True
    )
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        engine.fit(correlations)
    loadings = np.asarray(engine.loadings_, dtype=np.float64)
    messages = tuple(str(w.message) for w in caught if not issubclass(w.category, FutureWarning))
    communalities = (loadings**2).sum(axis=1)
    if communalities.max() < INTERIOR:
        loadings = _finish_minres(correlations, loadings, communalities)
    return Extraction(loadings, messages)


def _finish_minres(
    correlations: FloatArray,
    loadings: FloatArray,
    communalities: FloatArray,
) -> FloatArray:
    """Take the last steps to the stationary point, which is that of principal axes."""
    finished = principal_axis(correlations, loadings.shape[1], CONVERGENCE, start=communalities)
    return loadings if finished.warnings else finished.loadings


def principal_axis(
    correlations: FloatArray,
    n_factors: int,
    convergence: float = CONVERGENCE,
    iterations: int = 20_000,
    start: FloatArray | None = None,
) -> Extraction:
    r"""Iterate principal axis factoring, from squared multiple correlations by default.

    Repeats :math:`h^2 \leftarrow diag(V_m \Lambda_m V_m')`, with :math:`V_m, \Lambda_m` the m
    first eigenpairs of R with :math:`h^2` in its diagonal, until no communality moves by more
    than `convergence`. SPSS stops at 0.001 or after 25 iterations.
    """
    communalities = squared_multiple_correlations(correlations) if start is None else start
    reduced = correlations.copy()
    for _ in range(iterations):
        np.fill_diagonal(reduced, communalities)
        values, vectors = np.linalg.eigh(reduced)
        loadings = vectors[:, ::-1][:, :n_factors] * np.sqrt(
            np.maximum(values[::-1][:n_factors], 0.0)
        )
        previous, communalities = communalities, (loadings**2).sum(axis=1)
        if float(np.abs(communalities - previous).max()) < convergence:
            return Extraction(loadings, ())
        if communalities.max() > 1:
            return Extraction(loadings, ("principal axis factoring stopped: communality above 1",))
    message = f"principal axis factoring did not converge in {iterations} iterations"
    return Extraction(loadings, (message,))
