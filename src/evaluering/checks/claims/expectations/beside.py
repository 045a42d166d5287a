"""Expectations of a quantity's numbers beside those of another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from math import isclose, isnan
from typing import Literal

from evaluering.checks.claims.expectation import Beside, Found
from evaluering.checks.claims.quantity import Keys, Measured
from evaluering.checks.claims.verdicts import Facet, untested

Relation = Literal["larger", "smaller", "equal"]


def _compared(relation: Relation, one: Found, other: Found) -> Iterator[Facet]:
    """Compare each number with the other quantity's at the same place, or its only one."""
    first = one.numbers[0].at if one.numbers else {}
    varying = {k for number in one.numbers for k, v in number.at.items() if v != first.get(k)}
    for number in one.numbers:
        about = one.quantity.about(number)
        beside = _at(number, other, varying)
        if beside is None:
            reason = untested("no_counterpart")
            yield Facet(about, one.statistic, number.value, None, reason=reason)
            continue
        testable = not (isnan(number.value) or isnan(beside.value))
        holds = _holds(relation, number.value, beside.value)
        yield Facet(
            about=about,
            statistic=one.statistic,
            value=number.value,
            holds=holds if testable else None,
            n=(*number.n, *beside.n),
            against=other.quantity.about(beside),
            other=beside.value,
        )


def _holds(relation: Relation, value: float, beside: float) -> bool:
    if relation == "equal":
        return isclose(value, beside, rel_tol=1e-9, abs_tol=1e-9)
    return value > beside if relation == "larger" else value < beside


def _at(number: Measured, other: Found, varying: set[str]) -> Measured | None:
    """Return the other quantity's number at the same place, or the only one it has.

    The same place is that of the same names; where there is none, as between two surveys, that of
    the same names in what the numbers are compared over.
    """
    for names in (number.at.keys(), varying):
        at = {k: v for k, v in number.at.items() if k in names}
        same = [n for n in other.numbers if all(n.at.get(k, v) == v for k, v in at.items())]
        if len(same) == 1:
            return same[0]
    return other.numbers[0] if len(other.numbers) == 1 else None


LARGER = Beside(
    "larger_than", Keys, "En annen størrelse som tallene er større enn.",
    partial(_compared, "larger"),
)  # fmt: skip
SMALLER = Beside(
    "smaller_than", Keys, "En annen størrelse som tallene er mindre enn.",
    partial(_compared, "smaller"),
)  # fmt: skip
EQUAL = Beside(
    "equal_to", Keys, "En annen størrelse som tallene er like med.", partial(_compared, "equal")
)
