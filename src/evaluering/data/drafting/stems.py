"""What texts and names of neighbouring variables have in common: the question above the items."""

from __future__ import annotations

import re
from collections.abc import Sequence

SHORTEST, LONG = 8, 24
"""Characters of a question that several texts begin with, and of a sentence that they end."""
_BREAK = re.compile(r"(?:\s*[-–—|:;]\s+|[?!:]\s*|\.{2,}\s*|…\s*|\.\s+|\)\s+|\]\s*|\s+[-–—]\s*)")
_BRACKETED = re.compile(r"\[(.+)\]\s*(.+)")
_INDICES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (r"(?<=[\d_.\-])[a-z]$", r"[_.\- ]+\d+$", r"\d{1,3}$", r"[_.\- ]*\d{1,3}[a-z]$")
)
"""What the names of one question's variables differ in."""


def common_question(labels: Sequence[str]) -> tuple[str, list[str]] | None:
    """Return what labels have in common as their question, and the rest of each.

    ``Hvor enig er du? - Jeg trives`` and LimeSurvey's ``[Jeg trives] Hvor enig er du?`` are both
    known. None where they share no question, or where nothing would be left of one of them.
    """
    bracketed = [_BRACKETED.fullmatch(label) for label in labels]
    if all(bracketed) and len({found[2] for found in bracketed if found}) == 1:
        items = [found[1].strip() for found in bracketed if found]
        return bracketed[0][2].strip(), items  # type: ignore[index]
    shared = _shared(labels)
    ends = [found.end() for found in _BREAK.finditer(shared)]
    if not ends or len(shared[: ends[-1]].strip()) < SHORTEST:
        return _begun(shared, labels)
    question = re.sub(r"[\s\-–—|:;]+$", "", shared[: ends[-1]])
    rests = [label[ends[-1] :].strip(" -–—|:;") for label in labels]
    return (question, rests) if question and all(rests) else None


def _begun(shared: str, labels: Sequence[str]) -> tuple[str, list[str]] | None:
    """Return a sentence that labels begin with, and how each ends it."""
    begun = shared[: shared.rfind(" ") + 1]
    rests = [label[len(begun) :].strip(" ?.") for label in labels]
    longest = max(map(len, rests))
    if len(begun) < LONG or longest > len(begun) or not all(rests):
        return None
    return f"{begun.strip()} …", rests


def shared_stem(columns: Sequence[str]) -> str:
    """Return what names have in common before their number, letter or last words; else nothing.

    q5_1 and q5_2, q5a and q5b, omraade_fag and omraade_annet have a stem.
    """
    for index in _INDICES:
        stems = {index.sub("", column.strip()).rstrip("_.- ") for column in columns}
        if len(stems) == 1 and (stem := stems.pop()) and stem not in columns:
            return stem
    shared = _shared([column.strip() for column in columns])
    return re.sub(r"[_.\-][^_.\-]*$", "", shared) if re.search(r"[_.\-]", shared) else ""


def _shared(texts: Sequence[str]) -> str:
    """Return what all texts begin with."""
    first, last = min(texts), max(texts)  # what these two begin with, all of them do
    pairs = enumerate(zip(first, last, strict=False))
    return first[: next((n for n, (a, b) in pairs if a != b), min(len(first), len(last)))]


def strong(stem: str) -> bool:
    """Return whether a stem is of one question, as q5, rather than of all of them, as q."""
    return len(stem) >= 3 or bool(re.search(r"\d", stem))
