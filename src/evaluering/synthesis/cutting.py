"""Cutting a latent variable into answers with an exact sum or exact counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

Floats = npt.NDArray[np.float64]

STEPS = 60


def cut_to_sum(latent: Floats, total: int, codes: Sequence[int], sd: float) -> Floats:
    """Cut a latent variable into codes that sum to a total.

    The ranks of the latent variable become normal scores, so that the spread of the answers
    follows from their mean and not from the draw.

    Parameters
    ----------
    latent : shape (respondents,)
        Who stands higher than whom.
    total
        The wanted sum; the nearest possible one is used.
    codes
        The answer codes, consecutive and ascending.
    sd
        Standard deviation before the answers are rounded to codes.
    """
    n, low, high = len(latent), codes[0], codes[-1]
    total = min(max(total, n * low), n * high)
    scores = sd * ndtri((np.argsort(np.argsort(latent, kind="stable")) + 0.5) / max(n, 1))

    def answered(shift: float) -> Floats:
        return np.clip(np.rint(shift + scores), low, high)

    reach = 4 * sd + 1
    below, above = low - reach, high + reach
    for _ in range(STEPS):  # bisection on the shift that gives the sum
        middle = (below + above) / 2
        below, above = (middle, above) if answered(middle).sum() <= total else (below, middle)
    answers = answered(below)
    short = int(total - answers.sum())
    nearest = np.argsort(answers - (below + scores) + 10 * (answers >= high), kind="stable")
    answers[nearest[:short]] += 1
    return answers


def cut_to_counts(latent: Floats, counts: Mapping[int, int]) -> Floats:
    """Cut a latent variable into codes with given counts, which sum to its length."""
    answers = np.empty(len(latent))
    answers[np.argsort(latent, kind="stable")] = np.repeat(list(counts), list(counts.values()))
    return answers
