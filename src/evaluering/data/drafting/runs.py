"""Which neighbouring variables belong together: batteries on one scale, and boxes of a question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from evaluering.data.drafting.categories import Categories, of_texts
from evaluering.data.drafting.guesses import Guess
from evaluering.data.drafting.stems import common_question, shared_stem, strong
from evaluering.data.drafting.vocabulary import folded, in_words

TICKED = frozenset({
    "valgt", "krysset av", "avkrysset", "nevnt", "selected", "mentioned", "checked", "ticked",
    "marked", "quoted", "chosen", "true", "sant", "x",
})  # fmt: skip
UNTICKED = frozenset({
    "ikke valgt", "ikke krysset av", "ikke avkrysset", "ikke nevnt", "not selected",
    "not mentioned", "unselected", "unchecked", "not checked", "unticked", "not marked",
    "not quoted", "not chosen", "false", "usant", "nei", "no",
})  # fmt: skip
NEARLY = 2
"""How far apart the lowest answers may be on one scale without labels: few answer at its ends."""


def runs(
    guesses: Sequence[Guess], together: Callable[[Guess, Guess], bool]
) -> Iterator[list[Guess]]:
    """Yield the guesses in their order, neighbours that belong together in one list."""
    held: list[Guess] = []
    for one in guesses:
        if held and not together(held[-1], one):
            yield held
            held = []
        held.append(one)
    if held:
        yield held


def is_box(one: Guess) -> bool:
    """Return whether a variable may be one box of a question: ticked or not, or ticked or empty."""
    if one.categories is None or one.kind not in {"box", "nominal"}:
        return False
    labels = one.categories.labels
    if len(labels) == 1:
        return True
    if len(labels) != 2:
        return False
    words = {folded(label) for label in labels.values()}
    bare = set(one.categories.unlabelled) == set(labels)
    if set(labels) == {0, 1} and (bare or folded(labels[0]) in UNTICKED):
        return True
    said = len(words & (UNTICKED - {"nei", "no"})) == 1
    return said and (one.facts.is_text or len(words & TICKED) == 1)


def boxes_together(one: Guess, other: Guess) -> bool:
    """Return whether two neighbours are boxes of one question."""
    if not (is_box(one) and is_box(other)) or one.facts.is_text != other.facts.is_text:
        return False
    return _one_question(one, other) or _one_stem(one, other, strict=True)


def batteries(guesses: Sequence[Guess]) -> Iterator[list[Guess]]:
    """Yield neighbours that are items of one battery in one list, and each other one alone.

    They have the same answers, and a question or a stem of their names in common. Those that have
    no stem with any neighbour are a battery where they share more than two answers, and are on a
    scale or more than two.
    """
    for run in runs(guesses, same_answers):
        bare: list[Guess] = []
        for part in runs(run, _linked):
            if len(part) == 1 and part[0].kind in {"scale", "nominal"} and steps(part[0]) > 2:
                bare += part
                continue
            yield from _enough(bare)
            bare = []
            yield part
        yield from _enough(bare)


def _enough(bare: list[Guess]) -> Iterator[list[Guess]]:
    """Yield variables without a stem as one battery, or alone where they are too few for one."""
    if len(bare) > 2 or (len(bare) == 2 and bare[0].kind == "scale"):
        yield bare
    else:
        yield from ([one] for one in bare)


def _linked(one: Guess, other: Guess) -> bool:
    alike = one.kind == "scale" or (
        one.kind == "number"
        and one.facts.high == other.facts.high
        and abs(one.facts.low - other.facts.low) <= NEARLY
    )
    return _one_question(one, other) or _one_stem(one, other, strict=not alike)


def same_answers(one: Guess, other: Guess) -> bool:
    """Return whether two variables have the same answers; numbers without labels nearly so."""
    if one.categories is None or other.categories is None:
        return False
    if one.kind == other.kind == "number":
        return _is_bare(one) and _is_bare(other)
    coded = {"scale", "nominal"}
    if one.kind not in coded or other.kind not in coded:
        return False
    if one.facts.is_text and other.facts.is_text:
        return _nearly_same(one.categories, other.categories)
    return one.categories.key == other.categories.key


def _nearly_same(one: Categories, other: Categories) -> bool:
    """Return whether texts are of one list, though nobody gave some of the answers.

    One has all that the other has, or they share two and are steps of one known scale.
    """
    first, second = ({folded(label): label for label in c.labels.values()} for c in (one, other))
    shared = first.keys() & second.keys()
    if len(shared) < 2:
        return False
    known = in_words(list({**first, **second}.values())) is not None
    return known or len(shared) in {len(first), len(second)}


def steps(one: Guess) -> int:
    """Return how many answers a variable has."""
    return len(one.categories.labels) if one.categories else 0


def united(run: Sequence[Guess]) -> Categories:
    """Return the categories of a battery: all codes of its items, and all kinds of missing."""
    if all(one.facts.is_text for one in run) and len(run) > 1:
        return of_texts(text for one in run for text in one.facts.counts)
    found = [one.categories for one in run if one.categories]
    labels = {code: label for one in found for code, label in one.labels.items()}
    missing = {code: kind for one in found for code, kind in one.missing.items()}
    if all(one.kind == "number" for one in run) and labels:
        labels = {code: str(code) for code in range(min(labels), max(labels) + 1)}
    return Categories(
        dict(sorted(labels.items())),
        {code: kind for code, kind in missing.items() if code not in labels},
        {text: code for one in found for text, code in one.in_file.items()},
        tuple(sorted({code for one in found for code in one.unlabelled})),
    )


def _is_bare(one: Guess) -> bool:
    """Return whether a variable has a few whole numbers without labels, as 1 to 5."""
    return bool(one.categories and one.categories.labels) and not one.facts.labels


def _one_question(one: Guess, other: Guess) -> bool:
    labels = [one.question, other.question]
    return all(labels) and common_question(labels) is not None


def _one_stem(one: Guess, other: Guess, *, strict: bool) -> bool:
    columns = [one.facts.column, other.facts.column]
    stem = shared_stem(columns)
    in_words = all(column[len(stem) :].strip("_.- ").isalpha() for column in columns)
    return bool(stem) and (strong(stem) or in_words or not strict)
