"""Per cents that their counts do not give, and columns of them that no counts give."""

from __future__ import annotations

from evaluering.checks.audit.conflicts import Conflict
from evaluering.checks.audit.registry import finding_names, table_check
from evaluering.checks.audit.report import AuditedTable
from evaluering.data.published import Cells


@table_check(20, finding_names("percent", "whole-number"))
def percents(own: AuditedTable, cells: Cells) -> list[Conflict]:
    """Return the per cents that break the rounding rule of the table."""
    return own.of_percents(cells, own.rule(cells))
