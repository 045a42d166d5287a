"""Questions with several answers: from the file's own sets, by pattern, and several in one cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from evaluering.config.written import normal
from evaluering.data.drafting.categories import Categories
from evaluering.data.drafting.facts import FileFacts, VariableFacts, clean
from evaluering.data.drafting.guesses import MOST_CATEGORIES, Guess
from evaluering.data.drafting.names import Names, variable_name
from evaluering.data.drafting.proposal import ProposedEntry, ProposedSet
from evaluering.data.drafting.runs import TICKED, UNTICKED, is_box, united
from evaluering.data.drafting.stems import common_question, shared_stem
from evaluering.data.drafting.vocabulary import folded

SEPARATORS = (";", "|", ", ", ",")
LONGEST_PART = 80
"""Characters of one answer of several in a cell: a longer one is a text."""


def declared_sets(file: FileFacts, by_column: Mapping[str, Guess]) -> list[tuple[str, list[Guess]]]:
    """Return the name and the variables of each set that the file itself declares, none twice."""
    found, taken = [], set()
    for name, spec in file.response_sets.items():
        named = spec.get("variable_list")
        columns = [str(c).casefold() for c in named] if isinstance(named, list | tuple) else []
        members = [by_column[c] for c in columns if c in by_column and c not in taken]
        if len(members) > 1:
            taken |= {one.facts.column.casefold() for one in members}
            found.append((name, members))
    return found


def of_boxes(
    run: Sequence[Guess], names: Names, question: str = "", counted: object = None, why: str = ""
) -> ProposedSet:
    """Return a question of boxes, one variable each.

    Parameters
    ----------
    run
        The boxes.
    names
        Gives names to the question and the boxes.
    question
        Its text, where the file says it.
    counted
        The value that is a tick, where the file says it.
    why
        Why it is taken for one, where the file does not say it.
    """
    labels = [one.question or _own_text(one) or one.facts.column for one in run]
    shared = common_question(labels)
    own = [_own_text(one) for one in run]
    texts = shared[1] if shared else labels
    if all(own) and len({normal(text) for text in own}) == len(run):
        texts = own
    ticked, unticked = _marks(run, counted, texts)
    stem = shared_stem([one.facts.column for one in run])
    options = tuple(
        ProposedEntry(
            names.take(variable_name(one.facts.column)),
            one.facts.column,
            text,
            alone=one.facts.alone,
        )
        for one, text in zip(run, _distinct(texts), strict=True)
    )
    return ProposedSet(
        id=names.take(variable_name(stem or f"{run[0].facts.column}_flere")),
        question=question or (shared[0] if shared else stem or run[0].facts.column),
        options=options,
        ticked=ticked,
        unticked=unticked,
        missing=_missing_in(run),
        blank=all(one.facts.distinct < 2 for one in run),
        why=why,
    )


def _missing_in(run: Sequence[Guess]) -> dict[int | str, str]:
    """Return the codes of any of the boxes that are no answers; a box itself holds 0 and 1."""
    found: dict[int | str, str] = {}
    for one in run:
        found |= one.categories.missing if one.categories else {}
    return {code: kind for code, kind in found.items() if code not in {0, 1}}


def of_categories(
    run: Sequence[Guess], names: Names, question: str, why: str, separator: str = "",
    categories: Categories | None = None,
) -> ProposedSet | None:  # fmt: skip
    """Return a question whose columns hold categories; None with fewer than two of them."""
    coded = categories or united(run)
    if len(coded.labels) < 2:
        return None
    labels = [one.text for one in run]
    shared = common_question(labels) if len(run) > 1 else None
    columns = [one.facts.column for one in run]
    name = names.take(
        variable_name(shared_stem(columns) if len(run) > 1 else columns[0]) or "flere"
    )
    return ProposedSet(
        id=name,
        question=question or (shared[0] if shared else labels[0]),
        options=tuple(
            ProposedEntry(names.take(variable_name(f"{name[:30]}_{code}")), "", label)
            for code, label in coded.labels.items()
        ),
        columns=tuple(columns),
        separator=separator,
        codes=tuple(coded.labels),
        missing=coded.missing,
        why=why,
    )


def several_in_a_cell(facts: VariableFacts) -> tuple[str, Categories] | None:
    """Return the separator and the answers of a text column whose cells hold several answers.

    Few different answers come again and again, alone and together.
    """
    if not facts.is_text or facts.distinct < 3:
        return None
    cells = list(facts.counts) or list(facts.sample)
    for separator in SEPARATORS:
        parts = [[p.strip() for p in str(cell).split(separator) if p.strip()] for cell in cells]
        times = Counter(part for cell in parts for part in set(cell))
        several = sum(len(cell) > 1 for cell in parts)
        apart = all(len(set(cell)) == len(cell) for cell in parts)
        few = 2 <= len(times) <= min(MOST_CATEGORIES, max(3, len(cells) // 2 + 1))
        if several >= max(2, len(cells) // 4) and apart and few:
            known = all(count > 1 for count in times.values())
            if known and max(map(len, times)) <= LONGEST_PART:
                return separator, Categories(dict(enumerate(sorted(times), start=1)))
    return None


def _marks(
    run: Sequence[Guess], counted: object, texts: Sequence[str]
) -> tuple[tuple[str | int, ...], tuple[str | int, ...]]:
    """Return what stands for a tick and for none, where it is not 1, 0 or the box's own text."""
    ticked: list[str | int] = []
    unticked: list[str | int] = []
    for one, own in zip(run, texts, strict=True):
        for code, label in one.categories.labels.items() if one.categories else ():
            said = label if one.facts.is_text else code
            tick = _is_tick(one, code, label, counted)
            if (said not in {0, 1} and normal(str(said)) != normal(own)) or (
                (said == 1) != tick and not isinstance(said, str)
            ):
                (ticked if tick else unticked).append(said)
    return tuple(dict.fromkeys(ticked)), tuple(dict.fromkeys(unticked))


def _is_tick(one: Guess, code: int, label: str, counted: object) -> bool:
    if isinstance(counted, int | float) and not one.facts.is_text:
        return code == counted
    word = folded(label)
    if word in TICKED or (code == 0 and not one.facts.is_text):
        return word in TICKED
    return word not in UNTICKED


def _own_text(one: Guess) -> str:
    """Return the only text of a box that says what it stands for; else nothing."""
    labels = list(one.categories.labels.values()) if one.categories else []
    if one.facts.is_text:
        labels = [label for label in labels if folded(label) not in UNTICKED]
    only = clean(labels[0]) if len(labels) == 1 else ""
    if not is_box(one) or folded(only) in TICKED | UNTICKED | {"ja", "yes", "1", ""}:
        return ""
    return "" if one.categories and one.categories.unlabelled else only


def _distinct(texts: Sequence[str]) -> list[str]:
    times = Counter(normal(text) for text in texts)
    seen: Counter[str] = Counter()
    found = []
    for text in texts:
        seen[normal(text)] += 1
        found.append(text if times[normal(text)] == 1 else f"{text} ({seen[normal(text)]})")
    return found
