"""Refuse groups that share respondents: tests of independent groups do not hold for them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike

from evaluering.stats.errors import InvalidInput


def refuse_overlap(function: str, respondents: Mapping[str, Iterable[Hashable]]) -> None:
    """Raise unless every respondent is in one group only, and once.

    Parameters
    ----------
    function : str
        Public function on whose behalf the check is made; it is named in the error.
    respondents : mapping of name to iterable of hashable
        Identifiers of the respondents of each group.

    Raises
    ------
    InvalidInput
        Naming the groups and the number of shared or repeated respondents. No identifier
        enters the message.

    Notes
    -----
    SPSS and R have no equivalent: both analyse overlapping groups as if independent.
    """
    members = {name: list(ids) for name, ids in respondents.items()}
    unique = {name: set(ids) for name, ids in members.items()}
    for name, ids in members.items():
        if repeated := len(ids) - len(unique[name]):
            raise InvalidInput(function, f"group {name!r} repeats {repeated} respondents")
    for first, second in combinations(unique, 2):
        if shared := len(unique[first] & unique[second]):
            raise InvalidInput(
                function,
                f"groups {first!r} and {second!r} share {shared} respondents: "
                "independent groups cannot overlap",
            )


def check_respondents(
    function: str,
    groups: Mapping[str, ArrayLike],
    respondents: Mapping[str, Iterable[Hashable]] | None,
) -> None:
    """Check identifiers that belong to the values of the groups, when they are given.

    Raises
    ------
    InvalidInput
        If the groups are named otherwise, the lengths differ or groups share respondents.
    """
    if respondents is None:
        return
    if set(respondents) != set(groups):
        raise InvalidInput(
            function,
            f"respondents names {sorted(respondents)}, groups names {sorted(groups)}",
        )
    members = {name: list(ids) for name, ids in respondents.items()}
    for name, ids in members.items():
        size = np.size(groups[name])
        if size != len(ids):
            raise InvalidInput(
                function, f"group {name!r} has {size} values and {len(ids)} respondents"
            )
    refuse_overlap(function, members)
