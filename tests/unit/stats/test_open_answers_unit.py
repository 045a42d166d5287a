"""Open answers: counting rules and bad input."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluering.stats import StatisticsError, theme_frequencies

answer = st.one_of(st.none(), st.lists(st.sampled_from("abcd"), max_size=3))


@settings(max_examples=25, deadline=None)
@given(rows=st.lists(st.tuples(answer, st.sampled_from(["g", "h"])), max_size=15))
def test_groups_add_up_in_any_order(rows: list[tuple[list[str] | None, str]]) -> None:
    def count(rows: list[tuple[list[str] | None, str]]) -> Any:
        answers, groups = [row[0] for row in rows], [row[1] for row in rows]
        return theme_frequencies(answers, groups, codes="abcd", group_order=["g", "h"])

    got, turned = count(rows), count(rows[::-1])
    assert got.counts.equals(turned.counts)
    assert (got.counts["g"] + got.counts["h"] == got.counts["total"]).all()
    assert got.bases.loc[["g", "h"]].sum().equals(got.bases.loc["total"])
    assert got.percent.stack().dropna().between(0, 100).all()


def test_counting() -> None:
    got = theme_frequencies(
        [["time", "money", "time"], [], None, ["time"], ["staff"]],
        ["heads", "heads", "pupils", "pupils", np.nan],
    )
    assert list(got.counts.index) == ["time", "money", "staff"]
    assert list(got.counts.columns) == ["heads", "pupils", "total"]
    assert list(got.counts["total"]) == [2, 1, 1]
    assert got.percent["heads"].iloc[0] == 50
    assert got.percent_of_mentions["heads"].iloc[0] == 50
    assert list(got.bases.loc["total"]) == [4, 4, 1]
    assert got.n == 4
    assert len(got.to_frame()) == 9


def test_nobody_answered() -> None:
    got = theme_frequencies([None, ["a"]], ["g", "h"], codes=["a", "b"])
    assert np.isnan(got.percent["g"].iloc[0])
    assert list(got.counts.loc["b"]) == [0, 0, 0]
    assert got.warnings == ("nobody answered in 'g'",)
    empty = theme_frequencies([])
    assert empty.n == 0
    assert empty.warnings == ("nobody answered in 'total'",)
    assert empty.to_frame().empty


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"answers": ["time"]}, "collections of codes, got str"),
        ({"answers": [3]}, "collections of codes, got int"),
        ({"answers": [["a"]], "groups": ["g", "h"]}, "equally long, got 1 and 2"),
        ({"answers": [["a"]], "codes": ["b"]}, r"lacks \['a'\]"),
        ({"answers": [["a"]], "codes": ["a", "a"]}, "name each once"),
        ({"answers": [["a"]], "groups": ["g"], "group_order": ["h"]}, r"lacks \['g'\]"),
        ({"answers": [["a"]], "groups": ["total"]}, "name of total"),
    ],
)
def test_bad_input(arguments: Any, message: str) -> None:
    with pytest.raises(StatisticsError, match=message):
        theme_frequencies(**arguments)
