"""Declarations that a report seems to lack: what its labels and numbers suggest, to confirm."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from evaluering.checks.audit.conflicts import Slot
from evaluering.checks.audit.expressions import slot_of
from evaluering.checks.audit.report import AuditedReport
from evaluering.checks.audit.rules import rounded
from evaluering.checks.audit.tables import bare, role
from evaluering.data.numerals import numerals
from evaluering.data.published import TEXTS, Place

SIZE = re.compile(r"\(?[nN] ?= ?(\d+)\)?")
SHARE = re.compile(r"\d+([.,]\d+)? ?(prosent|%)?")
SHARE_AND_SIZE = re.compile(r"\d+([.,]\d+)? ?(prosent|%),? ?\(?n ?= ?(?P<n>\d+)\)?")
EVERYWHERE = frozenset({"antall", "andel", "svar", "prosen", "snitt"})
"""Words that say what sort of number it is, not of what."""
FEWEST_SHARED = 2
"""Words of a text that must stand in a cell's labels for the two to be of the same."""


@dataclass(frozen=True)
class Suggestion:
    """An entry for one list of audit.yaml, and why it seems to be right."""

    key: str
    entry: Mapping[str, Any]
    why: str
    """A message's key: what the suggestion rests on."""
    printed: str = ""
    """What the report prints, where it was found in its text."""


def suggestions(report: AuditedReport, about: Mapping[str, str]) -> list[Suggestion]:
    """Return the declarations that nothing is said of yet.

    Parameters
    ----------
    about
        What each number of the text is of, in words, by its id.
    """
    return [
        *_indices(report), *_correlations(report), *_bases(report, about), *_repeated(report, about)
    ]  # fmt: skip


def _indices(report: AuditedReport) -> Iterator[Suggestion]:
    """Yield the crosstabs with means and the same rows, which may be of one index."""
    declared = {n for index in report.printed.declaration.indices for n in index.crosstabs}
    series: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, own in report.columns.items():
        if own.table.row_of("mean") and name not in declared:
            series[tuple(map(bare, own.table.body))].append(name)
    for names in series.values():
        if len(names) > 1:
            entry = {"crosstabs": names, "items": "?", "scale": ["?", "?"]}
            yield Suggestion("indices", entry, "suggested_index")


def _correlations(report: AuditedReport) -> Iterator[Suggestion]:
    """Yield the correlation tables without n, which need the tables that have it."""
    for name, table in report.tables.items():
        sized = any(role(row.rpartition("(")[2].strip(")")) == "n" for row in table.rows)
        declared = name in report.printed.declaration.correlations
        if table.kind == "correlations" and not sized and not declared:
            yield Suggestion("correlations", {name: {"?": {"?": "?"}}}, "suggested_sizes")


def _bases(report: AuditedReport, about: Mapping[str, str]) -> Iterator[Suggestion]:
    """Yield what a per cent of the text and the n after it can be of: a known number."""
    cells = report.printed.cells
    known, counted = _sizes(report), _sizes(report, counts=True)
    for first, second, count in _shares_with_n(report):
        share = first.read(cells)
        if share is None:
            continue
        there, words = known.get(count), _words(about.get(second.place.row, ""))
        if there and words & _words(f"{there.place.row} {there.place.column}"):
            same: Mapping[str, Any] = {"cell": named_text(second), "equals": named_cell(there)}
            yield Suggestion("relations", same, "suggested_n")
            continue
        fitting = next(
            (
                slots for sizes in (known, counted)
                if (slots := [
                    slot for base, slot in sizes.items()
                    if base > count
                    and rounded(100 * count, base, share.decimals, "half_up") == share.units
                ])
            ),
            [],
        )  # fmt: skip
        base: Any = named_cell(fitting[0]) if len(fitting) == 1 else "?"
        entry = {"cell": named_text(first), "equals": {"percent": [named_text(second), base]}}
        yield Suggestion("relations", entry, f"suggested_base_{min(len(fitting), 2)}")


def _shares_with_n(report: AuditedReport) -> Iterator[tuple[Slot, Slot, int]]:
    """Yield each per cent of the text that has an n: in its own entry, or in the next."""
    cells, declared = report.printed.cells, declared_places(report)
    texts = [place for place in cells if place.exhibit == TEXTS and place not in declared]
    for place in texts:
        if both := SHARE_AND_SIZE.fullmatch(cells[place].strip().casefold()):
            yield Slot(place), Slot(place, 1), int(both["n"])
    for first, second in pairwise(place for place in cells if place.exhibit == TEXTS):
        size = SIZE.fullmatch(cells[second].strip())
        if (
            size
            and {first, second} <= set(texts)
            and SHARE.fullmatch(cells[first].strip().casefold())
        ):
            yield Slot(first), Slot(second), int(size[1])


def _sizes(report: AuditedReport, *, counts: bool = False) -> dict[int, Slot]:
    """Return the numbers of respondents that exhibits print, each where it first stands.

    Parameters
    ----------
    counts
        Whether the counts in columns are meant, which may be of groups or of answers.
    """
    found: dict[int, Slot] = {}
    for place in report.printed.cells:
        wanted = role(place.column) in {"n", "count"} if counts else role(place.row) == "n"
        if place.exhibit != TEXTS and wanted:
            slot = Slot(place)
            if size := slot.whole(report.printed.cells):
                found.setdefault(size, slot)
    return found


def _repeated(report: AuditedReport, about: Mapping[str, str]) -> Iterator[Suggestion]:
    """Yield the numbers of the text that stand in one cell whose labels share the text's words."""
    cells, declared = report.printed.cells, declared_places(report)
    by_number: defaultdict[tuple[int, int], list[Slot]] = defaultdict(list)
    for place, text in cells.items():
        if place.exhibit != TEXTS:
            for position, number in enumerate(numerals(text)):
                by_number[number.units, number.decimals].append(Slot(place, position))
    for place in (own for own in cells if own.exhibit == TEXTS and own not in declared):
        found, words = numerals(cells[place]), _words(about.get(place.row, ""))
        if len(found) != 1:
            continue
        alike = [
            (len(words & _words(f"{slot.place.row} {slot.place.column}")), slot)
            for slot in by_number[found[0].units, found[0].decimals]
        ]
        most = max((shared for shared, _ in alike), default=0)
        best = [slot for shared, slot in alike if shared == most]
        if most >= FEWEST_SHARED and len(best) == 1:
            entry = {"cell": place.row, "equals": named_cell(best[0])}
            yield Suggestion("relations", entry, "suggested_repeated")


def declared_places(report: AuditedReport) -> set[Place]:
    """Return the places of the text that something is declared of."""
    cells = report.printed.cells
    return {slot_of(own.cell, cells).place for own in report.printed.declaration.relations}


def named_text(slot: Slot) -> str:
    """Return how audit.yaml names a number of the text: its id, with its place after the first."""
    return f"{slot.place.row}#{slot.position}" if slot.position else slot.place.row


def named_cell(slot: Slot) -> list[str | int]:
    """Return how audit.yaml names a number of a table."""
    place = slot.place
    return [place.exhibit, place.row, place.column, *([slot.position] if slot.position else [])]


def _words(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"\w{3,}", text.casefold())} - EVERYWHERE
