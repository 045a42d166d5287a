"""Index construction: reversal, mean, classes, selection and direction."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluering.stats import (
    StatisticsError,
    additive_index,
    check_direction,
    classify,
    factor_analysis,
    rescale,
    reverse,
)

few = settings(max_examples=20, deadline=None)
ITEMS = pd.DataFrame(
    {"a": [1, 2, 5, None], "b": [5, 4, 1, 3], "c": [1, None, 5, None]}, index=list("wxyz")
)


def test_reverse() -> None:
    got = reverse(ITEMS, 1, 5, ["b"])
    assert got["b"].tolist() == [1, 2, 5, 3]
    assert got["a"].equals(ITEMS["a"])
    assert reverse(reverse(ITEMS, 1, 5), 1, 5).equals(ITEMS.astype(float))


def test_additive_index() -> None:
    np.testing.assert_array_equal(additive_index(ITEMS), [7 / 3, np.nan, 11 / 3, np.nan])
    two = additive_index(ITEMS, minimum_valid=2)
    np.testing.assert_array_equal(two, [7 / 3, 3, 11 / 3, np.nan])
    assert additive_index(ITEMS, minimum_valid=1)["z"] == 3
    assert two.index.equals(ITEMS.index)
    assert additive_index(ITEMS[["a"]].astype("Int64")).iloc[0] == 1


def test_all_missing_rows_have_no_index() -> None:
    assert (
        additive_index(pd.DataFrame({"a": [np.nan], "b": [np.nan]}), minimum_valid=1).isna().all()
    )


@few
@given(seed=st.integers(0, 1000), shift=st.floats(-10, 10))
def test_index_under_shift_row_and_item_order(seed: int, shift: float) -> None:
    generator = np.random.default_rng(seed)
    items = pd.DataFrame(generator.integers(1, 8, size=(20, 4)).astype(float), columns=list("abcd"))
    items = items.mask(generator.random(items.shape) < 0.1)
    expected = additive_index(items, minimum_valid=3)
    shifted = additive_index(items + shift, minimum_valid=3)
    np.testing.assert_allclose(shifted, expected + shift, atol=1e-9)
    shuffled = items.iloc[generator.permutation(20), generator.permutation(4)]
    got = additive_index(shuffled, minimum_valid=3).loc[items.index]
    np.testing.assert_allclose(got, expected, atol=1e-12)
    reversed_index = additive_index(reverse(items, 1, 7), minimum_valid=3)
    np.testing.assert_allclose(reversed_index, 8 - expected, atol=1e-12)


def test_classes_have_inclusive_upper_limits() -> None:
    values = pd.Series([1.0, 2.5, 2.51, 3.5, 3.6, np.nan], name="v")
    got = classify(values, (2.5, 3.5))
    assert got.dtype == "Int64"
    assert got.tolist()[:5] == [0, 0, 1, 1, 2]
    assert got.isna().tolist() == [False] * 5 + [True]
    # 0.1 + 0.2 is a rounding error above 0.3 and belongs to the class that ends at 0.3
    assert classify(pd.Series([0.1 + 0.2]), [0.3]).tolist() == [0]


@pytest.mark.parametrize("upper", [(), (2.0, 2.0), (3.0, 2.0), (np.nan,), (np.inf,)])
def test_class_limits_are_checked(upper: tuple[float, ...]) -> None:
    with pytest.raises(StatisticsError, match="upper"):
        classify(pd.Series([1.0]), upper)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((ITEMS, 1, 5, ["q"]), "unknown columns: q"),
        ((ITEMS, 1, 5, "b"), "collection"),
        ((ITEMS, 5, 1), "below maximum"),
        ((ITEMS, 1, 4, ["b"]), "from 1 to 4, got values outside in: b"),
        ((ITEMS.assign(b="x"), 1, 5), "non-numeric columns: b"),
    ],
)
def test_reversal_is_checked(arguments: Any, message: str) -> None:
    with pytest.raises(StatisticsError, match=message):
        reverse(*arguments)


def test_index_arguments_are_checked() -> None:
    for minimum in (0, 4, True):
        with pytest.raises(StatisticsError, match="minimum_valid"):
            additive_index(ITEMS, minimum_valid=minimum)
    with pytest.raises(StatisticsError, match="no rows"):
        additive_index(ITEMS.iloc[:0])
    with pytest.raises(StatisticsError, match=r"column\(s\), got 0"):
        additive_index(ITEMS[[]])
    text: Any = pd.Series(["x"])
    with pytest.raises(StatisticsError, match="numeric"):
        classify(text, [1.0])


def scale() -> pd.DataFrame:
    """Four items on one factor."""
    generator = np.random.default_rng(4)
    values = generator.normal(size=(80, 1)) + generator.normal(size=(80, 4)) * 0.7
    return pd.DataFrame(values, columns=list("abcd"))


def test_direction_agrees() -> None:
    items = scale()
    loadings = factor_analysis(items).loadings["F1"]
    for same in (loadings, -loadings):
        got = check_direction(items, same)
        assert got.agrees.all()
        assert got.warnings == ()
        assert (got.loadings > 0).all()


def test_direction_names_the_item_that_was_not_reversed() -> None:
    items = scale().assign(c=lambda frame: -frame["c"])
    got = check_direction(items, factor_analysis(items).loadings["F1"])
    assert got.agrees.tolist() == [True, True, False, True]
    assert len(got.warnings) == 1
    assert got.warnings[0].startswith("c ")
    assert got.to_frame().shape == (4, 4)


def test_direction_arguments() -> None:
    items = scale()
    loadings = factor_analysis(items).loadings["F1"]
    with pytest.raises(StatisticsError, match="that lack: d"):
        check_direction(items, loadings.drop("d"))
    with pytest.raises(StatisticsError, match="missing values"):
        check_direction(items, loadings.mask(loadings.index == "a"))
    with pytest.raises(StatisticsError, match="constant columns: a"):
        check_direction(items.assign(a=1.0), loadings)


def test_a_rescaled_item_keeps_its_ends_its_middle_and_its_missing() -> None:
    items = pd.DataFrame({"a": [1, 4, 7, np.nan], "b": [2, 2, 2, 2]})
    found = rescale(items, (1, 7), (0, 10))
    np.testing.assert_allclose(found["a"], [0, 5, 10, np.nan])
    np.testing.assert_allclose(rescale(found, (0, 10), (1, 7)), items)


@pytest.mark.parametrize(("own", "other"), [((7, 1), (1, 5)), ((1, 7), (5, 5))])
def test_a_scale_whose_ends_are_not_in_order_is_refused(
    own: tuple[float, float], other: tuple[float, float]
) -> None:
    with pytest.raises(StatisticsError, match="lower end below the upper"):
        rescale(ITEMS, own, other)
