"""Standard deviations that no whole answers give: the bounds of a scale, and GRIMMER."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from evaluering.checks.audit.conflicts import Conflict
from evaluering.checks.audit.means import Answers, Means
from evaluering.checks.audit.proofs import computed, printed
from evaluering.checks.audit.registry import finding_names, table_check
from evaluering.checks.audit.report import AuditedTable
from evaluering.checks.audit.rules import RULES, Rule, window
from evaluering.data.numerals import Numeral
from evaluering.data.published import Cells
from evaluering.message import message


@table_check(60, finding_names("standard-deviation"))
def spreads(own: AuditedTable, cells: Cells) -> Iterator[Conflict]:
    """Yield the standard deviations that no answers on the table's scale give."""
    if own.answers is not None:
        for means in own.means:
            yield from spread_conflicts(means, cells, own.answers)


def spread_conflicts(means: Means, cells: Cells, answers: Answers) -> Iterator[Conflict]:
    """Yield the standard deviations that no answers on the scale give.

    The greatest has all answers at the ends; the least has all at the two values around the
    mean. With one item the sum of squares is a whole number of the sum's parity (GRIMMER).
    """
    entries = [*means.groups, *([means.total] if means.total else [])]
    for mean, size, spread in entries:
        m, n = mean.read(cells), size.whole(cells)
        sd = spread.read(cells) if spread else None
        if m is None or sd is None or spread is None or not n or n < 2:
            continue
        possible = [_spread_possible(m, sd, n, answers, rule) for rule in RULES]
        if False in possible and True not in possible:
            value = float(m.exact)
            inside = max((value - answers.low) * (answers.high - value), 0.0)
            top = math.sqrt(inside * n / (n - 1))
            scale = {"n": n, "low": answers.low, "high": answers.high}
            told = {"mean": printed(m), "most": computed(top, 3), "printed": printed(sd)}
            proof = message("audit_sd", **scale, **told)
            yield Conflict("standard-deviation", (proof,), (spread.place, mean.place, size.place))


def _spread_possible(
    mean: Numeral, spread: Numeral, n: int, answers: Answers, rule: Rule
) -> bool | None:
    """Return whether some answers have both; None where none have the mean."""
    low, high = window(mean.units, mean.decimals, rule)
    bottom, top = window(spread.units, spread.decimals, rule)
    bottom, k = max(bottom, Fraction(0)), answers.items
    totals = range(ceil(low * n * k), floor(high * n * k) + 1)
    for total in totals:
        # scores times items are whole numbers z with this sum
        base = Fraction(total * total, n)
        least = ceil(base + bottom**2 * (n - 1) * k * k)
        most = floor(base + top**2 * (n - 1) * k * k)
        ends = _greatest_squares(total, n, answers.low * k, answers.high * k)
        near = _least_squares(total, n)
        for squares in range(max(least, near), min(most, ends) + 1):
            if squares % 2 == total % 2:
                return True
    return False if totals else None


def _least_squares(total: int, n: int) -> int:
    q, r = divmod(total, n)
    return (n - r) * q * q + r * (q + 1) ** 2


def _greatest_squares(total: int, n: int, low: int, high: int) -> int:
    if high == low:
        return n * low * low
    at_top, rest = divmod(total - n * low, high - low)
    middle = low + rest
    others = n - at_top - (1 if rest else 0)
    return int(at_top * high * high + (middle * middle if rest else 0) + others * low * low)
