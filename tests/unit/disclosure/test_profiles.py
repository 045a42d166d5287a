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
        key = (None if public is None else frozenset({public}),
               None if asked is None else frozenset({asked}))  # fmt: skip
        found[key] = sum(
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


@pytest.mark.parametrize("seed", range(6, 12))
def test_classes_that_are_shown_as_one_are_told_apart_no_more_than_in_every_division(
    seed: int,
) -> None:
    rng = np.random.default_rng(seed)
    profiles = [tuple(rng.choice(["a", "b"], 2).tolist()) for _ in range(5)]
    own: list[Own] = rng.choice(np.array([*CLASSES, None], dtype=object), 5).tolist()
    tables = [joint(crossed(profiles, own, variable)) for variable in (0, 1)]
    found = certain_classes(profiles, CLASSES, tables)
    every = [
        tried
        for tried in product((*CLASSES, None), repeat=len(profiles))
        if all(joint(crossed(profiles, list(tried), t.variable)).lower == t.lower for t in tables)
    ]
    for sure in found or ():
        own_classes = {None} if sure.known is None else {*str(sure.known).split("+")}
        places = [k for k, profile in enumerate(profiles) if profile == sure.profile]
        assert all({tried[k] for k in places} <= own_classes for tried in every)
    in_one = {
        profile
        for profile in profiles
        if all(t[k] for t in every for k, p in enumerate(profiles) if p == profile)
    }
    assert {sure.profile for sure in found or () if sure.known is not None} == in_one


def joint(table: ClassTable) -> ClassTable:
    """Return a crosstab that shows both classes as one."""
    both = frozenset(CLASSES)
    cells = {
        (public, None if asked is None else both): table.lower[public, None]
        for public, asked in table.lower
    }
    return ClassTable(table.variable, cells, cells)


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
