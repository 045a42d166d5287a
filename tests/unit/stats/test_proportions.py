"""Wilson's interval against the printed examples of Newcombe (1998), table I, method 3."""

from __future__ import annotations

import math

import pytest

from evaluering.stats import StatisticsError, proportion


@pytest.mark.parametrize(
    ("successes", "n", "lower", "upper"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
     (1, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_the_interval_is_the_printed_one(successes, n, lower, upper):
    found = proportion(successes, n)
    assert found.value == successes / n
    assert found.interval.lower == pytest.approx(lower, abs=5e-5)
    assert found.interval.upper == pytest.approx(upper, abs=5e-5)


def test_all_of_all_ends_at_one():
    assert proportion(20, 20).interval.upper == 1.0


def test_none_of_none_cannot_be_estimated():
    assert math.isnan(proportion(0, 0).value)


@pytest.mark.parametrize(("successes", "n"), [(3, 2), (-1, 2), (1.5, 2), (math.nan, 2)])
def test_impossible_counts_are_refused(successes, n):
    with pytest.raises(StatisticsError, match="proportion"):
        proportion(successes, n)
