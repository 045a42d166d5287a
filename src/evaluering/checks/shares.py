"""Counts, sums and per cents in the tables of members, answers and classes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from evaluering.checks.findings import (
    TOTALS,
    Finding,
    Share,
    columns_of,
    decimal,
    rows_of,
    sum_findings,
    unexplained,
    whole,
)
from evaluering.data.published import Cells, Place
from evaluering.rounding import Rounding

MEMBERS = re.compile(r"(\d+) \((\d*)\)")
MEMBERS_TOTAL = "Antall personer"
COUNTS = ("Antall kommuner", "Frekvens", "Antall")
SEVERAL_MARKS = frozenset({("tabell-15", "Antall svar"), ("tabell-5", "Frekvens")})
"""Columns of marks whose total is the number of respondents, who may have made several."""


def share_findings(cells: Cells, rounding: Rounding) -> list[Finding]:
    """Return the per cents of one exhibit that do not follow from its counts, and wrong sums."""
    members = _members(cells)
    shares = [*_printed_shares(cells), *_rates(cells), *members]
    return [
        *unexplained(shares, rounding),
        *_empty_brackets(cells),
        *_sums(_member_counts(cells) if members else cells),
    ]


def _total_row(cells: Cells) -> str | None:
    return next((row for row in rows_of(cells) if row in TOTALS), None)


def _printed_shares(cells: Cells) -> Iterator[Share]:
    """Yield the per cents of a column of counts: ``X`` and ``X (%)``, or a count and Prosent."""
    total, columns = _total_row(cells), columns_of(cells)
    pairs = [(name, f"{name} (%)") for name in columns if f"{name} (%)" in columns]
    pairs += [(name, "Prosent") for name in COUNTS if name in columns and "Prosent" in columns]
    for count, share in pairs:
        for row in rows_of(cells):
            if total is not None and row not in TOTALS:
                yield from _share(cells, Place("", row, count), Place("", row, share),
                                  Place("", total, count))  # fmt: skip


def _rates(cells: Cells) -> Iterator[Share]:
    """Yield the response rates; a total's rate has a base of its own, which a note gives."""
    for row in rows_of(cells):
        if row not in TOTALS:
            yield from _share(cells, Place("", row, "Antall svar"), Place("", row, "Svarprosent"),
                              Place("", row, "Populasjon"))  # fmt: skip


def _share(cells: Cells, count: Place, share: Place, base: Place) -> Iterator[Share]:
    exhibit = next(iter(cells)).exhibit
    places = [Place(exhibit, place.row, place.column) for place in (count, share, base)]
    n, of = whole(cells, places[0]), whole(cells, places[2])
    printed = decimal(cells[places[1]]) if places[1] in cells else None
    if n is not None and of and printed is not None:
        yield Share(places[0], places[1], places[2], n, of, printed)


def _members(cells: Cells) -> list[Share]:
    """Return the shares in cells such as ``4 (19)``."""
    shares = []
    for place, text in cells.items():
        match = MEMBERS.fullmatch(text)
        base = Place(place.exhibit, place.row, MEMBERS_TOTAL)
        of = whole(cells, base)
        if match and match[2] and of:
            shares.append(Share(place, place, base, int(match[1]), of, Decimal(match[2])))
    return shares


def _empty_brackets(cells: Cells) -> list[Finding]:
    return [
        Finding("parentesen er tom", frozenset({place}))
        for place, text in cells.items()
        if (match := MEMBERS.fullmatch(text)) and not match[2]
    ]


def _member_counts(cells: Cells) -> dict[Place, str]:
    """Return the cells with the counts of ``4 (19)`` only."""
    return {
        place: match[1] if (match := MEMBERS.fullmatch(text)) else text
        for place, text in cells.items()
    }


def _sums(cells: Cells) -> list[Finding]:
    """Return the columns of counts that do not add up, and the rows of members."""
    exhibit, total = next(iter(cells)).exhibit, _total_row(cells)
    columns, rows = columns_of(cells), [r for r in rows_of(cells) if r not in TOTALS]
    found: list[Finding] = []
    for column in columns:
        percents = "Prosent" in column or "prosent" in column or "(%)" in column
        if total is None or percents or (exhibit, column) in SEVERAL_MARKS:
            continue
        parts = [Place(exhibit, row, column) for row in rows]
        found += sum_findings(cells, parts, Place(exhibit, total, column))
    if MEMBERS_TOTAL in columns:
        for row in rows_of(cells):
            parts = [Place(exhibit, row, column) for column in columns if column != MEMBERS_TOTAL]
            found += sum_findings(cells, parts, Place(exhibit, row, MEMBERS_TOTAL))
    return found
