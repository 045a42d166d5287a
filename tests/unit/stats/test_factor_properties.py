"""Factor analysis: what may not change the solution."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluering.stats import factor_analysis, parallel_analysis, sampling_adequacy

few = settings(max_examples=8, deadline=None)
seeds = st.integers(0, 10_000)
SOLUTIONS: list[dict[str, Any]] = [
    {"method": "minres", "rotation": "oblimin"},
    {"method": "paf", "rotation": "varimax", "convention": "spss"},
    {"method": "ml", "rotation": "promax"},
]


def two_factors(seed: int, n: int = 200) -> pd.DataFrame:
    """Eight items with a clear two-factor structure."""
    generator = np.random.default_rng(seed)
    loadings = np.kron(np.eye(2), np.array([[0.8], [0.7], [0.65], [0.75]]))
    loadings[:4, 1] = 0.1
    values = generator.normal(size=(n, 2)) @ loadings.T + generator.normal(size=(n, 8)) * 0.6
    return pd.DataFrame(values, columns=[f"q{i}" for i in range(8)])


@pytest.mark.parametrize("options", SOLUTIONS)
@few
@given(seed=seeds)
def test_row_order_item_order_and_scale(options: dict[str, Any], seed: int) -> None:
    items = two_factors(seed)
    expected = factor_analysis(items, 2, **options)
    generator = np.random.default_rng(seed + 1)
    rows = items.iloc[generator.permutation(len(items))]
    shuffled = rows[list(generator.permutation(items.columns))] * 3 + 7
    got = factor_analysis(shuffled, 2, **options)
    close = 1e-4 if options["method"] == "ml" else 1e-5
    np.testing.assert_allclose(got.loadings.loc[items.columns], expected.loadings, atol=close)
    np.testing.assert_allclose(got.factor_correlations, expected.factor_correlations, atol=close)
    np.testing.assert_allclose(got.kmo, expected.kmo)


@pytest.mark.parametrize("options", SOLUTIONS)
@few
@given(seed=seeds)
def test_solution_is_consistent(options: dict[str, Any], seed: int) -> None:
    got = factor_analysis(two_factors(seed), 2, **options)
    assert (got.loadings.sum() >= 0).all()
    assert got.variance_explained.is_monotonic_decreasing
    np.testing.assert_allclose(got.structure, got.loadings @ got.factor_correlations, atol=1e-12)
    np.testing.assert_allclose(np.diag(got.factor_correlations), 1, atol=1e-8)
    np.testing.assert_allclose(got.communalities + got.uniquenesses, 1)
    np.testing.assert_allclose(got.variance_explained.sum() * 8, got.communalities.sum())
    np.testing.assert_allclose(got.eigenvalues.sum(), 8)


@few
@given(seed=seeds, flipped=st.integers(0, 7))
def test_a_reversed_item_only_changes_its_sign(seed: int, flipped: int) -> None:
    items = two_factors(seed)
    name = f"q{flipped}"
    expected = factor_analysis(items, 2).loadings
    got = factor_analysis(items.assign(**{name: -items[name]}), 2).loadings
    np.testing.assert_allclose(got.abs(), expected.abs(), atol=1e-6)


@few
@given(seed=seeds)
def test_adequacy_bounds(seed: int) -> None:
    items = two_factors(seed)
    got = sampling_adequacy(items.corr().to_numpy(), len(items))
    assert 0 < got.kmo < 1
    assert 0 <= got.bartlett.p <= 1
    assert ((got.kmo_per_item > 0) & (got.kmo_per_item < 1)).all()


def test_parallel_analysis_is_reproducible() -> None:
    items = two_factors(3)
    one, two = (parallel_analysis(items, np.random.default_rng(9), draws=30) for _ in range(2))
    pd.testing.assert_frame_equal(one.to_frame(), two.to_frame())
    other = parallel_analysis(items, np.random.default_rng(10), draws=30)
    assert not np.array_equal(one.random_mean, other.random_mean)
    permuted = parallel_analysis(
        items, np.random.default_rng(9), draws=30, random_data="permuted", eigenvalues="factors"
    )
    assert one.suggested == permuted.suggested == 2
    assert "correlation matrix" in one.convention
    assert "squared multiple" in permuted.convention


def test_frames() -> None:
    got = factor_analysis(two_factors(1), 2, rotation="oblimin")
    tidy = got.to_frame()
    assert tidy.shape == (16, 7)
    assert tidy.loc[tidy["item"] == "q3", "communality"].eq(got.communalities["q3"]).all()
    row = tidy[(tidy["item"] == "q5") & (tidy["factor"] == "F2")].iloc[0]
    assert row["loading"] == got.loadings.loc["q5", "F2"]
    assert row["structure"] == got.structure.loc["q5", "F2"]
