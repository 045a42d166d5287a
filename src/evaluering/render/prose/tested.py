"""What the tests of a result say as numbers that a text can be bound to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import sqrt
from typing import Any

from evaluering.exhibits.significance import SignificanceTest
from evaluering.render.numbers import Format, P
from evaluering.stats.power import smallest_detectable_difference

OF_TESTS = {
    "p": P, "p_holm": P, "p_bh": P, "statistic": Format(2), "df": Format(1),
    "effect_size": Format(2),
}  # fmt: skip
DETECTABLE, TESTS, SIGNIFICANT = "detectable", "tests", "significant"
OF_ALL = frozenset({*OF_TESTS, DETECTABLE, TESTS, SIGNIFICANT})
"""What is told of the tests of all numbers of an exhibit."""
LEVEL, POWER = 0.05, 0.8
"""What «significant» counts, and the power that a detectable difference has at that level."""
UNWEIGHTED = frozenset({"welch_t", "pooled_t"})


def of_tests(tests: Iterable[SignificanceTest], statistic: str) -> Iterator[float]:
    """Yield one number of each test that has it."""
    for test in tests:
        value = getattr(test, statistic, None)
        if value is not None:
            yield float(value)


def counted(tests: Sequence[SignificanceTest], statistic: str) -> int:
    """Return how many tests there are, or how many have p below 0.05."""
    if statistic == TESTS:
        return len(tests)
    return sum(test.p is not None and test.p < LEVEL for test in tests)


def detectable(
    tests: Iterable[SignificanceTest], rows: Sequence[Mapping[str, Any]]
) -> Iterator[float]:
    """Yield the least difference that each t test of two groups finds in four of five samples.

    Parameters
    ----------
    tests
        The tests.
    rows
        The rows of the result, with n and standard deviation of each item and group.
    """
    for test in tests:
        pair = [
            (int(row["n"]), float(row["sd"]))
            for row in rows
            if row.get("item") == test.item and row.get("group") in (test.groups or ())
            and row.get("n", 0) >= 2 and row.get("sd", -1) >= 0
        ]  # fmt: skip
        if test.test in UNWEIGHTED and len(pair) == 2:
            (first, one), (second, two) = pair
            squares = (first - 1) * one**2 + (second - 1) * two**2
            pooled = sqrt(squares / (first + second - 2))
            yield pooled * smallest_detectable_difference(first, second, power=POWER).value
