"""What may befall one column of answers, as functions of the column and its codebook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.missing import DONT_KNOW

Codes = pd.Series
Befall = Callable[["Codes[Any]", Column], "Codes[Any]"]


def _valid(values: Codes[Any], column: Column) -> Codes[bool]:
    return values.isin(list(column.values)).fillna(False).astype(bool)


def _recoded(values: Codes[Any], column: Column, to: Mapping[int, int]) -> Codes[Any]:
    """Return the column with its answers, not its missing codes, put to others."""
    own = _valid(values, column)
    return values.where(~own, values.map(to, na_action="ignore")).astype(values.dtype)


def reversed_scale(values: Codes[Any], column: Column) -> Codes[Any]:
    """Turn the scale: the highest answer is the lowest."""
    codes = sorted(column.values)
    return _recoded(values, column, dict(zip(codes, reversed(codes), strict=True)))


def step_up(values: Codes[Any], column: Column) -> Codes[Any]:
    """Move each answer one step up; the highest stays."""
    codes = sorted(column.values)
    return _recoded(values, column, dict(zip(codes, [*codes[1:], codes[-1]], strict=True)))


def merged_top(values: Codes[Any], column: Column) -> Codes[Any]:
    """Take the highest answer for the next highest."""
    codes = sorted(column.values)
    return _recoded(values, column, {c: min(c, codes[-2]) if len(codes) > 1 else c for c in codes})


def all_in_middle(values: Codes[Any], column: Column) -> Codes[Any]:
    """Put all answers in the middle of the scale."""
    codes = sorted(column.values)
    return _recoded(values, column, dict.fromkeys(codes, codes[len(codes) // 2]))


def dont_know_answered(values: Codes[Any], column: Column) -> Codes[Any]:
    """Count «vet ikke» as the highest answer."""
    unsure = [c for c in values.dropna().unique() if column.missing.kind(c) == DONT_KNOW]
    return values.where(~values.isin(unsure), max(column.values))


def blanks_filled(values: Codes[Any], column: Column) -> Codes[Any]:
    """Count all that is missing as the lowest answer."""
    return values.where(_valid(values, column), min(column.values))


def sorted_alone(values: Codes[Any], _column: Column) -> Codes[Any]:
    """Sort the column without the others."""
    return pd.Series(values.sort_values().array, index=values.index)


def first_half_lost(values: Codes[Any], _column: Column) -> Codes[Any]:
    """Lose the answers of the first half of the rows."""
    lost = pd.Series(np.arange(len(values)) < len(values) / 2, index=values.index)
    return values.mask(lost)
