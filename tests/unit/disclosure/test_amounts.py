"""Amounts that are mostly one's or two's are hidden, with those that would tell of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from pydantic import ValidationError

from evaluering.config.disclosure import Dominance, Policy
from evaluering.config.project import Project, load_project
from evaluering.disclosure.amounts import dominated, estimated, unsafe, unsafe_rows
from planted_exhibits import divided
from small_project import REPORT, write_project

EVEN = [10.0] * 12
ONE = [100.0, 5.0, 3.0, 1.0]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the little project's configuration."""
    return load_project(write_project(tmp_path_factory.mktemp("belop") / "p")).of_report(REPORT)


@pytest.mark.parametrize(
    ("values", "largest", "share", "found"),
    [
        ([50, 30, 20], 1, 50, False),
        ([50, 30, 19], 1, 50, True),
        ([50, 30, 20], 2, 79, True),
        ([50, 30, 20], 2, 80, False),
        ([-50, 30, 20], 2, 79, True),
        ([0, 0, 0], 2, 90, False),
        ([7], 2, 90, True),
        (EVEN, 2, 100, False),
    ],
)
def test_the_largest_may_be_so_much_of_the_sum(
    values: Sequence[float], largest: int, share: float, found: bool
) -> None:
    """The (n, k) rule by its definition: the sum of the n largest is above k per cent."""
    assert dominated(np.array(values, dtype=float), largest, share) == found


@pytest.mark.parametrize(
    ("values", "percent", "found"),
    [
        ([100, 50, 10], 10, False),
        ([100, 50, 9], 10, True),
        ([100, 50], 10, True),
        ([100, 50], 0, False),
        ([-100, 50, 9], 10, True),
        ([0, 0, 0], 10, False),
        ([], 10, False),
    ],
)
def test_the_second_largest_must_miss_the_largest_by_so_much(
    values: Sequence[float], percent: float, found: bool
) -> None:
    """The p % rule by its definition: the others than the two are less than p per cent of it."""
    assert estimated(np.array(values, dtype=float), percent) == found


@pytest.mark.parametrize("seed", range(5))
def test_what_is_safe_in_parts_is_safe_as_a_whole(seed: int) -> None:
    """Both rules are subadditive, so that a total is hidden only where a part of it is."""
    drawn = np.random.default_rng(seed).lognormal(0, 2, size=(40, 2, 6))
    for one, other in drawn:
        if not unsafe(one, Policy()) and not unsafe(other, Policy()):
            assert not unsafe(np.concatenate([one, other]), Policy())


def hidden(
    project: Project, *, overlapping: bool = False, **own: Sequence[float]
) -> dict[str, str]:
    """Return why each category of an amount is hidden."""
    amounts = {("trives", name): np.array(values) for name, values in own.items()}
    amounts["trives", "total"] = np.concatenate([np.array(values) for values in own.values()])
    rows = [{"group": name, "n": len(values), "mean": 1.0} for (_, name), values in amounts.items()]
    of = divided(project, rows)
    found = dict(unsafe_rows(of, amounts, Policy(), overlapping))
    return {str(of.rows[place]["group"]): why for place, why in found.items()}


def test_an_amount_of_one_is_hidden_with_the_smallest_beside_it(project: Project) -> None:
    assert hidden(project, a=ONE, b=EVEN, c=[*EVEN, 10.0]) == {"a": "dominance", "b": "derived"}


def test_what_is_hidden_together_must_be_safe_together(project: Project) -> None:
    many, few = [9e4] * 20, [9e5] * 4
    assert hidden(project, a=[1e6, 5.0], b=EVEN, c=[*EVEN, 10.0], d=many) == {
        "a": "dominance", "b": "derived", "c": "derived", "d": "derived"
    }  # fmt: skip
    assert hidden(project, a=[1e6, 5.0], b=EVEN, c=EVEN, d=few) == {
        "a": "dominance", "d": "derived"
    }  # fmt: skip


def test_a_total_goes_where_its_parts_are_not_enough(project: Project) -> None:
    assert hidden(project, a=[1e6, 5.0], b=EVEN) == {
        "a": "dominance", "total": "dominance"
    }  # fmt: skip


def test_categories_that_overlap_are_hidden_one_by_one(project: Project) -> None:
    assert hidden(project, overlapping=True, a=ONE, b=EVEN, c=EVEN) == {"a": "dominance"}


def test_nothing_is_hidden_of_amounts_that_are_many_s(project: Project) -> None:
    assert hidden(project, a=EVEN, b=EVEN) == {}


@pytest.mark.parametrize(
    "given",
    [
        {"dominance": {"largest": 0}},
        {"dominance": {"share": 0}},
        {"dominance": {"share": 101}},
        {"dominance": {"andel": 90}},
        {"p_percent": -1},
        {"p_percent": 101},
        {"unanimous": 0},
    ],
)
def test_rules_that_cannot_be_are_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Policy.model_validate(given)


def test_both_presets_have_the_rules_of_acro() -> None:
    for policy in (Policy(), Policy(preset="acro")):
        assert policy.dominance == Dominance(largest=2, share=90)
        assert policy.p_percent == 10
