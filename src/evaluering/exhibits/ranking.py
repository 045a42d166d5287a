"""The order of a battery's items: as they are listed, or by their size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

import pandas as pd

from evaluering.config.exhibits.battery import RankedBattery
from evaluering.exhibits.significance import SignificanceTest

S = TypeVar("S", bound=SignificanceTest)


def item_ranks(
    exhibit: RankedBattery, table: pd.DataFrame, sizes: pd.Series[float]
) -> Mapping[str, int]:
    """Return the place of each item from the top.

    Parameters
    ----------
    exhibit
        How the items are ordered.
    table, sizes
        The result's rows with their ``item``, and the number behind each. An item's size is the
        mean over its rows; items without any come last.
    """
    listed = list(dict.fromkeys(table["item"])) if len(table) else []
    if exhibit.order == "given":
        return {item: place for place, item in enumerate(listed)}
    means = sizes.astype("float64").groupby(table["item"], sort=False).mean()
    signed = -means if exhibit.order == "highest" else means
    ordered = signed.sort_values(kind="stable", na_position="last").index
    return {str(item): place for place, item in enumerate(ordered)}


def by_rank(table: pd.DataFrame, ranks: Mapping[str, int]) -> pd.DataFrame:
    """Return a result's rows in the order of their items."""
    places = table["item"].map(ranks)
    if places.is_monotonic_increasing:
        return table
    return table.iloc[places.argsort(kind="stable")].reset_index(drop=True)


def ranked(tests: Iterable[S], ranks: Mapping[str, int]) -> tuple[S, ...]:
    """Return the tests of items in the items' order."""
    return tuple(sorted(tests, key=lambda test: ranks[str(test.item)]))
