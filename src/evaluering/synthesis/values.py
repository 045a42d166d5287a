"""Registry values of the represented municipalities that give back the printed correlations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, brentq, minimize

from evaluering.data.numerals import numerals
from evaluering.stats.correlation import correlation_p
from evaluering.synthesis.targets import CorrelationTarget, StructuralTarget

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
INSIDE = 0.97
"""The share of a window that is aimed at: its edges belong to the next printed number."""
MOVES = np.array([1, 2, 3, 5, 8, 13, 21, 34, 55])
"""How many grid steps one municipality is moved at a time, up or down."""
ROUNDS = 3000


@dataclass(frozen=True)
class Aim:
    """The r of a registry variable with one index: the scores and the window.

    ``scores`` are centred, with NaN for respondents who lack the index or the value.
    """

    scores: Floats
    low: float
    high: float

    @property
    def centre(self) -> float:
        """The middle of the window."""
        return (self.low + self.high) / 2

    @property
    def reach(self) -> float:
        """Half the width that is aimed at."""
        return INSIDE * (self.high - self.low) / 2


def r_window(target: CorrelationTarget, n: int) -> tuple[float, float] | None:
    """Return the r's that are printed so and give the printed p; None when neither is known.

    Raises
    ------
    ValueError
        No r is printed so and gives the printed p with n pairs.
    """
    if target.r is None:
        return None
    r, half = _number(target.r)
    low, high = r - half, r + half
    if target.p is not None:
        p, half = _number(target.p)
        near, far = (_r_of_p(min(q, 1 - 1e-9), n) for q in (p + half, max(p - half, 1e-9)))
        low, high = max(low, -far if r < 0 else near), min(high, -near if r < 0 else far)
    if low >= high:
        raise ValueError(f"r = {target.r} gir ikke p = {target.p} med n = {n}")
    return low, high


def _number(printed: str) -> tuple[float, float]:
    """Return a printed coefficient and half a unit of its last digit."""
    (number,) = numerals(printed)
    return float(number.exact), 0.5 * 10.0**-number.decimals


def _r_of_p(p: float, n: int) -> float:
    return float(brentq(lambda r: correlation_p(r, n) - p, 1e-12, 0.999))


def draw_values(
    target: StructuralTarget,
    levels: Ints,
    steps: Floats,
    decimals: int,
    logarithmic: bool,
    rng: np.random.Generator,
) -> tuple[Floats, Floats, Floats] | None:
    """Draw a value a municipality inside its class, and the bounds that it must keep.

    Parameters
    ----------
    target
        The structural variable's classes; where their ranges were observed, one municipality
        has the lowest and one the highest value of each.
    levels
        Each municipality's class; the number of classes where it has no value.
    steps
        The grid of each municipality's value.
    decimals
        Decimals that the ranges are printed with.
    logarithmic
        Whether values are spread evenly on the log scale.
    rng
        The generator.

    Returns
    -------
    values, low, high
        NaN without a value; None when no municipality's grid holds a class's limit.
    """
    ranges = np.array([*target.ranges, (np.nan, np.nan)])
    low, high = ranges[levels, 0], ranges[levels, 1]
    share = rng.beta(1.6, 1.6, len(levels))
    # the open classes thin out towards the extremes
    share = np.where(levels == 0, 1 - rng.beta(1.2, 2.5, len(levels)), share)
    share = np.where(levels == len(target.ranges) - 1, rng.beta(1.0, 3.5, len(levels)), share)
    values = (
        np.exp(np.log(low) + share * (np.log(high) - np.log(low)))
        if logarithmic
        else low + share * (high - low)
    )
    if target.observed:
        tolerance = 0.49 * 10.0**-decimals
        for level, (first, last) in enumerate(target.ranges):
            own = np.flatnonzero(levels == level)
            order = own[np.argsort(values[own])]
            least = _holder(order, first, first + tolerance, steps)
            most = _holder(order[::-1], last - tolerance, last, steps)
            if least is None or most is None or least == most:
                return None
            low[least], high[least] = first, first + tolerance
            low[most], high[most] = last - tolerance, last
    return np.clip(values, low, high), low, high


def _holder(order: Ints, low: float, high: float, steps: Floats) -> int | None:
    """Return the first municipality that has a grid value in the range."""
    fitting = (int(j) for j in order if np.floor(high / steps[j] + 1e-9) * steps[j] >= low - 1e-9)
    return next(fitting, None)


def correlated(
    start: Floats, low: Floats, high: Floats, aims: Sequence[Aim], places: Ints, logarithmic: bool
) -> Floats | None:
    """Move values as little as possible until each r is at the centre of its window.

    Parameters
    ----------
    start, low, high
        A value a municipality and its bounds; NaN without a value.
    aims
        The correlations.
    places
        Each respondent's municipality.
    logarithmic
        Whether distance is measured on the log scale.

    Returns
    -------
    array or None
        The values (sequential least squares programming); None when it fails.
    """
    known = np.flatnonzero(~np.isnan(start))

    def turn(values: Floats) -> Floats:
        inside: Floats = values[known]
        return np.asarray(np.log(inside)) if logarithmic else inside

    first = turn(start)
    spread = float(np.std(first))

    def full(u: Floats) -> Floats:
        values = np.full(len(start), np.nan)
        values[known] = np.exp(u) if logarithmic else u
        return values

    centres: Floats = np.array([aim.centre for aim in aims], dtype=np.float64)

    def errors(u: Floats) -> Floats:
        return _correlations(full(u), aims, places) - centres

    def slopes(u: Floats) -> Floats:
        values = full(u)
        gradient = np.array([_gradient(values, aim, places) for aim in aims])[:, known]
        return np.asarray(gradient * values[known] if logarithmic else gradient)

    demand: Any = {"type": "eq", "fun": errors, "jac": slopes}

    def distance(u: Floats) -> float:
        return float((((u - first) / spread) ** 2).sum())

    def slope(u: Floats) -> Floats:
        return np.asarray(2 * (u - first) / spread**2)

    found = minimize(
        distance,
        first,
        jac=slope,
        bounds=Bounds(turn(low), turn(high)),
        constraints=demand,
        method="SLSQP",
        options={"maxiter": 400, "ftol": 1e-10},
    )
    return full(found.x) if np.abs(errors(found.x)).max() < 1e-3 else None


def _correlations(values: Floats, aims: Sequence[Aim], places: Ints) -> Floats:
    result: list[float] = []
    for aim in aims:
        has = ~np.isnan(aim.scores)
        x = values[places[has]]
        x = x - x.mean()
        y = aim.scores[has]
        result.append(float(x @ y / np.sqrt((x @ x) * (y @ y))))
    return np.array(result)


def _gradient(values: Floats, aim: Aim, places: Ints) -> Floats:
    has = ~np.isnan(aim.scores)
    x, y = values[places[has]], aim.scores[has]
    x = x - x.mean()
    size = np.sqrt((x @ x) * (y @ y))
    gradient = np.zeros(len(values))
    np.add.at(gradient, places[has], y / size - (x @ y) / size * x / (x @ x))
    return gradient


def on_grid(
    values: Floats,
    low: Floats,
    high: Floats,
    steps: Floats,
    aims: Sequence[Aim],
    places: Ints,
    rng: np.random.Generator,
) -> Floats | None:
    """Round values to their grids and repair the correlations by moving single municipalities.

    Parameters
    ----------
    values, low, high, steps
        A value a municipality, its bounds and its grid.
    aims, places
        The correlations, and each respondent's municipality.
    rng
        Draws the next direction when no single move is better.

    Returns
    -------
    array or None
        Values on the grid inside all windows; None when none was found.
    """
    known = np.flatnonzero(~np.isnan(values))
    lowest = np.ceil(low[known] / steps[known] - 1e-9)
    highest = np.floor(high[known] / steps[known] + 1e-9)
    if (lowest > highest).any():
        return None
    multiple = np.clip(np.rint(values[known] / steps[known]), lowest, highest)
    search = _Search(len(values), known, aims, places)
    moves = np.concatenate([MOVES, -MOVES]).astype(np.float64)
    for _ in range(ROUNDS):
        x = multiple * steps[known]
        if search.distance(x) < 1:
            result = np.full(len(values), np.nan)
            result[known] = x
            return result
        after = multiple[:, None] + moves
        allowed = (after >= lowest[:, None]) & (after <= highest[:, None])
        distances = np.where(allowed, search.after_moves(x, moves * steps[known][:, None]), np.inf)
        best = np.unravel_index(int(np.argmin(distances)), distances.shape)
        if distances[best] >= search.distance(x):
            for _ in range(2):
                options = np.argwhere(allowed)
                best = tuple(options[rng.integers(len(options))])
                multiple[best[0]] = np.clip(
                    multiple[best[0]] + moves[best[1]], lowest[best[0]], highest[best[0]]
                )
        else:
            multiple[best[0]] += moves[best[1]]
    return None


class _Search:
    """How far the correlations are from their windows, before and after single moves."""

    def __init__(self, count: int, known: Ints, aims: Sequence[Aim], places: Ints) -> None:
        self.aims = aims
        weights, numbers, sizes = [], [], []
        for aim in aims:
            has = ~np.isnan(aim.scores)
            weight, number = np.zeros(count), np.zeros(count)
            np.add.at(weight, places[has], aim.scores[has])
            np.add.at(number, places[has], 1.0)
            weights.append(weight[known])
            numbers.append(number[known])
            sizes.append(np.sqrt((aim.scores[has] ** 2).sum()))
        self.weights, self.numbers = np.array(weights), np.array(numbers)
        self.sizes, self.n = np.array(sizes), self.numbers.sum(axis=1)
        self.centres = np.array([aim.centre for aim in aims])
        self.reaches = np.array([aim.reach for aim in aims])

    def distance(self, x: Floats) -> float:
        """Return the largest distance from a centre, 1 at the edge of the window."""
        product, total, square = self.weights @ x, self.numbers @ x, self.numbers @ x**2
        r = product / (self.sizes * np.sqrt(square - total**2 / self.n))
        return float((np.abs(r - self.centres) / self.reaches).max())

    def after_moves(self, x: Floats, changes: Floats) -> Floats:
        """Return the distance after each change of a single value, municipalities by moves."""
        worst = np.zeros(changes.shape)
        for i in range(len(self.aims)):
            weight, number = self.weights[i][:, None], self.numbers[i][:, None]
            product = self.weights[i] @ x + weight * changes
            total = self.numbers[i] @ x + number * changes
            square = self.numbers[i] @ x**2 + number * (2 * x[:, None] * changes + changes**2)
            r = product / (self.sizes[i] * np.sqrt(square - total**2 / self.n[i]))
            worst = np.maximum(worst, np.abs(r - self.centres[i]) / self.reaches[i])
        return worst
