"""Comparison of groups: properties and bad input."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluering.stats import (
    StatisticsError,
    describe,
    levene,
    refuse_overlap,
    several_groups,
    two_groups,
)
from evaluering.stats.noncentral import noncentral_f, noncentral_t, noncentral_t_probability

few = settings(max_examples=25, deadline=None)
scale = st.lists(st.integers(1, 5).map(float), min_size=3, max_size=12)


def same(left: Any, right: Any) -> None:
    np.testing.assert_allclose(left, right, rtol=1e-9, atol=1e-9)


def test_describe_without_values() -> None:
    nothing, one = describe([np.nan, np.nan]), describe([2.0])
    assert nothing.n == 0
    assert nothing.missing == 2
    assert np.isnan([nothing.mean, nothing.sd, nothing.minimum]).all()
    assert nothing.warnings
    assert one.mean == 2
    assert np.isnan(one.sd)
    assert one.warnings
    assert list(one.to_frame().columns) == ["n", "missing", "mean", "sd", "minimum", "maximum"]


@pytest.mark.parametrize("values", [["1", "2"], [1.0, np.inf], [[1.0, 2.0]], 3.0, ["a", 1]])
def test_describe_refuses(values: Any) -> None:
    with pytest.raises(StatisticsError, match="describe: values"):
        describe(values)


@few
@given(a=scale, b=scale, seed=st.integers(0, 99))
def test_two_groups_properties(a: list[float], b: list[float], seed: int) -> None:
    got = two_groups(a, b)
    rng = np.random.default_rng(seed)
    shuffled = two_groups(rng.permutation([*a, np.nan]), rng.permutation(b))
    swapped = two_groups(b, a)
    shifted = two_groups(np.array(a) * 2 + 7, np.array(b) * 2 + 7)
    same(shuffled.to_frame()["value"], got.to_frame()["value"])
    same(swapped.welch.statistic, -got.welch.statistic)
    same(swapped.cohens_d.interval.lower, -got.cohens_d.interval.upper)
    same(shifted.effect.value, got.effect.value)
    p = got.to_frame()["p"].dropna()
    assert p.between(0, 1).all()
    if not np.isnan(got.cohens_d.value):
        limits = got.cohens_d.interval
        assert limits.lower <= got.cohens_d.value <= limits.upper


@few
@given(a=scale, b=scale)
def test_two_groups_is_the_anova_of_two(a: list[float], b: list[float]) -> None:
    pair, several = two_groups(a, b, convention="pooled"), several_groups({"a": a, "b": b})
    same(several.test.statistic, pair.test.statistic**2)
    if min(pair.sds) > 0:  # Welch's F divides by the variance of each group
        same(several.welch.p, pair.welch.p)
    same(several.kruskal_wallis.statistic, pair.mann_whitney.z**2)


@few
@given(groups=st.lists(scale, min_size=3, max_size=4))
def test_several_groups_ignores_names_and_order(groups: list[list[float]]) -> None:
    got = several_groups(dict(zip("abcd", groups, strict=False)))
    relabelled = several_groups(dict(zip("zyxw", groups[::-1], strict=False)))
    same(relabelled.to_frame()["value"], got.to_frame()["value"])
    assert got.to_frame()["p"].dropna().between(0, 1).all()
    assert len(got.n) == len(groups)


def test_convention_chooses_the_test() -> None:
    a, b = [1.0, 2, 3, 4], [2.0, 8, 9]
    assert two_groups(a, b).test == two_groups(a, b).welch
    pooled = two_groups(a, b, convention="pooled")
    assert pooled.test == pooled.pooled
    assert pooled.estimate.interval == pooled.pooled.interval
    welch = several_groups({"a": a, "b": b}, convention="welch")
    assert welch.test == welch.welch
    with pytest.raises(StatisticsError, match="convention"):
        two_groups(a, b, convention="student")  # type: ignore[arg-type]
    with pytest.raises(StatisticsError, match="convention"):
        several_groups({"a": a, "b": b}, convention="pooled")  # type: ignore[arg-type]
    with pytest.raises(StatisticsError, match="convention"):
        levene({"a": a, "b": b}, convention="trimmed")  # type: ignore[arg-type]
    with pytest.raises(StatisticsError, match="confidence"):
        two_groups(a, b, confidence=95)


def test_group_of_one() -> None:
    got = two_groups([3.0], [1.0, 2.0, 4.0])
    assert np.isnan(got.welch.p)
    assert 0 < got.pooled.p < 1
    assert got.warnings == ("group a has one valid value: no Welch test",)
    several = several_groups({"a": [3.0], "b": [1.0, 2.0, 4.0], "c": [2.0, 5.0]})
    assert np.isnan(several.welch.p)
    assert 0 < several.classical.p < 1
    assert several.warnings == ("group 'a' has one valid value",)


def test_zero_variance() -> None:
    got = two_groups([2.0, 2.0, 2.0], [3.0, 3.0])
    assert np.isnan([got.welch.p, got.pooled.p, got.cohens_d.value]).all()
    assert len(got.warnings) == 2
    rounding = two_groups([0.1 + 0.2, 0.3, 0.3], [0.3, 0.3, 0.1 + 0.2])
    assert np.isnan(rounding.welch.p)
    several = several_groups({"a": [1.0, 1.0], "b": [2.0, 2.0], "c": [3.0, 3.0]})
    assert np.isnan([several.classical.p, several.welch.p, several.effect.value]).all()
    assert "group 'a' has zero variance" in several.warnings


def test_all_missing() -> None:
    got = two_groups([np.nan, np.nan], [1.0, 2.0])
    assert got.n == (0, 2)
    assert np.isnan(got.to_frame()["value"]).all()
    assert got.warnings == ("group a has no valid values",)
    several = several_groups({"a": [np.nan], "b": [1.0, 2.0]})
    assert several.names == ("b",)
    assert np.isnan(several.classical.p)
    assert several.warnings[-1] == "fewer than two groups with valid values"
    nothing = several_groups({"a": [np.nan], "b": []})
    assert np.isnan(nothing.to_frame()["value"]).all()


def test_fewer_than_two_groups() -> None:
    for function in (several_groups, levene):
        with pytest.raises(StatisticsError, match="at least 2 groups, got 1"):
            function({"a": [1.0, 2.0]})


def test_levene_without_variation_of_the_deviations() -> None:
    got = levene({"a": [3.3, 3.6], "b": [1000.1, 1000.3]})
    assert np.isnan(got.to_frame()["value"]).all()
    assert got.test == got.mean_centred


def test_overlapping_groups_are_refused() -> None:
    with pytest.raises(StatisticsError, match="without overlap, got 2 shared"):
        refuse_overlap("several_groups", {"a": [1, 2, 3], "b": [2, 3, 4], "c": [9]})
    with pytest.raises(StatisticsError, match="group 'a' must hold each once, got 1 repeated"):
        refuse_overlap("several_groups", {"a": [1, 1], "b": [2]})
    refuse_overlap("several_groups", {"a": [1, 2], "b": [3]})
    values = {"a": [1.0, 2.0, 4.0], "b": [2.0, 5.0]}
    with pytest.raises(StatisticsError, match="1 shared respondents"):
        several_groups(values, respondents={"a": [1, 2, 3], "b": [3, 4]})
    with pytest.raises(StatisticsError, match="1 shared respondents"):
        two_groups(*values.values(), respondents=([1, 2, 3], [3, 4]))
    with pytest.raises(StatisticsError, match="number the 3 values, got 2"):
        several_groups(values, respondents={"a": [1, 2], "b": [3, 4]})
    with pytest.raises(StatisticsError, match="respondents must name"):
        several_groups(values, respondents={"a": [1, 2, 3]})
    assert several_groups(values, respondents={"a": [1, 2, 3], "b": [4, 5]}).n == (3, 2)


@pytest.mark.parametrize(("t", "df"), [(0.0, 1), (1e-9, 3), (37.0, 3), (60.0, 2400), (1e5, 2)])
def test_noncentral_t_limits_solve_their_equation(t: float, df: float) -> None:
    limits = noncentral_t(t, df, 0.95)
    assert noncentral_t_probability(t, df, limits.lower) == pytest.approx(0.975, abs=1e-9)
    assert noncentral_t_probability(t, df, limits.upper) == pytest.approx(0.025, abs=1e-9)
    mirrored = noncentral_t(-t, df, 0.95)
    assert mirrored.lower == pytest.approx(-limits.upper)


def test_noncentral_limits_of_nothing() -> None:
    assert noncentral_f(0.2, 2, 50, 0.95).lower == 0
    assert np.isnan(noncentral_f(np.nan, 2, 50, 0.95).upper)
    assert np.isnan(noncentral_t(np.inf, 5, 0.95).upper)


def test_without_effect_sizes_the_tests_are_the_same():
    full, light = (two_groups([1, 2, 4], [2, 5, 5, 3], effect_sizes=e) for e in (True, False))
    assert light.welch == full.welch
    assert light.mann_whitney == full.mann_whitney
    assert np.isnan(light.cohens_d.value)
