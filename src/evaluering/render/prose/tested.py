"""What the tests of a result say as numbers that a text can be bound to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import NormalDist

from evaluering.exhibits.significance import SignificanceTest
from evaluering.render.numbers import Format, P

OF_TESTS = {
    "p": P, "p_holm": P, "p_bh": P, "statistic": Format(2), "df": Format(1),
    "effect_size": Format(2),
}  # fmt: skip
DETECTABLE, TESTS, SIGNIFICANT = "detectable", "tests", "significant"
LEVEL, POWER = 0.05, 0.8
"""What «significant» counts, and the power that a detectable difference has at that level."""
NORMAL = NormalDist()


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


def detectable(tests: Iterable[SignificanceTest]) -> Iterator[float]:
    """Yield the least difference in means that each test would find in four of five samples.

    It is (z₀.₉₇₅ + z₀.₈) standard errors of the difference, the errors from its interval; in R
    about ``power.t.test(n, power = .8, sd = s)$delta``.
    """
    ends = NORMAL.inv_cdf(1 - LEVEL / 2)
    for test in tests:
        for own in test.statistics:
            if own.statistic == "mean_difference" and own.lower is not None:
                assert own.upper is not None
                yield (own.upper - own.lower) / (2 * ends) * (ends + NORMAL.inv_cdf(POWER))
