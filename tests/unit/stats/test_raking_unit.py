"""Raking: the margins are met, whatever the order, and bad input is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluering.stats import StatisticsError, design_effect, rake

few = settings(max_examples=20, deadline=None)
totals = st.integers(1, 500)


def sample(seed: int) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    full = pd.MultiIndex.from_product([["n", "s", "w"], ["day", "night"]]).to_frame(index=False)
    extra = full.iloc[rng.integers(0, len(full), 30)]
    data = pd.concat([full, extra])
    data.columns = ["region", "kind"]
    return data.set_index(rng.permutation(len(data)))


@few
@given(region=st.tuples(totals, totals, totals), kind=st.tuples(totals, totals), seed=totals)
def test_margins_are_met(region: tuple[int, ...], kind: tuple[int, ...], seed: int) -> None:
    data = sample(seed)
    margins = {
        "region": dict(zip(["n", "s", "w"], region, strict=True)),
        "kind": dict(zip(["day", "night"], kind, strict=True)),
    }
    got = rake(data, margins)
    assert got.converged
    table = got.to_frame()
    np.testing.assert_allclose(table["weighted_percent"], table["frame_percent"], atol=1e-7)
    assert (got.weights > 0).all()
    assert got.weights.mean() == pytest.approx(1)
    assert got.weights.index.equals(data.index)
    assert got.design_effect >= 1 - 1e-12
    assert got.effective_n == pytest.approx(len(data) / got.design_effect)
    turned = rake(data.iloc[::-1], dict(reversed(margins.items())))
    np.testing.assert_allclose(turned.weights[data.index], got.weights, atol=1e-6)


def test_design_effect() -> None:
    assert design_effect([2.0, 2.0, 2.0]) == pytest.approx(1)
    assert design_effect([1.0, 3.0]) == pytest.approx(1.25)
    for bad in ([], [1.0, 0.0], [1.0, np.nan], [-1.0, 2.0]):
        with pytest.raises(StatisticsError, match="present and positive"):
            design_effect(bad)


def test_contradiction_does_not_converge() -> None:
    data = pd.DataFrame({"a": ["x", "y"], "b": ["x", "y"]})
    got = rake(data, {"a": {"x": 1, "y": 1}, "b": {"x": 1, "y": 3}}, max_iterations=20)
    assert not got.converged
    assert got.iterations == 20
    assert got.warnings[0].startswith("no convergence in 20 iterations")


@pytest.mark.parametrize(
    ("data", "margins", "message"),
    [
        ({"a": ["x", "y"]}, {"b": {"x": 1}}, "name columns of data"),
        ({"a": ["x", None]}, {"a": {"x": 1, "y": 1}}, "complete, got 1 missing"),
        ({"a": ["x", "z"]}, {"a": {"x": 1, "y": 1}}, r"frame's categories, got \['z'\]"),
        ({"a": ["x", "x"]}, {"a": {"x": 1, "y": 1}}, "without respondents"),
        ({"a": ["x", "y"]}, {"a": {"x": 1, "y": 0}}, "the frame's categories"),
        ({"a": ["x", "y"]}, {"a": {"x": 1, "y": np.nan}}, "numbers of at least 0"),
        ({"a": ["x", "y"]}, {"a": {"x": 1, "y": -1}}, "numbers of at least 0"),
    ],
)
def test_bad_margins(data: Any, margins: Any, message: str) -> None:
    with pytest.raises(StatisticsError, match=message):
        rake(pd.DataFrame(data), margins)


def test_nothing_to_rake() -> None:
    with pytest.raises(StatisticsError):
        rake(pd.DataFrame({"a": []}), {"a": {"x": 1}})
    with pytest.raises(StatisticsError):
        rake(pd.DataFrame({"a": ["x"]}), {})
    with pytest.raises(StatisticsError, match="equally long, got 1 and 2"):
        rake(pd.DataFrame({"a": ["x", "y"]}), {"a": {"x": 1, "y": 2}}, base_weights=[1.0])
