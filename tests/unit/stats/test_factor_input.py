"""Factor analysis: bad input is refused by name, doubtful input carries a warning."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pandas as pd
import pytest

from evaluering.stats import (
    StatisticsError,
    factor_analysis,
    parallel_analysis,
    polychoric_correlations,
)

GENERATOR = np.random.default_rng(5)
COMMON = GENERATOR.normal(size=(80, 1))
ITEMS = pd.DataFrame(
    np.clip(np.round(COMMON + GENERATOR.normal(size=(80, 5)) * 0.8 + 3), 1, 5),
    columns=list("abcde"),
)
FUNCTIONS = [
    factor_analysis,
    polychoric_correlations,
    lambda items: parallel_analysis(items, np.random.default_rng(0), draws=3),
]


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize(
    ("items", "error", "message"),
    [
        (ITEMS.assign(c=3.0), StatisticsError, "constant columns: c"),
        (ITEMS.assign(c=np.nan), StatisticsError, "only missing values in: c"),
        (ITEMS.assign(c="x"), StatisticsError, "non-numeric columns: c"),
        (ITEMS.assign(c=np.inf), StatisticsError, "infinite values in: c"),
        (ITEMS[["a"]], StatisticsError, r"column\(s\), got 1"),
        (ITEMS.iloc[:0], StatisticsError, "no rows"),
        (ITEMS.iloc[:1], StatisticsError, "1 complete row"),
        (ITEMS[["a", "a", "b"]], StatisticsError, "duplicated column names: a"),
        (ITEMS.to_numpy(), StatisticsError, "must be a DataFrame"),
    ],
)
def test_refused(function: Any, items: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        function(items)


@pytest.mark.parametrize("function", [FUNCTIONS[0], FUNCTIONS[2]])
def test_more_items_than_respondents(function: Any) -> None:
    items = pd.DataFrame(np.random.default_rng(1).normal(size=(6, 8)))
    with pytest.raises(StatisticsError, match="6 complete rows for 8 items"):
        function(items)


@pytest.mark.parametrize(
    "options",
    [
        {"method": "principal"},
        {"rotation": "equamax"},
        {"convention": "sas"},
        {"correlation": "spearman"},
        {"n_factors": 0},
        {"n_factors": 5},
        {"n_factors": True},
    ],
)
def test_unknown_options(options: dict[str, Any]) -> None:
    with pytest.raises(StatisticsError, match=next(iter(options))):
        factor_analysis(ITEMS, **options)


def test_options_of_parallel_analysis() -> None:
    seed: Any = 1
    with pytest.raises(StatisticsError, match="generator"):
        parallel_analysis(ITEMS, seed)
    for options in ({"draws": 0}, {"quantile": 1.0}, {"eigenvalues": "x"}, {"random_data": "x"}):
        arguments: dict[str, Any] = dict(options)
        with pytest.raises(StatisticsError, match=next(iter(options))):
            parallel_analysis(ITEMS, np.random.default_rng(0), **arguments)


def test_missing_values_are_listwise_and_counted() -> None:
    holes = ITEMS.mask(np.random.default_rng(2).random(ITEMS.shape) < 0.05)
    got = factor_analysis(holes)
    assert got.n == len(holes.dropna())
    assert got.n_excluded == len(holes) - got.n
    pd.testing.assert_frame_equal(got.loadings, factor_analysis(holes.dropna()).loadings)


def test_nullable_integers_are_accepted() -> None:
    got = factor_analysis(ITEMS.astype("Int64"))
    pd.testing.assert_frame_equal(got.loadings, factor_analysis(ITEMS).loadings)


def test_few_rows_per_item() -> None:
    assert any("few rows: 20 for 5" in w for w in factor_analysis(ITEMS.iloc[:20]).warnings)
    assert factor_analysis(ITEMS).warnings == ()


@pytest.mark.parametrize("method", ["minres", "paf", "ml"])
def test_heywood_case(method: str) -> None:
    generator = np.random.default_rng(3)
    common = generator.normal(size=(100, 1))
    values = common * [1.0, 0.3, 0.3, 0.3] + generator.normal(size=(100, 4)) * [0.01, 1, 1, 1]
    items = pd.DataFrame(values, columns=list("abcd"))
    got = factor_analysis(items, 1, method=method)
    assert any("Heywood" in w and "a" in w.split(":")[1] for w in got.warnings), got.warnings


def test_dependent_items() -> None:
    got = factor_analysis(ITEMS.assign(f=ITEMS["a"] + ITEMS["b"]), 2)
    assert np.isnan(got.kmo)
    assert np.isnan(got.bartlett.p)
    assert any("not positive definite" in w for w in got.warnings)
    assert np.isfinite(got.loadings.to_numpy()).all()


def test_the_engine_is_silent() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        factor_analysis(ITEMS, 2, rotation="varimax")


def test_polychoric_wants_codes() -> None:
    with pytest.raises(StatisticsError, match="whole-number"):
        polychoric_correlations(ITEMS + 0.5)
    many = pd.DataFrame(np.random.default_rng(0).integers(0, 40, size=(90, 2)), columns=["x", "y"])
    with pytest.raises(StatisticsError, match="categories: x, y"):
        polychoric_correlations(many)


def test_polychoric_at_its_bound_is_flagged() -> None:
    got = polychoric_correlations(ITEMS.assign(f=ITEMS["a"]))
    assert any("at its bound: a and f" in w for w in got.warnings)
    assert len(got.to_frame()) == 15
    assert factor_analysis(ITEMS, correlation="polychoric").correlation == "polychoric"
