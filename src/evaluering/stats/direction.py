"""Check that the items of an index point the same way."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from evaluering.stats.consistency import item_rest_correlations
from evaluering.stats.errors import StatisticsError
from evaluering.stats.items import complete_items
from evaluering.stats.results import Record, StatisticalResult

__all__ = ["DirectionCheck", "check_direction"]


@dataclass(frozen=True)
class DirectionCheck(StatisticalResult):
    """Whether items point the same way; the Series are indexed by item."""

    items: tuple[str, ...]
    n: int
    method: str
    convention: str
    loadings: pd.Series[float]
    item_total: pd.Series[float]
    agrees: pd.Series[bool]

    def records(self) -> list[Record]:
        """Return one record an item: loading, corrected item-total correlation, agreement."""
        columns = (self.items, self.loadings, self.item_total, self.agrees)
        names = ("item", "loading", "item_total", "agrees")
        return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def check_direction(items: pd.DataFrame, loadings: pd.Series[float]) -> DirectionCheck:
    """Check that all items of an index point the same way as their factor.

    Parameters
    ----------
    items : pandas.DataFrame, shape (n, k)
        The items as they enter the index, that is after reversal.
    loadings : pandas.Series, shape (k,) or longer
        Loadings on the index's factor from an analysis of the same items, indexed by item.

    Returns
    -------
    DirectionCheck
        An item agrees when its loading is positive and it does not correlate negatively with
        the sum of the other items. A warning names each item that does not.

    Raises
    ------
    StatisticsError
        An item without a loading or without variation, items that are not finite numbers.

    Notes
    -----
    The factor is first oriented so that the loadings of these items sum to a positive number;
    the sign of a whole factor carries no meaning. SPSS and R: read the signs of the factor
    matrix; R's ``psych::alpha(check.keys=TRUE)`` flips such items.

    Examples
    --------
    >>> items = pd.DataFrame({"q1": [1, 2, 3, 4, 5, 4, 2], "q2": [2, 2, 4, 3, 4, 5, 1],
    ...     "q3": [1, 4, 3, 2, 5, 4, 3]})
    >>> check_direction(items, pd.Series([0.8, 0.9, 0.7], ["q1", "q2", "q3"])).agrees.tolist()
    [True, True, True]
    """
    name = "check_direction"
    complete = complete_items(name, items)
    absent = [str(item) for item in complete.columns if item not in loadings.index]
    if absent:
        raise StatisticsError(
            name, "loadings", "hold every item", f"loadings that lack: {', '.join(absent)}"
        )
    own = loadings.loc[complete.columns].astype(float)
    if bool(own.isna().any()):
        raise StatisticsError(name, "loadings", "be complete", "missing values")
    oriented = (own if own.sum() >= 0 else -own).rename("loading")
    item_total = pd.Series(
        item_rest_correlations(complete.cov().to_numpy()), index=complete.columns, name="item_total"
    )
    agrees = ((oriented > 0) & ~(item_total < 0)).rename("agrees")
    return DirectionCheck(
        items=tuple(map(str, complete.columns)),
        n=len(complete),
        method="sign of loading and of corrected item-total correlation",
        convention="listwise",
        loadings=oriented,
        item_total=item_total,
        agrees=agrees,
        warnings=tuple(
            f"{item} points against the others (loading {oriented[item]:.3f}, "
            f"item-total correlation {item_total[item]:.3f}): forgotten reversal?"
            for item in agrees.index[~agrees]
        ),
    )
