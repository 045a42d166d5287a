"""Names as an author writes them: without regard to case, by a part, by the stems of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

MOST_NEAR = 6
STEM = 0.7
"""The share of a word that is its stem, as a rule: «kartlegg» of «kartlegging»."""


class Unbound(ValueError):
    """A binding finds nothing, or more than one thing: what was found, and what there is."""

    def __init__(self, found: str, allowed: str | Sequence[str]) -> None:
        super().__init__(found, allowed)


def near(name: str, names: Iterable[str]) -> list[str]:
    """Return the names that are most like one, or the first where none is."""
    there = list(names)
    return get_close_matches(name, there, n=MOST_NEAR, cutoff=0.3) or there[:20]


def same_words(wanted: str, text: str) -> bool:
    """Return whether each word is the beginning of one of a text, but for its ending."""
    words = folded(text).split()
    return all(any(own.startswith(_stem(word)) for own in words) for word in wanted.split())


def _stem(word: str) -> str:
    return word[: max(4, round(STEM * len(word)))]


def folded(text: str) -> str:
    """Return a text in small letters, its spaces plain and single."""
    return " ".join(text.replace("\u00a0", " ").casefold().split())
