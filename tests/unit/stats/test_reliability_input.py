"""Reliability: invariances, bad input and warnings."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluering.stats import Reliability, StatisticsError, reliability

few = settings(max_examples=10, deadline=None)


def scale(seed: int, n: int = 60) -> pd.DataFrame:
    """Five items on one factor."""
    generator = np.random.default_rng(seed)
    values = generator.normal(size=(n, 1)) + generator.normal(size=(n, 5))
    return pd.DataFrame(values, columns=list("abcde"))


ITEMS = scale(0)


def limits(got: Reliability) -> tuple[float, float]:
    return got.estimate.interval.lower, got.estimate.interval.upper


@few
@given(seed=st.integers(0, 10_000), shift=st.floats(-50, 50), factor=st.floats(0.1, 10))
def test_invariance(seed: int, shift: float, factor: float) -> None:
    items = scale(seed)
    expected = reliability(items)
    generator = np.random.default_rng(seed)
    moved = items.iloc[generator.permutation(60), generator.permutation(5)] * factor + shift
    for got in (reliability(moved), reliability(-items), reliability(moved, missing="pairwise")):
        np.testing.assert_allclose(got.alpha, expected.alpha, atol=1e-8)
        np.testing.assert_allclose(limits(got), limits(expected), atol=1e-8)
        np.testing.assert_allclose(got.omega_total, expected.omega_total, atol=1e-6)
        np.testing.assert_allclose(
            got.item_total.loc[items.columns], expected.item_total, atol=1e-8
        )
    low, high = limits(expected)
    assert low < expected.alpha < high < 1


@pytest.mark.parametrize("missing", ["listwise", "pairwise"])
@pytest.mark.parametrize(
    ("items", "error", "message"),
    [
        (ITEMS.assign(c=3.0), StatisticsError, "constant columns: c"),
        (ITEMS.assign(c="x"), StatisticsError, "non-numeric columns: c"),
        (ITEMS[["a"]], StatisticsError, r"column\(s\), got 1"),
        (ITEMS.iloc[:0], StatisticsError, "no rows"),
        (ITEMS.iloc[:1], StatisticsError, None),
    ],
)
def test_refused(missing: str, items: Any, error: type[Exception], message: str | None) -> None:
    if message is None and missing == "pairwise":
        error = StatisticsError
    with pytest.raises(error, match=message):
        reliability(items, missing=missing)


def test_all_missing() -> None:
    with pytest.raises(StatisticsError, match="only missing values in: a"):
        reliability(ITEMS.assign(a=np.nan))
    with pytest.raises(StatisticsError, match="0 complete row"):
        reliability(
            ITEMS.assign(
                a=ITEMS["a"].where(ITEMS.index < 30), b=ITEMS["b"].where(ITEMS.index >= 30)
            )
        )


def test_no_common_pairs() -> None:
    apart = ITEMS.assign(
        a=ITEMS["a"].where(ITEMS.index < 30), b=ITEMS["b"].where(ITEMS.index >= 30)
    )
    with pytest.raises(StatisticsError, match="a pair with 0 common rows"):
        reliability(apart, missing="pairwise")


def test_options() -> None:
    with pytest.raises(StatisticsError, match="missing must be one of"):
        reliability(ITEMS, missing="median")
    with pytest.raises(StatisticsError, match="confidence"):
        reliability(ITEMS, confidence=1.0)


def test_forgotten_reversal_is_named() -> None:
    got = reliability(ITEMS.assign(d=-ITEMS["d"]))
    assert [w for w in got.warnings if "reversal" in w and w.startswith("d ")]
    assert got.alpha < reliability(ITEMS).alpha


def test_missing_values() -> None:
    holes = ITEMS.mask(np.random.default_rng(2).random(ITEMS.shape) < 0.05)
    listwise, pairwise = reliability(holes), reliability(holes, missing="pairwise")
    assert listwise.n == len(holes.dropna()) < pairwise.n
    assert listwise.n_excluded == 60 - listwise.n
    assert listwise.alpha == reliability(holes.dropna()).alpha


def test_two_items_and_few_rows() -> None:
    got = reliability(ITEMS[["a", "b"]].iloc[:10])
    assert np.isnan(got.omega_total)
    assert got.alpha_if_deleted.isna().all()
    assert any("few rows" in w for w in got.warnings)
    assert any("three items" in w for w in got.warnings)
    r = float(ITEMS["a"].iloc[:10].corr(ITEMS["b"].iloc[:10]))
    np.testing.assert_allclose(got.standardised_alpha, 2 * r / (1 + r))


def test_more_items_than_respondents_is_a_warning() -> None:
    got = reliability(ITEMS.iloc[:4])
    assert any("few rows: 4 for 5 items" in w for w in got.warnings)
    assert np.isnan(got.omega_total)


def test_identical_items() -> None:
    got = reliability(pd.DataFrame({"a": ITEMS["a"], "b": ITEMS["a"], "c": ITEMS["a"]}))
    np.testing.assert_allclose([got.alpha, got.standardised_alpha], 1)
    assert got.to_frame().shape == (3, 6)


def test_omega_of_an_improper_solution_is_flagged() -> None:
    generator = np.random.default_rng(3)
    common = generator.normal(size=(100, 1))
    values = common * [1.0, 0.3, 0.3, 0.3] + generator.normal(size=(100, 4)) * [0.01, 1, 1, 1]
    got = reliability(pd.DataFrame(values, columns=list("abcd")))
    assert any("Heywood" in w for w in got.warnings)
