"""Correlations: properties and bad input."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluering.stats import StatisticsError, correlation_table, kendall, pearson, spearman

few = settings(max_examples=25, deadline=None)
pairs = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=3, max_size=15)
METHODS = (pearson, spearman, kendall)


@few
@given(values=pairs, seed=st.integers(0, 99))
def test_order_scale_and_sign(values: list[tuple[int, int]], seed: int) -> None:
    x, y = np.array(values, dtype=float).T
    order = np.random.default_rng(seed).permutation(x.size)
    for method in METHODS:
        got = method(x, y)
        np.testing.assert_allclose(method(x[order], y[order]).r, got.r, atol=1e-12)
        np.testing.assert_allclose(method(y, x).r, got.r, atol=1e-12)
        np.testing.assert_allclose(method(3 * x + 2, -y).r, -got.r, atol=1e-12)
        assert np.isnan(got.p) or 0 <= got.p <= 1
        assert np.isnan(got.r) or abs(got.r) <= 1 + 1e-12


@pytest.mark.parametrize("method", METHODS)
def test_what_cannot_be_correlated(method: Any) -> None:
    short = method([1.0, 2.0, np.nan], [2.0, 1.0, 3.0])
    constant = method([1.0, 1.0, 1.0], [2.0, 1.0, 3.0])
    nothing = method([np.nan] * 4, [1.0, 2.0, 3.0, 4.0])
    for got, n, warning in (
        (short, 2, "fewer than three complete pairs (2)"),
        (constant, 3, "zero variance in x"),
        (nothing, 0, "fewer than three complete pairs (0)"),
    ):
        assert np.isnan([got.r, got.p, got.interval.lower]).all()
        assert got.n == n
        assert got.warnings == (warning,)
    assert method([0.3, 0.1 + 0.2, 0.3], [1.0, 2.0, 3.0]).warnings


@pytest.mark.parametrize("method", METHODS)
def test_bad_pairs(method: Any) -> None:
    with pytest.raises(StatisticsError, match="equally long, got 2 and 3"):
        method([1.0, 2.0], [1.0, 2.0, 3.0])
    with pytest.raises(StatisticsError, match="different indexes"):
        method(pd.Series([1.0, 2, 3]), pd.Series([1.0, 2, 3], index=[1, 2, 3]))
    with pytest.raises(StatisticsError, match="x must be numeric"):
        method(["a", "b", "c"], [1.0, 2.0, 3.0])
    with pytest.raises(StatisticsError, match="confidence"):
        method([1.0, 2, 3], [1.0, 2, 4], confidence=0)


def test_perfect_correlation() -> None:
    for method in METHODS:
        got = method([1.0, 2, 3, 4, 5], [2.0, 4, 6, 8, 10])
        assert got.r == pytest.approx(1)
        assert 0 <= got.p < 0.05
    assert got.to_frame().loc[0, "n"] == 5


def test_table() -> None:
    data = pd.DataFrame(
        {
            "a": [1.0, 2, 3, 4, np.nan],
            "b": [2.0, 1, 4, 3, 5],
            "c": [1.0, np.nan, 2, 5, 4],
            "same": 1.0,
        }
    )
    pairwise = correlation_table(data, ["a", "b"], ["c", "same"])
    assert pairwise.n.loc["b", "c"] == 4
    assert np.isnan(pairwise.r["same"].iloc[0])
    assert "a with same: zero variance in y" in pairwise.warnings
    listwise = correlation_table(data, ["a", "b"], ["c"], missing="listwise")
    assert (listwise.n == 3).all(axis=None)
    assert listwise.r.loc["a", "c"] == pytest.approx(pairwise.r.loc["a", "c"])
    assert list(pairwise.to_frame().columns) == ["row", "column", "r", "p", "n", "lower", "upper"]
    for arguments, message in (
        ({"rows": ["x"]}, "rows must name"),
        ({"columns": []}, "columns must name"),
        ({"rows": ["a", "a"]}, "rows must name"),
        ({"method": "phi"}, "method"),
        ({"missing": "mean"}, "missing"),
    ):
        options: Any = {"rows": ["a"], "columns": ["c"], **arguments}
        with pytest.raises(StatisticsError, match=message):
            correlation_table(data, **options)
