"""A printed report as the checks see it: its tables, and what is declared of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, TypeVar

from evaluering.checks.audit.columns import ColumnRoles, column_table
from evaluering.checks.audit.conflicts import Conflict
from evaluering.checks.audit.declaration import Declaration, TableNotes
from evaluering.checks.audit.expressions import computed_cells
from evaluering.checks.audit.means import Answers, Means, mean_rows
from evaluering.checks.audit.rules import Rule, fewest
from evaluering.checks.audit.shares import Share, marks, shares
from evaluering.checks.audit.tables import AuditTable, split_tables
from evaluering.data.crossreferences import CaptionText, TextReference
from evaluering.data.published import TEXTS, Cells

NOTHING_DECLARED = Declaration()
T = TypeVar("T")


@dataclass(frozen=True)
class PrintedReport:
    """A printed report: its cells, what is declared of them, and its cross-references."""

    cells: Cells
    declaration: Declaration = NOTHING_DECLARED
    captions: Sequence[CaptionText] = ()
    references: Sequence[TextReference] = ()


class _Keeping:
    """What is found once and kept, by whoever asks."""

    kept: dict[str, Any]

    def once(self, key: str, make: Callable[[], T]) -> T:
        """Return what a check needs of the whole, made at its first question."""
        if key not in self.kept:
            self.kept[key] = make()
        found: T = self.kept[key]
        return found


@dataclass(frozen=True)
class AuditedReport(_Keeping):
    """A printed report, with its tables by exhibit and those of column per cents."""

    printed: PrintedReport
    tables: Mapping[str, AuditTable]
    columns: Mapping[str, ColumnRoles]
    kept: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, printed: PrintedReport) -> AuditedReport:
        """Return a report with its tables."""
        tables = split_tables(printed.cells, without=(TEXTS,))
        columns = {name: own for name, table in tables.items() if (own := column_table(table))}
        return cls(printed, tables, columns)

    @cached_property
    def each_table(self) -> list[AuditedTable]:
        """The tables, each with what is known of it."""
        return [AuditedTable(self, table) for table in self.tables.values()]


@dataclass(frozen=True)
class AuditedTable(_Keeping):
    """One table of a report."""

    report: AuditedReport
    table: AuditTable
    kept: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def columns(self) -> ColumnRoles | None:
        """The table as one of column per cents, if it is."""
        return self.report.columns.get(self.table.exhibit)

    @cached_property
    def notes(self) -> TableNotes:
        """What is declared of it."""
        return self.report.printed.declaration.tables.get(self.table.exhibit, TableNotes())

    @cached_property
    def several(self) -> frozenset[str]:
        """Columns of marks, of which a respondent may have made several."""
        return marks(self.table) | set(self.notes.several)

    @cached_property
    def means(self) -> list[Means]:
        """Its rows of means."""
        return mean_rows(self.table)

    @cached_property
    def answers(self) -> Answers | None:
        """What its means are of, where that is declared."""
        notes = self.notes
        return Answers(notes.items, *notes.scale) if notes.items and notes.scale else None

    @cached_property
    def in_index(self) -> bool:
        """Whether its means are an index's."""
        indices = self.report.printed.declaration.indices
        return any(self.table.exhibit in index.crosstabs for index in indices)

    @cached_property
    def shares(self) -> list[Share]:
        """Its per cents of printed counts; those with a declared base of their own left out."""
        own = self.columns.shares() if self.columns else shares(self.table)
        printed = self.report.printed
        based = self.report.once(
            "based",
            lambda: computed_cells(printed.declaration, printed.cells, self.report.tables),
        )
        return [share for share in own if share.percent.place not in based]

    def of_percents(self, cells: Cells, rule: Rule) -> list[Conflict]:
        """Return the conflicts of per cents under a rounding rule."""
        found = [c for share in self.shares if (c := share.conflict(cells, rule)) is not None]
        return found + (list(self.columns.conflicts(cells, rule)) if self.columns else [])

    def rule(self, cells: Cells) -> Rule:
        """Return the rounding rule of its per cents."""
        return fewest(partial(self.of_percents, cells))
