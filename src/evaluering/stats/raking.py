"""Weight a sample to the margins of its frame by iterative proportional fitting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf

import numpy as np
import pandas as pd

from evaluering.stats.arguments import (
    FloatArray,
    IntArray,
    Values,
    positive_weights,
    require_at_least,
    require_same_length,
)
from evaluering.stats.design import SurveyDesign
from evaluering.stats.errors import StatisticsError
from evaluering.stats.linearisation import Calibration, margin_basis
from evaluering.stats.results import Record, StatisticalResult, frame_records

__all__ = ["Raking", "design_effect", "frame_shares", "rake"]


@dataclass(frozen=True, eq=False)
class Raking(StatisticalResult):
    """Weights with mean 1, the convergence report and what the weighting costs.

    `basis` is what the errors of estimates are calibrated on (`margin_basis`).
    """

    weights: pd.Series[float]
    n: int
    iterations: int
    converged: bool
    largest_difference: float
    margins: pd.DataFrame
    basis: FloatArray
    design_effect: float
    effective_n: float
    method: str = "raking (iterative proportional fitting)"
    convention: str = "weights scaled to mean 1"

    def records(self) -> list[Record]:
        """Return one record a variable and category: n, frame and weighted per cent."""
        return frame_records(self.margins)

    def calibrate(self, design: SurveyDesign) -> SurveyDesign:
        r"""Return a design with these weights, whose errors count what the raking explains.

        The scores of an estimate become :math:`w_i e_i`, with e the residuals of their regression
        on the raking variables, by the weights before raking.

        Parameters
        ----------
        design : SurveyDesign
            The whole sample with the weights that the raking began with, in the same order.

        Notes
        -----
        R: ``calibrate(design, ~a + b, totals, calfun = "raking")``. Source: Deville & Särndal
        (1992), Journal of the American Statistical Association 87, 376-382.
        """
        weights: FloatArray = np.asarray(self.weights, dtype=np.float64)
        calibration = Calibration(design.weights, weights, self.basis)
        return replace(
            design, weights=weights, sample=replace(design.sample, calibration=calibration)
        )


def design_effect(weights: Values) -> float:
    r"""Return Kish's design effect of unequal weights.

    .. math:: deff = n \sum w_i^2 / (\sum w_i)^2, \qquad n_{eff} = n / deff

    Parameters
    ----------
    weights : Values, shape (respondents,)
        Positive weights in any unit.

    Returns
    -------
    float
        1 for equal weights; the variance of a mean is multiplied by it.

    Raises
    ------
    StatisticsError
        Weights that are not present and positive.

    Notes
    -----
    SPSS: ``DESCRIPTIVES`` of w and w squared. R: ``length(w) * sum(w^2) / sum(w)^2``. Source:
    Kish (1965), Survey sampling.

    Examples
    --------
    >>> round(design_effect([1, 1, 2]), 3)
    1.125
    """
    w = positive_weights("design_effect", weights)
    return float(w.size * (w @ w) / w.sum() ** 2)


def rake(
    data: pd.DataFrame,
    margins: Mapping[str, Mapping[str, float]],
    *,
    base_weights: Values | None = None,
    minimum: float = 0.0,
    maximum: float = inf,
    tolerance: float = 1e-10,
    max_iterations: int = 1000,
) -> Raking:
    r"""Weight respondents so that the weighted margins equal those of the frame.

    The weights of each category in turn are multiplied by frame share / weighted share, until
    no weighted share differs by more than the tolerance from its frame share. With limits, every
    pass ends with the weights cut to them, until the margins hold within the limits.

    Parameters
    ----------
    data : DataFrame, shape (respondents, variables)
        Category of each respondent in each raking variable, nothing missing.
    margins : mapping of variable to mapping of category to float
        Frame totals or shares, each variable in a unit of its own.
    base_weights : Values, shape (respondents,), optional
        Positive weights to start from; 1 when not given.
    minimum, maximum : float
        The limits of a weight, where their mean is 1.
    tolerance : float
        Largest accepted difference of a share (0 to 1).
    max_iterations : int
        Largest number of passes over the variables.

    Returns
    -------
    Raking
        Weights with mean 1 in the order and index of `data`. `margins` has variable, category,
        n, frame_percent, unweighted_percent, weighted_percent. Without convergence (margins
        that contradict each other, an empty combination, or limits that are too narrow) `converged`
        is False, with a warning; a design effect above 2 and a weight above 5 are warned of too.

    Raises
    ------
    StatisticsError
        No respondents or margins, a variable or category that data and frame do not share, a
        missing category, a frame value or base weight that is not a positive number, limits that
        do not enclose 1.

    Notes
    -----
    SPSS: extension ``SPSSINC RAKE``. R: ``survey::rake``. Source: Deming & Stephan (1940), Annals
    of Mathematical Statistics 11, 427-444; of the limits, Deville, Särndal & Sautory (1993),
    Journal of the American Statistical Association 88, 1013-1020.

    Examples
    --------
    >>> people = pd.DataFrame({"kjonn": ["k", "k", "k", "m"]})
    >>> rake(people, {"kjonn": {"k": 0.5, "m": 0.5}}).weights.round(3).tolist()
    [0.667, 0.667, 0.667, 2.0]
    """
    require_at_least("rake", "data", 1, len(data), "respondents")
    require_at_least("rake", "margins", 1, len(margins), "variables")
    if not 0 <= minimum < 1 < maximum:
        raise StatisticsError(
            "rake", "minimum and maximum", "enclose 1", f"{minimum:g} to {maximum:g}"
        )
    start = np.ones(len(data)) if base_weights is None else positive_weights("rake", base_weights)
    require_same_length("rake", base_weights=start, data=data)
    targets = {name: _target(name, margin) for name, margin in margins.items()}
    codes = {name: _codes(data, name, target) for name, target in targets.items()}

    limited = minimum > 0 or maximum < inf
    weights, difference, iterations = start / start.sum(), np.inf, 0
    while difference > tolerance and iterations < max_iterations:
        for name, target in targets.items():
            weights = weights * (target.to_numpy() / _shares(weights, codes[name]))[codes[name]]
        if limited:
            weights = np.clip(weights / weights.mean(), minimum, maximum)
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
        basis=margin_basis(start, codes.values()),
        design_effect=effect,
        effective_n=len(data) / effect,
        warnings=_warnings(difference <= tolerance, iterations, difference, effect, weights),
    )


def frame_shares(function: str, argument: str, totals: FloatArray) -> FloatArray:
    """Return the shares of a frame's totals, which must be numbers of at least 0, not all 0."""
    if not np.isfinite(totals).all() or (totals < 0).any() or totals.sum() == 0:
        raise StatisticsError(
            function, argument, "hold numbers of at least 0, not all 0", totals.tolist()
        )
    shares: FloatArray = totals / totals.sum()
    return shares


