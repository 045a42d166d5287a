"""Two edits of one text taken together, word by word, and where they cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")
LEAST_ALIKE = 0.3
"""Below this, how much of two texts is the same is not counted."""
LEAST_WORDS, MOST_HELD = 4, 0.7
"""Of a text that is known in another, in words, and how much of it must be there."""
_WORD = re.compile(
    r"(?P<gap>[ \t\n]*)(?P<word>\{[^{}\n]+\}|\[@[^\]\n]+\]|\]\{claim=[^}\n]*\}|\[\^[^\]\n]+\]"
    r"|\\.|\*+|\d+(?:[.,]\d+)*|\w+|[^\w \t\n])"
)


@dataclass(frozen=True)
class WordToken:
    """A word or sign, the white space before it, and the claim that it rests on."""

    word: str
    gap: str = ""
    claim: str = field(default="", compare=False)


@dataclass(frozen=True)
class Stretch(Generic[T]):
    """What came of a stretch: the parts that stand, or both edits where they contradict."""

    parts: tuple[T, ...]
    other: tuple[T, ...] | None = None
    """What stands, or what we say and what they say."""
    former: tuple[T, ...] = ()
    """What both edited, where they contradict."""

    @property
    def is_conflict(self) -> bool:
        """Whether the edits contradict each other."""
        return self.other is not None


@dataclass(frozen=True)
class _Edit(Generic[T]):
    start: int
    end: int
    new: tuple[T, ...]


def tokens(text: str) -> list[WordToken]:
    """Return the words of a text."""
    return [WordToken(found["word"], found["gap"]) for found in _WORD.finditer(text)]


def claimed_tokens(text: str) -> list[WordToken]:
    """Return the words of a text, those of a claim's sentence marked with it."""
    found = tokens(text)
    opened: list[int] = []
    dropped: set[int] = set()
    for place, token in enumerate(found):
        if token.word == "[":
            opened.append(place)
        elif token.word.startswith("]{claim=") and opened:
            start = opened.pop()
            dropped |= {start, place}
            found[start + 1] = replace(found[start + 1], gap=found[start].gap)
            for inner in range(start + 1, place):
                found[inner] = replace(found[inner], claim=f"{start}{token.word}")
        elif token.word == "]" and opened:
            opened.pop()
    return [token for place, token in enumerate(found) if place not in dropped]


def joined(parts: Sequence[WordToken]) -> str:
    """Return words as a text, its claims in brackets again."""
    within: dict[str, tuple[int, int]] = {}
    for place, part in enumerate(parts):
        if part.claim:
            within[part.claim] = (within.get(part.claim, (place, 0))[0], place)
    opens = {first: "[" for first, _ in within.values()}
    closes = {last: claim[claim.index("]") :] for claim, (_, last) in within.items()}
    return "".join(
        f"{part.gap}{opens.get(place, '')}{part.word}{closes.get(place, '')}"
        for place, part in enumerate(parts)
    ).strip(" \t\n")


def same_word(token: WordToken) -> str:
    """Return what makes two words the same."""
    return token.word


def spaced(base: WordToken, ours: WordToken, theirs: WordToken) -> WordToken:
    """Return a word as we write it, with a space before it, or none, where they changed that."""
    return ours if bool(base.gap) == bool(theirs.gap) else replace(ours, gap=theirs.gap)


def _ours(_base: T, ours: T, _theirs: T) -> T:
    return ours


def merged(
    base: Sequence[T], ours: Sequence[T], theirs: Sequence[T], key: Callable[[T], Hashable],
    agree: Callable[[T, T, T], T] = _ours,
) -> list[Stretch[T]]:  # fmt: skip
    """Return what becomes of a sequence that was edited twice.

    Parameters
    ----------
    base, ours, theirs
        The sequence and its edits; what only they say in another way is as we say it.
    key
        What makes two parts the same.
    agree
        Says how what is the same in all three is written.
    """
    mine, other = _edits(base, ours, key), _edits(base, theirs, key)
    kept = _agreed(base, ours, theirs, key, agree)
    made: list[Stretch[T]] = []
    at = 0
    for group in _groups(mine, other):
        start, end = min(e.start for _, e in group), max(e.end for _, e in group)
        made.append(Stretch(tuple(kept[at:start])))
        sides = [tuple(e for side, e in group if side == own) for own in (0, 1)]
        if not all(sides):
            made.append(Stretch((sides[0] or sides[1])[0].new))
        else:
            made.append(_together(kept, start, end, sides, key))
        at = end
    made.append(Stretch(tuple(kept[at:])))
    return [one for one in made if one.parts or one.is_conflict]


