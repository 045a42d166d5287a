"""Means that the groups' means or whole answers do not give."""

from __future__ import annotations

from functools import partial
from math import ceil, floor

from evaluering.checks.audit.conflicts import Conflict, Repair, Slot
from evaluering.checks.audit.means import Means, Window, sum_window, total_window
from evaluering.checks.audit.proofs import computed, printed, together
from evaluering.checks.audit.registry import finding_names, table_check
from evaluering.checks.audit.report import AuditedTable
from evaluering.checks.audit.rules import Rule, fewest, window
from evaluering.checks.audit.whole_sums import group_sum_conflicts
from evaluering.data.published import Cells
from evaluering.message import message


@table_check(
    50,
    finding_names("mean", "whole-mean"),
)
def means(own: AuditedTable, cells: Cells) -> list[Conflict]:
    """Return the means of a table that cannot be, by the rule that leaves the fewest."""
    of_rule = partial(_by_rule, own, cells)
    return of_rule(fewest(of_rule))


def _by_rule(own: AuditedTable, cells: Cells, rule: Rule) -> list[Conflict]:
    rows = own.means
    if own.answers is not None:
        return [c for row in rows for c in group_sum_conflicts([row], cells, own.answers, rule)]
    found = [] if own.in_index else [c for row in rows for c in mean_conflicts(row, cells, rule)]
    return found if 2 * len(found) <= len(rows) or len(rows) == 1 else []  # n is not each row's


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
    terms = [
        message("audit_times", n=size, mean=printed(read))
        for (slot, _), size in zip(slots, sizes, strict=True)
        if (read := slot.read(cells)) is not None
    ]
    ends = {"low": computed(low / n, 4), "high": computed(high / n, 4)}
    exact, stands = computed((low + high) / 2 / n, 4), total_slot.read(cells)
    told = {"terms": together("plus", terms), "n": n, "exact": exact, **ends}
    proof = (message("audit_mean", **told, printed=printed(stands) if stands else ""),)
    return [Conflict("mean", proof, means.places, partial(tuple, repairs))]


def texts_for(slot: Slot, cells: Cells, values: Window, rule: Rule, most: int = 24) -> list[Repair]:
    """Return the texts that a mean within a window may be printed as; none if too many."""
    own = slot.read(cells)
    if own is None:
        return []
    scale = 10**own.decimals
    low, high = floor(values[0] * scale) - 1, ceil(values[1] * scale) + 1
    fitting = []
    for units in range(max(low, 0), high + 1) if high - low < 2 * most else ():
        bottom, top = window(units, own.decimals, rule)
        if bottom <= values[1] and values[0] <= top:
            fitting.append(slot.repair(cells, units, own.decimals))
    return fitting
