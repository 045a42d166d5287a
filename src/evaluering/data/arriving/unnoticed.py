"""Changes that a file does not tell of, seen by how the answers are spread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evaluering.data.arriving.answers import SAME, OtherAnswers
from evaluering.data.arriving.fitting_values import told_shares
from evaluering.data.arriving.known import TextsOfFile
from evaluering.data.arriving.likeness import distance
from evaluering.data.arriving.matching import ColumnMatch, Matching
from evaluering.message import Message, message

ENOUGH = 20
"""Answers, in each of two waves, that are compared."""
FURTHER = 0.25
"""How much nearer the earlier answers those of a wave are when turned, to ask whether they are."""
EXPECTED = 10
"""Answers at the end of a scale that are expected, of which there is none."""


def turned(match: ColumnMatch) -> OtherAnswers:
    """Return that an item's codes may run the other way, where its answers look like that."""
    k, facts = match.known, match.facts
    if facts is None or k.earlier is None or k.column.kind != "item" or len(k.column.values) < 3:
        return SAME
    now, before = told_shares(facts, k.column), told_shares(k.earlier, k.column)
    if not now or not before or min(facts.answers, k.earlier.answers) < ENOUGH:
        return SAME
    codes = list(k.column.values)
    mirror = dict(zip(codes, reversed(codes), strict=True))
    other_way = {float(mirror[int(code)]): share for code, share in now.items()}
    if distance(now, before) - distance(other_way, before) < FURTHER:
        return SAME
    said = {str(code): to for code, to in mirror.items() if code != to}
    return OtherAnswers(said, why=message("wave_maybe_reversed"), certain=False)


def renumbered(matching: Matching, texts: TextsOfFile) -> Iterator[tuple[str, Message]]:
    """Yield the first of columns that are called by number, where their numbers may have moved.

    Without texts nothing says so, but a number more, or fewer, than before.
    """
    now: dict[str, list[str]] = {}
    for match in matching.matches:
        facts = match.facts
        if facts and not texts.of(facts.column) and match.known.column.kind != "identifier":
            now.setdefault(_stem(facts.column), []).append(match.known.name)
    others = [facts.column for facts in matching.new if not texts.of(facts.column)]
    gone = [m.known for m in matching.matches if m.facts is None]
    others += [k.column.source for k in gone if k.earlier or not k.column.optional]
    for stem in dict.fromkeys(_stem(column) for column in others):
        if stem and stem in now:
            columns = tuple(column for column in others if _stem(column) == stem)
            yield now[stem][0], message("wave_maybe_renumbered", columns=columns)


def _stem(column: str) -> str:
    """Return a name without the number that it ends in; nothing where it has none."""
    found = re.fullmatch(r"(.*?)[_.-]?\d+", column.strip().casefold())
    return found[1] if found else ""


def unused_end(matches: Sequence[ColumnMatch]) -> bool:
    """Return whether nobody chose the last step of a battery, which many did before.

    Then its scale may have fewer steps.
    """
    expected, last = 0.0, 0.0
    for match in matches:
        k, facts = match.known, match.facts
        if facts is None or k.earlier is None or k.column.kind != "item" or facts.labels:
            return False
        end = float(max(k.column.values))
        expected += told_shares(k.earlier, k.column).get(end, 0.0) * facts.answers
        last += told_shares(facts, k.column).get(end, 0.0)
    return expected >= EXPECTED and last == 0.0
