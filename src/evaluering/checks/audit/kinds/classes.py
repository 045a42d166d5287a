"""Classes of a variable: their sizes against the tables that use them, and their limits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import pairwise

from evaluering.checks.audit.columns import ColumnRoles
from evaluering.checks.audit.conflicts import Check, Conflict, Slot, distinct, numbered
from evaluering.checks.audit.proofs import as_said, computed, printed, span, together
from evaluering.checks.audit.registry import audit_check, finding_names
from evaluering.checks.audit.report import AuditedReport
from evaluering.checks.audit.rules import counts_for
from evaluering.checks.audit.tables import AuditTable
from evaluering.data.numerals import Limits, Numeral, limits_in, written
from evaluering.data.published import TEXTS, Cells, Place
from evaluering.message import Value, message


@audit_check(90, finding_names("class-size", "class-limits"))
def classes(report: AuditedReport) -> Iterator[Check]:
    """Yield a check of each table's classes; of a declared one also of those that use it."""
    named = {own.table: own for own in report.printed.declaration.classes}
    for name, table in report.tables.items():
        own = named.get(name)
        crosstabs = [report.columns[n] for n in own.crosstabs if n in report.columns] if own else []
        ends = own.range if own else None
        stated = (
            (Slot(Place(TEXTS, ends[0], "printed")), Slot(Place(TEXTS, ends[1], "printed")))
            if ends else None
        )  # fmt: skip
        others = [report.tables[other] for other in named if other != name and own]
        names = {name, *(t.table.exhibit for t in crosstabs)}
        yield Check(frozenset(names), partial(_conflicts, table, crosstabs, stated, others))


def _conflicts(
    table: AuditTable,
    crosstabs: Sequence[ColumnRoles],
    stated: tuple[Slot, Slot] | None,
    others: Sequence[AuditTable],
    cells: Cells,
) -> list[Conflict]:
    found = list(size_conflicts(table, crosstabs, cells)) if crosstabs else []
    return [*found, *limit_conflicts(table, stated, others, cells)]


def limits_of(table: AuditTable) -> list[Limits]:
    """Return the limits in the names of a table's rows, in order."""
    return [found for row in table.body if (found := limits_in(row))]


@cache
def class_name(label: str) -> str:
    """Return a class's name without limits: what a column of it is called."""
    found = limits_in(label)
    name = found.name if found and found.name else label
    name = re.sub(r"(?<=\d)[ \u00a0](?=\d{3})", "", name)
    return re.sub(r"\s*[-–]\s*", "-", name).casefold().strip()


def size_conflicts(
    classes: AuditTable, crosstabs: Sequence[ColumnRoles], cells: Cells
) -> Iterator[Conflict]:
    """Yield that the class sizes leave no room for the columns of the tables that use them.

    A class has at least as many members as any table shows in it, and at most what the other
    classes leave of the total.
    """
    total, pair = classes.row_of("total"), classes.pairs[0] if classes.pairs else None
    if total is None or pair is None:
        return
    of = Slot(classes.place(total, pair[0])).whole(cells)
    shown = {row: _largest(row, crosstabs, cells) for row in classes.body}
    if of is None or not all(places for _, places in shown.values()):
        return
    wrong, due, places = [], [], []
    for row, (least, _) in shown.items():
        most = of - sum(size for other, (size, _) in shown.items() if other != row)
        count, share = (classes.place(row, column) for column in pair)
        sizes = [(count, Slot(count).whole(cells)), (share, _from_percent(share, of, cells))]
        bad = [place for place, size in sizes if size is not None and not least <= size <= most]
        if bad:
            places += bad
            size = sizes[0][1] if sizes[0][1] is not None else sizes[1][1]
            of_class = {"name": class_name(row), "due": span(least, most)}
            wrong.append(message("audit_class_size", **of_class, size=size))
            due.append(message("audit_class_due", **of_class))
    if wrong:
        used = dict.fromkeys(p.exhibit for _, ps in shown.values() for p in ps)
        rows = tuple(f"{class_name(row)}: {n}" for row, (n, _) in shown.items())
        told: dict[str, Value] = {"tables": numbered(used), "rows": rows, "total": of}
        proof = (message("audit_classes", **told, wrong=together("then", wrong)),)
        every = [p for _, ps in shown.values() for p in ps]
        yield Conflict("class-size", proof, distinct(places),
                       expected=as_said(together("then", due)),
                       consequence=message("audit_other_classes"),
                       group=f"{classes.exhibit}{len(every) > 0}")  # fmt: skip


