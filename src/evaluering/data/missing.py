"""Which answers are missing in a column, and of what kind."""

from __future__ import annotations

import pandas as pd

from evaluering.config.columns import Column


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
    numbers = pd.to_numeric(values, errors="coerce") if column.kind == "key" else values
    if column.kind in {"identifier", "text"} or not column.missing:
        return pd.Series(pd.NA, index=values.index, dtype="str")
    found = {value: column.missing.kind(value) for value in numbers.dropna().unique()}
    named = {value: kind for value, kind in found.items() if kind is not None}
    return numbers.map(named, na_action="ignore").astype("str").where(numbers.isin(list(named)))


def answered(values: pd.Series, column: Column) -> pd.Series[bool]:
    """Return which values are answers: neither absent nor a missing code."""
    return values.notna() & kinds(values, column).isna()
