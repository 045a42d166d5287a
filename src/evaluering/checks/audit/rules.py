"""Every rule by which a printed number may have been rounded, in whole-number arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Literal

Rule = Literal["half_up", "half_up_twice", "half_even", "float", "truncated"]
RULES: tuple[Rule, ...] = ("half_up", "half_up_twice", "half_even", "float", "truncated")
_HALF = (Fraction(-1, 2), Fraction(1, 2))
REACH: dict[Rule, tuple[Fraction, Fraction]] = {
    "half_up": _HALF,
    "half_up_twice": (Fraction(-11, 20), Fraction(9, 20)),
    "half_even": _HALF,
    "float": _HALF,
    "truncated": (Fraction(0), Fraction(1)),
}
"""How far below and above its print a number can lie, in units of the last digit."""


@cache
def rounded(numerator: int, denominator: int, decimals: int, rule: Rule) -> int:
    """Round a fraction of at least 0; the result is in units of the last digit."""
    scaled: int = numerator * 10**decimals
    if rule == "truncated":
        return scaled // denominator
    if rule == "float":
        return int(Decimal(f"{numerator / denominator:.{decimals}f}").scaleb(decimals))
    if rule == "half_even":
        return round(Fraction(scaled, denominator))
    if rule == "half_up_twice":
        return ((2 * scaled * 10 + denominator) // (2 * denominator) + 5) // 10
    return (2 * scaled + denominator) // (2 * denominator)


def percent(count: int, whole: int, decimals: int, rule: Rule) -> int:
    """Return a per cent in units of its last digit."""
    return rounded(100 * count, whole, decimals, rule)


@cache
def counts_for(units: int, decimals: int, whole: int, rule: Rule) -> tuple[int, ...]:
    """Return every count whose per cent of the whole is printed so."""
    scale = 100 * 10**decimals
    low = max((units - 1) * whole // scale, 0)
    high = min((units + 2) * whole // scale + 1, whole)
    return tuple(k for k in range(low, high + 1) if percent(k, whole, decimals, rule) == units)


def wholes_for(units: int, decimals: int, count: int, rule: Rule, most: int = 60) -> list[int]:
    """Return the wholes of which a count is printed as this per cent; none if too many."""
    scale = 100 * 10**decimals
    low = max(count * scale // (units + 2), 1, count)
    high = count * scale // max(units - 1, 1) + 1
    if high - low > 20 * most:
        return []
    found = [n for n in range(low, high + 1) if percent(count, n, decimals, rule) == units]
    return found if len(found) <= most else []


@cache
def window(units: int, decimals: int, rule: Rule) -> tuple[Fraction, Fraction]:
    """Return the least and the greatest number that is printed so, both ends included."""
    below, above = REACH[rule]
    return (units + below) / 10**decimals, (units + above) / 10**decimals


def fewest(conflicts: Callable[[Rule], Sequence[object]]) -> Rule:
    """Return the rounding rule that leaves the fewest conflicts: the rule of a table is one."""
    counted: dict[Rule, int] = {}
    for rule in RULES:
        counted[rule] = len(conflicts(rule))
        if not counted[rule]:
            break
    return min(counted, key=lambda rule: counted[rule])
