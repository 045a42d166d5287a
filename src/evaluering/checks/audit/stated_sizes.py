"""Numbers of respondents in a report's running text, held against those that its exhibits print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from evaluering.checks.audit.conflicts import Slot
from evaluering.checks.audit.report import AuditedReport
from evaluering.checks.audit.rules import rounded
from evaluering.checks.audit.suggestions import (
    SIZE,
    Suggestion,
    declared_places,
    named_cell,
    named_text,
)
from evaluering.checks.audit.tables import ANSWERS, bare, role
from evaluering.data.numerals import Numeral, numerals
from evaluering.data.published import TEXTS

_WHOLE = r"\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)|\d+"
_WHO = (
    r"respondent|svar|deltak|deltag|informant|spurte|spurde|inviterte|answers|participant|invited"
    r"|(?:som|who) (?:har |have )?(?:be)?(?:svar|delt|answer|respond)"
)
STATED = re.compile(
    rf"\b[nN] ?= ?(?P<n>{_WHOLE})(?: ?[-–] ?(?P<to>{_WHOLE}))?"
    rf"|\b(?:[Aa]v|[Oo]f|[Dd]e|[Dd]ei|[Tt]he) (?:de |dei |alle |the |all )?(?P<of>{_WHOLE})"
    rf" (?:{_WHO})"
)
"""«(n = 129)», «n=168-220», «av 218 respondenter», «av de 218 som besvarte»."""
_SHARE = re.compile(r"(?P<share>\d+(?:[.,]\d+)?) ?(?:prosent|per cent|%)?,? ?\(?$")
_PERCENT = re.compile(r" ?(?:prosent|per cent|%)")
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-ZÆØÅ«\d])")
_BRACKETS = re.compile(r"\([^)]*\)")
_WORD = re.compile(r"[^\W\d_]{4,}")
_ENDING = re.compile(r"(?:ene|ane|ne|er|ar|e|s)$")
SHORTEST = 4
"""Letters that are left of a word without its ending."""


@dataclass(frozen=True)
class StatedSize:
    """A number of respondents in the text."""

    size: int
    """The number; of «168–220» the highest."""
    printed: str
    """How it is printed, with what stands right before it."""
    before: tuple[str, ...]
    after: tuple[str, ...] = ()
    """The words of its sentence on either side, in small letters."""
    share: Numeral | None = None
    """The per cent that stands right before it."""


@dataclass(frozen=True)
class _Known:
    """A number of respondents that an exhibit prints, and the group that it is of."""

    slot: Slot
    size: int
    label: str


def stated_sizes(text: str) -> Iterator[StatedSize]:
    """Yield the numbers of respondents in a text, in its order.

    Parameters
    ----------
    text
        The report's running text; lines may be broken anywhere.
    """
    for sentence in _SENTENCE.split(" ".join(text.split())):
        for match in STATED.finditer(sentence):
            size = re.sub(r"\D", "", match["to"] or match["n"] or match["of"])
            share = _SHARE.search(sentence[: match.start()]) if match["n"] else None
            yield StatedSize(
                int(size),
                _quoted(sentence, share.start() if share else match.start(), match.end()),
                _words(sentence[: match.start()]),
                _words(sentence[match.end() :]),
                numerals(share["share"])[0] if share else None,
            )


def _quoted(sentence: str, start: int, end: int) -> str:
    opened = "(" in sentence[start:end] and sentence[end : end + 1] == ")"
    return sentence[start : end + opened]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(text))


def suggested_of_text(report: AuditedReport, text: str) -> Iterator[Suggestion]:
    """Yield what the numbers of respondents in a text must agree with, where it is not declared.

    A number that an exhibit prints of the group that the sentence names, or of all, is that number.
    One that fits a per cent of such a number is a part of it; another is at most the largest that
    is printed of the group. Where no exhibit knows of it, it is for the reader to say.

    Parameters
    ----------
    report
        The printed tables, and what is declared.
    text
        The running text.
    """
    known, told = list(_known(report)), set[tuple[int, Slot | None]]()
    declared = declared_places(report)
    for stated in stated_sizes(text):
        entries = _entries(report, stated)
        cell = entries[0] if entries else None
        if (stated.size, cell) in told or any(own.place in declared for own in entries):
            continue
        told.add((stated.size, cell))
        own = _of_group(known, stated)
        same = next((one for one in own if one.size == stated.size), None)
        whole = (one for one in known if not one.label and one.size == stated.size)
        same = same or next(whole, None)
        if cell is not None or same is None:
            yield _suggestion(report, stated, cell, own, same)


def _suggestion(
    report: AuditedReport,
    stated: StatedSize,
    cell: Slot | None,
    own: Sequence[_Known],
    same: _Known | None,
) -> Suggestion:
    called = "?" if cell is None else named_text(cell)
    relation = partial(_relation, stated)
    if same is not None:
        return relation(called, "equals", named_cell(same.slot), "suggested_n")
    whole = next((one for one in own if _is_share(stated, one.size)), None)
    if whole is not None:
        percent = {"percent": [called, named_cell(whole.slot)]}
        return relation(_share_of(report, stated, cell), "equals", percent, "suggested_part")
    if not own:
        return relation(called, "equals", "?", "suggested_unknown")
    most = max(own, key=lambda one: one.size)
    why = "suggested_within" if stated.size <= most.size else "suggested_more"
    return relation(called, "at_most", named_cell(most.slot), why)


def _relation(
    stated: StatedSize, cell: str, limit: str, expression: object, why: str
) -> Suggestion:
    return Suggestion("relations", {"cell": cell, limit: expression}, why, stated.printed)


def _is_share(stated: StatedSize, base: int) -> bool:
    """Return whether a number is the part that the per cent before it says of a whole."""
    share = stated.share
    return (
        share is not None
        and stated.size < base
        and rounded(100 * stated.size, base, share.decimals, "half_up") == share.units
    )


def _share_of(report: AuditedReport, stated: StatedSize, cell: Slot | None) -> str:
    """Return the text's entry with the per cent: the same as the number's, or the one before."""
    cells = report.printed.cells
    texts = [place for place in cells if place.exhibit == TEXTS]
    if cell is None or stated.share is None:
        return "?"
    before = texts[max(texts.index(cell.place) - 1, 0)]
    for slot in (Slot(cell.place), Slot(before)):
        found = slot.read(cells)
        if slot != cell and found is not None and found.exact == stated.share.exact:
            return named_text(slot)
    return "?"


def _known(report: AuditedReport) -> Iterator[_Known]:
    """Yield the numbers of respondents that exhibits print: n of a column, answers of a row."""
    cells = report.printed.cells
    for place in cells:
        of_column, of_row = role(place.row) == "n", bare(place.column) in ANSWERS
        if place.exhibit == TEXTS or not (of_column or of_row):
            continue
        label = place.column if of_column else place.row
        slot = Slot(place)
        if size := slot.whole(cells):
            yield _Known(slot, size, "" if role(label) in {"total", "n"} else label)


def _of_group(known: Sequence[_Known], stated: StatedSize) -> list[_Known]:
    """Return what is known of the group that is named last before a number, or next after it."""
    for words in (stated.before, stated.after[::-1]):
        found = [(place, one) for one in known if (place := _named_at(one.label, words)) >= 0]
        if found:
            last = max(place for place, _ in found)
            return [one for place, one in found if place == last]
    return []


def _named_at(label: str, words: Sequence[str]) -> int:
    """Return where a group is named, each word of its label whatever the ending; -1 for nowhere."""
    places = [
        max((k for k, word in enumerate(words) if word.startswith(_stem(own))), default=-1)
        for own in _words(_BRACKETS.sub("", bare(label)))
    ]
    return max(places) if places and min(places) >= 0 else -1


def _stem(word: str) -> str:
    left = _ENDING.sub("", word)
    return left if len(left) >= SHORTEST else word


def _entries(report: AuditedReport, stated: StatedSize) -> list[Slot]:
    """Return the text's entries with a number that is no per cent, or those that are it alone."""
    cells = report.printed.cells
    found = [
        Slot(place, position)
        for place in cells
        if place.exhibit == TEXTS
        for position, number in enumerate(numerals(cells[place]))
        if number.whole == stated.size and not _PERCENT.match(cells[place][number.end :])
    ]
    alone = [slot for slot in found if SIZE.fullmatch(cells[slot.place].strip())]
    return alone or found
