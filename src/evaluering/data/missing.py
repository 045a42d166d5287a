"""Which answers are missing in a column, and of what kind."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.missing import ROLE_CODES, MissingCodes


def kinds(values: pd.Series, column: Column) -> pd.Series[str]:
    """Return the kind of missing of each value.

    Parameters
    ----------
    values
        A column of an ingested survey.
    column
        What the codebook says of it.

    Returns
    -------
    pandas.Series
        The kind, or NA for answers and for what is missing without a code.
    """
    found = np.full(len(values), np.nan, dtype=object)
    numbers, named = _named(values, column)
    for value, kind in named.items():
        found[numbers.eq(value).fillna(False).to_numpy(dtype=bool)] = kind
    return pd.Series(found, index=values.index, dtype="str")


def answered(values: pd.Series, column: Column) -> pd.Series[bool]:
    """Return which values are answers: neither absent nor a missing code."""
    numbers, named = _named(values, column)
    return values.notna() & ~numbers.isin(list(named)).fillna(False).astype(bool)


def _named(values: pd.Series, column: Column) -> tuple[pd.Series, dict[float, str]]:
    """Return a column as numbers, and the kind of each of them that is missing."""
    if column.stored == "str" and column.kind != "key":
        return values, {}
    numbers = pd.to_numeric(values, errors="coerce") if column.kind == "key" else values
    kind = column.missing.kind
    candidates = numbers[_may_be_missing(numbers, column.missing)].unique()
    return numbers, {value: own for value in candidates if (own := kind(value)) is not None}


def _may_be_missing(numbers: pd.Series, missing: MissingCodes) -> pd.Series[bool]:
    """Return which values are codes or in ranges of codes: of many numbers, few are."""
    found = numbers.isin([*missing.codes, *ROLE_CODES.values()])
    for low, high, _ in missing.ranges:
        found |= numbers.between(low, high).fillna(False).astype(bool)
    return found
