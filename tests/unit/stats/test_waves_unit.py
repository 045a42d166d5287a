"""Changes between waves and invariance: what is refused, and what stays when scales turn."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from evaluering.stats import (
    StatisticsError,
    change_of_means,
    change_of_shares,
    group_moments,
    measurement_invariance,
    multigroup_factor,
    survey_design,
)

RNG = np.random.default_rng(7)


def wave(n: int, loadings: list[float]) -> pd.DataFrame:
    factor = RNG.normal(size=(n, 1))
    values = factor * np.array(loadings) + RNG.normal(size=(n, len(loadings)))
    return pd.DataFrame(values, columns=[f"q{i}" for i in range(len(loadings))])


def test_a_respondent_twice_in_a_wave_is_refused() -> None:
    with pytest.raises(StatisticsError, match="be different within a wave"):
        change_of_means([1, 2], [2, 3], respondents=(["a", "a"], ["b", "c"]))


def test_a_share_of_other_values_is_refused() -> None:
    with pytest.raises(StatisticsError, match="be 0 or 1"):
        change_of_shares([0, 1], [1, 2])


def test_an_empty_wave_gives_no_change_and_says_so() -> None:
    found = change_of_means([1.0, 2.0], [math.nan])
    assert math.isnan(found.estimate.value)
    assert found.warnings


def test_a_share_that_nobody_has_in_either_wave_has_an_interval_but_no_test() -> None:
    found = change_of_shares([0] * 20, [0] * 30)
    assert found.estimate.value == 0
    assert found.estimate.interval.lower < 0 < found.estimate.interval.upper
    assert math.isnan(found.p)


def test_weighted_waves_that_share_respondents_say_that_they_count_as_independent() -> None:
    designs = survey_design([1, 2, 1]), survey_design([1, 1, 3])
    ids = ["a", "b", "c"], ["c", "d", "e"]
    found = change_of_means([1, 2, 4], [2, 3, 5], respondents=ids, designs=designs)
    assert found.shared == 1
    assert found.warnings == ("1 respondents are in both waves, which count as independent",)


def test_fit_is_the_same_of_items_in_another_unit() -> None:
    waves = {"a": wave(120, [1, 0.8, 0.9, 1.2]), "b": wave(150, [1, 0.8, 0.9, 0.2])}
    other = {name: frame * [1, 10, -100, 0.01] + 5 for name, frame in waves.items()}
    one, two = (
        multigroup_factor(group_moments("t", own), free_loadings=[]) for own in (waves, other)
    )
    assert one.test.statistic == pytest.approx(two.test.statistic, abs=1e-6)
    assert one.cfi < 1


def test_loadings_held_equal_are_equal() -> None:
    waves = {"a": wave(120, [1, 0.8, 0.9]), "b": wave(150, [1, 0.8, 0.5])}
    found = multigroup_factor(group_moments("t", waves), free_loadings=["q2"])
    assert found.loadings[0, :2] == pytest.approx(found.loadings[1, :2], abs=0)
    assert found.loadings[0, 2] != found.loadings[1, 2]


def test_items_of_two_factors_are_not_comparable() -> None:
    waves = {}
    for name in "ab":
        halves = [wave(200, [1.5, 1.5, 1.5]).add_prefix(side) for side in "xy"]
        waves[name] = pd.concat(halves, axis=1)
    found = measurement_invariance(waves)
    assert found.level == "none"
    assert not found.comparable
    assert [step.level for step in found.steps] == ["configural"]


def test_intercepts_cannot_be_equal_where_no_loading_is() -> None:
    moments = group_moments("t", {"a": wave(50, [1, 1, 1]), "b": wave(50, [1, 1, 1])})
    with pytest.raises(StatisticsError, match="be all while loadings are"):
        multigroup_factor(moments, free_intercepts=[])


@pytest.mark.parametrize(
    ("waves", "told"),
    [
        ({"a": wave(50, [1, 1, 1])}, "at least 2 groups"),
        ({"a": wave(50, [1, 1]), "b": wave(50, [1, 1])}, "at least 3 items"),
        ({"a": wave(50, [1, 1, 1]), "b": wave(50, [1, 1, 1, 1])}, "have the items"),
        ({"a": wave(50, [1, 1, 1]), "b": wave(3, [1, 1, 1])}, "more complete rows"),
    ],
)
def test_waves_that_cannot_be_fitted_are_refused(waves: dict[str, pd.DataFrame], told: str) -> None:
    with pytest.raises(StatisticsError, match=told):
        measurement_invariance(waves)
