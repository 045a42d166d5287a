"""Which answers are missing in a column, and of what kind."""

from __future__ import annotations

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
    if column.stored == "str" and column.kind != "key":
        return pd.Series(pd.NA, index=values.index, dtype="str")
    numbers = pd.to_numeric(values, errors="coerce") if column.kind == "key" else values
    candidates = numbers[_may_be_missing(numbers, column.missing)].unique()
    named = {value: column.missing.kind(value) for value in candidates}
    return numbers.map(named, na_action="ignore").astype("str").where(numbers.isin(list(named)))


def _may_be_missing(numbers: pd.Series, missing: MissingCodes) -> pd.Series[bool]:
    """Return which values are codes or in ranges of codes: of many numbers, few are."""
    found = numbers.isin([*missing.codes, *ROLE_CODES.values()])
    for low, high, _ in missing.ranges:
        found |= numbers.between(low, high).fillna(False).astype(bool)
    return found


def answered(values: pd.Series, column: Column) -> pd.Series[bool]:
    """Return which values are answers: neither absent nor a missing code."""
    return values.notna() & kinds(values, column).isna()
