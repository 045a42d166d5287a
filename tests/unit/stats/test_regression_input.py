"""Regressions: invariances, bad input and warnings."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluering.stats import StatisticsError, linear_regression, ordinal_regression

few = settings(max_examples=6, deadline=None)


def rows(seed: int, n: int = 120) -> tuple[pd.Series[float], pd.DataFrame]:
    """An outcome with two predictors."""
    generator = np.random.default_rng(seed)
    x = pd.DataFrame(generator.normal(size=(n, 2)), columns=["a", "b"])
    y = x["a"] + 0.5 * x["b"] + generator.normal(size=n)
    return y.rename("y"), x


Y, X = rows(0)
LEVEL = pd.Series(np.digitize(Y, [-1, 0, 1]), name="level").astype(float)
FITS: list[tuple[Any, Any]] = [(linear_regression, Y), (ordinal_regression, LEVEL)]


@few
@given(seed=st.integers(0, 1000), factor=st.floats(0.01, 100))
def test_scale_and_order(seed: int, factor: float) -> None:
    y, x = rows(seed)
    level = pd.Series(np.digitize(y, [-1, 0, 1]), name="level").astype(float)
    order = np.random.default_rng(seed).permutation(len(y))
    moved = (x * [1, factor] + [0, 5]).iloc[order, ::-1]
    linear = linear_regression(y, x).coefficients
    got = linear_regression(y.iloc[order], moved).coefficients.loc[linear.index]
    for column in ("beta", "vif"):
        np.testing.assert_allclose(got[column], linear[column], rtol=1e-6)
    np.testing.assert_allclose(got["p"].iloc[1:], linear["p"].iloc[1:], atol=1e-8)
    ordinal = ordinal_regression(level, x)
    other = ordinal_regression(level.iloc[order], moved)
    slopes = other.coefficients.loc[["a", "b"], "coefficient"] * [1, factor]
    np.testing.assert_allclose(slopes, ordinal.coefficients["coefficient"], atol=1e-4)
    mirrored = ordinal_regression(-level, x).coefficients["coefficient"]
    np.testing.assert_allclose(mirrored, -ordinal.coefficients["coefficient"], atol=1e-4)


@pytest.mark.parametrize(("function", "outcome"), FITS)
@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        (lambda y, x: (y, x.assign(a=1.0)), StatisticsError, "constant columns: a"),
        (lambda y, x: (y * 0, x), StatisticsError, "constant columns"),
        (lambda y, x: (y, x.assign(c=x["a"] - x["b"])), StatisticsError, "linearly dependent"),
        (lambda y, x: (y, x.assign(a="x")), StatisticsError, "non-numeric columns: a"),
        (lambda y, x: (y.astype(str), x), StatisticsError, "non-numeric"),
        (lambda y, x: (y.rename("a"), x), StatisticsError, "name of a predictor, got a"),
        (lambda y, x: (y.iloc[1:], x), StatisticsError, "different indexes"),
        (lambda y, x: (y.to_numpy(), x), StatisticsError, "must be a Series"),
        (lambda y, x: (y.iloc[:3], x.iloc[:3]), StatisticsError, "3 complete row"),
        (lambda y, x: (y * np.nan, x), StatisticsError, "only missing"),
        (lambda y, x: (y, x[[]]), StatisticsError, r"column\(s\), got 0"),
    ],
)
def test_refused(
    function: Any, outcome: Any, change: Any, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        function(*change(outcome, X))


@pytest.mark.parametrize(("function", "outcome"), FITS)
def test_small_samples_and_missing_values(function: Any, outcome: Any) -> None:
    got = function(outcome.iloc[:15], X.iloc[:15])
    assert any("few rows: 15 for 2 predictors" in w for w in got.warnings)
    holes = X.mask(np.random.default_rng(3).random(X.shape) < 0.05)
    got = function(outcome, holes)
    assert got.n == len(holes.dropna())
    assert got.n + got.n_excluded == len(X)
    assert len(got.to_frame()) >= 2


def test_options() -> None:
    with pytest.raises(StatisticsError, match="robust must be one of"):
        linear_regression(Y, X, robust="HC4")
    for function, outcome in FITS:
        with pytest.raises(StatisticsError, match="confidence"):
            function(outcome, X, confidence=0.0)


def test_a_row_that_fixes_a_coefficient() -> None:
    alone = X.assign(c=(X.index == 7).astype(float))
    with pytest.raises(StatisticsError, match=r"got 1 row\(s\)"):
        linear_regression(Y, alone)
    assert np.isfinite(linear_regression(Y, alone, robust="HC1").coefficients["se"]).all()


def test_collinearity_is_named() -> None:
    noise = np.random.default_rng(1).normal(size=len(X)) * 0.05
    got = linear_regression(Y, X.assign(c=X["a"] + noise))
    assert any("collinearity: a" in w for w in got.warnings)


def test_separation_and_small_categories_are_named() -> None:
    level = pd.Series(np.digitize(X["a"], [-1.8, 0, 1]), name="level").astype(float)
    got = ordinal_regression(level, X)
    text = " | ".join(got.warnings)
    assert "near separation: a" in text or "did not converge" in text
    assert "category 0 of the outcome" in text
