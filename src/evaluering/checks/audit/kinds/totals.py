"""Totals of per cents that are neither their sum nor 100."""

from __future__ import annotations

from functools import partial

from evaluering.checks.audit.conflicts import Conflict, Slot, distinct
from evaluering.checks.audit.proofs import together, units
from evaluering.checks.audit.registry import finding_names, table_check
from evaluering.checks.audit.report import AuditedReport, AuditedTable
from evaluering.checks.audit.tables import AuditTable, role
from evaluering.data.published import Cells, Place
from evaluering.message import message


@table_check(30, finding_names("percent-sum"))
def totals(own: AuditedTable, cells: Cells) -> list[Conflict]:
    """Return the totals that break the convention of their table, or of the report."""
    preferred = own.report.once("totals", lambda: _convention(own.report))
    return total_conflicts(own.table, cells, preferred, own.several)


def _convention(report: AuditedReport) -> str:
    """Return whether the report's totals of per cents are mostly their sums or always 100."""
    tables, cells = report.tables.values(), report.printed.cells
    found = [t for table in tables for t in totals_of_percents(table, cells)]
    off_sum = sum(printed != sum(parts) for _, printed, _, parts, _ in found)
    off_hundred = sum(printed != hundred for _, printed, hundred, _, _ in found)
    return "sum" if off_sum <= off_hundred else "hundred"


def totals_of_percents(
    table: AuditTable, cells: Cells
) -> list[tuple[Place, int, int, list[int], int]]:
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
    table: AuditTable, cells: Cells, preferred: str, several: frozenset[str]
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
        terms = together("plus", [units(part, decimals) for part in parts])
        shown = {"sum": units(sum(parts), decimals), "printed": units(printed, decimals)}
        proof = [message("audit_sum", terms=terms, **shown)]
        near = printed in {hundred, sum(parts)}
        if near:
            proof.append(message(f"audit_others_{preferred}"))
        repairs = [Slot(place).repair(cells, due, decimals)]
        for row, part in zip(table.body, parts, strict=True):
            if part + printed - sum(parts) >= 0:
                slot = Slot(Place(place.exhibit, row, place.column))
                repairs.append(slot.repair(cells, part + printed - sum(parts), decimals))
        places = distinct((place, *(Place(place.exhibit, row, place.column) for row in table.body)))
        conflicts.append(Conflict("percent-sum", tuple(proof), places, partial(tuple, repairs),
                                  "rounding" if near else "error",
                                  group=table.exhibit if near else str(place)))  # fmt: skip
    return conflicts
