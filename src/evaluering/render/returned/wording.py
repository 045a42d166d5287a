"""A segment in new words: as it is written, with the co-author's edits, and bindings in place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from evaluering.render.returned.merging import (
    WordToken,
    claimed_tokens,
    joined,
    merged,
    same_word,
    spaced,
    tokens,
)
from evaluering.render.returned.spans import escaped

_NUMBER = re.compile(r"[−+-]?\d[\d\u00a0]*(?:[.,]\d+)?")
_CITATION = re.compile(r"\([^()]*\)")
_BLOCK_START = re.compile(r"[#>+*=|~-]|\d+$")


@dataclass(frozen=True)
class Reworded:
    """A segment's new text, whether the edits fit into it, and claims without a sentence."""

    raw: str
    fits: bool = True
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Restored:
    """A text with its bindings put back, and what stood in their place."""

    text: str
    """The text."""
    typed: tuple[tuple[str, str], ...] = ()
    """Bindings and citations that something was typed over, with that."""
    loose: tuple[str, ...] = ()
    """Bindings whose number stands as plain text."""
    gone: tuple[str, ...] = ()
    """Bindings and citations that are no longer there."""


def reworded(raw: str, before: str, now: str) -> Reworded:
    """Return a text as its author writes it, with an edit of what it is set as.

    Parameters
    ----------
    raw
        The text as it is written.
    before, now
        What it was set as, and the edit.
    """
    own = claimed_tokens(raw)
    stretches = merged(tokens(before), own, tokens(now), same_word, spaced)
    parts = [part for stretch in stretches for part in stretch.parts]
    lost = {token.claim for token in own} - {part.claim for part in parts} - {""}
    claims = tuple(claim.partition("=")[2].rstrip("}") for claim in sorted(lost))
    return Reworded(joined(parts), not any(one.is_conflict for one in stretches), claims)


def wrapped(text: str, width: int | None, room: int = 0) -> str:
    """Return a text with its long lines broken, where nothing then reads as a list or heading."""
    if width is None:
        return text
    lines: list[str] = []
    for line in text.split("\n"):
        own = ""
        for token in tokens(line):
            longer = own + token.gap + token.word
            if own and token.gap and len(longer) > width - room and _breaks(token):
                lines.append(own)
                own = token.word
            else:
                own = longer
        lines.append(own)
    return "\n".join(lines)


def restored(before: str, now: str, values: Mapping[str, str]) -> Restored:
    """Return an edit in which no binding has become a number.

    Parameters
    ----------
    before, now
        A text and its edit.
    values
        What each binding was set as.
    """
    first, second = tokens(before), tokens(now)
    words = [[*map(same_word, side)] for side in (first, second)]
    matcher = SequenceMatcher(None, words[0], words[1], autojunk=False)
    there = words[1]
    made = ""
    lost = _Lost(values)
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        text = "".join(token.gap + token.word for token in second[j1:j2])
        if what in {"replace", "delete"}:
            for token in first[i1:i2]:
                if _is_bound(token.word) and token.word not in there:
                    text = lost.put_back(token.word, text)
        made += text
    return Restored(made.strip(" "), tuple(lost.typed), tuple(lost.loose), tuple(lost.gone))


@dataclass
class _Lost:
    """Puts back what is bound, and gathers what stood in its place."""

    values: Mapping[str, str]
    typed: list[tuple[str, str]] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def put_back(self, word: str, text: str) -> str:
        """Return a stretch of an edit with what is bound in place of what says it."""
        shown = escaped(self.values.get(word[1:-1], ""))
        found = (_CITATION if word.startswith("[@") else _NUMBER).search(_hidden(text))
        if shown and shown in text:
            self.loose.append(word)
            return text.replace(shown, word, 1)
        if found and (":" in word or word.startswith("[@")):
            self.typed.append((word, found[0]))
            return text[: found.start()] + word + text[found.end() :]
        self.gone.append(word)
        return text


def _hidden(text: str) -> str:
    """Return a text without what stands in its bindings."""
    return re.sub(r"\{[^{}\n]*\}", lambda own: " " * len(own[0]), text)


def _is_bound(word: str) -> bool:
    return word.startswith(("{", "[@")) and len(word) > 1


def _breaks(token: WordToken) -> bool:
    return not _BLOCK_START.match(token.word)
