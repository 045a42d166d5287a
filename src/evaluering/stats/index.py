"""Build an index from items: reverse and average."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from evaluering.stats.errors import StatisticsError
from evaluering.stats.items import numeric_items

__all__ = ["additive_index", "rescale", "reverse"]


def rescale(
    items: pd.DataFrame, own: tuple[float, float], other: tuple[float, float]
) -> pd.DataFrame:
    r"""Put items of one closed scale on another, linearly from end to end.

    .. math:: x' = b_1 + (x - a_1) \frac{b_2 - b_1}{a_2 - a_1}

    Parameters
    ----------
    items : pandas.DataFrame, shape (n, k)
        Items in the units of their own scale; missing values stay missing.
    own, other : tuple of float
        End points :math:`(a_1, a_2)` of the scale that was answered on, and :math:`(b_1, b_2)` of
        the other.

    Returns
    -------
    pandas.DataFrame
        A copy, float64, in the units of the other scale.

    Raises
    ------
    StatisticsError
        A scale whose lower end is not below its upper; items not numeric.

    Notes
    -----
    SPSS: ``COMPUTE r = b1 + (x - a1) * (b2 - b1) / (a2 - a1)``. R: ``scales::rescale`` with
    ``from = c(a1, a2)``. That equal distances mean the same on both scales is assumed, not tested.

    Examples
    --------
    >>> rescale(pd.DataFrame({"a": [1, 4, 7]}), (1, 7), (1, 5))["a"].tolist()
    [1.0, 3.0, 5.0]
    """
    frame = numeric_items("rescale", items)
    for name, (low, high) in (("own", own), ("other", other)):
        if not low < high:
            raise StatisticsError("rescale", name, "have a lower end below the upper", (low, high))
    return other[0] + (frame - own[0]) * (other[1] - other[0]) / (own[1] - own[0])


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
    StatisticsError
        Unknown column, minimum not below maximum, a value outside the scale, items not numeric.

    Notes
    -----
    SPSS: ``COMPUTE r = minimum + maximum - x``. R: ``psych::reverse.code``.

    Examples
    --------
    >>> reverse(pd.DataFrame({"a": [1, 2, 5]}), 1, 5)["a"].tolist()
    [5.0, 4.0, 1.0]
    """
    frame = numeric_items("reverse", items)
    if isinstance(which, str):
        raise StatisticsError("reverse", "which", "be a collection of column names", repr(which))
    chosen = list(frame.columns if which is None else which)
    if unknown := [str(column) for column in chosen if column not in frame.columns]:
        raise StatisticsError(
            "reverse", "which", "name columns of items", f"unknown columns: {', '.join(unknown)}"
        )
    if not minimum < maximum:
        raise StatisticsError("reverse", "minimum", f"be below maximum ({maximum!r})", minimum)
    beyond = (frame[chosen] < minimum) | (frame[chosen] > maximum)
    if outside := [str(column) for column in chosen if beyond[column].any()]:
        raise StatisticsError(
            "reverse",
            "items",
            f"lie from {minimum} to {maximum}",
            f"values outside in: {', '.join(outside)}",
        )
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
    StatisticsError
        Items that are not finite numbers, no item or row, `minimum_valid` outside 1..k.

    Notes
    -----
    SPSS: ``COMPUTE i = (x1 + x2) / 2`` or ``MEAN.m(x1 TO xk)``. R: ``rowMeans``.

    Examples
    --------
    >>> additive_index(pd.DataFrame({"a": [1, 2], "b": [3, None]}), minimum_valid=1).tolist()
    [2.0, 2.0]
    """
    frame = numeric_items("additive_index", items)
    k = frame.shape[1]
    required = k if minimum_valid is None else minimum_valid
    if isinstance(required, bool) or not 1 <= required <= k:
        raise StatisticsError(
            "additive_index", "minimum_valid", f"lie from 1 to {k}", minimum_valid
        )
    valid = frame.notna().sum(axis=1)
    return (frame.sum(axis=1) / valid.where(valid >= required)).rename("index")
