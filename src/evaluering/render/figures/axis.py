"""A stretch of the canvas that shows values, and even steps for it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from evaluering.render.numbers import number

STEPS = (
    *(m * 10.0**e for e in range(-12, -2) for m in (1, 2, 5)), 0.01, 0.02,
    0.05, 0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0,
    *(m * 10.0**e for e in range(2, 16) for m in (1, 2, 5)),
)  # fmt: skip
"""Steps between marks, from the smallest."""
LEAST = 0.05
"""The least step of all but values that lie closer than it."""


@dataclass(frozen=True)
class ValueAxis:
    """A stretch of the canvas that shows the values from `low` to `high`, in points.

    `marks` are the values that have a line, with their texts.
    """

    left: float
    right: float
    low: float
    high: float
    marks: Sequence[tuple[float, str]]

    def x(self, value: float) -> float:
        """Return where a value stands."""
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)


def covering(left: float, right: float, values: Sequence[float], room: float) -> ValueAxis:
    """Return a scale in even steps over some values, where a mark takes so much room."""
    steps = ticks(min(values), max(values), max(int((right - left) / room), 3))
    places = decimals(steps)
    return ValueAxis(left, right, steps[0], steps[-1], [(k, number(k, places)) for k in steps])


def ticks(low: float, high: float, most: int = 7) -> list[float]:
    """Return the multiples of one of `STEPS` that cover the range, at most so many where it can.

    Parameters
    ----------
    low, high
        The smallest and largest value to cover.
    most
        How many ticks there is room for.
    """
    steps = [s for s in STEPS if s >= LEAST or high - low < LEAST]
    step = next((s for s in steps if _count(low, high, s) <= most), steps[-1])
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [step * k for k in range(first, max(last, first + 1) + 1)]


def decimals(values: Sequence[float]) -> int:
    """Return how many decimals the ticks need to be told apart: 2 where 0 or 1 is too few."""
    least = min((abs(b - a) for a, b in pairwise(values)), default=1.0) * 1e-3
    close = min(1e-9, least) or 1e-9
    return next((d for d in range(12) if all(abs(v - round(v, d)) < close for v in values)), 12)


def _count(low: float, high: float, step: float) -> int:
    return math.ceil(high / step - 1e-9) - math.floor(low / step + 1e-9) + 1
