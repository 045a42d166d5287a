"""Refuse groups that share respondents: tests of independent groups do not hold for them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations

import numpy as np

from evaluering.stats.arguments import Values
from evaluering.stats.errors import StatisticsError

__all__ = ["refuse_overlap", "refuse_shared"]


def refuse_overlap(function: str, respondents: Mapping[str, Iterable[Hashable]]) -> None:
    """Raise unless every respondent is in one group only, and once.

    Parameters
    ----------
    function : str
        On whose behalf the check is made; it is named in the error.
    respondents : mapping of name to iterable of hashable
        Identifiers of the respondents of each group.

    Raises
    ------
    StatisticsError
        Naming the groups and the number of shared or repeated respondents, no identifier.

    Notes
    -----
    SPSS and R have no equivalent: both analyse overlapping groups as if independent.

    Examples
    --------
    >>> refuse_overlap("example", {"a": [1, 2], "b": [3]})
    """
    members = {name: list(ids) for name, ids in respondents.items()}
    for name, ids in members.items():
        if repeated := len(ids) - len(set(ids)):
            raise StatisticsError(
                function, f"group {name!r}", "hold each once", f"{repeated} repeated respondents"
            )
    for first, second in combinations(members, 2):
        if shared := len(set(members[first]) & set(members[second])):
            raise StatisticsError(
                function,
                f"groups {first!r} and {second!r}",
                "be independent, without overlap",
                f"{shared} shared respondents",
            )


def refuse_shared(
    function: str,
    groups: Mapping[str, Values],
    respondents: Mapping[str, Iterable[Hashable]] | None,
) -> None:
    """Check identifiers that belong to the values of the groups, when they are given."""
    if respondents is None:
        return
    if set(respondents) != set(groups):
        raise StatisticsError(
            function, "respondents", f"name {sorted(groups)} as groups", sorted(respondents)
        )
    members = {name: list(ids) for name, ids in respondents.items()}
    for name, ids in members.items():
        if (size := np.size(groups[name])) != len(ids):
            raise StatisticsError(
                function, f"respondents of {name!r}", f"number the {size} values", len(ids)
            )
    refuse_overlap(function, members)
