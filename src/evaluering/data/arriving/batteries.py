"""What is other of a battery or a question of boxes: of all of it where its parts share it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from evaluering.data.arriving.drafted_change import (
    DraftedChange,
    FoundColumn,
    Stated,
    absent,
    of_column,
    stated,
)
from evaluering.data.arriving.scales import ScalesFound, united_steps
from evaluering.data.arriving.steps import steps_of
from evaluering.data.arriving.unnoticed import unused_end
from evaluering.data.drafting.categories import Categories
from evaluering.message import Message, message

Told = tuple[Stated, tuple[Message, ...], bool]
"""What is said of answers, why, and whether it is sure."""


def of_together(
    name: str, items: Sequence[FoundColumn], scales: ScalesFound, question: str
) -> Iterator[DraftedChange]:
    """Yield the differences of a battery or of boxes, and of its items.

    What is said of an item stands instead of what is said of its battery, so that an item with a
    change of its own says that of the battery too.

    Parameters
    ----------
    name
        The id of all of it; empty where the name would mean something else.
    items
        Its items, or boxes, as they were found.
    scales
        The project's scales, and those that are drafted.
    question
        What stands above the items, where that is in other words; else empty.
    """
    asked = [one for one in items if one.match.facts is not None]
    gone = all(not one.match.alternatives and not one.match.known.column.optional for one in items)
    if name and len(items) > 1 and gone and not asked:
        yield DraftedChange(name, {"asked": False}, (message("wave_none_asked"),))
        return
    told = [_answers(one, asked, scales) for one in asked]
    whole = _shared(asked, told, scales) if name else None
    said: dict[str, Any] = {"label": question} if question and name else {}
    why: tuple[Message, ...] = (message("wave_other_question"),) if said else ()
    if whole and whole[2]:
        said |= whole[0]
        why += whole[1]
    if said:
        yield DraftedChange(name, said, why)
    if whole and not whole[2]:
        also = [(one.name, {**one.own, **whole[0]}) for one in asked if one.own and whole[0]]
        yield DraftedChange(name, whole[0], whole[1], False, also=tuple(also))
    for one, own in zip(asked, told, strict=True):
        if whole is None:
            yield from of_column(one, *own)
        elif one.own:
            yield DraftedChange(one.name, {**one.own, **(whole[0] if whole[2] else {})}, one.why)
    for one in items:
        if one.match.facts is None:
            yield from absent(one.match)


def _shared(asked: Sequence[FoundColumn], told: Sequence[Told], scales: ScalesFound) -> Told | None:
    """Return what is said of all items alike; None where they differ, or nothing is other.

    Where answers have no labels, nobody may have given some of the new ones to an item: then the
    scale of one is that of all.
    """
    if len(asked) < 2:
        return None
    first = told[0]
    if all(own == first for own in told):
        if first[0] or first[1]:
            return first
        return _fewer_steps(asked, scales)
    if found := _mostly_turned(told) or _missing_in_some(told):
        return found
    doubted = [one.answers.scale is not None and not one.answers.certain for one in asked]
    if not any(doubted):
        return None
    same = [one for one, doubt in zip(asked, doubted, strict=True) if not doubt]
    if any(one.answers.why for one in same):
        return None
    first_doubt = told[doubted.index(True)]
    texts = [f for one in asked if (f := one.match.facts) and f.is_text]
    if texts or not any(one.match.facts.labels for one in same if one.match.facts):
        return first_doubt
    return None


def _mostly_turned(told: Sequence[Told]) -> Told | None:
    """Return the doubt whether answers are turned, where most items of a battery look so."""
    looks = [own for own in told if [why.key for why in own[1]] == ["wave_maybe_reversed"]]
    others = [own for own in told if own not in looks and (own[0] or own[1])]
    return looks[0] if 2 * len(looks) > len(told) and not others else None


def _missing_in_some(told: Sequence[Told]) -> Told | None:
    """Return the doubt whether codes are missing answers, where only some items have them."""
    given = [own for own in told if own[0] or own[1]]
    keys = {why.key for own in given for why in own[1]}
    if keys != {"wave_maybe_missing"}:
        return None
    codes = {code: to for said, _, _ in given for code, to in said["codes"].items()}
    why = message("wave_maybe_missing", codes=tuple(map(str, sorted(codes))))
    return {"codes": dict(sorted(codes.items()))}, (why,), False


def _fewer_steps(asked: Sequence[FoundColumn], scales: ScalesFound) -> Told | None:
    if not unused_end([one.match for one in asked]):
        return None
    codes = list(asked[0].match.known.column.values)[:-1]
    near = scales.of_codes(Categories(dict.fromkeys(codes, "")))
    return ({"scale": near[0]} if near else {}), (message("wave_fewer_steps"),), False


def _answers(one: FoundColumn, asked: Sequence[FoundColumn], scales: ScalesFound) -> Told:
    """Return what is said of an item's answers."""
    answers = one.answers
    why = (answers.why,) if answers.why else ()
    if answers.scale is None:
        values = {**one.match.known.column.values, **answers.values}
        home = Categories(dict(sorted(values.items())))
        name = scales.existing(home) if answers.values and not answers.codes else None
        return ({"scale": name} if name else stated(answers)), why, answers.certain
    facts = one.match.facts
    texts = facts is not None and facts.is_text
    scale = _with_the_others(one, asked, certain=answers.certain)
    name = scales.existing(scale, texts=texts)
    if name:
        return {"scale": name}, why, True
    near = [] if answers.certain or texts else scales.of_codes(scale)
    if near:
        return {"scale": near[0]}, why, answers.certain
    name = scales.drafted_for(scale)
    return {"scale": name}, (*why, message("wave_scale_drafted", scale=name)), answers.certain


def _with_the_others(
    one: FoundColumn, asked: Sequence[FoundColumn], *, certain: bool
) -> Categories:
    """Return the scale of an item, with the steps that only others of the battery were given."""
    own = one.answers.scale or Categories({})
    wholes = []
    for other in asked:
        facts = other.match.facts
        if other.answers.scale is not None:
            wholes.append(other.answers.scale)
        elif not certain and facts is not None:
            wholes.append(steps_of(other.match.known.column, facts).whole)
    for scale in united_steps([own, *wholes]):
        if own.labels.items() <= scale.labels.items():
            return scale
    return own
