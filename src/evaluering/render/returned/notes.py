"""Footnotes: which of a document is which of the texts, whatever its number has become."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluering.render.returned.merging import similarity
from evaluering.render.returned.pairing import aligned
from evaluering.render.returned.resolving import NOTE

ALIKE = 0.3
"""How much of two notes is the same where one takes the other's place."""


@dataclass(frozen=True)
class NoteMarks:
    """How the notes of a document are marked in its texts."""

    before: Mapping[str, str]
    now: Mapping[str, str]
    """The mark of each note by its number, when the document was set and as it is."""
    edited: Mapping[str, tuple[str, str]]
    """The labels of notes whose text is another, with what they said and say."""
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    """What notes say that are new, or there no longer."""

    def put_before(self, text: str) -> str:
        """Return a block's text as it was set, with the marks that its author writes."""
        return NOTE.sub(lambda found: self.before.get(found[1][1:], ""), text)

    def put_now(self, text: str) -> str:
        """Return a block's text as it is, with the marks that its author would write."""
        return NOTE.sub(lambda found: self.now.get(found[1][1:], ""), text)


def note_marks(written: Mapping[str, str], before: Sequence[str], now: Sequence[str]) -> NoteMarks:
    """Return the marks of a document's notes.

    Parameters
    ----------
    written
        The mark of each note when the document was set, by its number.
    before, now
        What the notes said, and what they say, in order.
    """
    pairs = {second: first for first, second in aligned(before, now, _alike, str)}
    marks: dict[str, str] = {}
    edited: dict[str, tuple[str, str]] = {}
    added = []
    for number, text in enumerate(now):
        first = pairs.get(number)
        mark = written.get(str(first + 1), "") if first is not None else ""
        if first is None or not mark:
            added += [text] if first is None else []
            marks[str(number + 1)] = f"^[{text}]"
        elif mark.startswith("^["):
            marks[str(number + 1)] = mark if text == before[first] else f"^[{text}]"
            if text != before[first]:
                edited[mark] = (before[first], text)
        else:
            marks[str(number + 1)] = mark
            if text != before[first]:
                edited[mark[2:-1]] = (before[first], text)
    gone = tuple(text for n, text in enumerate(before) if n not in pairs.values())
    return NoteMarks(written, marks, edited, tuple(added), gone)


def _alike(one: str, other: str) -> float:
    score = similarity(one, other)
    return score if score >= ALIKE else 0.05
