"""Maximum likelihood factors of a correlation matrix."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from evaluering.stats.arguments import FloatArray

__all__ = ["maximum_likelihood"]

Solved: TypeAlias = tuple[FloatArray, FloatArray]
LEAST_UNIQUENESS = 0.005
"""What no uniqueness falls below, as in R's `factanal`: a Heywood case stands there."""
STARTS = 12
"""How many starting points there are: the likelihood may have several maxima."""
SEED = 20240407


def maximum_likelihood(correlations: FloatArray, n_factors: int) -> FloatArray:
    r"""Return unrotated loadings, shape (p, m), of least discrepancy.

    Minimises :math:`\sum_{j>m} (\theta_j - \ln\theta_j - 1)`, with :math:`\theta` the eigenvalues
    of :math:`\Psi^{-1/2} R \Psi^{-1/2}`, over the uniquenesses, from several starting points: that
    of Jöreskog, :math:`(1 - m/2p) / R^{jj}`, the squared multiple correlations, and others drawn
    from a fixed seed. From one alone it may end in a local optimum.

    Parameters
    ----------
    correlations : numpy.ndarray, shape (p, p)
        Positive definite correlation matrix.
    n_factors : int
        Number of factors m.

    Notes
    -----
    R: ``factanal(items, m, rotation = "none", nstart = 10)``. SPSS: ``FACTOR /EXTRACTION=ML``.
    Source: Jöreskog (1967), Psychometrika 32, 443-482.
    """
    from scipy.optimize import minimize

    p = len(correlations)
    unique = 1 / np.diag(np.linalg.inv(correlations))
    draw = np.random.default_rng(SEED)
    drawn = [draw.uniform(0.05, 0.95, p) for _ in range(STARTS - 2)]

    def discrepancy(uniquenesses: FloatArray) -> tuple[float, FloatArray]:
        return _discrepancy(correlations, n_factors, uniquenesses)

    found = [
        minimize(
            discrepancy,
            np.clip(start, LEAST_UNIQUENESS, 1.0),
            jac=True,
            method="L-BFGS-B",
            bounds=[(LEAST_UNIQUENESS, 1.0)] * p,
            options={"ftol": 1e-15, "gtol": 1e-9, "maxiter": 1000},
        )
        for start in [unique * (1 - n_factors / (2 * p)), unique, *drawn]
    ]
    least = min(float(one.fun) for one in found)
    first = next(one for one in found if float(one.fun) < least + 1e-10)
    return _solved(correlations, n_factors, np.asarray(first.x, dtype=np.float64))[1]


def _solved(correlations: FloatArray, n_factors: int, uniquenesses: FloatArray) -> Solved:
    """Return the eigenvalues that the factors leave, and the factors' loadings."""
    scale = np.sqrt(uniquenesses)
    values, vectors = np.linalg.eigh(correlations / np.outer(scale, scale))
    values, vectors = values[::-1], vectors[:, ::-1]
    common = vectors[:, :n_factors] * np.sqrt(np.maximum(values[:n_factors] - 1, 0.0))
    return values[n_factors:], common * scale[:, None]


def _discrepancy(
    correlations: FloatArray, n_factors: int, uniquenesses: FloatArray
) -> tuple[float, FloatArray]:
    """Return the discrepancy with its exact gradient in the uniquenesses."""
    rest, common = _solved(correlations, n_factors, uniquenesses)
    gradient = ((common**2).sum(axis=1) + uniquenesses - 1) / uniquenesses**2
    return float((rest - np.log(rest) - 1).sum()), gradient