def _largest(row: str, crosstabs: Sequence[ColumnRoles], cells: Cells) -> tuple[int, list[Place]]:
    sizes = [
        (size, table.size(column).place)
        for table in crosstabs
        for column in table.table.groups
        if class_name(column) == class_name(row)
        and (size := table.size(column).whole(cells)) is not None
    ]
    largest = max((size for size, _ in sizes), default=0)
    return largest, [place for size, place in sizes if size == largest]


def _from_percent(place: Place, of: int, cells: Cells) -> int | None:
    own = Slot(place).read(cells)
    found = counts_for(own.units, own.decimals, of, "half_up") if own else ()
    return found[0] if len(found) == 1 else None


def limit_conflicts(
    table: AuditTable, stated: tuple[Slot, Slot] | None, others: Sequence[AuditTable], cells: Cells
) -> Iterator[Conflict]:
    """Yield the limits outside the variable's stated range, copied, overlapping or with a gap.

    Parameters
    ----------
    stated
        Where the report states the variable's lowest and highest value.
    others
        Tables of classes of other variables.
    """
    limits = limits_of(table)
    copied = [(o, own) for o in others if (own := _shared(limits, limits_of(o)))]
    hints = [
        message("audit_shared_limits", limits=tuple(same), table=numbered([other.exhibit]))
        for other, same in copied
    ]
    ends = [slot.read(cells) for slot in stated] if stated else []
    if stated and ends[0] is not None and ends[1] is not None:
        low, high = ends[0].exact, ends[1].exact
        outside = [
            limit for limit in limits
            if not (low <= limit.low.exact <= high and low <= limit.high.exact <= high)
        ]  # fmt: skip
        if outside:
            texts = tuple(cells[slot.place] for slot in stated)
            proof = (message("audit_stated", low=texts[0], high=texts[1]), *hints)
            yield Conflict(
                "class-limits", proof, tuple(table.place(x.label, "") for x in outside),
                expected=message("audit_within", low=printed(ends[0]), high=printed(ends[1])),
                consequence=message("audit_which_units"),
                group=table.exhibit,
            )  # fmt: skip
            return
    yield from _steps(table, limits)


def _shared(one: Sequence[Limits], other: Sequence[Limits]) -> list[str]:
    """Return the limits that two variables share: two or more are hardly chance."""
    mine = [_text(n) for limit in one for n in (limit.low, limit.high)]
    theirs = {_text(n) for limit in other for n in (limit.low, limit.high)}
    same = [text for text in mine if text in theirs]
    return same if len(same) > 1 and len({limit.high.decimals for limit in one}) else []


def _steps(table: AuditTable, limits: Sequence[Limits]) -> Iterator[Conflict]:
    """Yield where a class begins before the one below ends, or further above than the others."""
    for limit in limits:
        if limit.low.exact > limit.high.exact:
            proof = message("audit_higher", low=printed(limit.low), high=printed(limit.high))
            yield Conflict("class-limits", (proof,), (table.place(limit.label, ""),))
    between = list(pairwise(limits))
    steps = [upper.low.exact - lower.high.exact for lower, upper in between]
    usual = min((step for step in steps if step > 0), default=None)
    for (lower, upper), step in zip(between, steps, strict=True):
        places = (table.place(upper.label, ""), table.place(lower.label, ""))
        ends = {"low": printed(lower.high), "high": printed(upper.low)}
        if step < 0:
            yield Conflict("class-limits", (message("audit_overlap", **ends),), places)
        elif step == 0 and usual is not None:
            proof = message("audit_two_classes", limit=printed(upper.low))
            yield Conflict("class-limits", (proof,), places, severity="ambiguous",
                           expected=message("audit_apart"))  # fmt: skip
        elif usual is not None and step > usual and len(steps) > 1:
            decimals = upper.low.decimals
            unit, due = (computed(x, decimals) for x in (usual, lower.high.exact + usual))
            proof = message("audit_gap", **ends, unit=unit)
            yield Conflict("class-limits", (proof,), places[:1], severity="ambiguous",
                           expected=message("audit_from", limit=due))  # fmt: skip


def _text(number: Numeral) -> str:
    return written(number.units, number.decimals)
