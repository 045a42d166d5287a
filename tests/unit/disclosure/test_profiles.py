"""Classes of those who took part, by crosstabs and what a registry says of them."""

from itertools import product

import numpy as np
import pytest

from evaluering.disclosure.attack.profiles import (
    Certain,
    ClassTable,
    UndecidedError,
    certain_classes,
    unique_profiles,
)

CLASSES = ("low", "high")
Own = str | None


def crossed(profiles: list[tuple[str, ...]], own: list[Own], variable: int) -> ClassTable:
    """Return the crosstab of classes by a public variable, as it is published."""
    found = {}
    for public, asked in product((None, *{p[variable] for p in profiles}), (None, *CLASSES)):
        found[public, asked] = sum(
            public in {None, profile[variable]} and has is not None and asked in {None, has}
            for profile, has in zip(profiles, own, strict=True)
        )
    return ClassTable(variable, found, found)


def by_trying(profiles: list[tuple[str, ...]], tables: list[ClassTable]) -> set[Certain]:
    """Return what follows, by trying every division of the respondents."""
    every = [
        own
        for own in product((*CLASSES, None), repeat=len(profiles))
        if all(crossed(profiles, list(own), t.variable).lower == t.lower for t in tables)
    ]
    return {
        Certain(profile, own, profiles.count(profile))
        for profile in profiles
        for own in (*CLASSES, None)
        if all(tried[k] == own for tried in every for k, p in enumerate(profiles) if p == profile)
    }


@pytest.mark.parametrize("seed", range(6))
def test_what_follows_is_what_is_so_in_every_division(seed: int) -> None:
    rng = np.random.default_rng(seed)
    profiles = [tuple(rng.choice(["a", "b"], 2).tolist()) for _ in range(5)]
    own: list[Own] = rng.choice(np.array([*CLASSES, None], dtype=object), 5).tolist()
    tables = [crossed(profiles, own, variable) for variable in (0, 1)]
    found = certain_classes(profiles, CLASSES, tables)
    assert set(found) == by_trying(profiles, tables)


def test_a_list_of_others_does_not_fit() -> None:
    table = crossed([("a",), ("b",)], ["low", "high"], 0)
    assert certain_classes([("a",), ("a",)], CLASSES, [table]) is None


def test_no_time_is_no_answer() -> None:
    profiles = [(str(k % 4), str(k % 3)) for k in range(40)]
    own: list[Own] = [CLASSES[k % 2] for k in range(40)]
    tables = [crossed(profiles, own, variable) for variable in (0, 1)]
    with pytest.raises(UndecidedError):
        certain_classes(profiles, CLASSES, tables, seconds=0.0)


def test_those_whom_nobody_is_like_are_counted() -> None:
    assert unique_profiles([("a", None), ("a", None), ("b", 1), ("a", 1)]) == 2
