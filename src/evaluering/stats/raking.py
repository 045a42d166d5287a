"""Weight a sample to the margins of its frame by iterative proportional fitting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from evaluering.stats.errors import InvalidInput, TooFewObservations
from evaluering.stats.observations import FloatArray, numeric


@dataclass(frozen=True, eq=False)
class Raking:
    """Weights with mean 1, the convergence report and what the weighting costs."""

    weights: pd.Series[float]
    n: int
    iterations: int
    converged: bool
    largest_difference: float
    margins: pd.DataFrame
    design_effect: float
    effective_n: float
    method: str = "raking (iterative proportional fitting)"
    convention: str = "weights scaled to mean 1"
    warnings: tuple[str, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """Return one row per variable and category: n, frame and weighted per cent."""
        return self.margins


def design_effect(weights: ArrayLike) -> float:
    r"""Return Kish's design effect of unequal weights.

    .. math:: deff = n \sum w_i^2 / (\sum w_i)^2, \qquad n_{eff} = n / deff

    Parameters
    ----------
    weights : array_like, shape (respondents,)
        Positive weights in any unit.

    Returns
    -------
    float
        1 for equal weights; the variance of a mean is multiplied by it.

    Raises
    ------
    InvalidInput
        If a weight is NaN or not positive, or there are none.

    Notes
    -----
    SPSS: ``DESCRIPTIVES`` of w and w squared. R: ``length(w) * sum(w^2) / sum(w)^2``.

    References
    ----------
    Kish, L. (1965). Survey sampling. Wiley.
    """
    w = positive_weights("design_effect", weights)
    return float(w.size * (w @ w) / w.sum() ** 2)


def positive_weights(function: str, weights: ArrayLike) -> FloatArray:
    """Return weights that are all present and positive, or raise `InvalidInput`."""
    w = numeric(function, "weights", weights)
    if w.size == 0 or not (w > 0).all():
        raise InvalidInput(function, "weights must all be present and positive")
    return w


def rake(
    data: pd.DataFrame,
    margins: Mapping[str, Mapping[str, float]],
    *,
    base_weights: ArrayLike | None = None,
    tolerance: float = 1e-10,
    max_iterations: int = 200,
) -> Raking:
    r"""Weight respondents so that the weighted margins equal those of the frame.

    The weights of each category in turn are multiplied by frame share / weighted share, until
    no weighted share differs by more than the tolerance from its frame share.

    Parameters
    ----------
    data : DataFrame, shape (respondents, variables)
        Category of each respondent in each raking variable, nothing missing.
    margins : mapping of variable to mapping of category to float
        Frame totals or shares, each variable in a unit of its own.
    base_weights : array_like, shape (respondents,), optional
        Positive weights to start from; 1 when not given.
    tolerance : float
        Largest accepted difference of a share (0 to 1).
    max_iterations : int
        Largest number of passes over the variables.

    Returns
    -------
    Raking
        Weights with mean 1 in the order and index of `data`. `margins` has variable, category,
        n, frame_percent, unweighted_percent, weighted_percent. Without convergence (margins
        that contradict each other or an empty combination) `converged` is False, with a
        warning; a design effect above 2 and a weight above 5 are warned of too.

    Raises
    ------
    TooFewObservations
        With no respondents or no margins.
    InvalidInput
        If a variable is not in the data, a category is missing, a respondent has a category
        that the frame has not (or gives 0), a category of the frame has no respondents, a
        frame value is NaN or negative, or a base weight is not positive.

    Notes
    -----
    SPSS: extension ``SPSSINC RAKE``. R: ``survey::rake``.

    References
    ----------
    Deming, W. E. & Stephan, F. F. (1940). Annals of Mathematical Statistics, 11, 427-444.
    """
    if data.empty or not margins:
        raise TooFewObservations("rake", f"data has shape {data.shape}, {len(margins)} margins")
    start = np.ones(len(data)) if base_weights is None else positive_weights("rake", base_weights)
    if start.size != len(data):
        raise InvalidInput("rake", f"base_weights has {start.size} values, data {len(data)} rows")
    targets = {name: _target(name, margin) for name, margin in margins.items()}
    codes = {name: _codes(data, name, target) for name, target in targets.items()}

    weights, difference, iterations = start / start.sum(), np.inf, 0
    while difference > tolerance and iterations < max_iterations:
        for name, target in targets.items():
            weights = weights * (target.to_numpy() / _shares(weights, codes[name]))[codes[name]]
        difference = max(
            float(np.abs(_shares(weights, codes[name]) - target.to_numpy()).max())
            for name, target in targets.items()
        )
        iterations += 1
    weights = weights / weights.mean()
    effect = design_effect(weights)
    return Raking(
        weights=pd.Series(weights, index=data.index, name="weight"),
        n=len(data),
        iterations=iterations,
        converged=difference <= tolerance,
        largest_difference=difference,
        margins=_report(targets, codes, weights),
        design_effect=effect,
        effective_n=len(data) / effect,
        warnings=_warnings(difference <= tolerance, iterations, difference, effect, weights),
    )


def _target(name: str, margin: Mapping[str, float]) -> pd.Series[float]:
    totals = pd.Series(margin, dtype=float)
    if totals.empty or not np.isfinite(totals).all() or (totals < 0).any() or totals.sum() == 0:
        raise InvalidInput(
            "rake", f"margins[{name!r}] must hold numbers of at least 0, not all 0: {dict(margin)}"
        )
    return (totals / totals.sum()).loc[totals > 0]


def _codes(data: pd.DataFrame, name: str, target: pd.Series[float]) -> NDArray[np.intp]:
    if name not in data.columns:
        raise InvalidInput("rake", f"margins names {name!r}, which is not a column of data")
    if missing := int(data[name].isna().sum()):
        raise InvalidInput("rake", f"data[{name!r}] is missing for {missing} respondents")
    codes = target.index.get_indexer(pd.Index(data[name]))
    if (codes < 0).any():
        foreign = sorted(map(str, set(data[name].to_numpy()[codes < 0])))
        raise InvalidInput("rake", f"data[{name!r}] has categories not in the frame: {foreign}")
    empty = sorted(set(range(len(target))) - set(codes.tolist()))
    if empty:
        raise InvalidInput(
            "rake",
            f"margins[{name!r}] has categories without respondents: "
            f"{[target.index[i] for i in empty]}; join them with others",
        )
    return codes


def _shares(weights: FloatArray, codes: NDArray[np.intp]) -> FloatArray:
    totals = np.bincount(codes, weights=weights)
    shares: FloatArray = totals / totals.sum()
    return shares


def _report(
    targets: Mapping[str, pd.Series[float]],
    codes: Mapping[str, NDArray[np.intp]],
    weights: FloatArray,
) -> pd.DataFrame:
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "variable": name,
                    "category": target.index.to_numpy(),
                    "n": np.bincount(codes[name]),
                    "frame_percent": 100 * target.to_numpy(),
                    "unweighted_percent": 100 * _shares(np.ones(weights.size), codes[name]),
                    "weighted_percent": 100 * _shares(weights, codes[name]),
                }
            )
            for name, target in targets.items()
        ],
        ignore_index=True,
    )


def _warnings(
    converged: bool, iterations: int, difference: float, effect: float, weights: FloatArray
) -> tuple[str, ...]:
    notes = (
        (not converged, f"no convergence in {iterations} iterations: {difference:.3g} is left"),
        (effect > 2, f"design effect {effect:.2f}: more than half of the information is lost"),
        (weights.max() > 5, f"largest weight {weights.max():.2f}"),
    )
    return tuple(text for applies, text in notes if applies)
