"""Expectations of a quantity's numbers beside those of another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from math import isnan

from evaluering.checks.claims.expectation import Beside, Found
from evaluering.checks.claims.quantity import Keys, Measured
from evaluering.checks.claims.verdicts import Facet, untested


def _compared(larger: bool, one: Found, other: Found) -> Iterator[Facet]:
    """Compare each number with the other quantity's at the same place, or its only one."""
    for number in one.numbers:
        about = one.quantity.about(number)
        beside = _at(number, other)
        if beside is None:
            reason = untested("no_counterpart")
            yield Facet(about, one.statistic, number.value, None, reason=reason)
            continue
        low, high = sorted((number.value, beside.value))
        testable = not (isnan(low) or isnan(high))
        holds = number.value == (high if larger else low) and low != high
        yield Facet(
            about=about,
            statistic=one.statistic,
            value=number.value,
            holds=holds if testable else None,
            n=(*number.n, *beside.n),
            against=other.quantity.about(beside),
            other=beside.value,
        )


def _at(number: Measured, other: Found) -> Measured | None:
    """Return the other quantity's number at the same place, or the only one it has."""
    same = [n for n in other.numbers if all(n.at.get(k, v) == v for k, v in number.at.items())]
    found = same if len(same) == 1 else other.numbers
    return found[0] if len(found) == 1 else None


LARGER = Beside(
    "larger_than", Keys, "En annen størrelse som tallene er større enn.", partial(_compared, True)
)
SMALLER = Beside(
    "smaller_than", Keys, "En annen størrelse som tallene er mindre enn.", partial(_compared, False)
)