def _target(name: str, margin: Mapping[str, float]) -> pd.Series[float]:
    totals = pd.Series(margin, dtype=float)
    shares = frame_shares("rake", f"margins[{name!r}]", np.asarray(totals, dtype=np.float64))
    return pd.Series(shares, index=totals.index).loc[shares > 0]


def _codes(data: pd.DataFrame, name: str, target: pd.Series[float]) -> IntArray:
    if name not in data.columns:
        raise StatisticsError("rake", "margins", "name columns of data", repr(name))
    argument = f"data[{name!r}]"
    if missing := int(data[name].isna().sum()):
        raise StatisticsError("rake", argument, "be complete", f"{missing} missing")
    codes = target.index.get_indexer(pd.Index(data[name]))
    if (codes < 0).any():
        foreign = sorted(map(str, set(data[name].to_numpy()[codes < 0])))
        raise StatisticsError("rake", argument, "have the frame's categories", foreign)
    if empty := sorted(set(range(len(target))) - set(codes.tolist())):
        raise StatisticsError(
            "rake",
            f"margins[{name!r}]",
            "have respondents in every category, joined with others where there are none",
            f"categories without respondents: {[target.index[i] for i in empty]}",
        )
    return codes


def _shares(weights: FloatArray, codes: IntArray) -> FloatArray:
    totals = np.bincount(codes, weights=weights)
    shares: FloatArray = totals / totals.sum()
    return shares


def _report(
    targets: Mapping[str, pd.Series[float]],
    codes: Mapping[str, IntArray],
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
