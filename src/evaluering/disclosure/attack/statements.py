"""What is published as statements about who answered: counts and means, each of whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evaluering.disclosure.attack.answers import Window

VALID = "*"
"""The category of a condition that only says that somebody has one."""
GROUP, WHERE = "@group", "@where"
"""The variables of conditions that say whose answers an exhibit is of."""

NOT = "!"
"""What the category of a condition begins with that is met by whoever is in another one."""
JOINED = "+"
"""What stands between the categories that are shown as one; no code or name has it."""

Condition = tuple[str, str]


def pieces(category: str) -> tuple[str, ...]:
    """Return the categories that are shown as one; of a single category itself."""
    return tuple(category.split(JOINED))


@dataclass(frozen=True)
class Counted:
    """Who a number is of.

    Attributes
    ----------
    wave, survey
        The respondents of a survey.
    conditions
        Variable and category of all that must hold; a category `VALID` of whoever has one.
    summed
        The item whose codes are added; empty where respondents are counted.
    """

    wave: str
    survey: str
    conditions: frozenset[Condition]
    summed: str = ""

    def having(self, *conditions: Condition) -> Counted:
        """Return those of them who meet more conditions, or other ones of the same variables."""
        changed = {variable for variable, _ in conditions}
        kept = {own for own in self.conditions if own[0] not in changed}
        return Counted(self.wave, self.survey, frozenset({*kept, *conditions}), self.summed)

    def without(self, condition: Condition) -> Counted:
        """Return them and those who do not meet a condition."""
        return Counted(self.wave, self.survey, self.conditions - {condition}, self.summed)


@dataclass(frozen=True)
class CellPlace:
    """Where a number stands, as a reader finds it.

    Attributes
    ----------
    wave, report, exhibit
        The ids of the wave, of the report and of the figure or table.
    names
        The labels of its row and column, as far as there are any.
    """

    wave: str
    report: str
    exhibit: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class CountStatement:
    """A count, or a sum of codes, as it is published.

    Attributes
    ----------
    who, place
        Of whom, and where it stands.
    lower, upper
        Between which values what is printed puts it.
    hidden
        Whether it is withheld.
    parts
        The variable of `who` whose categories share out the total, where somebody is in one only.
    among
        How many categories a variable has whose categories need not all be published.
    """

    who: Counted
    place: CellPlace
    lower: float
    upper: float
    hidden: bool = False
    parts: tuple[str, ...] = ()
    among: tuple[tuple[str, int], ...] = ()

    @property
    def exact(self) -> bool:
        """Whether the number is known."""
        return not self.hidden and self.upper - self.lower < 1e-6


@dataclass(frozen=True)
class MeanStatement:
    """The mean of an item in a group, as it is published.

    Attributes
    ----------
    who, place
        Of whom, and where it stands.
    n
        How many answered; None where it is withheld.
    mean, sd
        What the printed numbers can have been; None where they are withheld.
    codes
        The item's codes.
    parts, among
        The variable whose categories share out those of all, and how many there are.
    """

    who: Counted
    place: CellPlace
    n: int | None
    mean: Window | None
    sd: Window | None
    codes: tuple[int, ...]
    parts: tuple[str, ...] = ()
    among: tuple[tuple[str, int], ...] = ()


def decimals_of(values: Sequence[float], least: int = 0) -> int | None:
    """Return how many decimals numbers have been rounded to; None where they are unrounded.

    A column is rounded alike, so that the number with most decimals tells; `least` is what numbers
    of their sort are not printed with less than.
    """
    most = least
    for value in values:
        if value is None or not np.isfinite(value):
            continue
        text = f"{abs(value):.9f}".rstrip("0")
        most = max(most, len(text.partition(".")[2]))
    return None if most > 6 else most


def number(value: Any) -> float | None:
    """Return a published number; None where there is none."""
    return None if value is None or isinstance(value, str) or value != value else float(value)


def windows(values: Sequence[float | None], least: int = 0) -> Iterator[Window | None]:
    """Yield what each number of a column can have been."""
    decimals = decimals_of([value for value in values if value is not None], least)
    for value in values:
        yield None if value is None else Window.of(value, decimals)
