"""Which single answers follow from n, mean and standard deviation on a scale of whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]

MOST = 200_000
"""How many sets of answers are looked at; beyond it, many fit."""


@dataclass(frozen=True)
class Window:
    """Between which values a printed number lies before it was rounded; both are included."""

    lower: float
    upper: float

    @classmethod
    def of(cls, value: float, decimals: int | None) -> Window:
        """Return the window of a number as printed; unrounded where decimals are none."""
        half = abs(value) * 1e-9 + 1e-9 if decimals is None else 0.5 * 10.0**-decimals + 1e-9
        return cls(value - half, value + half)


def same_answer(n: int, mean: Window, codes: Sequence[int], sd: Window | None = None) -> int | None:
    """Return the code that all gave, if it follows; of any number of respondents.

    The mean leaves no sum but that of one end of the scale, or the standard deviation is less than
    that of one who differs by one.
    """
    first, *_, last = sorted(codes)
    least, greatest = _whole(n * mean.lower, n * mean.upper)
    if least >= n * last:
        return last
    if greatest <= n * first:
        return first
    if sd is not None and n > 1 and (n - 1) * sd.upper**2 < 1 - 1 / n - 1e-6:
        return round((mean.lower + mean.upper) / 2)
    return None


def possible_answers(
    n: int, mean: Window, codes: Sequence[int], sd: Window | None = None, most: int = MOST
) -> IntArray | None:
    """Return every set of answers that gives a mean, and a standard deviation where it is known.

    Parameters
    ----------
    n
        Respondents.
    mean, sd
        Windows of the printed mean and standard deviation (of a sample, with n - 1).
    codes
        The scale's codes.
    most
        How many partial sets may be held.

    Returns
    -------
    numpy.ndarray or None
        A row a set, a column a code: how many gave it. None where more than ``most`` would have to
        be looked at.
    """
    sums = _whole(n * mean.lower, n * mean.upper)
    squares: tuple[int, int] | None = None
    values = np.array(sorted(codes), dtype=np.int64)
    values_low = int(values[0])
    values = values - values_low  # sums stay small, and no code is below nothing
    sums = (sums[0] - n * values_low, sums[1] - n * values_low)
    if sd is not None and n > 1:
        squares = _squares(n, sums, sd)
    found = np.zeros((1, 0), dtype=np.int64)
    left = np.full(1, n, dtype=np.int64)
    total = np.zeros(1, dtype=np.int64)
    square = np.zeros(1, dtype=np.int64)
    # from the highest code down: the last one, zero, takes those who are left
    for place in range(len(values) - 1, 0, -1):
        value = int(values[place])
        below = int(values[place - 1])
        if int((left + 1).sum()) > most:
            return None
        times = left + 1
        row = np.repeat(np.arange(len(left)), times)
        own = np.arange(len(row)) - np.repeat(np.cumsum(times) - times, times)
        left, total = left[row] - own, total[row] + own * value
        square = square[row] + own * value * value
        fits = (total <= sums[1]) & (total + left * below >= sums[0])
        if squares is not None:
            fits &= (square <= squares[1]) & (square + left * below * below >= squares[0])
        found = np.column_stack([own, found[row]])[fits]
        left, total, square = left[fits], total[fits], square[fits]
    found = np.column_stack([left, found])
    if sd is not None and n > 1:
        spread = np.sqrt(np.maximum(square - total * total / n, 0) / (n - 1))
        found = found[(spread >= sd.lower) & (spread <= sd.upper)]
    return found


def _whole(lower: float, upper: float) -> tuple[int, int]:
    """Return the least and greatest whole number between two limits."""
    return int(np.ceil(lower - 1e-9)), int(np.floor(upper + 1e-9))


def _squares(n: int, sums: tuple[int, int], sd: Window) -> tuple[int, int]:
    """Return between which values the sum of squares lies."""
    low, high = max(sums[0], 0), max(sums[1], 0)
    least = (n - 1) * max(sd.lower, 0.0) ** 2 + low * low / n
    greatest = (n - 1) * max(sd.upper, 0.0) ** 2 + high * high / n
    return _whole(least, greatest)


@dataclass(frozen=True)
class KnownAnswers:
    """What is the same in every set of answers that fits.

    Attributes
    ----------
    sets
        How many sets fit.
    small
        Codes that some, but fewer than the threshold, are known to have given, and how many.
    """

    sets: int
    small: tuple[tuple[int, int], ...] = ()

    @property
    def every_answer(self) -> bool:
        """Whether each single answer is known."""
        return self.sets == 1


def known_answers(sets: IntArray, codes: Sequence[int], threshold: int) -> KnownAnswers:
    """Return what all sets of answers have in common.

    Parameters
    ----------
    sets
        A row a set, a column a code in order, as of `possible_answers`.
    codes
        The scale's codes.
    threshold
        The least count that may be known.
    """
    if not len(sets):
        return KnownAnswers(0)
    least, greatest = sets.min(axis=0), sets.max(axis=0)
    named = list(zip(sorted(codes), least.tolist(), greatest.tolist(), strict=True))
    small = tuple((code, low) for code, low, high in named if low == high and 0 < low < threshold)
    return KnownAnswers(len(sets), small)
