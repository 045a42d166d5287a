"""Rotate extracted factors; pattern and factor correlations always belong together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from evaluering.stats.arguments import FloatArray

__all__ = ["Convention", "Rotation", "RotationMethod", "explained", "rotate"]

RotationMethod: TypeAlias = Literal["none", "varimax", "promax", "oblimin"]
Convention: TypeAlias = Literal["psych", "spss"]
TOLERANCE = {"varimax": 1e-12, "oblimin": 1e-7}
"""Relative gain of varimax's criterion, length of oblimin's gradient; neither falls further."""
ITERATIONS = 2000


@dataclass(frozen=True)
class Rotation:
    """Pattern loadings of shape (p, m) with their factor correlations of shape (m, m)."""

    pattern: FloatArray
    correlations: FloatArray
    kaiser: bool


def rotate(
    loadings: FloatArray,
    rotation: RotationMethod,
    convention: Convention,
    kaiser: bool | None = None,
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
        SPSS normalises the rows of the loadings (Kaiser) in every rotation, psych not in oblimin;
        and in promax SPSS normalises the target only, psych rotates in the normalised space.
    kaiser : bool, optional
        Overrules the convention's normalisation.
    """
    by_convention = rotation != "none" and (convention == "spss" or rotation != "oblimin")
    normalise = by_convention if kaiser is None else kaiser
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


def explained(pattern: FloatArray, correlations: FloatArray) -> FloatArray:
    r"""Variance of all items due to each factor, :math:`diag(\Phi \Lambda' \Lambda)`.

    The sum over factors is the sum of the communalities, also for correlated factors.
    """
    return np.asarray(np.diag(correlations @ pattern.T @ pattern))


def _row_lengths(loadings: FloatArray) -> FloatArray:
    return np.asarray(np.sqrt((loadings**2).sum(axis=1, keepdims=True)))


def _engine(loadings: FloatArray, method: str, normalise: bool) -> tuple[FloatArray, FloatArray]:
    """Run factor_analyzer's rotator to convergence."""
    from factor_analyzer import Rotator

    rotator = Rotator(
        method=method, normalize=normalise, tol=TOLERANCE[method], max_iter=ITERATIONS
    )
    pattern = np.asarray(rotator.fit_transform(loadings), dtype=np.float64)
    phi = np.eye(loadings.shape[1]) if rotator.phi_ is None else np.asarray(rotator.phi_)
    return pattern, phi


def _towards(orthogonal: FloatArray, target: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Least-squares oblique rotation of orthogonal loadings towards a target.

    The columns of the transformation are scaled so that the factors have unit variance.
    """
    transformation = np.linalg.lstsq(orthogonal, target, rcond=None)[0]
    transformation = transformation * np.sqrt(
        np.diag(np.linalg.inv(transformation.T @ transformation))
    )
    inverse = np.linalg.inv(transformation)
    return orthogonal @ transformation, inverse @ inverse.T


def _promax_spss(loadings: FloatArray, normalise: bool) -> tuple[FloatArray, FloatArray]:
    r"""Rotate by SPSS's promax, target :math:`|\lambda_{ij} / h_i|^5 h_i / \lambda_{ij}`."""
    varimax, _ = _engine(loadings, "varimax", normalise)
    return _towards(varimax, np.sign(varimax) * (np.abs(varimax) / _row_lengths(varimax)) ** 4)


def _aligned(pattern: FloatArray, correlations: FloatArray, kaiser: bool) -> Rotation:
    """Positive column sums, largest explained variance first."""
    signs = np.where(pattern.sum(axis=0) < 0, -1.0, 1.0)
    order = np.argsort(-explained(pattern, correlations), kind="stable")
    signed_correlations = correlations * np.outer(signs, signs)
    return Rotation((pattern * signs)[:, order], signed_correlations[np.ix_(order, order)], kaiser)
