"""What a column that is not found may be after all, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from evaluering.data.arriving.fitting_values import alike_answers, apart, may_hold
from evaluering.data.arriving.known import KnownColumn, TextsOfFile
from evaluering.data.arriving.likeness import near_name
from evaluering.data.drafting.facts import VariableFacts
from evaluering.message import Message, message

MOST = 3
"""Alternatives that are named."""
SOMEWHAT, SPELT, NEAR = 0.35, 0.75, 0.15
"""How alike texts and names are, and how near distributions, that are worth a question."""


def alternatives_of(
    k: KnownColumn,
    own: VariableFacts | None,
    between: Sequence[str],
    free: Mapping[str, VariableFacts],
    alike: Mapping[str, float],
    texts: TextsOfFile,
) -> list[tuple[str, Message]]:
    """Return the columns that one of the codebook may be, with the reason, the likeliest first.

    Parameters
    ----------
    k
        The codebook's.
    own
        The column of its name, which asks something else, or holds something else.
    between
        Free columns that stand where it would.
    free, alike
        The file's columns that nobody has, and how alike their texts are.
    texts
        What the file's columns ask.
    """
    told = dict.fromkeys([own.column] if own else [], message("wave_maybe_other_text"))
    for column in sorted(alike, key=lambda name: -alike[name]):
        if alike[column] >= SOMEWHAT and may_hold(k.column, free[column]):
            told.setdefault(column, message("wave_maybe_text"))
    for column, why in _by_name_place_and_answers(k, between, free, texts):
        told.setdefault(column, why)
    return list(told.items())[:MOST]


def _by_name_place_and_answers(
    k: KnownColumn,
    between: Sequence[str],
    free: Mapping[str, VariableFacts],
    texts: TextsOfFile,
) -> Iterator[tuple[str, Message]]:
    fitting = {
        c: facts
        for c, facts in free.items()
        if facts.answers and may_hold(k.column, facts) and alike_answers(k, facts)
    }
    if k.column.kind == "identifier":
        return
    for column in fitting:
        if max(near_name(column, name) for name in k.names) >= SPELT:
            yield column, message("wave_maybe_name")
    for column in between:
        if k.column.kind != "key" and column in fitting:
            yield column, message("wave_maybe_place")
        elif k.column.kind != "key" and not texts.of(column):
            yield column, message("wave_maybe_only_place")
    if k.column.kind != "key":
        yield from _without_text(k, {c: f for c, f in fitting.items() if not texts.of(c)})


def _without_text(
    k: KnownColumn, silent: Mapping[str, VariableFacts]
) -> Iterator[tuple[str, Message]]:
    """Yield columns of which the file does not say what they ask, those with like answers first."""
    far = {c: 1.0 if (found := apart(k, f)) is None else found for c, f in silent.items()}
    for column in sorted(far, key=lambda name: far[name]):
        near = far[column] <= NEAR
        yield column, message("wave_maybe_answers" if near else "wave_maybe_same_kind")
