"""What a mean may be rounded to without telling single answers: the step that its base bears."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evaluering.disclosure.attack.answers import Window
from evaluering.rounding import Rounding, round_number

STEPS = (0.01, 0.1, 0.2, 0.5, 1.0)
"""What means and standard deviations are rounded to the nearest of; the decimals that are printed,
and coarser."""
SHORT = 3
"""Codes of a scale on which a mean tells twice as much as on a longer one."""
NEAR = 1e-6


def step_borne(n: float, codes: int, least: int, finest: float = STEPS[0]) -> float:
    """Return the finest step in which a mean of a base has room for as many sums as is safe.

    The codes of `n` answers come to one of ``n * (codes - 1) + 1`` sums, so that a step of
    ``least / n`` has room for `least` of them.

    Parameters
    ----------
    n
        How many answers the mean is of: of an index, those of all of its items.
    codes
        How many codes the scale has.
    least
        The least count that may be shown.
    finest
        The step of the decimals that are printed: finer, a number would be rounded twice.
    """
    if n <= 0:
        return STEPS[-1]
    wanted = max(least * (2 if codes <= SHORT else 1) / n, finest)
    return next((step for step in STEPS if step >= wanted - 1e-12), STEPS[-1])


def finest_step(columns: Iterable[object]) -> float:
    """Return the step of the decimals that means are printed with, by the columns beside them."""
    return 0.01 if {"row", "column"} <= set(columns) else 0.1


def to_step(value: float, step: float, rule: Rounding = "half_up") -> float:
    """Return a number as the nearest of a step, by a rule where that is a decimal."""
    decimals = {1.0: 0, 0.1: 1, 0.01: 2}.get(step)
    if decimals is not None:
        return float(round_number(value, decimals, rule))
    return round(round(value / step) * step, 6) + 0.0


def stepped(values: Sequence[float | None], steps: Sequence[float]) -> list[Window | None] | None:
    """Return what numbers can have been that are rounded each to its step; None where one is not.

    Numbers that are said to be rounded and are not tell more, and are to be read as they stand.
    """
    pairs = list(zip(values, steps, strict=True))
    if any(v is not None and abs(to_step(v, step) - v) > NEAR for v, step in pairs):
        return None
    return [
        None if v is None else Window(v - step / 2 - 1e-9, v + step / 2 + 1e-9) for v, step in pairs
    ]
