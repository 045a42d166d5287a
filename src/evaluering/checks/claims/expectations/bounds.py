"""Expectations of each number and of its test: printed values, bounds, signs and words."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, StringConstraints, WithJsonSchema, model_validator

from evaluering.checks.claims.expectation import OfEach, OfTest
from evaluering.checks.claims.quantity import RANGES, WHOLE, Bounds, Level
from evaluering.config.base import Identifier, Real, unfit
from evaluering.config.claims import Phrase, PhraseWidth

JUST_BELOW = Decimal("0.998")
"""Of half a unit: a printed number stands for what lies below, not at, half a unit above it."""


def _as_printed(value: Any) -> Any:
    return str(value) if type(value) in {int, float} else value


Printed = Annotated[
    str,
    StringConstraints(pattern=r"^-?\d{1,12}(\.\d{1,6})?$"),
    BeforeValidator(_as_printed, json_schema_input_type=str | Real),
]


class NamedPhrase(Phrase):
    """A phrase by its name, with the limits that are used."""

    name: Identifier
    """Navnet under «phrases»."""

    @model_validator(mode="before")
    @classmethod
    def _declared(cls, content: Any) -> Any:
        """Refuse a name that stands alone: what the file declares stands with its limits."""
        if isinstance(content, str):
            raise unfit(content, "et navn under «phrases» i claims.yaml, med grenser")
        return content

    def under(self, limits: PhraseWidth) -> Bounds:
        """Return the declared limits, or others that are reasonable."""
        return (None if limits == "between" else getattr(self, limits)) or self.between


DeclaredPhrase = Annotated[NamedPhrase, WithJsonSchema({"type": "string"})]
"""A phrase that a claim names; the file's reading puts its limits there."""


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
PHRASE = OfEach(
    "phrase",
    DeclaredPhrase,
    "Ord som rapporten bruker, etter navnet under «phrases»; grensene står der.",
    lambda phrase, _statistic: phrase.between,
)
SIGNIFICANT = OfTest(
    "significant", Level, "Nivået som p er høyst lik, som 0.05.", lambda level: (0.0, level)
)
NOT_SIGNIFICANT = OfTest(
    "not_significant", Level, "Nivået som p er minst lik, som 0.05.", lambda level: (level, 1.0)
)
P = OfTest("p", tuple[Level, Level], "Laveste og høyeste tillatte p, begge med.", tuple)
