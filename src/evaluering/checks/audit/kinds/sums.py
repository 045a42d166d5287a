"""Counts that do not add up to their totals."""

from __future__ import annotations

from collections.abc import Iterator

from evaluering.checks.audit.conflicts import Conflict, Slot
from evaluering.checks.audit.proofs import together
from evaluering.checks.audit.registry import finding_names, table_check
from evaluering.checks.audit.report import AuditedTable
from evaluering.checks.audit.shares import base_of_members, summed
from evaluering.checks.audit.tables import AuditTable, role
from evaluering.data.numerals import counted
from evaluering.data.published import Cells, Place
from evaluering.message import message

Addition = tuple[list[Slot], Slot]
"""Parts, and the total that they add up to."""


def additions(table: AuditTable, several: frozenset[str]) -> list[Addition]:
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


def _down(table: AuditTable, column: str, total: str | None) -> Addition:
    return [Slot(table.place(row, column)) for row in table.body], Slot(
        table.place(str(total), column)
    )


def _across(table: AuditTable, row: str, whole: str | None, only: str = "") -> Addition:
    columns = [c for c in table.columns if c != whole and (not only or role(c) == only)]
    return [Slot(table.place(row, c)) for c in columns], Slot(table.place(row, str(whole)))


def _mostly(table: AuditTable, found: list[Addition]) -> list[Addition]:
    holding = sum(not summed(table.cells, parts, total) for parts, total in found)
    return found if 2 * holding >= len(found) else []


@table_check(10, finding_names("sum"))
def sums(own: AuditedTable, cells: Cells) -> Iterator[Conflict]:
    """Yield the totals that their parts do not add up to, in the labels and in the cells."""
    yield from label_sums(own.table)
    for parts, total in own.once("additions", lambda: additions(own.table, own.several)):
        yield from summed(cells, parts, total)
    if own.columns is not None:
        yield from own.columns.sums(cells)
    elif own.means and (together := own.means[0].total) is not None:
        yield from summed(cells, [size for _, size, _ in own.means[0].groups], together[1])


def label_sums(table: AuditTable) -> Iterator[Conflict]:
    """Yield that the numbers in brackets after the rows' names do not add up to the total's."""
    total = table.row_of("total")
    own = counted(total or "")[1]
    numbers = [count for row in table.body if (count := counted(row)[1]) is not None]
    if total is None or own is None or len(numbers) < len(table.body):
        return
    if sum(numbers) != own:
        terms, due = together("plus", numbers), sum(numbers)
        proof = (message("audit_sum", terms=terms, sum=due, printed=str(own)),)
        places = tuple(Place(table.exhibit, row, "") for row in (total, *table.body))
        yield Conflict("sum", proof, places)
