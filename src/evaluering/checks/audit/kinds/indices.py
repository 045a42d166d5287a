"""Tables of an index against each other: sums of the same people, and counts of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from evaluering.checks.audit.columns import ColumnRoles
from evaluering.checks.audit.conflicts import Check, Conflict, Slot, numbered
from evaluering.checks.audit.declaration import PrintedIndex
from evaluering.checks.audit.means import Answers, Means, mean_rows
from evaluering.checks.audit.registry import audit_check, finding_names
from evaluering.checks.audit.report import AuditedReport
from evaluering.checks.audit.rules import Rule, fewest
from evaluering.checks.audit.tables import AuditTable
from evaluering.checks.audit.whole_sums import group_sum_conflicts
from evaluering.data.published import Cells
from evaluering.message import message


@audit_check(100, finding_names("same-n"))
def indices(report: AuditedReport) -> Iterator[Check]:
    """Yield a check of each declared index, by the rule of all their means."""
    declared, cells = report.printed.declaration.indices, report.printed.cells
    means = [_means(index, report) for index in declared]
    answers = [Answers(index.items, *index.scale) for index in declared]
    each = list(zip(means, answers, strict=True))
    rule = fewest(lambda rule: [c for m, a in each for c in group_sum_conflicts(m, cells, a, rule)])
    for index, (own, of) in zip(declared, each, strict=True):
        tables = [report.columns[name] for name in index.crosstabs if name in report.columns]
        frequencies = report.tables.get(index.frequencies or "")
        names = {*index.crosstabs, *([index.frequencies] if index.frequencies else [])}
        yield Check(frozenset(names), partial(_conflicts, own, of, rule, frequencies, tables))


def _means(index: PrintedIndex, report: AuditedReport) -> list[Means]:
    tables = [report.columns[name] for name in index.crosstabs if name in report.columns]
    return [means for columns in tables for means in mean_rows(columns.table)]


def _conflicts(
    means: Sequence[Means],
    answers: Answers,
    rule: Rule,
    frequencies: AuditTable | None,
    crosstabs: Sequence[ColumnRoles],
    cells: Cells,
) -> list[Conflict]:
    found = group_sum_conflicts(means, cells, answers, rule)
    if frequencies is not None:
        found += frequency_conflicts(frequencies, crosstabs, cells)
    return found


def frequency_conflicts(
    frequencies: AuditTable, crosstabs: Sequence[ColumnRoles], cells: Cells
) -> Iterator[Conflict]:
    """Yield the rows of a crosstab with more respondents than there are in all."""
    column = frequencies.column_of("n") or frequencies.column_of("count")
    for table in crosstabs if column else ():
        for row, own in zip(frequencies.body, table.table.body, strict=False):
            all_of = Slot(frequencies.place(row, str(column)))
            part = Slot(table.table.place(own, table.n_column)) if table.n_column else None
            most, n = all_of.whole(cells), part.whole(cells) if part else None
            if part is not None and most is not None and n is not None and n > most:
                table_of_all = numbered([frequencies.exhibit])
                proof = message("audit_more", n=n, row=own, most=most, table=table_of_all)
                yield Conflict("same-n", (proof,), (part.place, all_of.place))
