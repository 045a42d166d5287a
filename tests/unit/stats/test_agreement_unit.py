"""Agreement of coders: properties and bad input."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluering.stats import StatisticsError, code_agreement, cohens_kappa, krippendorff_alpha

few = settings(max_examples=25, deadline=None)
units = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=2, max_size=20)


@few
@given(pairs=units)
def test_order_and_labels_do_not_matter(pairs: list[tuple[int, int]]) -> None:
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    got = cohens_kappa(first, second)
    swapped = cohens_kappa(second[::-1], first[::-1])
    relabelled = cohens_kappa([f"c{5 - a}" for a in first], [f"c{5 - b}" for b in second])
    np.testing.assert_allclose([swapped.kappa, relabelled.kappa], got.kappa, atol=1e-12)
    assert np.isnan(got.p) or 0 <= got.p <= 1
    ratings = np.array(pairs, dtype=float)
    alpha = krippendorff_alpha(ratings).alpha
    np.testing.assert_allclose(krippendorff_alpha(5 - ratings[::-1, ::-1]).alpha, alpha)
    interval = krippendorff_alpha(ratings, measurement="interval").alpha
    scaled = krippendorff_alpha(3 * ratings - 1, measurement="interval").alpha
    np.testing.assert_allclose(scaled, interval, atol=1e-9)


def test_full_agreement() -> None:
    got = cohens_kappa(["a", "b", "a", None], ["a", "b", "a", "b"])
    assert got.kappa == pytest.approx(1)
    assert got.n == 3
    assert got.interval.upper == 1
    assert krippendorff_alpha([[1, 1], [2, 2], [1, 1]]).alpha == 1
    assert got.to_frame().loc[0, "observed_agreement"] == pytest.approx(1)


def test_no_variation() -> None:
    same = cohens_kappa(["a", "a"], ["a", "a"])
    assert np.isnan(same.kappa)
    assert same.observed_agreement == 1
    assert same.warnings == ("expected agreement is 1: no kappa",)
    nothing = cohens_kappa([None], ["a"])
    assert np.isnan(nothing.kappa)
    assert nothing.warnings == ("no units",)
    constant = krippendorff_alpha([[1, 1], [1, 1]])
    assert np.isnan(constant.alpha)
    assert constant.warnings == ("all values are equal: no alpha",)
    alone = krippendorff_alpha([[1, np.nan], [np.nan, 2]])
    assert np.isnan(alone.alpha)
    assert alone.n == 0
    assert alone.warnings == ("no unit was rated by two coders",)
    assert alone.to_frame().loc[0, "coders"] == 2


def test_several_codes_an_answer() -> None:
    first = [["time", "money"], ["time"], [], None]
    second = [["time"], ["time"], ["money"], ["time"]]
    got = code_agreement(first, second)
    assert got.n == 3
    assert got.kappas["time"].kappa == pytest.approx(1)
    assert got.kappas["money"].kappa == pytest.approx(-0.5)
    assert list(got.to_frame()["code"]) == ["time", "money"]
    unused = code_agreement(first, second, codes=["staff"])
    assert unused.warnings == ("code 'staff': expected agreement is 1: no kappa",)
    assert code_agreement([], []).to_frame().empty


def test_bad_input() -> None:
    with pytest.raises(StatisticsError, match="first and second must be equally long, got 2 and 1"):
        cohens_kappa([1, 2], [1])
    with pytest.raises(StatisticsError, match=r"categories without \['3'\]"):
        cohens_kappa([1, 3], [1, 2], categories=[1, 2])
    with pytest.raises(StatisticsError, match="weights"):
        cohens_kappa([1, 2], [1, 2], weights="cubic")  # type: ignore[arg-type]
    with pytest.raises(StatisticsError, match="equally long, got 1 and 2"):
        code_agreement([["a"]], [["a"], ["b"]])


@pytest.mark.parametrize(
    ("ratings", "measurement", "message"),
    [
        ([[1.5, 2.0]], "nominal", "whole numbers"),
        ([[1.0], [2.0]], "nominal", "units x coders"),
        ([["a", "b"]], "nominal", "must be numbers"),
        ([[1.0, np.inf]], "interval", "infinite"),
        ([[1.0, -2.0]], "ratio", "negative"),
        ([[1.0, 2.0]], "binary", "measurement"),
    ],
)
def test_bad_ratings(ratings: Any, measurement: Any, message: str) -> None:
    with pytest.raises(StatisticsError, match=message):
        krippendorff_alpha(ratings, measurement=measurement)
