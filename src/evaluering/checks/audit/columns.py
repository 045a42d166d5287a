"""Tables of column per cents with n: the counts behind them, and their margins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from evaluering.checks.audit.conflicts import Conflict, Repair, Slot, distinct
from evaluering.checks.audit.proofs import together, units, whole_span
from evaluering.checks.audit.reconstruction import Percent, Solution, Split, solutions, splits
from evaluering.checks.audit.rules import Rule, counts_for, percent
from evaluering.checks.audit.shares import Share, summed
from evaluering.checks.audit.tables import AuditTable
from evaluering.data.published import Cells
from evaluering.message import Value, message


@dataclass(frozen=True)
class ColumnRoles:
    """A table of column per cents: categories by groups, with the size of each group."""

    table: AuditTable

    @cached_property
    def n_row(self) -> str:
        """The row of sizes."""
        return self.table.row_of("n") or ""

    @cached_property
    def n_column(self) -> str | None:
        """The column of the categories' counts."""
        return self.table.column_of("n")

    @cached_property
    def total(self) -> str | None:
        """The column of all groups together."""
        return self.table.column_of("total")

    @cached_property
    def grand(self) -> Slot | None:
        """The size of all groups together."""
        for column in (self.n_column, self.total):
            if column is not None and self.table.place(self.n_row, column) in self.table.cells:
                return Slot(self.table.place(self.n_row, column))
        return None

    @property
    def layout(self) -> tuple[str | None, ...]:
        """The labels of the margins: alike in tables of one series."""
        return self.n_row, self.n_column, self.total, self.table.row_of("mean")

    def size(self, column: str) -> Slot:
        """Return a group's size."""
        return Slot(self.table.place(self.n_row, column))

    def cell(self, row: str, column: str) -> Slot:
        """Return a cell."""
        return Slot(self.table.place(row, column))

    def percents(self, cells: Cells, column: str) -> tuple[Percent, ...]:
        """Return a group's printed per cents."""
        read = [self.cell(row, column).read(cells) for row in self.table.body]
        return tuple(None if r is None else (r.units, r.decimals) for r in read)

    def shares(self) -> list[Share]:
        """Return the total column's per cents of the printed counts."""
        if self.n_column is None or self.total is None or self.grand is None:
            return []
        return [
            Share(self.cell(row, self.total), self.cell(row, self.n_column), self.grand)
            for row in self.table.body
        ]

    def sums(self, cells: Cells) -> Iterator[Conflict]:
        """Yield the sizes and counts that do not add up."""
        if self.grand is None:
            return
        if len(self.table.groups) > 1 and (self.total or self.n_column):
            yield from summed(cells, [self.size(c) for c in self.table.groups], self.grand)
        if self.n_column is not None:
            parts = [self.cell(row, self.n_column) for row in self.table.body]
            yield from summed(cells, parts, self.grand)

    def row_totals(self, cells: Cells, rule: Rule, *, without: str = "") -> list[set[int] | None]:
        """Return the totals that each row's printed count, or per cent of all, allows."""
        grand = self.grand.whole(cells) if self.grand else None
        found: list[set[int] | None] = []
        for row in self.table.body:
            count = self.cell(row, self.n_column).whole(cells) if self.n_column else None
            share = self.cell(row, self.total).read(cells) if self.total else None
            if row == without:
                found.append(None)
            elif count is not None:
                found.append({count})
            elif share is not None and grand:
                found.append(set(counts_for(share.units, share.decimals, grand, rule)))
            else:
                found.append(None)
        return found

    def possible(self, cells: Cells, rule: Rule) -> list[tuple[Split, ...]] | None:
        """Return each group's possible splits; None if one has too many or no size."""
        found = []
        for column in self.table.groups:
            n = self.size(column).whole(cells)
            own = splits(self.percents(cells, column), n, rule) if n else None
            if own is None:
                return None
            found.append(own)
        return found

    def solve(self, cells: Cells, rule: Rule) -> list[Solution] | None:
        """Return the tables of counts behind what is printed; None if too many to follow."""
        columns = self.possible(cells, rule)
        if columns is None:
            return None
        if not all(columns):
            return []
        return solutions(columns, self.row_totals(cells, rule))

    def conflicts(self, cells: Cells, rule: Rule) -> Iterator[Conflict]:
        """Yield the groups whose per cents no counts give, else that the groups do not add up."""
        impossible = False
        for column in self.table.groups:
            n = self.size(column).whole(cells)
            printed = self.percents(cells, column)
            if n and splits(printed, n, rule) == ():
                impossible = True
                yield self._column_conflict(cells, rule, column, printed, n)
        if not impossible and self.solve(cells, rule) == []:
            yield self._joint_conflict(cells, rule)

    def _column_conflict(
        self, cells: Cells, rule: Rule, column: str, printed: tuple[Percent, ...], n: int
    ) -> Conflict:
        known = [p for p in printed if p is not None]
        near = [
            message(
                "audit_near", percent=units(*p), n=n, counts=whole_span(counts_for(*p, n, rule))
            )
            for p in known
        ]
        percents = tuple(units(*p) for p in known)
        shown: dict[str, Value] = {
            "n": n,
            "percents": percents,
            "column": column,
            "near": tuple(near),
        }
        proof = (message("audit_no_counts", **shown),)
        body = (self.table.place(row, column) for row in self.table.body)
        places = distinct((self.size(column).place, *body))
        return Conflict(
            "whole-number",
            proof,
            places,
            lambda: self._column_repairs(cells, rule, column, printed, n),
        )

    def _column_repairs(
        self, cells: Cells, rule: Rule, column: str, printed: tuple[Percent, ...], n: int
    ) -> Iterator[Repair]:
        for i, row in enumerate(self.table.body):
            if (own := printed[i]) is not None:
                others = (*printed[:i], None, *printed[i + 1 :])
                counts = {split[i] for split in splits(others, n, rule) or ()}
                for due in sorted({percent(k, n, own[1], rule) for k in counts}):
                    yield self.cell(row, column).repair(cells, due, own[1])
        for size in range(1, min(2 * n + 20, 400)):
            if splits(printed, size, rule):
                yield self.size(column).repair(cells, size)

    def _joint_conflict(self, cells: Cells, rule: Rule) -> Conflict:
        columns, totals = self.possible(cells, rule) or [], self.row_totals(cells, rule)
        rows = [
            message(
                "audit_row",
                row=row,
                terms=together("plus", [whole_span({s[i] for s in c}) for c in columns]),
                printed=whole_span(own),
            )
            for i, row in enumerate(self.table.body)
            if (own := totals[i]) is not None
        ]
        proof = (message("audit_no_rows", rows=together("then", rows)),)
        names = [n for n in (self.n_column, *self.table.groups, self.total) if n is not None]
        places = [self.table.place(row, c) for c in names for row in (*self.table.body, self.n_row)]
        printed_places = distinct(p for p in places if p in self.table.cells)
        return Conflict(
            "whole-number", proof, printed_places, lambda: self._joint_repairs(cells, rule)
        )

    def _joint_repairs(self, cells: Cells, rule: Rule) -> Iterator[Repair]:
        columns, totals = self.possible(cells, rule) or [], self.row_totals(cells, rule)
        for j, column in enumerate(self.table.groups):
            n, printed = self.size(column).whole(cells) or 0, self.percents(cells, column)
            for i, row in enumerate(self.table.body):
                if (own := printed[i]) is None:
                    continue
                free = splits((*printed[:i], None, *printed[i + 1 :]), n, rule)
                found = solutions([*columns[:j], free or (), *columns[j + 1 :]], totals) or []
                for due in sorted({percent(s[j][i], n, own[1], rule) for s in found}):
                    yield self.cell(row, column).repair(cells, due, own[1])
        for row in self.table.body:
            i = self.table.body.index(row)
            found = solutions(columns, self.row_totals(cells, rule, without=row)) or []
            for total in sorted({sum(split[i] for split in s) for s in found}):
                yield from self._margin(cells, rule, row, total)

    def _margin(self, cells: Cells, rule: Rule, row: str, total: int) -> list[Repair]:
        if self.n_column is not None:
            return [self.cell(row, self.n_column).repair(cells, total)]
        grand = self.grand.whole(cells) if self.grand else None
        share = self.cell(row, self.total).read(cells) if self.total else None
        if not grand or share is None or self.total is None:
            return []
        due = percent(total, grand, share.decimals, rule)
        return [self.cell(row, self.total).repair(cells, due, share.decimals)]


def column_table(table: AuditTable) -> ColumnRoles | None:
    """Return a table of column per cents; None for another kind."""
    return ColumnRoles(table) if table.kind == "columns" else None
