"""Weighted statistics: equal weights give the unweighted ones, and bad input is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluering.stats import (
    StatisticsError,
    crosstab_test,
    describe,
    rao_scott,
    several_groups,
    two_groups,
    weighted_mean,
    weighted_percentages,
    weighted_several_groups,
    weighted_two_groups,
)

few = settings(max_examples=25, deadline=None)
scale = st.lists(st.integers(1, 5).map(float), min_size=3, max_size=12)


@few
@given(a=scale, b=scale, weight=st.floats(0.1, 9))
def test_equal_weights(a: list[float], b: list[float], weight: float) -> None:
    left, right = np.full(len(a), weight), np.full(len(b), weight)
    mean, plain = weighted_mean(a, left), describe(a)
    np.testing.assert_allclose([mean.mean, mean.sd], [plain.mean, plain.sd], atol=1e-12)
    assert mean.effective_n == pytest.approx(len(a))
    expected = two_groups(a, b).welch
    got = weighted_two_groups(a, left, b, right).test
    if not np.isnan(expected.statistic):
        np.testing.assert_allclose(
            [got.statistic, got.p], [expected.statistic, expected.p], atol=1e-9
        )
        assert 0 <= got.p <= 1
    welch = several_groups({"a": a, "b": b}).welch
    f = weighted_several_groups({"a": (a, left), "b": (b, right)}).test
    if not np.isnan(welch.statistic):
        np.testing.assert_allclose([f.statistic, f.df2], [welch.statistic, welch.df2], atol=1e-9)


@few
@given(seed=st.integers(0, 999))
def test_rao_scott_properties(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows, columns = rng.integers(0, 2, 60).tolist(), rng.integers(0, 3, 60).tolist()
    weights = rng.uniform(0.5, 2, 60)
    got = rao_scott(rows, columns, weights)
    order = rng.permutation(60)
    turned = rao_scott(
        [columns[i] for i in order], [f"r{rows[i]}" for i in order], 7 * weights[order]
    )
    np.testing.assert_allclose(turned.to_frame()["p"], got.to_frame()["p"], atol=1e-10)
    assert got.to_frame()["p"].between(0, 1).all()
    equal = rao_scott(rows, columns, np.ones(60))
    plain = crosstab_test(pd.crosstab(pd.Series(rows), pd.Series(columns)))
    assert equal.pearson.statistic == pytest.approx(plain.statistic)


def test_missing_values_take_their_weight_with_them() -> None:
    got = weighted_mean([1.0, np.nan, 3.0], [1.0, 99.0, 3.0])
    assert got.mean == pytest.approx(2.5)
    assert got.n == 2
    percent = weighted_percentages(["x", None, "y"], [1.0, 99.0, 3.0], order=["y", "x", "z"])
    assert list(percent.to_frame()["weighted_percent"]) == pytest.approx([75, 25, 0])
    assert percent.n == 2
    rao = rao_scott(["a", "b", None, "a"], ["x", "y", "x", np.nan], [1.0, 1, 9, 9])
    assert rao.n == 2


def test_too_few_values() -> None:
    nothing, one = weighted_mean([np.nan], [1.0]), weighted_mean([2.0], [1.0])
    assert np.isnan(nothing.mean)
    assert nothing.warnings == ("no valid values",)
    assert one.mean == 2
    assert np.isnan([one.sd, one.standard_error, one.interval.lower]).all()
    pair = weighted_two_groups([2.0], [1.0], [1.0, 2.0], [1.0, 1.0])
    assert np.isnan([pair.welch.p, pair.design.p]).all()
    assert pair.n == (1, 2)
    assert pair.warnings
    constant = weighted_two_groups([2.0, 2.0], [1.0, 2.0], [1.0, 1.0], [1.0, 1.0])
    assert np.isnan(constant.test.p)
    assert constant.warnings == ("both groups have zero variance",)
    empty = weighted_two_groups([], [], [], [])
    assert np.isnan(empty.test.p)
    several = weighted_several_groups(
        {"a": ([1.0, 1.0], [1.0, 1.0]), "b": ([1.0, 2.0], [1.0, 1.0])}
    )
    assert np.isnan(several.test.p)
    assert several.warnings
    with pytest.raises(StatisticsError):
        weighted_several_groups({"a": ([1.0, 2.0], [1.0, 1.0])})
    alone = rao_scott(["a", "a"], ["x", "y"], [1.0, 1.0])
    assert np.isnan(alone.test.p)
    assert alone.warnings
    nobody = weighted_percentages([None], [1.0], order=["x"])
    assert np.isnan(nobody.to_frame()["weighted_percent"].iloc[0])
    assert nobody.warnings


@pytest.mark.parametrize("weights", [[1.0, -1.0], [1.0, 0.0], [1.0, np.nan]])
def test_bad_weights(weights: Any) -> None:
    calls: list[tuple[Any, tuple[Any, ...]]] = [
        (weighted_mean, ([1.0, 2.0],)),
        (weighted_percentages, (["x", "y"],)),
        (rao_scott, (["a", "b"], ["x", "y"])),
    ]
    for function, arguments in calls:
        with pytest.raises(StatisticsError, match="present and positive"):
            function(*arguments, weights)


def test_other_bad_input() -> None:
    with pytest.raises(StatisticsError, match="equally long"):
        weighted_mean([1.0, 2.0], [1.0])
    with pytest.raises(StatisticsError, match="different indexes"):
        weighted_mean(pd.Series([1.0, 2.0]), pd.Series([1.0, 2.0], index=[5, 6]))
    with pytest.raises(StatisticsError, match="equally long, got 1 and 2"):
        weighted_percentages(["x"], [1.0, 2.0])
    with pytest.raises(StatisticsError, match=r"not in order: \['y'\]"):
        weighted_percentages(["x", "y"], [1.0, 2.0], order=["x"])
    with pytest.raises(StatisticsError, match="equally long"):
        rao_scott(["a"], ["x", "y"], [1.0, 1.0])
    with pytest.raises(StatisticsError, match="convention"):
        weighted_two_groups([1.0], [1.0], [2.0], [1.0], convention="pooled")  # type: ignore[arg-type]
