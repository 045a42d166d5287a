"""Pairwise comparisons and multiplicity: properties and bad input."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluering.stats import StatisticsError, adjust, dunn, games_howell, tukey, two_groups

few = settings(max_examples=25, deadline=None)
GROUPS = {"a": [1.0, 2, 3, 4], "b": [2.0, 4, 5], "c": [5.0, 5, 7, 8, 9]}


def test_two_groups_give_the_t_test() -> None:
    """The studentized range of two means is √2 |t|."""
    pair = {name: GROUPS[name] for name in ("a", "b")}
    expected = two_groups(*pair.values())
    for comparison, test in ((tukey, expected.pooled), (games_howell, expected.welch)):
        (got,) = comparison(pair).pairs
        assert got.statistic == pytest.approx(test.statistic)
        assert got.adjusted_p == pytest.approx(test.p, abs=1e-8)
        assert got.interval.lower == pytest.approx(test.interval.lower, abs=1e-5)
    (rank,) = dunn(pair).pairs
    assert rank.statistic == pytest.approx(expected.mann_whitney.z)


def test_order_and_names_do_not_matter() -> None:
    turned = {name.upper(): values[::-1] for name, values in reversed(GROUPS.items())}
    for comparison in (tukey, games_howell, dunn):
        left = {frozenset((x.first, x.second)): x.adjusted_p for x in comparison(GROUPS).pairs}
        right = {
            frozenset((x.first.lower(), x.second.lower())): x.adjusted_p
            for x in comparison(turned).pairs
        }
        assert left == pytest.approx(right)
        assert comparison(GROUPS).to_frame().shape == (3, 10)


def test_bad_groups() -> None:
    for comparison in (tukey, games_howell, dunn):
        with pytest.raises(StatisticsError, match="at least 2 groups"):
            comparison({"a": [1.0, 2.0]})
        with pytest.raises(StatisticsError, match="must be numeric"):
            comparison({"a": ["x"], "b": [1.0]})
        alone = comparison({"a": [1.0, 2.0], "b": [np.nan]})
        assert alone.pairs == ()
        assert alone.warnings[-1] == "fewer than two groups with valid values"
    constant = {"a": [1.0, 1.0], "b": [1.0, 1.0]}
    for comparison in (tukey, games_howell, dunn):
        got = comparison(constant)
        assert np.isnan(got.pairs[0].adjusted_p)
        assert got.warnings
    assert np.isnan(games_howell({"a": [1.0], "b": [2.0, 3.0]}).pairs[0].adjusted_p)
    with pytest.raises(StatisticsError, match="adjustment"):
        dunn(GROUPS, adjustment="sidak")  # type: ignore[arg-type]


@few
@given(p=st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_adjusted_p(p: list[float]) -> None:
    family = {f"t{i}": value for i, value in enumerate(p)}
    turned = dict(reversed(family.items()))
    for method in ("holm", "benjamini-hochberg", "bonferroni"):
        got = dict(zip(family, adjust(family, method=method).adjusted, strict=True))
        assert all(raw <= got[name] + 1e-15 <= 1 + 1e-15 for name, raw in family.items())
        back = adjust(turned, method=method)
        assert got == pytest.approx(dict(zip(back.names, back.adjusted, strict=True)))


def test_family_with_missing_and_bad_p() -> None:
    got = adjust({"a": 0.01, "b": np.nan, "c": 0.04}, family="table 5")
    assert got.n == 2
    assert got.adjusted[0] == pytest.approx(0.02)
    assert np.isnan(got.adjusted[1])
    assert got.warnings == ("tests without p: b",)
    assert list(got.to_frame()["family"].unique()) == ["table 5"]
    with pytest.raises(StatisticsError, match="must lie in"):
        adjust({"a": 1.2})
    with pytest.raises(StatisticsError, match="method"):
        adjust({"a": 0.2}, method="fdr")  # type: ignore[arg-type]
    with pytest.raises(StatisticsError, match="empty"):
        adjust({})
