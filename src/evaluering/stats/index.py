"""Build an index from items: reverse, average, classify."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from evaluering.stats.classes import classify
from evaluering.stats.errors import InvalidInput
from evaluering.stats.items import numeric_items
from evaluering.stats.selection import check_direction, select_items

__all__ = ["additive_index", "check_direction", "classify", "reverse", "select_items"]


def reverse(
    items: pd.DataFrame, minimum: float, maximum: float, which: Iterable[str] | None = None
) -> pd.DataFrame:
    r"""Reverse items on a closed scale, :math:`x' = minimum + maximum - x`.

    Parameters
    ----------
    items : pandas.DataFrame, shape (n, k)
        Items in the scale's units; missing values stay missing.
    minimum, maximum : float
        End points of the response scale (not of the data).
    which : iterable of str, optional
        Columns to reverse; all by default. The others are returned unchanged.

    Returns
    -------
    pandas.DataFrame
        A copy, float64.

    Raises
    ------
    InvalidInput
        Unknown column, minimum not below maximum, a value outside the scale, non-numeric items.

    Notes
    -----
    SPSS: ``COMPUTE r = minimum + maximum - x``. R: ``psych::reverse.code``.
    """
    name = "reverse"
    frame = numeric_items(name, items)
    if isinstance(which, str):
        raise InvalidInput(name, f"which must be a collection of column names, got {which!r}")
    chosen = list(frame.columns if which is None else which)
    unknown = [str(column) for column in chosen if column not in frame.columns]
    if unknown:
        raise InvalidInput(name, f"which names unknown columns: {', '.join(unknown)}")
    if not minimum < maximum:
        raise InvalidInput(name, f"minimum must be below maximum, got {minimum!r} and {maximum!r}")
    outside = [
        str(column)
        for column in chosen
        if bool(((frame[column] < minimum) | (frame[column] > maximum)).any())
    ]
    if outside:
        raise InvalidInput(name, f"values outside {minimum} to {maximum} in: {', '.join(outside)}")
    return frame.assign(**{column: minimum + maximum - frame[column] for column in chosen})


def additive_index(items: pd.DataFrame, *, minimum_valid: int | None = None) -> pd.Series[float]:
    r"""Mean of each respondent's valid items, :math:`(x_1 + x_2 + \dots + x_k)/k`.

    Parameters
    ----------
    items : pandas.DataFrame, shape (n, k)
        Items keyed in the same direction.
    minimum_valid : int, optional
        Fewest valid items for which the mean of the valid items is given. The default is all
        k, so that a respondent with a missing item has no index (SPSS's ``(x1+x2+...)/k``).

    Returns
    -------
    pandas.Series
        In the items' units, float64, NaN where too few items are valid.

    Raises
    ------
    InvalidInput
        Non-numeric or infinite values, `minimum_valid` outside 1..k.
    TooFewObservations
        No column or no row.

    Notes
    -----
    SPSS: ``COMPUTE i = (x1 + x2) / 2`` or ``MEAN.m(x1 TO xk)``. R: ``rowMeans``.
    """
    name = "additive_index"
    frame = numeric_items(name, items)
    k = frame.shape[1]
    required = k if minimum_valid is None else minimum_valid
    if isinstance(required, bool) or not 1 <= required <= k:
        raise InvalidInput(name, f"minimum_valid must be between 1 and {k}, got {minimum_valid!r}")
    valid = frame.notna().sum(axis=1)
    return (frame.sum(axis=1) / valid.where(valid >= required)).rename("index")
