"""The author's file and the co-author's, both edits of one, taken together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluering.render.returned.findings import EditFinding
from evaluering.render.returned.merging import Stretch, merged, same_word, spaced, tokens

AUTHOR, WORD = "author", "word"


@dataclass(frozen=True)
class Piece:
    """Lines that belong together, and the blank lines after them."""

    text: str
    after: str


def combined(
    file: str, base: str, author: str, word: str, prefer: str = ""
) -> tuple[str, list[EditFinding]]:
    """Return a file with both edits, and where they contradict each other.

    Parameters
    ----------
    file
        Its name.
    base
        What both edited.
    author, word
        The edits.
    prefer
        Whose words stand where they contradict each other: the author's, if not ``word``.
    """
    if author == base:
        return word, []
    one, two, three = (list(_pieces(text)) for text in (base, author, word))
    made: list[Piece] = []
    found: list[EditFinding] = []
    for stretch in merged(one, two, three, lambda piece: piece.text):
        if stretch.other is None:
            made += stretch.parts
            continue
        if (inner := _within(stretch, stretch.other)) is not None:
            made += inner
            continue
        line = "\n".join(piece.text + piece.after for piece in made).count("\n") + 1
        ours, theirs = (_text(own) for own in (stretch.parts, stretch.other))
        found.append(EditFinding("conflict", f"{file}:{line}", ours, theirs, "conflict"))
        made += stretch.other if prefer == WORD else stretch.parts
    return "".join(piece.text + piece.after for piece in made), found


def _within(stretch: Stretch[Piece], other: Sequence[Piece]) -> list[Piece] | None:
    """Return both edits of the same pieces word by word; None where that cannot be done."""
    if not len(stretch.former) == len(stretch.parts) == len(other):
        return None
    made = []
    for old, ours, theirs in zip(stretch.former, stretch.parts, other, strict=True):
        words = merged(tokens(old.text), tokens(ours.text), tokens(theirs.text), same_word, spaced)
        if any(one.is_conflict for one in words):
            return None
        text = "".join(part.gap + part.word for one in words for part in one.parts)
        made.append(Piece(text, ours.after))
    return made


def _pieces(text: str) -> Iterator[Piece]:
    for found in re.finditer(r"((?:[^\n]*\S[^\n]*(?:\n|$))+)((?:[ \t]*\n)*)|((?:[ \t]*\n)+)", text):
        own = found[1] or ""
        body = own.rstrip("\n")
        yield Piece(body, own[len(body) :] + (found[2] or "") + (found[3] or ""))


def _text(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text + piece.after for piece in pieces).strip()
