"""Power: monotone in n and power, bad input refused, power reached in a simulation."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluering.stats import (
    StatisticsError,
    smallest_detectable_association,
    smallest_detectable_change,
    smallest_detectable_correlation,
    smallest_detectable_difference,
    smallest_detectable_effect,
)
from evaluering.stats.noncentral import noncentral_t_probability

few = settings(max_examples=20, deadline=None)


@few
@given(n=st.integers(5, 200), more=st.integers(1, 100), power=st.floats(0.3, 0.98))
def test_monotone(n: int, more: int, power: float) -> None:
    functions: list[Any] = [
        lambda size, **level: smallest_detectable_difference(size, 2 * size, **level),
        smallest_detectable_change,
        smallest_detectable_correlation,
        lambda size, **level: smallest_detectable_effect((size, size, size + 3), **level),
        lambda size, **level: smallest_detectable_association(size, 2, 3, **level),
    ]
    for function in functions:
        value = function(n, power=power).value
        assert 0 < function(n + more, power=power).value < value
        assert function(n, power=power + 0.01).value > value
        assert function(n, power=power, significance=0.01).value > value


@few
@given(n=st.integers(3, 100))
def test_two_groups_agree_with_anova(n: int) -> None:
    d = smallest_detectable_difference(n, n).value
    f = smallest_detectable_effect((n, n)).value
    np.testing.assert_allclose(f, d / 2, rtol=1e-7)


def test_power_is_reached() -> None:
    from scipy.stats import ttest_ind

    d = smallest_detectable_difference(15, 40).value
    generator = np.random.default_rng(0)
    first = generator.normal(d, size=(20_000, 15))
    second = generator.normal(size=(20_000, 40))
    share = (np.asarray(ttest_ind(first, second, axis=1).pvalue, dtype=float) < 0.05).mean()
    assert abs(share - 0.8) < 0.01


def test_noncentral_t_where_scipy_has_an_answer_and_where_it_has_none() -> None:
    from scipy.special import nctdtr

    for df in (1, 2, 5, 30, 400, 5000):
        for noncentrality in (0.0, 0.7, 2.8, 5.0):
            got = 1 - noncentral_t_probability(2.1, df, noncentrality)
            scipys = 1 - float(nctdtr(df, noncentrality, 2.1))
            assert abs(got - scipys) < 1e-11
    assert 0 <= 1 - noncentral_t_probability(5.472, 138, -6.346) < 1e-12


def test_units_and_symmetry() -> None:
    standard = smallest_detectable_difference(20, 30)
    scaled = smallest_detectable_difference(30, 20, sd=4)
    assert standard.effect == "Cohen's d"
    assert scaled.effect == "difference in means"
    np.testing.assert_allclose(scaled.value, 4 * standard.value)
    assert standard.to_frame().shape == (1, 6)
    assert smallest_detectable_difference(5, 50).warnings


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: smallest_detectable_difference(1, 20), StatisticsError, "at least 2"),
        (lambda: smallest_detectable_difference(20, 20, sd=0), StatisticsError, "sd"),
        (lambda: smallest_detectable_difference(20, 20, power=1), StatisticsError, "power"),
        (lambda: smallest_detectable_difference(20, 20, power=0.01), StatisticsError, "power"),
        (lambda: smallest_detectable_difference(9, 9, significance=0), StatisticsError, "signif"),
        (lambda: smallest_detectable_change(9, alternative="less"), StatisticsError, "alternative"),
        (lambda: smallest_detectable_change(1), StatisticsError, "at least 2"),
        (lambda: smallest_detectable_correlation(3), StatisticsError, "at least 4"),
        (lambda: smallest_detectable_effect([20]), StatisticsError, "at least 2 groups, got 1"),
        (lambda: smallest_detectable_effect([20, 1]), StatisticsError, "at least 2"),
        (lambda: smallest_detectable_effect([20.5, 20]), StatisticsError, "whole number"),  # type: ignore[list-item]
        (lambda: smallest_detectable_association(50, 1, 3), StatisticsError, "rows must be"),
    ],
)
def test_refused(call: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        call()
    assert issubclass(error, StatisticsError)
