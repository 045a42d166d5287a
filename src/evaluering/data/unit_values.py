"""One registry variable by key, whatever kind of file it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class UnitValues:
    """One variable of a registry.

    Attributes
    ----------
    values, status
        The value by key, NaN where it is missing, and the source's symbol (``.``, ``..``, ``:``).
    names
        The units' names by key.
    excluded
        Codes of the file that are no units.
    table, updated, source
        Where it came from.
    """

    values: pd.Series[float]
    status: pd.Series[str]
    names: Mapping[str, str]
    excluded: frozenset[str] = frozenset()
    table: str = ""
    updated: str = ""
    source: str = ""
