"""Choose the items of an index from a factor solution, and check their direction."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluering.stats.consistency import item_rest_correlations
from evaluering.stats.errors import StatisticsError
from evaluering.stats.items import complete_items, numeric_items
from evaluering.stats.results import Record, StatisticalResult, frame_records

__all__ = ["DirectionCheck", "ItemSelection", "check_direction", "select_items"]


@dataclass(frozen=True)
class ItemSelection(StatisticalResult):
    """Chosen items; `selected` maps each factor to its items, strongest first."""

    items: tuple[str, ...]
    n: int
    method: str
    convention: str
    threshold: float
    selected: dict[str, tuple[str, ...]]
    table: pd.DataFrame

    def records(self) -> list[Record]:
        """Return one record an item: factor, loading there, next highest, chosen or not."""
        return frame_records(self.table)


def select_items(
    loadings: pd.DataFrame, threshold: float, *, maximum_items: int | None = None
) -> ItemSelection:
    r"""Give each factor the items that load highest on it.

    An item belongs to the factor on which its absolute loading is largest, and is chosen when
    that loading is at or above the threshold.

    Parameters
    ----------
    loadings : pandas.DataFrame, shape (p, m)
        Pattern loadings, items as rows.
    threshold : float
        Smallest absolute loading, in (0, 1].
    maximum_items : int, optional
        Keep only this many items per factor, the highest loadings first.

    Returns
    -------
    ItemSelection
        `n` is the number of items considered. Warnings name items that load at or above the
        threshold on two factors, items with a negative loading on their factor (reverse them
        first) and factors with fewer than three items.

    Raises
    ------
    StatisticsError
        Missing loadings, threshold outside (0, 1], `maximum_items` below 1.

    Notes
    -----
    SPSS: ``FACTOR /FORMAT=SORT BLANK(threshold)`` read by eye. R: ``psych::fa.sort`` with
    ``print(cut = threshold)``.
    """
    name = "select_items"
    frame = numeric_items(name, loadings)
    if frame.isna().to_numpy().any():
        raise StatisticsError(name, "loadings", "be complete", "missing values")
    if not 0 < threshold <= 1:
        raise StatisticsError(name, "threshold", "lie in (0, 1]", repr(threshold))
    if maximum_items is not None and maximum_items < 1:
        raise StatisticsError(name, "maximum_items", "be at least 1", maximum_items)
    size = frame.abs().to_numpy()
    factor = size.argmax(axis=1)
    ordered = np.sort(size, axis=1)[:, ::-1]
    names = [str(item) for item in frame.index]
    factors = [str(column) for column in frame.columns]
    table = pd.DataFrame(
        {
            "item": names,
            "factor": [factors[i] for i in factor],
            "loading": frame.to_numpy()[np.arange(len(frame)), factor],
            "next_loading": ordered[:, 1] if len(factors) > 1 else np.zeros(len(frame)),
        }
    )
    rank = table["loading"].abs().groupby(table["factor"]).rank(method="first", ascending=False)
    table["selected"] = (table["loading"].abs() >= threshold) & (
        rank <= (len(frame) if maximum_items is None else maximum_items)
    )
    chosen = table[table["selected"]]
    strongest = chosen.loc[
        chosen["loading"].abs().sort_values(ascending=False, kind="stable").index
    ]
    selected = {f: tuple(strongest.loc[strongest["factor"] == f, "item"]) for f in factors}
    crossing = chosen.loc[chosen["next_loading"] >= threshold, "item"]
    negative = chosen.loc[chosen["loading"] < 0, "item"]
    return ItemSelection(
        items=tuple(names),
        n=len(names),
        method="highest absolute loading",
        convention=f"loading of at least {threshold:g}",
        threshold=threshold,
        selected=selected,
        table=table,
        warnings=(
            *(f"{item} loads at or above the threshold on two factors" for item in crossing),
            *(f"{item} has a negative loading on its factor" for item in negative),
            *(
                f"{f} has {len(members)} item(s), fewer than three"
                for f, members in selected.items()
                if len(members) < 3
            ),
        ),
    )


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
