"""Means: groups against their total, whole sums behind means of whole answers, spreads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from evaluering.checks.audit import proofs
from evaluering.checks.audit.conflicts import Conflict, Slot, distinct
from evaluering.checks.audit.proofs import computed, together
from evaluering.checks.audit.rules import Rule, rounded, window
from evaluering.checks.audit.tables import AuditTable, role
from evaluering.data.published import Cells, Place
from evaluering.message import message

Window = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Answers:
    """What a mean is of: how many whole answers each respondent's score adds up, and their scale.

    Without it a mean is of any numbers.
    """

    items: int
    low: int
    high: int


@dataclass(frozen=True)
class Means:
    """One row or column of means: groups with their sizes, and all together."""

    groups: tuple[tuple[Slot, Slot, Slot | None], ...]
    """Mean, size and standard deviation of each group; the last without a place where it is not
    printed."""
    total: tuple[Slot, Slot, Slot | None] | None
    """The same of all together; None where it is not printed."""

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place of the means and sizes."""
        all_ = (*((self.total,) if self.total else ()), *self.groups)
        return distinct(slot.place for entry in all_ for slot in entry[:2])


def mean_rows(table: AuditTable) -> list[Means]:
    """Return the means of a table: along its mean row, its items' rows, or its mean column."""
    n_row, total = table.row_of("n"), table.column_of("total")
    if table.kind in {"columns", "means"} and n_row is not None and table.groups:
        rows = table.body if table.kind == "means" else [r for r in (table.row_of("mean"),) if r]
        spread = table.row_of("sd") if table.kind == "columns" else None
        return [_along(table, row, n_row, spread, total) for row in rows]
    mean, size = table.column_of("mean"), table.column_of("n")
    if table.kind == "means" and mean is not None and size is not None:
        return [_down(table, mean, size, table.column_of("sd"), table.row_of("total"))]
    return []


def _along(table: AuditTable, row: str, n_row: str, spread: str | None, total: str | None) -> Means:
    def entry(column: str, size: str) -> tuple[Slot, Slot, Slot | None]:
        sd = Slot(table.place(spread, column)) if spread else None
        return Slot(table.place(row, column)), Slot(table.place(n_row, size)), sd

    grand = next(
        (c for c in (table.column_of("n"), total) if c and table.place(n_row, c) in table.cells),
        None,
    )
    groups = tuple(entry(c, c) for c in table.groups if table.place(row, c) in table.cells)
    has_total = total is not None and grand is not None and table.place(row, total) in table.cells
    return Means(groups, entry(str(total), str(grand)) if has_total else None)


def _down(table: AuditTable, mean: str, size: str, spread: str | None, total: str | None) -> Means:
    def entry(row: str) -> tuple[Slot, Slot, Slot | None]:
        sd = Slot(table.place(row, spread)) if spread else None
        return Slot(table.place(row, mean)), Slot(table.place(row, size)), sd

    rows = [r for r in table.rows if role(r) != "total" and table.place(r, mean) in table.cells]
    return Means(tuple(entry(r) for r in rows), entry(total) if total else None)


def sum_window(slot: Slot, size: Slot, cells: Cells, answers: Answers | None, rule: Rule
               ) -> Window | Conflict | None:  # fmt: skip
    """Return the least and the greatest sum behind a mean, or that no whole sum is.

    None where mean or size is not printed.
    """
    printed, n = slot.read(cells), size.whole(cells)
    if printed is None or not n:
        return None
    low, high = window(printed.units, printed.decimals, rule)
    if answers is None:
        return low * n, high * n
    k = n * answers.items
    least = max(ceil(low * k), answers.low * k)
    most = min(floor(high * k), answers.high * k)
    fitting = [
        s for s in range(least, most + 1) if rounded(s, k, printed.decimals, rule) == printed.units
    ]
    if fitting:
        return Fraction(fitting[0], answers.items), Fraction(fitting[-1], answers.items)
    near = floor(printed.exact * k)
    tried = together("and", [
        message("audit_part", sum=s, parts=k, value=computed(Fraction(s, k), 3))
        for s in (near, near + 1)
    ])  # fmt: skip
    mean = proofs.printed(printed)
    proof = message("audit_no_mean", n=n, parts=k, mean=mean, tried=tried)
    if not answers.low <= printed.exact <= answers.high:
        proof = message("audit_off_scale", mean=mean, low=answers.low, high=answers.high)
    return Conflict("whole-mean", (proof,), (slot.place, size.place))


def total_window(windows: Sequence[Window]) -> Window:
    """Return the least and the greatest that sums within these windows add up to."""
    zero = Fraction(0)
    return sum((w[0] for w in windows), start=zero), sum((w[1] for w in windows), start=zero)
