"""What in a wave's answers is so unlike the wave before that the questionnaire may have changed.

A data file cannot say that a scale was turned, or that a code means something else; the answers
can. Nothing here is a fault: people may have changed their minds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import inf, isnan, sqrt

import pandas as pd

from evaluering.config.scales import Scale
from evaluering.config.surveys import Survey
from evaluering.data.respondents import answers, completed
from evaluering.message import Message, Number, message

ENOUGH = 30
"""From so many answers in each wave an item is compared."""
MOVED = 1.0
"""So many standard deviations between two means is more than opinion moves between waves."""
TURNED = 0.2
"""An item that agreed with the rest of its battery this much, and now disagrees as much."""
SURELY, HARDLY = 5.0, 1.5
"""An item is unlike itself by so many standard errors and like another by so few: exchanged."""
EMPTIED = 0.5
"""So much larger a share without an answer than in the wave before."""


@dataclass(frozen=True, eq=False)
class AskedWave:
    """A survey as a wave asked it."""

    survey: Survey
    scales: Mapping[str, Scale]
    """The codebook of the wave, and the scales."""
    frame: pd.DataFrame
    """The respondents, codes kept."""

    @property
    def answers(self) -> pd.DataFrame:
        """The valid answers to the items, a column each: those asked in the wave."""
        columns = self.survey.columns(self.scales)
        items = [name for name in self.survey.items if name not in self.survey.here.unasked]
        return answers(completed(self.frame, columns), columns, items)

    def codes(self, item: str) -> list[int]:
        """Return the codes of an item's scale."""
        return self.scales[self.survey.battery_of(item).scale].codes


def unlike(before: AskedWave, now: AskedWave) -> Iterator[tuple[str, Message]]:
    """Yield the items whose answers are unlike those of the wave before, and how.

    Parameters
    ----------
    before, now
        The same survey in two waves.

    Yields
    ------
    tuple of str and Message
        The item's name, and what is unlike: the mean (in standard deviations of both waves
        together), the direction (the correlation with the mean of the rest of the battery), how
        many have not answered, or that two items have each other's mean. Items on different scales
        are not compared.
    """
    old, new = before.answers, now.answers
    shared = [name for name in map(str, new) if name in old]
    shared = [name for name in shared if before.codes(name) == now.codes(name)]
    swapped = _exchanged(old[shared], new[shared])
    for item in shared:
        if item in swapped:
            yield item, message("wave_exchanged", other=swapped[item])
            continue
        first, last = old[item].dropna(), new[item].dropna()
        if _share_missing(new[item]) - _share_missing(old[item]) > EMPTIED:
            shares = (100 * _share_missing(frame[item]) for frame in (old, new))
            told = [Number(share, 0) for share in shares]
            yield item, message("wave_emptied", before=told[0], now=told[1])
            continue
        if min(len(first), len(last)) < ENOUGH:
            continue
        rest = [_with_the_rest(own.survey, frame, item) for own, frame in
                ((before, old), (now, new))]  # fmt: skip
        if rest[0] > TURNED and rest[1] < -TURNED:
            told = [Number(r, 2, "coefficient") for r in rest]
            yield item, message("wave_turned", before=told[0], now=told[1])
        elif abs(_moved(first, last)) > MOVED:
            told = [Number(float(values.mean()), 1) for values in (first, last)]
            yield item, message("wave_moved", before=told[0], now=told[1])


def _exchanged(old: pd.DataFrame, new: pd.DataFrame) -> dict[str, str]:
    """Return the items whose means have changed places, and with which: each pair stands twice.

    Both means have moved by more than chance explains, and each to where the other's was.
    """
    enough = [n for n in map(str, old) if min(old[n].count(), new[n].count()) >= ENOUGH]
    moved = [n for n in enough if _errors(old[n], new[n]) > SURELY]
    found: dict[str, str] = {}
    for one, other in combinations(moved, 2):
        across = max(_errors(old[one], new[other]), _errors(old[other], new[one]))
        if across < HARDLY and not {one, other} & set(found):
            found |= {one: other, other: one}
    return found


def _errors(first: pd.Series[float], last: pd.Series[float]) -> float:
    """Return the difference of two means in standard errors."""
    error = sqrt(float(first.var()) / first.count() + float(last.var()) / last.count())
    difference = abs(float(last.mean() - first.mean()))
    return difference / error if error else 0.0 if not difference else inf


def _share_missing(values: pd.Series[float]) -> float:
    return float(values.isna().mean()) if len(values) else 0.0


def _moved(first: pd.Series[float], last: pd.Series[float]) -> float:
    """Return the difference of two means in pooled standard deviations."""
    squares = [(len(v) - 1) * float(v.var()) for v in (first, last)]
    pooled = sqrt(sum(squares) / (len(first) + len(last) - 2))
    difference = float(last.mean() - first.mean())
    return difference / pooled if pooled else 0.0 if not difference else MOVED * 2 * difference


def _with_the_rest(survey: Survey, frame: pd.DataFrame, item: str) -> float:
    """Return an item's correlation with the mean of the rest of its battery; 0 of none."""
    others = [own.name for own in survey.battery_of(item).items if own.name != item]
    others = [name for name in others if name in frame]
    if len(others) < 2:
        return 0.0
    r = float(frame[item].corr(frame[others].mean(axis=1)))
    return 0.0 if isnan(r) else r