def _together(kept: Sequence[T], start: int, end: int, sides: Sequence[tuple[_Edit[T], ...]],
              key: Callable[[T], Hashable]) -> Stretch[T]:  # fmt: skip
    one, other = (_applied(kept, start, end, edits) for edits in sides)
    if [key(part) for part in one] == [key(part) for part in other]:
        return Stretch(one)
    return Stretch(one, other, tuple(kept[start:end]))


def _applied(kept: Sequence[T], start: int, end: int, edits: Sequence[_Edit[T]]) -> tuple[T, ...]:
    made: list[T] = []
    at = start
    for edit in edits:
        made += [*kept[at : edit.start], *edit.new]
        at = edit.end
    return (*made, *kept[at:end])


def _edits(base: Sequence[T], new: Sequence[T], key: Callable[[T], Hashable]) -> list[_Edit[T]]:
    matcher = SequenceMatcher(None, [*map(key, base)], [*map(key, new)], autojunk=False)
    return [
        _Edit(i1, i2, tuple(new[j1:j2]))
        for what, i1, i2, j1, j2 in matcher.get_opcodes()
        if what != "equal"
    ]


def _agreed(base: Sequence[T], ours: Sequence[T], theirs: Sequence[T], key: Callable[[T], Hashable],
            agree: Callable[[T, T, T], T]) -> list[T]:  # fmt: skip
    """Return the base, what is the same in it written as both together write it."""
    mine, other = (_same(base, side, key) for side in (ours, theirs))
    return [agree(part, mine.get(n, part), other.get(n, part)) for n, part in enumerate(base)]


def _same(base: Sequence[T], new: Sequence[T], key: Callable[[T], Hashable]) -> dict[int, T]:
    matcher = SequenceMatcher(None, [*map(key, base)], [*map(key, new)], autojunk=False)
    return {block.a + n: new[block.b + n] for block in matcher.get_matching_blocks()
            for n in range(block.size)}  # fmt: skip


def _groups(
    mine: Sequence[_Edit[T]], other: Sequence[_Edit[T]]
) -> list[list[tuple[int, _Edit[T]]]]:
    """Return the edits in order, those that meet together."""
    every = sorted(((side, e) for side, edits in enumerate((mine, other)) for e in edits),
                   key=lambda pair: (pair[1].start, pair[1].end, pair[0]))  # fmt: skip
    groups: list[list[tuple[int, _Edit[T]]]] = []
    for side, edit in every:
        if groups and any(_meet(edit, before) for _, before in groups[-1]):
            groups[-1].append((side, edit))
        else:
            groups.append([(side, edit)])
    return groups


def _meet(one: _Edit[T], other: _Edit[T]) -> bool:
    if one.start == one.end == other.start == other.end:
        return True
    first, second = sorted((one, other), key=lambda e: (e.start, e.end))
    return second.start < first.end


def similarity(one: str, other: str) -> float:
    """Return how much of two texts is the same, from 0 to 1."""
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, _folded(one), _folded(other), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() > LEAST_ALIKE else 0.0


def held(part: str, whole: str) -> bool:
    """Return whether most of a text stands in another, word after word."""
    words = _folded(part)
    if len(words) < LEAST_WORDS:
        return False
    blocks = SequenceMatcher(None, words, _folded(whole), autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) >= MOST_HELD * len(words)


@lru_cache(maxsize=10_000)
def _folded(text: str) -> tuple[str, ...]:
    return tuple(token.word.casefold() for token in tokens(text))
