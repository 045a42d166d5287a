"""Means: groups against their total, whole sums behind means of whole answers, spreads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import ceil, floor

from evaluering.checks.audit.conflicts import Conflict, Repair, Slot, distinct
from evaluering.checks.audit.rules import Rule, rounded, shown, window
from evaluering.checks.audit.shares import summed
from evaluering.checks.audit.tables import Table, role
from evaluering.data.published import Cells, Place

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
    """One row or column of means: groups with their sizes, and all together.

    Attributes
    ----------
    groups
        Mean, size and standard deviation of each group; the last without a place where it is
        not printed.
    total
        The same of all together; None where it is not printed.
    """

    groups: tuple[tuple[Slot, Slot, Slot | None], ...]
    total: tuple[Slot, Slot, Slot | None] | None

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place of the means and sizes."""
        all_ = (*((self.total,) if self.total else ()), *self.groups)
        return distinct(slot.place for entry in all_ for slot in entry[:2])


def mean_rows(table: Table) -> list[Means]:
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


def _along(table: Table, row: str, n_row: str, spread: str | None, total: str | None) -> Means:
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


def _down(table: Table, mean: str, size: str, spread: str | None, total: str | None) -> Means:
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
    tried = " og ".join(f"{s}/{k} = {shown(Fraction(s, k), 3)}" for s in (near, near + 1))
    text = shown(printed.exact, printed.decimals)
    proof = f"Et gjennomsnitt for {n} er et helt antall {k}-deler; {text} finnes ikke: {tried}."
    if not answers.low <= printed.exact <= answers.high:
        proof = f"{text} er utenfor skalaen {answers.low}–{answers.high}."
    return Conflict("helt-gjennomsnitt", proof, (slot.place, size.place))


def total_window(windows: Sequence[Window]) -> Window:
    """Return the least and the greatest that sums within these windows add up to."""
    zero = Fraction(0)
    return sum((w[0] for w in windows), start=zero), sum((w[1] for w in windows), start=zero)


def size_sums(means: Means, cells: Cells) -> list[Conflict]:
    """Return that the groups' sizes are not the total's."""
    if means.total is None:
        return []
    return summed(cells, [size for _, size, _ in means.groups], means.total[1])


def mean_conflicts(means: Means, cells: Cells, rule: Rule) -> list[Conflict]:
    """Return that the groups' means do not weigh together to the total's."""
    if means.total is None or not means.groups:
        return []
    slots = [(slot, size) for slot, size, _ in means.groups]
    windows = [sum_window(slot, size, cells, None, rule) for slot, size in slots]
    sizes = [size.whole(cells) for _, size in slots]
    total_slot, total_size, _ = means.total
    total, n = sum_window(total_slot, total_size, cells, None, rule), total_size.whole(cells)
    known = [w for w in windows if isinstance(w, tuple)]
    if not isinstance(total, tuple) or len(known) < len(windows) or not n:
        return []
    if sum(size or 0 for size in sizes) != n:
        return []  # the sizes' own sum is a conflict already
    low, high = total_window(known)
    if low <= total[1] and total[0] <= high:
        return []
    repairs = texts_for(total_slot, cells, (low / n, high / n), rule)
    for (slot, _), own, size in zip(slots, known, sizes, strict=True):
        rest = (total[0] - high + own[1], total[1] - low + own[0])
        if size and rest[0] > 0:
            repairs += texts_for(slot, cells, (rest[0] / size, rest[1] / size), rule)
    terms = " + ".join(
        f"{size} × {shown(read.exact, read.decimals)}"
        for (slot, _), size in zip(slots, sizes, strict=True)
        if (read := slot.read(cells)) is not None
    )
    printed = total_slot.read(cells)
    text = shown(printed.exact, printed.decimals) if printed else ""
    proof = (
        f"({terms}) / {n} = {shown((low + high) / 2 / n, 4)}; med avrundingen "
        f"{shown(low / n, 4)}–{shown(high / n, 4)}. Trykt {text}."
    )
    return [Conflict("gjennomsnitt", proof, means.places, partial(tuple, repairs))]


def texts_for(slot: Slot, cells: Cells, values: Window, rule: Rule, most: int = 24) -> list[Repair]:
    """Return the texts that a mean within a window may be printed as; none if too many."""
    printed = slot.read(cells)
    if printed is None:
        return []
    scale = 10**printed.decimals
    low, high = floor(values[0] * scale) - 1, ceil(values[1] * scale) + 1
    fitting = []
    for units in range(max(low, 0), high + 1) if high - low < 2 * most else ():
        bottom, top = window(units, printed.decimals, rule)
        if bottom <= values[1] and values[0] <= top:
            fitting.append(slot.repair(cells, units, printed.decimals))
    return fitting
