"""Means and covariances of items in several groups, as maximum likelihood needs them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluering.stats.arguments import FloatArray, require_at_least
from evaluering.stats.errors import StatisticsError
from evaluering.stats.items import complete_items

__all__ = ["GroupMoments", "group_moments"]


@dataclass(frozen=True)
class GroupMoments:
    """What maximum likelihood needs of the groups' complete rows.

    Attributes
    ----------
    means, covariances
        Shape (groups, items) and (groups, items, items), with n and not n - 1.

    Examples
    --------
    >>> items = pd.DataFrame({"q1": [1, 2, 3, 4, 5, 4, 2], "q2": [2, 2, 4, 3, 4, 5, 1],
    ...     "q3": [1, 4, 3, 2, 5, 4, 3]})
    >>> waves = {"2023": items, "2025": items.iloc[::-1].reset_index(drop=True)}
    >>> found = group_moments("example", waves)
    >>> found.groups
    ('2023', '2025')
    """

    groups: tuple[str, ...]
    items: tuple[str, ...]
    n: tuple[int, ...]
    means: FloatArray
    covariances: FloatArray

    @property
    def shares(self) -> FloatArray:
        """Each group's share of all rows."""
        return np.array(self.n) / sum(self.n)


def group_moments(function: str, groups: Mapping[str, pd.DataFrame]) -> GroupMoments:
    """Return the moments of each group's complete rows, items in the first group's order.

    Raises
    ------
    StatisticsError
        Fewer than two groups or three items, other items in one group, a constant item, or no
        more complete rows than items.

    Examples
    --------
    >>> items = pd.DataFrame({"q1": [1, 2, 3, 4, 5, 4, 2], "q2": [2, 2, 4, 3, 4, 5, 1],
    ...     "q3": [1, 4, 3, 2, 5, 4, 3]})
    >>> waves = {"2023": items, "2025": items.iloc[::-1].reset_index(drop=True)}
    >>> group_moments("example", waves).n
    (7, 7)
    """
    require_at_least(function, "groups", 2, len(groups), "groups")
    items = list(next(iter(groups.values())).columns)
    require_at_least(function, "items", 3, len(items), "items")
    found = []
    for name, frame in groups.items():
        if set(frame.columns) != set(items):
            raise StatisticsError(
                function, f"groups[{name!r}]", f"have the items {items}", list(frame.columns)
            )
        rows = complete_items(function, frame[items]).to_numpy()
        if len(rows) <= len(items) or np.linalg.matrix_rank(np.cov(rows.T)) < len(items):
            raise StatisticsError(
                function,
                f"groups[{name!r}]",
                "have more complete rows than items, none the sum of others",
                f"{len(rows)} rows",
            )
        found.append(rows)
    return GroupMoments(
        tuple(groups),
        tuple(map(str, items)),
        tuple(len(rows) for rows in found),
        np.array([rows.mean(axis=0) for rows in found]),
        np.array([np.cov(rows.T, ddof=0) for rows in found]),
    )
