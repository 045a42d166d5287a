"""Expectations of each number and of its test: printed values, bounds, signs and words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, StringConstraints

from evaluering.checks.claims.expectation import OfEach, OfTest
from evaluering.checks.claims.quantity import RANGES, WHOLE, Bounds, Level
from evaluering.config.base import Real

JUST_BELOW = Decimal("0.998")
"""Of half a unit: a printed number stands for what lies below, not at, half a unit above it."""
AMOUNTS: Mapping[str, Bounds] = {
    "few": (0.0, 15.0),
    "a-quarter": (22.0, 28.0),
    "a-third": (30.0, 36.0),
    "half": (46.0, 54.0),
    "majority": (50.01, 100.0),
    "two-thirds": (63.0, 70.0),
    "three-quarters": (72.0, 78.0),
    "nearly-all": (90.0, 100.0),
}
"""Per cents that words of amount allow, both ends included."""


def _as_printed(value: Any) -> Any:
    return str(value) if type(value) in {int, float} else value


Printed = Annotated[
    str,
    StringConstraints(pattern=r"^-?\d{1,12}(\.\d{1,6})?$"),
    BeforeValidator(_as_printed, json_schema_input_type=str | Real),
]
Amount = Literal[
    "few", "a-quarter", "a-third", "half", "majority", "two-thirds", "three-quarters", "nearly-all"
]


def rounding(printed: str, statistic: str) -> Bounds:
    """Return what is rounded to a printed number; what is counted is exact."""
    number = Decimal(printed)
    if statistic in WHOLE:
        return int(number), int(number)
    half = Decimal(1).scaleb(int(number.as_tuple().exponent)) / 2
    return float(number - half), float(number + half * JUST_BELOW)


def _ends(statistic: str) -> Bounds:
    return RANGES.get(statistic, (None, None))


def _sign(sign: str, statistic: str) -> Bounds:
    low, high = _ends(statistic)
    return (0.0, high) if sign == "positive" else (low, 0.0)


EQUALS = OfEach(
    "equals",
    Printed,
    'Det trykte tallet, med desimalene det er trykt med: 4.3, eller "4.30" i anførselstegn. '
    "Alt som avrundes til det, holder; antall må være like.",
    rounding,
)
AT_LEAST = OfEach(
    "at_least", Real, "Laveste tillatte verdi.", lambda low, statistic: (low, _ends(statistic)[1])
)
AT_MOST = OfEach(
    "at_most", Real, "Høyeste tillatte verdi.", lambda high, statistic: (_ends(statistic)[0], high)
)
BETWEEN = OfEach(
    "between", tuple[Real, Real], "Laveste og høyeste tillatte verdi, begge med.",
    lambda bounds, _statistic: bounds,
)  # fmt: skip
SIGN = OfEach("sign", Literal["positive", "negative"], "Fortegnet.", _sign)
AMOUNT = OfEach(
    "amount", Amount, "Et ord for en andel, i prosent: "
    + ", ".join(f"{word} {low:g}–{high:g}" for word, (low, high) in AMOUNTS.items()) + ".",
    lambda word, _statistic: AMOUNTS[word],
)  # fmt: skip
SIGNIFICANT = OfTest(
    "significant", Level, "Nivået som p er høyst lik, som 0.05.", lambda level: (0.0, level)
)
NOT_SIGNIFICANT = OfTest(
    "not_significant", Level, "Nivået som p er minst lik, som 0.05.", lambda level: (level, 1.0)
)
P = OfTest("p", tuple[Level, Level], "Laveste og høyeste tillatte p, begge med.", tuple)
