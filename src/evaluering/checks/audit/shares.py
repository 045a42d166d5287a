"""Counts, sums and per cents of counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from evaluering.checks.audit.conflicts import Conflict, Repair, Slot, distinct
from evaluering.checks.audit.rules import (
    NAMES,
    RULES,
    Rule,
    counts_for,
    percent,
    shown,
    wholes_for,
)
from evaluering.checks.audit.tables import ANSWERS, BASES, Table, bare, role
from evaluering.data.numerals import counted, written
from evaluering.data.published import Cells, Place


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

        exact = shown(Fraction(100 * k, n), 2)
        proof = f"{k} av {n} er {exact} prosent; trykt {written(units, decimals)}"
        if others:
            named = " eller ".join(NAMES[r] for r in others)
            proof += f". Bare {named} gir det, og den forklarer ikke resten av tabellen"
        places = distinct((self.percent.place, self.count.place, self.whole.place))
        return Conflict("prosent", proof + ".", places, repairs,
                        "rounding" if others else "error")  # fmt: skip


def shares(table: Table) -> list[Share]:
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


def _plausible(own: list[Share], table: Table) -> list[Share]:
    """Return the shares if most of them fit, by any rule; else their whole is another."""
    fitting = sum(any(share.conflict(table.cells, rule) is None for rule in RULES) for share in own)
    return own if 2 * fitting >= len(own) else []


def base_of_members(table: Table) -> str | None:
    """Return the column that holds the whole of each row of ``4 (19)``."""
    return next((c for c in table.columns if role(c) in {"total", "n", "count"}), None)


def _members(table: Table) -> list[Share]:
    base = base_of_members(table)
    if base is None:
        return []
    own = [
        Share(Slot(place, 1), Slot(place, 0), Slot(table.place(place.row, base)))
        for place in table.cells
        if place.column != base
    ]
    return _plausible(own, table)


def _rates(table: Table) -> Iterator[Share]:
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


def brackets(table: Table, cells: Cells) -> Iterator[Conflict]:
    """Yield the brackets without a per cent."""
    for share in shares(table) if table.kind == "members" else []:
        text = cells.get(share.percent.place, "")
        k, n = share.count.whole(cells), share.whole.whole(cells)
        if text.endswith("()") and k is not None and n:
            due = percent(k, n, 0, "half_up")
            yield Conflict("tom-parentes", f"Parentesen er tom; {k} av {n} er {due} prosent.",
                           (share.percent.place,),
                           partial(_one, share.percent.repair(cells, due)),
                           group=table.exhibit)  # fmt: skip


Addition = tuple[list[Slot], Slot]
"""Parts, and the total that they add up to."""


def additions(table: Table, several: frozenset[str]) -> list[Addition]:
    """Return the parts and totals of a table of counts.

    Columns named as counts add up to a total's row. Others, and rows, are taken to do so when
    most of them do.

    Parameters
    ----------
    several
        Columns of marks, of which a respondent may have made several.
    """
    total = table.row_of("total")
    if table.kind == "members":
        base = base_of_members(table)
        return [
            *_mostly(table, [_down(table, c, total) for c in table.columns if total]),
            *_mostly(table, [_across(table, r, base) for r in table.rows if base]),
        ]
    if table.kind != "counts":
        return []
    columns = [c for c in table.columns if total and c not in several]
    counts = [_down(table, c, total) for c in columns if role(c) in {"count", "n", "total"}]
    others = [_down(table, c, total) for c in columns if role(c) == "other"]
    whole = table.column_of("total")
    rows = [_across(table, r, whole, "other") for r in table.rows if whole]
    return [*counts, *_mostly(table, others), *_mostly(table, rows)]


def _down(table: Table, column: str, total: str | None) -> Addition:
    return [Slot(table.place(row, column)) for row in table.body], Slot(
        table.place(str(total), column)
    )


def _across(table: Table, row: str, whole: str | None, only: str = "") -> Addition:
    columns = [c for c in table.columns if c != whole and (not only or role(c) == only)]
    return [Slot(table.place(row, c)) for c in columns], Slot(table.place(row, str(whole)))


def _mostly(table: Table, found: list[Addition]) -> list[Addition]:
    holding = sum(not summed(table.cells, parts, total) for parts, total in found)
    return found if 2 * holding >= len(found) else []


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

    proof = f"{' + '.join(map(str, known))} = {sum(known)}; trykt {printed}."
    places = distinct((total.place, *(slot.place for slot in parts)))
    return [Conflict("sum", proof, places, repairs)]


def _one(repair: Repair) -> list[Repair]:
    return [repair]


def marks(table: Table) -> frozenset[str]:
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


def label_sums(table: Table) -> Iterator[Conflict]:
    """Yield that the numbers in brackets after the rows' names do not add up to the total's."""
    total = table.row_of("total")
    own = counted(total or "")[1]
    numbers = [count for row in table.body if (count := counted(row)[1]) is not None]
    if total is None or own is None or len(numbers) < len(table.body):
        return
    if sum(numbers) != own:
        proof = f"{' + '.join(map(str, numbers))} = {sum(numbers)}; trykt {own}."
        places = tuple(Place(table.exhibit, row, "") for row in (total, *table.body))
        yield Conflict("sum", proof, places)


def totals_of_percents(table: Table, cells: Cells) -> list[tuple[Place, int, int, list[int], int]]:
    """Return each printed total of per cents: place, print, its 100, its parts, decimals."""
    total = table.row_of("total")
    if total is None or table.kind not in {"counts", "columns"}:
        return []
    columns = [p for _, p in table.pairs] if table.kind == "counts" else [
        c for c in table.columns if role(c) in {"other", "total"}]  # fmt: skip
    found = []
    for column in columns:
        printed = Slot(table.place(total, column)).read(cells)
        parts = [Slot(table.place(row, column)).read(cells) for row in table.body]
        known = [part for part in parts if part is not None]
        if printed is None or len(known) < len(parts):
            continue
        if len({part.decimals for part in (*known, printed)}) > 1:
            continue
        units = [part.units for part in known]
        found.append((table.place(total, column), printed.units, 100 * 10**printed.decimals,
                      units, printed.decimals))  # fmt: skip
    return found


def total_conflicts(
    table: Table, cells: Cells, preferred: str, several: frozenset[str]
) -> list[Conflict]:
    """Return the totals of per cents that are neither the sum as printed nor always 100.

    A table either prints 100 everywhere or the sum of the rounded per cents everywhere. Where
    it does neither, the convention of the report's other tables decides.
    """
    found = totals_of_percents(table, cells)
    if not found or several:
        return []
    wrong = {
        "sum": [entry for entry in found if entry[1] != sum(entry[3])],
        "hundred": [entry for entry in found if entry[1] != entry[2]],
    }
    if not all(wrong.values()):
        return []
    conflicts = []
    for place, printed, hundred, parts, decimals in wrong[preferred]:
        due = sum(parts) if preferred == "sum" else hundred
        terms = " + ".join(written(part, decimals) for part in parts)
        proof = f"{terms} = {written(sum(parts), decimals)}; trykt {written(printed, decimals)}."
        near = printed in {hundred, sum(parts)}
        if near:
            others = "summen av de avrundede prosentene" if preferred == "sum" else "100"
            proof += f" De andre kolonnene har {others}."
        repairs = [Slot(place).repair(cells, due, decimals)]
        for row, units in zip(table.body, parts, strict=True):
            if units + printed - sum(parts) >= 0:
                slot = Slot(Place(place.exhibit, row, place.column))
                repairs.append(slot.repair(cells, units + printed - sum(parts), decimals))
        places = distinct((place, *(Place(place.exhibit, row, place.column) for row in table.body)))
        conflicts.append(Conflict("prosentsum", proof, places, partial(tuple, repairs),
                                  "rounding" if near else "error",
                                  group=table.exhibit if near else str(place)))  # fmt: skip
    return conflicts
