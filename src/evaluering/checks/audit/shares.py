"""Counts, sums and per cents of counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from evaluering.checks.audit import proofs
from evaluering.checks.audit.conflicts import Conflict, Repair, Slot, distinct
from evaluering.checks.audit.proofs import computed, together
from evaluering.checks.audit.rules import (
    RULES,
    Rule,
    counts_for,
    percent,
    wholes_for,
)
from evaluering.checks.audit.tables import ANSWERS, BASES, AuditTable, bare, role
from evaluering.data.published import Cells
from evaluering.message import Value, message


@dataclass(frozen=True)
class Share:
    """A per cent, and the count and the whole that it is of."""

    percent: Slot
    count: Slot
    whole: Slot

    def conflict(self, cells: Cells, rule: Rule) -> Conflict | None:
        """Return that the rule does not give the printed per cent, if it does not."""
        printed, k, n = self.percent.read(cells), self.count.whole(cells), self.whole.whole(cells)
        if printed is None or k is None or not n:
            return None
        units, decimals = printed.units, printed.decimals
        if percent(k, n, decimals, rule) == units:
            return None
        due = percent(k, n, decimals, rule)
        others = [r for r in RULES if percent(k, n, decimals, r) == units]

        def repairs() -> Iterator[Repair]:
            yield self.percent.repair(cells, due, decimals)
            for count in counts_for(units, decimals, n, rule):
                yield self.count.repair(cells, count)
            for whole in wholes_for(units, decimals, k, rule):
                yield self.whole.repair(cells, whole)

        exact = computed(Fraction(100 * k, n), 2)
        shown: dict[str, Value] = {
            "count": k,
            "whole": n,
            "exact": exact,
            "printed": proofs.printed(printed),
        }
        proof = [message("audit_percent", **shown)]
        if others:
            rules = together("or", [message(f"audit_rounding_{rule}") for rule in others])
            proof.append(message("audit_percent_rule", rules=rules))
        places = distinct((self.percent.place, self.count.place, self.whole.place))
        return Conflict("percent", tuple(proof), places, repairs,
                        "rounding" if others else "error")  # fmt: skip


def shares(table: AuditTable) -> list[Share]:
    """Return the per cents of a table whose count and whole it prints."""
    if table.kind == "members":
        return _members(table)
    if table.kind != "counts":
        return []
    total, found = table.row_of("total"), []
    if total is not None:
        for count, share in table.pairs:
            whole = Slot(table.place(total, count))
            own = [
                Share(Slot(table.place(row, share)), Slot(table.place(row, count)), whole)
                for row in table.body
                if table.place(row, share) in table.cells
            ]
            found += _plausible(own, table)
    return [*found, *_rates(table)]


def _plausible(own: list[Share], table: AuditTable) -> list[Share]:
    """Return the shares if most of them fit, by any rule; else their whole is another."""
    fitting = sum(any(share.conflict(table.cells, rule) is None for rule in RULES) for share in own)
    return own if 2 * fitting >= len(own) else []


def base_of_members(table: AuditTable) -> str | None:
    """Return the column that holds the whole of each row of ``4 (19)``."""
    return next((c for c in table.columns if role(c) in {"total", "n", "count"}), None)


def _members(table: AuditTable) -> list[Share]:
    base = base_of_members(table)
    if base is None:
        return []
    own = [
        Share(Slot(place, 1), Slot(place, 0), Slot(table.place(place.row, base)))
        for place in table.cells
        if place.column != base
    ]
    return _plausible(own, table)


def _rates(table: AuditTable) -> Iterator[Share]:
    """Yield the response rates, of all that are named as a base: sample and population."""
    rate = table.column_of("rate")
    answers = next((c for c in table.columns if bare(c) in ANSWERS), None)
    base = next((c for c in table.columns if bare(c) in BASES), None)
    if rate is None or answers is None or base is None:
        return
    for row in table.rows:
        place = table.place(row, rate)
        text = table.cells.get(place, "")
        two = "/" in table.cells.get(table.place(row, base), "")
        for position, words in enumerate(text.split("prosent av ")[1:] or [""]):
            sample = two and words.startswith("utvalg")
            yield Share(Slot(place, position), Slot(table.place(row, answers)),
                        Slot(table.place(row, base), int(sample)))  # fmt: skip


def summed(cells: Cells, parts: Sequence[Slot], total: Slot) -> list[Conflict]:
    """Return that the parts do not add up to the total, if all are printed and they do not."""
    numbers = [slot.whole(cells) for slot in parts if slot.place in cells]
    printed = total.whole(cells)
    known = [number for number in numbers if number is not None]
    if printed is None or not known or len(known) < len(numbers) or sum(known) == printed:
        return []
    parts = [slot for slot in parts if slot.place in cells]
    gap = printed - sum(known)

    def repairs() -> Iterator[Repair]:
        yield total.repair(cells, sum(known))
        for slot, number in zip(parts, known, strict=True):
            if number + gap >= 0:
                yield slot.repair(cells, number + gap)

    proof = (message("audit_sum", terms=together("plus", known), sum=sum(known), printed=printed),)
    places = distinct((total.place, *(slot.place for slot in parts)))
    return [Conflict("sum", proof, places, repairs)]


def marks(table: AuditTable) -> frozenset[str]:
    """Return the columns that count marks of which a respondent may have made several.

    So it is when both its counts and its per cents are more than the whole, and the per cents
    more than rounding can make of 100.
    """
    total, cells, found = table.row_of("total"), table.cells, set()
    for column, share in table.pairs if total is not None else ():
        counts = [Slot(table.place(row, column)).whole(cells) for row in table.body]
        whole = Slot(table.place(str(total), column)).whole(cells)
        read = [Slot(table.place(row, share)).read(cells) for row in table.body]
        percents = [number for number in read if number is not None]
        if percents and whole is not None and sum(k or 0 for k in counts) > whole:
            slack = Fraction(len(percents), 2 * 10 ** percents[0].decimals) + 1
            if sum(number.exact for number in percents) > 100 + slack:
                found.add(column)
    return frozenset(found)
