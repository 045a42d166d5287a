"""Answers to the items of an index whose sum is given, as a real battery would have them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
ROUNDS = 4
"""Rounds of corrections of the items' levels."""


def items_of_sums(
    sums: Ints, offsets: Floats, alpha: float, scale: tuple[int, int], rng: np.random.Generator
) -> Ints:
    """Spread each sum over the items: its mean, the item's own level and noise.

    Parameters
    ----------
    sums : array, shape (respondents,)
        Whole sums that the scale allows.
    offsets : array, shape (items,)
        How much each item's mean should lie above the others'.
    alpha
        The Cronbach's alpha aimed at; more noise between the items gives a lower one.
    scale
        The lowest and the highest answer.
    rng
        The generator.

    Returns
    -------
    array, shape (respondents, items)
        Answers that add up to the sums.
    """
    count = len(offsets)
    noise = rng.standard_normal((len(sums), count))
    wanted = sums.mean() / count + offsets - offsets.mean()
    level = wanted - sums.mean() / count

    def answers(spread: float) -> Ints:
        ideal = sums[:, None] / count + level + spread * noise
        return np.array([_repaired(i, s, scale) for i, s in zip(ideal, sums, strict=True)])

    for _ in range(ROUNDS):
        low, high = 0.0, 2.5
        for _ in range(10):  # bisection: alpha falls with the noise
            middle = (low + high) / 2
            low, high = (middle, high) if _alpha(answers(middle)) > alpha else (low, middle)
        level = level + wanted - answers(low).mean(axis=0)  # the ends of the scale pull it in
    return answers(low)


def _repaired(ideal: Floats, total: int, scale: tuple[int, int]) -> Ints:
    """Round to the scale, then move the answer nearest to the next step until the sum is right."""
    answer = np.clip(np.rint(ideal), *scale).astype(np.int64)
    while (short := int(total - answer.sum())) != 0:
        step = 1 if short > 0 else -1
        room = answer < scale[1] if step > 0 else answer > scale[0]
        gain = np.where(room, step * (ideal - answer), -np.inf)
        answer[int(np.argmax(gain))] += step
    return answer


def _alpha(answers: Ints) -> float:
    """Return Cronbach's alpha."""
    covariance = np.cov(answers, rowvar=False)
    k = len(covariance)
    return float(k / (k - 1) * (1 - np.trace(covariance) / covariance.sum()))
