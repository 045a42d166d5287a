"""Which block of a document as it is now was which block when it was set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from evaluering.render.returned.merging import held, similarity
from evaluering.render.returned.reading import WordBlock
from evaluering.render.returned.resolving import Vocabulary, comparable
from evaluering.render.word.pictures import ILLUSTRATION

EXHIBIT = "exhibit"
ALIKE, MOVED = 0.45, 0.7
"""How much of two blocks is the same where one takes the other's place, or is it elsewhere."""
TEXTUAL = {"paragraph", "quote", "item", "fixed", "remark", "heading", "code"}
T = TypeVar("T")


@dataclass(frozen=True)
class Unit:
    """A block, or an exhibit with all that belongs to it."""

    kind: str
    name: str
    text: str
    """The block's kind and what it says; an exhibit's id is its name, as a heading's bookmark
    is."""
    blocks: tuple[WordBlock, ...]
    """The block, or the caption, picture or table, and remarks of an exhibit."""

    @property
    def block(self) -> WordBlock:
        """The first of its blocks."""
        return self.blocks[0]


@dataclass(frozen=True)
class UnitPair:
    """Two units that are one, by their places; one of them is None where it is gone or new."""

    before: int | None
    now: int | None
    moved: bool = False


def units(blocks: Sequence[WordBlock], words: Vocabulary) -> list[Unit]:
    """Return the blocks of a document's running text, those of an exhibit together."""
    found: list[Unit] = []
    for block in blocks:
        if block.kind in {"note", "header"}:
            continue
        last = found[-1] if found else None
        if last is not None and last.kind == EXHIBIT and _belongs(block, last.blocks):
            found[-1] = Unit(EXHIBIT, last.name, last.text, (*last.blocks, block))
            continue
        if exhibit := words.exhibit(block):
            found.append(Unit(EXHIBIT, exhibit, comparable(block, words), (block,)))
        else:
            found.append(Unit(block.kind, _name(block), _said(block, words), (block,)))
    return found


def _belongs(block: WordBlock, above: Sequence[WordBlock]) -> bool:
    """Return whether a block is of an exhibit: its table, picture or charts, or a remark."""
    if _is_illustration(block):
        return False
    shown = [own for own in above if own.kind in {"picture", "table"}]
    if block.kind == "picture" and shown and above[-1].kind == "picture":
        return block.text == shown[-1].text
    return block.kind == "remark" or (block.kind in {"picture", "table"} and len(above) == 1)


def paired(before: Sequence[Unit], now: Sequence[Unit]) -> list[UnitPair]:
    """Return all units of both, in the order in which they stand now; those that are gone last."""
    pairs: dict[int, tuple[int, bool]] = {}
    for first, second in aligned(
        before, now, _alike, lambda unit: (unit.kind, unit.text, unit.name)
    ):
        pairs[second] = (first, False)
    taken = {first for first, _ in pairs.values()}
    left = [n for n in range(len(before)) if n not in taken]
    for second in [n for n in range(len(now)) if n not in pairs]:
        scored = [(_likeness(before[first], now[second]), -first) for first in left]
        best = max(scored, default=(0.0, 0))
        if best[0] >= MOVED:
            pairs[second] = (-best[1], True)
            left.remove(-best[1])
    made = [
        UnitPair(pairs[n][0], n, pairs[n][1]) if n in pairs else UnitPair(None, n)
        for n in range(len(now))
    ]
    return [*made, *(UnitPair(first, None) for first in left)]


def aligned(
    before: Sequence[T], now: Sequence[T], alike: Callable[[T, T], float],
    key: Callable[[T], object],
) -> list[tuple[int, int]]:  # fmt: skip
    """Return the places of what is the same in two sequences, or alike, in order."""
    keys = [[*map(key, before)], [*map(key, now)]]
    found: list[tuple[int, int]] = []
    for what, i1, i2, j1, j2 in SequenceMatcher(
        None, keys[0], keys[1], autojunk=False
    ).get_opcodes():
        if what == "equal":
            found += zip(range(i1, i2), range(j1, j2), strict=True)
        elif what == "replace":
            inner = _best(before[i1:i2], now[j1:j2], alike)
            found += [(i1 + first, j1 + second) for first, second in inner]
    return found


def _best(before: Sequence[T], now: Sequence[T],
          alike: Callable[[T, T], float]) -> list[tuple[int, int]]:  # fmt: skip
    """Return the pairs, in order, that are alike the most in sum."""
    rows, columns = len(before), len(now)
    scores = [[alike(one, other) for other in now] for one in before]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            with_pair = scores[i][j] + best[i + 1][j + 1] if scores[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], with_pair)
    found, i, j = [], 0, 0
    while i < rows and j < columns:
        if scores[i][j] and best[i][j] == scores[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _alike(one: Unit, other: Unit) -> float:
    score = _likeness(one, other)
    return score if score >= ALIKE else 0.0


def _likeness(one: Unit, other: Unit) -> float:
    """Return how alike two units are: what has a name is itself, whatever it says."""
    if one.kind == EXHIBIT or other.kind == EXHIBIT:
        return 2.0 if (one.kind, one.name) == (other.kind, other.name) else 0.0
    if one.kind == other.kind == "heading" and one.name and one.name == other.name:
        return 2.0
    if one.kind != other.kind and not (one.kind in TEXTUAL and other.kind in TEXTUAL):
        return 0.0
    if one.kind == "picture":
        same = one.block.anchors == other.block.anchors and _is_illustration(one.block)
        return 2.0 if same else float(one.block == other.block)
    if not one.text or not other.text:
        return 0.0
    score = similarity(one.text, other.text)
    if held(one.text, other.text) or held(other.text, one.text):  # divided, or joined to another
        score = max(score, 0.6)
    return score if one.kind == other.kind else 0.9 * score


def _name(block: WordBlock) -> str:
    if block.kind == "heading":
        return next((anchor for anchor in block.anchors if anchor.startswith("_Ref")), "")
    return ""


def _is_illustration(block: WordBlock) -> bool:
    """Return whether a block is an image of the texts, by the name that it was set with."""
    return block.kind == "picture" and block.anchors[0].startswith(ILLUSTRATION)


def _said(block: WordBlock, words: Vocabulary) -> str:
    if block.kind == "table":
        return "\n".join(" | ".join(row) for row in block.rows)
    return comparable(block, words)
