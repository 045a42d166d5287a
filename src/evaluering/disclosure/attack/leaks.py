"""What an attack found, and what it is allowed to find."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from evaluering.config.disclosure import UNANIMOUS
from evaluering.disclosure.attack.statements import CellPlace

LeakKind = Literal[
    "small_count", "hidden_known", "hidden_near", "shown_elsewhere", "hidden_sum", "whole_group",
    "everyone_answered", "small_population", "unanimous_population", "single_answers",
    "small_answer", "same_answer",
    "mean_of_few", "extreme", "statistic", "difference", "difference_of_waves", "unit", "class",
    "no_class", "text", "behind", "undecided", "contradiction",
]  # fmt: skip
"""What was derived; each has a sentence of its name in the language files."""


@dataclass(frozen=True)
class AttackLimits:
    """What may be known.

    Attributes
    ----------
    count
        The least count of respondents that may be known, but nothing.
    width
        How far apart the limits of a hidden count must lie.
    seconds
        What one programme of the solver may take.
    unanimous
        How many per cent of a known population may be known to have answered the same.
    """

    count: int = 3
    width: int = 1
    seconds: float = 10.0
    unanimous: float = UNANIMOUS

    def __post_init__(self) -> None:
        if self.count < 1 or self.width < 1:
            raise ValueError("a threshold is 1 or more")


@dataclass(frozen=True)
class Leak:
    """Something that follows from what is published.

    Attributes
    ----------
    kind
        What was derived.
    places
        The cells that it follows from.
    certain
        Whether it follows with certainty; else within the thresholds.
    numbers
        What the sentence about it says: how many, between what. Never who.
    """

    kind: LeakKind
    places: tuple[CellPlace, ...]
    certain: bool = True
    numbers: tuple[tuple[str, float], ...] = field(default=())
