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
@given(answers=st.lists(answer, max_size=15), at=st.integers(0, 15))
def test_parts_add_up_in_any_order(answers: list[list[str] | None], at: int) -> None:
    got, turned, first, second = (
        theme_frequencies(part, codes="abcd")
        for part in (answers, answers[::-1], answers[:at], answers[at:])
    )
    assert got == turned
    assert got.counts == tuple(map(sum, zip(first.counts, second.counts, strict=True)))
    assert got.n + got.no_answer == len(answers)
    assert all(np.isnan(share) or 0 <= share <= 100 for share in got.percent)


def test_counting() -> None:
    got = theme_frequencies([["time", "money", "time"], [], None, ["time"], ["staff"]])
    assert got.codes == ("time", "money", "staff")
    assert got.counts == (2, 1, 1)
    assert got.percent == (50, 25, 25)
    assert got.percent_of_mentions == (50, 25, 25)
    assert (got.n, got.mentions, got.no_answer) == (4, 4, 1)
    assert got.to_frame().shape == (3, 4)


def test_nobody_answered() -> None:
    got = theme_frequencies([None], codes=["a", "b"])
    assert np.isnan(got.percent).all()
    assert got.counts == (0, 0)
    assert got.warnings == ("nobody answered",)
    assert theme_frequencies([]).to_frame().empty


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"answers": ["time"]}, "collections of codes, got str"),
        ({"answers": [3]}, "collections of codes, got int"),
        ({"answers": [["a"]], "codes": ["b"]}, r"lacks \['a'\]"),
        ({"answers": [["a"]], "codes": ["a", "a"]}, "name each once"),
    ],
)
def test_bad_input(arguments: Any, message: str) -> None:
    with pytest.raises(StatisticsError, match=message):
        theme_frequencies(**arguments)
