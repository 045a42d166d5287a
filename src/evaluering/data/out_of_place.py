"""Items whose answers stand in each other's columns, told by which battery they go with.

A file without labels does not say what a column holds, and two columns that have changed places
have valid codes. Where the items belong to two batteries, each then goes with the other's.
Within one battery only an earlier wave can tell (`evaluering.data.wave_comparison`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluering.config.columns import Column
from evaluering.config.surveys import Survey
from evaluering.data.respondents import answers

ENOUGH = 30
"""From so many common answers items are compared."""
ERRORS = 3.0
"""So many standard errors closer to the other's battery than to its own each item must be …"""
CLOSER = 0.2
"""… and at least so much, in Fisher's z: among 480 drawn questionnaires none had such a pair."""
LOOKED_AT = 2000
"""So many respondents, evenly from the file, tell what all would."""


def exchanged(
    survey: Survey, frame: pd.DataFrame, columns: Mapping[str, Column]
) -> list[tuple[str, str]]:
    """Return the pairs of items that seem to stand in each other's columns, the clearest first.

    Parameters
    ----------
    survey
        The codebook, with the batteries.
    frame
        One row a respondent, codes kept.
    columns
        The codebook's columns by name.
    """
    batteries = [[i.name for i in own.items if i.name in frame] for own in survey.batteries]
    batteries = [own for own in batteries if len(own) > 2]
    names = [name for own in batteries for name in own]
    if len(batteries) < 2 or len(frame) < ENOUGH:
        return []
    step = -(-len(frame) // LOOKED_AT)
    values = answers(frame.iloc[::step], columns, names)
    for name in names:
        if survey.items[name].reversed:
            values[name] = -values[name]
    there = values.notna().to_numpy(dtype=np.float64)
    common = there.T @ there
    shared = values.cov(min_periods=ENOUGH).to_numpy()
    place = {name: number for number, name in enumerate(names)}
    numbered = [[place[name] for name in own] for own in batteries]
    found = sorted(_closer_to_the_others(numbered, shared, common), reverse=True)
    taken: set[int] = set()
    pairs = []
    for _, one, other in found:
        if not taken & {one, other}:
            taken |= {one, other}
            pairs.append((names[one], names[other]))
    return pairs


def _closer_to_the_others(
    batteries: Sequence[Sequence[int]], shared: NDArray[np.float64], common: NDArray[np.float64]
) -> Iterator[tuple[float, int, int]]:
    """Yield pairs of items each closer to the other's battery, and by how many errors."""
    own = {item: _with(item, battery, shared) for battery in batteries for item in battery}
    for first, second in combinations(batteries, 2):
        for one, other in product(first, second):
            rest, others = _without(first, one), _without(second, other)
            gained = min(_with(one, others, shared) - own[one],
                         _with(other, rest, shared) - own[other])  # fmt: skip
            answered = float(common[np.ix_([one, other], [*first, *second])].min())
            errors = gained * np.sqrt(max(answered - 3, 0))
            if gained > CLOSER and errors > ERRORS:  # not so where anything is unknown
                yield float(errors), one, other


def _without(battery: Sequence[int], item: int) -> list[int]:
    return [other for other in battery if other != item]


def _with(item: int, battery: Sequence[int], shared: NDArray[np.float64]) -> float:
    """Return Fisher's z of an item and the sum of a battery's other items."""
    others = _without(battery, item)
    spread = shared[item, item] * shared[np.ix_(others, others)].sum()
    if not spread > 0:
        return np.nan
    r = shared[item, others].sum() / np.sqrt(spread)
    return float(np.arctanh(np.clip(r, -0.999, 0.999)))
