"""The whole counts behind a table of rounded per cents: none, one or many."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache

from evaluering.checks.audit.rules import Rule, counts_for

Split = tuple[int, ...]
Solution = tuple[Split, ...]
Percent = tuple[int, int] | None
"""A printed per cent: units and decimals; None where it is unknown."""
MOST_SPLITS, MOST_STATES, MOST_KEPT = 3000, 20_000, 64


@lru_cache(maxsize=4096)
def splits(percents: tuple[Percent, ...], n: int, rule: Rule) -> tuple[Split, ...] | None:
    """Return every way to split n into these per cents; None if there are too many."""
    choices = [
        range(n + 1) if printed is None else counts_for(*printed, n, rule) for printed in percents
    ]
    if not all(choices):
        return ()
    least = [sum(c[0] for c in choices[i + 1 :]) for i in range(len(choices))]
    most = [sum(c[-1] for c in choices[i + 1 :]) for i in range(len(choices))]
    found: list[Split] = [()]
    for i, choice in enumerate(choices):
        found = [
            (*start, k)
            for start in found
            for k in choice
            if least[i] <= n - sum(start) - k <= most[i]
        ]
        if len(found) > MOST_SPLITS:
            return None
    return tuple(found)


def solutions(
    columns: Sequence[Sequence[Split]], totals: Sequence[Collection[int] | None]
) -> list[Solution] | None:
    """Return tables of counts with a split for each column and these row totals.

    Parameters
    ----------
    columns
        The possible splits of each column.
    totals
        The allowed totals of each row, None where any will do.

    Returns
    -------
    list or None
        Up to `MOST_KEPT` tables for each combination of totals; None if there are too many
        combinations to follow.
    """
    rows = len(totals)
    least = [_rest(columns, i, min) for i in range(len(columns))]
    most = [_rest(columns, i, max) for i in range(len(columns))]
    bounds = [(0, 10**9) if t is None else (min(t, default=1), max(t, default=0)) for t in totals]
    states: dict[Split, list[Solution]] = {(0,) * rows: [()]}
    for i, column in enumerate(columns):
        following: dict[Split, list[Solution]] = {}
        for state, kept in states.items():
            for split in column:
                total = tuple(a + b for a, b in zip(state, split, strict=True))
                if any(
                    t + low > top or t + high < bottom
                    for t, low, high, (bottom, top) in zip(
                        total, least[i], most[i], bounds, strict=True
                    )
                ):
                    continue
                own = following.setdefault(total, [])
                own += [(*solution, split) for solution in kept[: MOST_KEPT - len(own)]]
        if len(following) > MOST_STATES:
            return None
        states = following
    return [
        solution
        for state, kept in states.items()
        if all(t is None or k in t for k, t in zip(state, totals, strict=True))
        for solution in kept
    ]


def _rest(
    columns: Sequence[Sequence[Split]], i: int, pick: Callable[[Iterable[int]], int]
) -> Split:
    rows = len(columns[0][0]) if columns and columns[0] else 0
    total = [0] * rows
    for column in columns[i + 1 :]:
        for r in range(rows):
            total[r] += pick(split[r] for split in column) if column else 0
    return tuple(total)
