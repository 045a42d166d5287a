"""Means of whole answers: each is a whole sum, and the sums of groups add up to the total."""

from __future__ import annotations

from collections.abc import Sequence

from evaluering.checks.crosstabs import MEAN, TOTAL, N, PrintedCrosstab
from evaluering.checks.findings import Finding
from evaluering.data.published import Place
from evaluering.data.reconstruction import whole_sums

Window = tuple[int, int]


def sum_findings(
    crosstabs: Sequence[PrintedCrosstab], items: int, scale: tuple[int, int]
) -> list[Finding]:
    """Return the means of an additive index that no whole answers give.

    Parameters
    ----------
    crosstabs
        The crosstabs of one index.
    items, scale
        The number of items that are added, and the lowest and highest answer to each.

    Notes
    -----
    The granularity test (GRIM) of Brown and Heathers (2017), carried on to totals: crosstabs
    with as many respondents in all are about the same ones, so that their sums are equal.
    """
    found: list[Finding] = []
    totals: dict[int, list[tuple[Window, frozenset[Place]]]] = {}
    for table in crosstabs:
        n = table.number(N, N)
        places = frozenset(
            table.place(row, column)
            for row in (MEAN, N)
            for column in (*table.columns, TOTAL if row == MEAN else N)
        )
        groups = [_window(table, column, table.number(N, column), items, scale, found)
                  for column in table.columns]  # fmt: skip
        total = _window(table, TOTAL, n, items, scale, found)
        known = [group for group in groups if group is not None]
        if n is None or total is None or len(known) < len(groups):
            continue
        window = (sum(low for low, _ in known), sum(high for _, high in known))
        shared = totals.setdefault(n, [])
        shared.append((window, places - {table.place(MEAN, TOTAL)}))
        if not _meet(window, total):
            found.append(Finding(f"gruppene gir en sum i {window}, totalen i {total}", places))
        for other, others in shared:
            own = frozenset({table.place(MEAN, TOTAL)})
            if _meet(window, total) and not _meet(other, (max(window[0], total[0]),
                                                          min(window[1], total[1]))):  # fmt: skip
                found.append(Finding(f"gruppene gir en sum i {other}, ikke {total}", own | others))
    return found


def _window(
    table: PrintedCrosstab,
    column: str,
    n: int | None,
    items: int,
    scale: tuple[int, int],
    found: list[Finding],
) -> Window | None:
    printed = table.cells.get(table.place(MEAN, column), "")
    if not n or not printed:
        return None
    window = whole_sums(printed.replace(",", "."), n, items, scale)
    if window is None:
        places = {table.place(MEAN, column), table.place(N, N if column == TOTAL else column)}
        found.append(Finding(f"{printed} er ikke et helt antall {n * items}-deler",
                             frozenset(places)))  # fmt: skip
    return window


def _meet(one: Window, other: Window) -> bool:
    return max(one[0], other[0]) <= min(one[1], other[1])
