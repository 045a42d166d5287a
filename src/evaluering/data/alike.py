"""Rows with the same answers: how many are so alike that chance does not explain it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

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
    the rarity is therefore left out. Rows that give the same answer everywhere never count.

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
    texts = frame[names].astype("str").fillna("")
    counts = texts.value_counts(sort=False).to_numpy()
    copies = int(np.gcd.reduce(counts))
    if copies > 1 and len(counts) >= PATTERNS:
        return len(frame) - len(frame) // copies
    rarity = np.zeros(len(frame))
    for name in names:
        shares = texts[name].value_counts(normalize=True)
        rarity += -np.log2(texts[name].map(shares).astype("float64").to_numpy())
    needed = np.log2(len(frame) / CHANCE)
    own = (rarity * DEPENDENCE > needed) & frame[names].notna().any(axis=1).to_numpy()
    if items:
        own &= (frame[items].nunique(axis=1) >= MANY_TO_DIFFER).to_numpy()
    return int((texts.duplicated().to_numpy() & own).sum())
