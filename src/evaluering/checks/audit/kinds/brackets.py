"""Brackets that should hold a per cent, and are empty."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from evaluering.checks.audit.conflicts import Conflict
from evaluering.checks.audit.registry import finding_names, table_check
from evaluering.checks.audit.report import AuditedTable
from evaluering.checks.audit.rules import percent
from evaluering.checks.audit.shares import shares
from evaluering.data.published import Cells
from evaluering.message import message


@table_check(40, finding_names("empty-bracket"))
def brackets(own: AuditedTable, cells: Cells) -> Iterator[Conflict]:
    """Yield the brackets without a per cent."""
    for share in shares(own.table) if own.table.kind == "members" else []:
        text = cells.get(share.percent.place, "")
        k, n = share.count.whole(cells), share.whole.whole(cells)
        if text.endswith("()") and k is not None and n:
            due = percent(k, n, 0, "half_up")
            yield Conflict("empty-bracket", (message("audit_bracket", count=k, whole=n, due=due),),
                           (share.percent.place,),
                           partial(tuple, [share.percent.repair(cells, due)]),
                           group=own.table.exhibit)  # fmt: skip
