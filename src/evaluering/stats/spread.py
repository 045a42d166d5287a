"""Quantiles, the box of a box plot, and classes of a histogram."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10, nan

import numpy as np

from evaluering.stats.arguments import FloatArray, Values, require_at_least, valid

__all__ = ["BoxPlot", "box", "class_limits", "quantiles"]

MOST_CLASSES = 60
ROUND = (1.0, 2.0, 5.0, 10.0)


def quantiles(values: Values, probabilities: Sequence[float]) -> FloatArray:
    """Return quantiles as SPSS does: those of the valid values at :math:`(n + 1)p`.

    Parameters
    ----------
    values : Values, shape (n,)
        Every quantity is in their unit.
    probabilities : sequence of float
        Each from 0 to 1.

    Returns
    -------
    numpy.ndarray
        One a probability; NaN with no valid value. Beyond the outermost values these stand.

    Notes
    -----
    SPSS: ``FREQUENCIES /PERCENTILES`` (HAVERAGE). R: ``quantile(x, p, type = 6)``. Source: Hyndman
    & Fan (1996), American Statistician 50, 361-365.

    Examples
    --------
    >>> quantiles([1, 2, 3, 4], [0.25, 0.5]).tolist()
    [1.25, 2.5]
    """
    present = valid("quantiles", "values", values)
    if not present.size:
        return np.full(len(probabilities), nan)
    return np.asarray(np.quantile(present, list(probabilities), method="weibull"), np.float64)


@dataclass(frozen=True)
class BoxPlot:
    """Quartiles, the outermost values within 1.5 box lengths, and how many lie beyond.

    Examples
    --------
    >>> found = box([1, 2, 2, 3, 3, 4, 9])
    >>> round(found.lower, 3), round(found.p25, 3)
    (1.0, 2.0)
    """

    lower: float
    p25: float
    median: float
    p75: float
    upper: float
    beyond: int


def box(values: Values, quartiles: tuple[float, float, float] | None = None) -> BoxPlot:
    """Return what a box plot shows; NaN with no valid value.

    Parameters
    ----------
    values : Values, shape (n,)
        Every quantity is in their unit.
    quartiles : tuple of float, optional
        Those of a weighted distribution; when not given, `quantiles` of the values.

    Notes
    -----
    SPSS: ``EXAMINE /PLOT=BOXPLOT``, with the quartiles of `quantiles` (its own are Tukey's hinges).
    Source: Tukey (1977), Exploratory data analysis.

    Examples
    --------
    >>> drawn = box([1, 2, 2, 3, 3, 4, 9])
    >>> drawn.median, drawn.beyond
    (3.0, 1)
    """
    present = valid("box", "values", values)
    if not present.size:
        return BoxPlot(nan, nan, nan, nan, nan, 0)
    p25, median, p75 = quartiles or quantiles(present, (0.25, 0.5, 0.75)).tolist()
    reach = 1.5 * (p75 - p25)
    inside = present[(present >= p25 - reach) & (present <= p75 + reach)]
    ends = (min(float(inside.min()), p25), max(float(inside.max()), p75))
    return BoxPlot(ends[0], p25, median, p75, ends[1], int(present.size - inside.size))


def class_limits(
    values: Values, *, width: float | None = None, start: float | None = None
) -> FloatArray:
    """Return the limits of classes of one width that hold all values; a class has its lower limit.

    Parameters
    ----------
    values : Values, shape (n,)
        At least one of them valid.
    width, start : float, optional
        The width, and where a class begins. Otherwise the width is 1, 2 or 5 times a power of ten,
        the one next above Freedman and Diaconis' :math:`2 IQR n^{-1/3}`, no less than 1 where all
        values are whole, and classes begin at its multiples. A width that would give more than 60
        classes is doubled until it does not.

    Raises
    ------
    StatisticsError
        No valid values.

    Notes
    -----
    R: ``hist(x, breaks = ..., right = FALSE)``. Source: Freedman & Diaconis (1981), Zeitschrift für
    Wahrscheinlichkeitstheorie 57, 453-476.

    Examples
    --------
    >>> class_limits([18, 25, 31, 47], width=10, start=10).tolist()
    [10.0, 20.0, 30.0, 40.0, 50.0]
    """
    present = valid("class_limits", "values", values)
    require_at_least("class_limits", "values", 1, present.size, "valid values")
    low, high = float(present.min()), float(present.max())
    if width is None:
        spread = float(np.diff(quantiles(present, (0.25, 0.75)))[0])
        wanted = 2 * spread * present.size ** (-1 / 3) or (high - low) / 10 or 1.0
        scale = 10.0 ** floor(log10(wanted))
        width = next(k * scale for k in ROUND if k * scale >= wanted * (1 - 1e-9))
        width = max(width, 1.0) if bool((present == np.floor(present)).all()) else width
    origin = 0.0 if start is None else start
    while (high - low) / width > MOST_CLASSES:
        width *= 2
    first = floor((low - origin) / width + 1e-9)
    last = max(ceil((high - origin) / width - 1e-9), first + 1)
    if origin + last * width <= high:
        last += 1
    return np.asarray([origin + k * width for k in range(first, last + 1)], dtype=np.float64)
