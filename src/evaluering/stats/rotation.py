"""Rotate extracted factors; pattern and factor correlations always belong together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ROTATIONS = ("none", "varimax", "promax", "oblimin")
CONVENTIONS = ("psych", "spss")
TOLERANCE = {"varimax": 1e-12, "oblimin": 1e-7}
"""Relative gain of varimax's criterion, length of oblimin's gradient; neither falls further."""
ITERATIONS = 2000


@dataclass(frozen=True)
class Rotation:
    """Pattern loadings of shape (p, m) with their factor correlations of shape (m, m)."""

    pattern: NDArray[np.float64]
    correlations: NDArray[np.float64]
    kaiser: bool


def uses_kaiser(rotation: str, convention: str) -> bool:
    """Whether a convention normalises the rows of the loadings before it rotates.

    SPSS always does; psych does for varimax and promax but not for oblimin.
    """
    return rotation != "none" and (convention == "spss" or rotation != "oblimin")


def rotate(
    loadings: NDArray[np.float64], rotation: str, convention: str, kaiser: bool | None = None
) -> Rotation:
    """Rotate, flip each factor to a positive sum, and sort by explained variance.

    One permutation and one sign vector are applied to the pattern and to the factor
    correlations, which factor_analyzer's own sorting does not do.

    Parameters
    ----------
    loadings : numpy.ndarray, shape (p, m)
        Unrotated loadings.
    rotation : {"none", "varimax", "promax", "oblimin"}
        Direct oblimin has delta (gamma) 0, promax has power (kappa) 4.
    convention : {"psych", "spss"}
        Kaiser normalisation (see `uses_kaiser`) and the promax target: SPSS normalises the
        rows of the target only, psych rotates in the normalised space.
    kaiser : bool, optional
        Overrules the convention's normalisation.
    """
    normalise = uses_kaiser(rotation, convention) if kaiser is None else kaiser
    m = loadings.shape[1]
    if m == 1 or rotation == "none":
        pattern, correlations, normalise = loadings, np.eye(m), False
    elif rotation == "varimax":
        pattern, correlations = _engine(loadings, "varimax", normalise)
    elif rotation == "oblimin":
        lengths = _row_lengths(loadings) if normalise else np.ones((len(loadings), 1))
        pattern, correlations = _engine(loadings / lengths, "oblimin", False)
        pattern = pattern * lengths
    elif convention == "spss":
        pattern, correlations = _promax_spss(loadings, normalise)
    else:
        lengths = _row_lengths(loadings) if normalise else np.ones((len(loadings), 1))
        varimax, _ = _engine(loadings / lengths, "varimax", normalise)
        pattern, correlations = _towards(varimax, varimax * np.abs(varimax) ** 3)
        pattern = pattern * lengths
    return _aligned(pattern, correlations, normalise)


def explained(
    pattern: NDArray[np.float64], correlations: NDArray[np.float64]
) -> NDArray[np.float64]:
    r"""Variance of all items due to each factor, :math:`diag(\Phi \Lambda' \Lambda)`.

    The sum over factors is the sum of the communalities, also for correlated factors.
    """
    return np.asarray(np.diag(correlations @ pattern.T @ pattern))


def _row_lengths(loadings: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.sqrt((loadings**2).sum(axis=1, keepdims=True)))


def _engine(
    loadings: NDArray[np.float64], method: str, normalise: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Run factor_analyzer's rotator to convergence."""
    from factor_analyzer import Rotator

    rotator = Rotator(
        method=method, normalize=normalise, tol=TOLERANCE[method], max_iter=ITERATIONS
    )
    pattern = np.asarray(rotator.fit_transform(loadings), dtype=np.float64)
    phi = np.eye(loadings.shape[1]) if rotator.phi_ is None else np.asarray(rotator.phi_)
    return pattern, phi


def _towards(
    orthogonal: NDArray[np.float64], target: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Least-squares oblique rotation of orthogonal loadings towards a target.

    The columns of the transformation are scaled so that the factors have unit variance.
    """
    transformation = np.linalg.lstsq(orthogonal, target, rcond=None)[0]
    transformation = transformation * np.sqrt(
        np.diag(np.linalg.inv(transformation.T @ transformation))
    )
    inverse = np.linalg.inv(transformation)
    return orthogonal @ transformation, inverse @ inverse.T


def _promax_spss(
    loadings: NDArray[np.float64], normalise: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    r"""Rotate by SPSS's promax, target :math:`|\lambda_{ij} / h_i|^5 h_i / \lambda_{ij}`."""
    varimax, _ = _engine(loadings, "varimax", normalise)
    return _towards(varimax, np.sign(varimax) * (np.abs(varimax) / _row_lengths(varimax)) ** 4)


def _aligned(
    pattern: NDArray[np.float64], correlations: NDArray[np.float64], kaiser: bool
) -> Rotation:
    """Positive column sums, largest explained variance first."""
    signs = np.where(pattern.sum(axis=0) < 0, -1.0, 1.0)
    order = np.argsort(-explained(pattern, correlations), kind="stable")
    signed_correlations = correlations * np.outer(signs, signs)
    return Rotation((pattern * signs)[:, order], signed_correlations[np.ix_(order, order)], kaiser)
