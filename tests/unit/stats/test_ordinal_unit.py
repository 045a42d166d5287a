"""Ordinal association: properties and bad input."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evaluering.stats import StatisticsError, linear_by_linear, ordinal_association

few = settings(max_examples=25, deadline=None)
tables = st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=2, max_size=4).map(
    np.array
)


@few
@given(table=tables)
def test_reversal_turns_the_sign(table: np.ndarray) -> None:
    assume(table.sum())
    got, turned = ordinal_association(table), ordinal_association(table[::-1])
    both = ordinal_association(table[::-1, ::-1].T)
    for name in ("gamma", "tau_b", "tau_c"):
        value = getattr(got, name)
        np.testing.assert_allclose(getattr(turned, name).value, -value.value, atol=1e-12)
        np.testing.assert_allclose(getattr(both, name).value, value.value, atol=1e-12)
        np.testing.assert_allclose(
            getattr(turned, name).standard_error, value.standard_error, atol=1e-7
        )
        assert np.isnan(value.p) or 0 <= value.p <= 1
        assert np.isnan(value.value) or abs(value.value) <= 1 + 1e-12


@few
@given(table=tables)
def test_linear_by_linear_ignores_the_unit_of_the_scores(table: np.ndarray) -> None:
    assume(table.sum())
    got = linear_by_linear(table)
    scaled = linear_by_linear(
        table,
        row_scores=[3.0 * i - 4 for i in range(len(table))],
        column_scores=[-2.0 * i for i in range(3)],
    )
    np.testing.assert_allclose(got.statistic, scaled.statistic, atol=1e-9)
    np.testing.assert_allclose(got.r, -scaled.r, atol=1e-9)


def test_perfect_association() -> None:
    got = ordinal_association(np.diag([5, 6, 7]))
    assert got.gamma.value == pytest.approx(1)
    assert got.tau_b.value == pytest.approx(1)
    assert got.gamma.interval.upper == 1
    assert list(got.to_frame()["statistic"]) == ["gamma", "tau_b", "tau_c"]


def test_scores_must_fit() -> None:
    with pytest.raises(StatisticsError, match="row_scores must have 2 values, got 3"):
        linear_by_linear([[1, 2], [3, 4]], row_scores=[1, 2, 3])
    with pytest.raises(StatisticsError, match="column_scores must be finite"):
        linear_by_linear([[1, 2], [3, 4]], column_scores=[1, np.nan])
