"""Printed numbers of several tables that cannot be true together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import sqrt

from evaluering.checks.crosstabs import MEAN, TOTAL, N, PrintedCrosstab
from evaluering.checks.findings import TOTALS, Finding, decimal, rows_of, whole
from evaluering.checks.matching import label
from evaluering.data.published import Cells, Place
from evaluering.rounding import Rounding, round_number
from evaluering.stats.distributions import t_two_sided

CLASS_COUNT, CLASS_SHARE = "Antall kommuner", "Prosent"


def class_size_findings(classes: Cells, crosstabs: Sequence[PrintedCrosstab]) -> list[Finding]:
    """Return the class sizes that the columns of the crosstabs do not leave room for.

    A class has at least as many respondents as any crosstab shows in it, and at most those that
    the other classes leave. A size that is not printed follows from its per cent.
    """
    exhibit = next(iter(classes)).exhibit
    total = next(row for row in rows_of(classes) if row in TOTALS)
    of = whole(classes, Place(exhibit, total, CLASS_COUNT)) or 0
    rows = [row for row in rows_of(classes) if row not in TOTALS]
    shown = {row: _largest(row, crosstabs) for row in rows}
    found = []
    for row in rows:
        least = shown[row][0]
        most = of - sum(size for other, (size, _) in shown.items() if other != row)
        for column in (CLASS_COUNT, CLASS_SHARE):
            place = Place(exhibit, row, column)
            size = _size(classes, place, of)
            if size is not None and not least <= size <= most:
                places = {place, *(p for _, ps in shown.values() for p in ps)}
                reason = f"{size} i klassen; krysstabellene krever {least}–{most}"
                found.append(Finding(reason, frozenset(places)))
    return found


def _largest(row: str, crosstabs: Sequence[PrintedCrosstab]) -> tuple[int, list[Place]]:
    """Return the most that a crosstab shows of a class, and where."""
    sizes = [
        (table.number(N, column) or 0, table.place(N, column))
        for table in crosstabs
        for column in table.columns
        if label(column) == label(row)
    ]
    largest = max((size for size, _ in sizes), default=0)
    return largest, [place for size, place in sizes if size == largest]


def _size(cells: Cells, place: Place, of: int) -> int | None:
    """Return a class's size; from its per cent where that is what is printed."""
    if place.column == CLASS_COUNT:
        return whole(cells, place)
    share = decimal(cells[place]) if place in cells else None
    if share is None:
        return None
    fitting = [n for n in range(of + 1) if round_number(100 * n / of, 1, "half_up") == share]
    return fitting[0] if len(fitting) == 1 else None


def same_respondents_findings(crosstabs: Sequence[PrintedCrosstab]) -> list[Finding]:
    """Return the totals of one index that differ between crosstabs of as many respondents."""
    found = []
    for number, first in enumerate(crosstabs):
        for second in crosstabs[number + 1 :]:
            if first.number(N, N) != second.number(N, N):
                continue
            pairs = [((row, N), (row, N)) for row in first.rows] + [((MEAN, TOTAL), (MEAN, TOTAL))]
            for one, other in pairs:
                places = (first.place(*one), second.place(*other))
                texts = (first.cells.get(places[0]), second.cells.get(places[1]))
                if None not in texts and texts[0] != texts[1] and label(one[0]) == label(other[0]):
                    found.append(Finding(f"{texts[0]} og {texts[1]}", frozenset(places)))
    return found


def frequency_findings(
    frequencies: Cells, crosstabs: Sequence[PrintedCrosstab]
) -> Iterator[Finding]:
    """Yield the crosstab rows with more respondents than the index has in all."""
    exhibit = next(iter(frequencies)).exhibit
    for table in crosstabs:
        for position, row in enumerate(table.rows):
            place = Place(exhibit, rows_of(frequencies)[position], N)
            most, n = whole(frequencies, place), table.number(row, N)
            if most is not None and n is not None and n > most:
                yield Finding(f"{n} av {most}", frozenset({place, table.place(row, N)}))


def correlation_findings(cells: Cells, sizes: Mapping[tuple[str, str], int]) -> list[Finding]:
    """Return the correlations whose p no r in the rounding window gives.

    Parameters
    ----------
    cells
        The correlation table: rows ``X (Pearson)`` and ``X (Sig.)``.
    sizes
        The respondents behind each pair, by row name X and column.
    """
    found = []
    for place, text in cells.items():
        name = place.row.removesuffix(" (Pearson)")
        other = Place(place.exhibit, f"{name} (Sig.)", place.column)
        if name == place.row or other not in cells:
            continue
        r, p = decimal(text), decimal(cells[other])
        n = sizes.get((name, place.column))
        if r is None or p is None or n is None:
            continue
        printed = float(p) if p < 1 else float(p) / 1000  # (192) lacks its comma
        low, high = p_window(abs(float(r)), n)
        if not low - 0.0005 <= printed <= high + 0.0005:
            reason = f"r = {r} med n = {n} gir p fra {low:.4f} til {high:.4f}"
            found.append(Finding(reason, frozenset({place, other})))
    return found


def p_window(r: float, n: int, half: float = 0.0005) -> tuple[float, float]:
    """Return the two-sided p of the largest and the smallest r that is printed as this one."""
    return _p(min(r + half, 0.9999), n), _p(max(r - half, 0.0), n)


def _p(r: float, n: int) -> float:
    return t_two_sided(r * sqrt((n - 2) / (1 - r * r)), n - 2)


def rounding_of(listed: Mapping[str, str], exhibit: str) -> Rounding:
    """Return the rule that the list gives for an exhibit."""
    rule = listed.get(exhibit, "half_up")
    return "half_up_twice" if rule == "half_up_twice" else "half_up"
