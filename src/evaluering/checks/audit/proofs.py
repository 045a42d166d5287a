"""What the sentences of proofs are made of: numbers, spans and lists, before any language."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import reduce

from evaluering.data.numerals import Numeral
from evaluering.message import Message, Number, Said, Value, message


def computed(value: float | Fraction, decimals: int) -> Number:
    """Return a computed number as a proof shows it."""
    return Number(float(value), decimals)


def printed(number: Numeral) -> Number:
    """Return a printed number, with its decimals."""
    return Number(float(number.exact), number.decimals)


def units(value: int, decimals: int) -> Number:
    """Return a number of units of its last digit."""
    return Number(value / 10**decimals, decimals)


def together(key: str, parts: Iterable[Value]) -> Value:
    """Return several things as one: ``or``, ``and``, ``then`` (semicolon) and ``plus``."""
    return reduce(lambda first, second: message(f"audit_{key}", first=first, second=second), parts)


def as_said(value: Value) -> Said:
    """Return a value that is a sentence or a part of one, as such."""
    return value if isinstance(value, Message | str) else message("audit_is", what=value)


def span(low: Value, high: Value) -> Value:
    """Return the stretch between two numbers, or the one that they are."""
    return low if low == high else message("audit_span", low=low, high=high)


def whole_span(numbers: Iterable[int]) -> Value:
    """Return the stretch of some whole numbers; that there is none of nothing."""
    found = sorted(numbers)
    return span(found[0], found[-1]) if found else message("audit_none")
