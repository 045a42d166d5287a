"""Rows with the same answers: how many are so alike that chance does not explain it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluering.config.columns import Column

ANSWERS = frozenset({"item", "tick", "nominal", "number", "key", "text"})
CHANCE = 1e-6
"""A row counts when a second one with its answers is less likely than this, among all rows."""
DEPENDENCE = 0.5
"""How much of a row's rarity is left when answers go together, as those of one battery do."""
PATTERNS = 20
"""That so many different rows all stand twice (or thrice) is no chance, however short they are."""
MANY_TO_DIFFER = 3
"""A row with fewer different answers to the items (all in the middle, say) is a habit."""


def alike(frame: pd.DataFrame, columns: Mapping[str, Column]) -> int:
    """Return how many rows repeat the answers of an earlier one beyond what chance explains.

    The answers are taken as independent, which makes long rows seem rarer than they are; half of
    the rarity is therefore left out. Rows that give the same answer everywhere never count. Of a
    short questionnaire no single row is rare, but several that repeat others in their order are.

    Parameters
    ----------
    frame
        One row a respondent, codes kept.
    columns
        The codebook's columns by name.
    """
    names = [name for name, c in columns.items() if c.kind in ANSWERS and name in frame]
    items = [name for name in names if columns[name].kind == "item"]
    if len(frame) < 2 or not names:
        return 0
    codes = {name: _codes(frame[name]) for name in names}
    rows = _row_numbers(list(codes.values()))
    counts = np.bincount(rows)
    copies = int(np.gcd.reduce(counts))
    if copies > 1 and len(counts) >= PATTERNS:
        return len(frame) - len(frame) // copies
    # only the rows that stand twice are looked at further: of many respondents they are few
    twice = pd.Series(rows).duplicated().to_numpy()
    rarity = np.zeros(int(twice.sum()))
    for own in codes.values():
        rarity += -np.log2(np.bincount(own)[own[twice]] / len(frame))
    rarity *= DEPENDENCE
    doubled = frame.loc[twice]
    counting = doubled[names].notna().any(axis=1).to_numpy()
    if items:
        counting = counting & (_different(doubled[items]) >= MANY_TO_DIFFER)
    unlikely = rarity > np.log2(len(frame) / CHANCE)
    unlikely |= _in_a_copied_stretch(rows, twice, rarity * counting)
    return int((unlikely & counting).sum())


def _in_a_copied_stretch(
    rows: NDArray[np.int64], twice: NDArray[np.bool_], rarity: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Return which of the rows that stand twice do so with their neighbours, in the same order.

    A stretch that reaches into what it repeats is one row many times, as in a sorted file.
    """
    places = np.flatnonzero(twice)
    if not len(places):
        return np.zeros(0, dtype=np.bool_)
    above = pd.Series(np.arange(len(rows))).groupby(rows).shift().to_numpy()[places]
    distance = places - above.astype(np.int64)
    begins = (np.diff(places, prepend=-2) != 1) | (np.diff(distance, prepend=0) != 0)
    stretch = np.cumsum(begins) - 1
    rare = np.bincount(stretch, rarity) > np.log2(len(rows) ** 2 / CHANCE)
    apart = np.bincount(stretch) <= distance[begins]
    copied: NDArray[np.bool_] = (rare & apart)[stretch]
    return copied


def _codes(values: pd.Series) -> NDArray[np.unsignedinteger]:
    """Return a number for each different value, without gaps; what is missing has one too."""
    codes, different = pd.factorize(values, use_na_sentinel=False)
    return codes.astype(np.min_scalar_type(len(different)))


def _row_numbers(columns: Sequence[NDArray[np.unsignedinteger]]) -> NDArray[np.int64]:
    """Return a number for each different row, without gaps.

    Columns are put together as digits of one number, which is numbered anew before it overflows.
    """
    rows, size = np.zeros(len(columns[0]), dtype=np.int64), 1
    for codes in columns:
        base = int(codes.max()) + 1
        if size * base >= 2**62:
            rows = pd.factorize(rows)[0].astype(np.int64)
            size = int(rows.max()) + 1
        rows, size = rows * base + codes, size * base
    return pd.factorize(rows)[0].astype(np.int64)


def _different(items: pd.DataFrame) -> NDArray[np.int64]:
    """Return how many different answers each row has, as ``DataFrame.nunique``; at least 1."""
    ordered = np.sort(items.to_numpy(dtype=np.float64, na_value=np.nan), axis=1)
    steps: NDArray[np.int64] = (np.diff(ordered, axis=1) > 0).sum(axis=1)
    return 1 + steps
