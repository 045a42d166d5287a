"""A first paragraph on an exhibit, as text with bindings: what is highest and lowest, what differs.

Which extremes there are and how many differences are beyond chance is bound too, so that a new
wave changes the words as well as the numbers. Nothing is said of causes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from evaluering.config.exhibits.base import Exhibit
from evaluering.render.language import word
from evaluering.render.prose.bindings import ResultBindings
from evaluering.render.prose.lookup import LATEST, Lookup
from evaluering.render.prose.naming import Unbound
from evaluering.render.prose.tokens import BINDING
from evaluering.render.prose.works import Works

MOST_GROUPS = 5
"""Groups that are each told of; of more, only the highest and the lowest."""
MOST_CHANGES = 8
"""Changes over time that are each told of."""
STRONGEST = 5
Difference: TypeAlias = tuple[float, Lookup, str, tuple[str, ...]]
"""The size of a difference, the exhibit that shows it, its item and its groups."""
"""Differences in the draft of a summary."""


def drafted(lookup: Lookup) -> str:
    """Return a paragraph on an exhibit, and a line that sets it in."""
    place = f"{{{lookup.exhibit.id}}}"
    if lookup.result.empty is not None or not lookup.rows:
        return place
    said = [own for own in _sentences(lookup) if _binds(own, lookup)]
    return "\n\n".join([*([" ".join(said)] if said else []), place])


def chapter_draft(lookups: Sequence[Lookup], chapter: str) -> str:
    """Return the draft of a chapter's text, with its head."""
    body = "\n\n".join(drafted(lookup) for lookup in lookups)
    return f"---\nchapter: {chapter}\n---\n\n{body}\n"


def summary_draft(lookups: Sequence[Lookup]) -> str:
    """Return the draft of a summary: the strongest differences, with their uncertainty.

    Those of two groups whose p, adjusted over the exhibit's items, is below 0.05, each once;
    nothing where there are none.
    """
    strongest = sorted(
        ((abs(test.effect_size or 0), lookup, test.item, test.groups)
         for lookup in lookups if "mean" in lookup.measures for test in lookup.result.tests
         if test.item and test.groups and len(test.groups) == 2
         and (p := getattr(test, "p_holm", test.p)) is not None and p < 0.05),
        key=lambda own: -own[0],
    )  # fmt: skip
    lines = [
        "- " + word(
            "draft_strongest", exhibit=_b(lookup.exhibit), label=lookup.label(item),
            first=lookup.label(groups[0]), second=lookup.label(groups[1]),
            high=_b(lookup.exhibit, groups[0], item, of="mean"),
            low=_b(lookup.exhibit, groups[1], item, of="mean"),
            effect=_b(lookup.exhibit, item, of="effect_size"),
            p=_b(lookup.exhibit, item, of="p_holm" if "p_holm" in lookup.statistics else "p"),
        )
        for _, lookup, item, groups in _once(strongest)[:STRONGEST]
    ]  # fmt: skip
    if not lines:
        return ""
    head = f"---\ntitle: {word('draft_summary')}\norder: 0\n---\n"
    return "\n".join([head, word("draft_summary_lead"), "", *lines, ""])


def _once(differences: Iterable[Difference]) -> list[Difference]:
    """Return differences without those of the same item and groups that another exhibit has."""
    found: dict[tuple[str, tuple[str, ...]], Difference] = {}
    for own in differences:
        found.setdefault((own[2], own[3]), own)
    return list(found.values())


def _sentences(lookup: Lookup) -> Iterator[str]:
    """Return the sentences for what is measured; in a crosstab with means that is shares."""
    if lookup.values("wave"):
        return _changes(lookup)
    for measure, sentences in (
        ("rate", _rates), ("percent", _shares), ("mean", _means), ("r", _pairs)
    ):  # fmt: skip
        if measure in lookup.measures:
            return sentences(lookup)
    return iter(())  # a diagram says it all itself


def _binds(sentence: str, lookup: Lookup) -> bool:
    """Return whether all that a sentence is bound to is there."""
    exhibit = lookup.exhibit
    bindings = ResultBindings({exhibit.id: exhibit}, {exhibit.id: lookup.result}, {}, Works())
    try:
        for found in BINDING.finditer(sentence):
            bindings.bound(found[1])
    except Unbound:
        return False
    return True


def _b(exhibit: Exhibit, *path: str, of: str = "", how: str = "") -> str:
    """Return a binding as it is written."""
    parts = [exhibit.id, *([" / ".join(path)] if path else []), *([of] if of else [])]
    return "{" + ": ".join(parts) + (f" | {how}" if how else "") + "}"


def _means(lookup: Lookup) -> Iterator[str]:
    """Yield the highest and lowest mean of each group, and what differs."""
    exhibit = lookup.exhibit
    groups, items = lookup.values("group"), lookup.values("item")
    yield word("draft_means", exhibit=_b(exhibit), n=_b(exhibit, of="n"))
    if len(items) > 1:
        for group in groups[:MOST_GROUPS]:
            yield word("draft_group", group=lookup.label(group), **_ends(exhibit, "mean", group))
    elif len(groups) > 1:
        yield word("draft_over_groups", **_ends(exhibit, "mean"))
    yield from _differences(lookup, groups)


def _changes(lookup: Lookup) -> Iterator[str]:
    """Yield how each mean or share has changed since the wave before, and how sure that is."""
    exhibit, groups = lookup.exhibit, lookup.values("group")
    tested = "change" in lookup.measures and len(lookup.values("wave")) > 1
    yield word("draft_trend", exhibit=_b(exhibit), n=_b(exhibit, of="n"))
    pairs = [(group, item) for item in lookup.values("item") for group in groups if tested]
    for group, item in pairs[:MOST_CHANGES]:
        path = (*((group,) if len(groups) > 1 else ()), item, LATEST)
        yield word(
            "draft_change" if len(groups) > 1 else "draft_change_of_one",
            label=lookup.label(item), group=lookup.label(group),
            change=_b(exhibit, *path, of="change", how="signed"),
            p=_b(exhibit, *path, of="p_adjusted"),
        )  # fmt: skip
    if len(pairs) > MOST_CHANGES:
        yield word("draft_more_changes", n=len(pairs) - MOST_CHANGES)


def _differences(lookup: Lookup, groups: Sequence[str]) -> Iterator[str]:
    exhibit, tests = lookup.exhibit, lookup.result.tests
    if not tests:
        return
    counts = {"found": _b(exhibit, of="significant"), "tests": _b(exhibit, of="tests")}
    if len(tests) > 1:
        yield word("draft_differences", **counts)
    else:
        yield word("draft_one_test", p=_b(exhibit, of="p"))
    if len(groups) == 2 and len(tests) > 1:
        pair = f"{groups[0]} - {groups[1]}"
        first, second = lookup.label(groups[0]), lookup.label(groups[1])
        ends = _ends(exhibit, "mean", pair, how="signed")
        yield word("draft_difference", first=first, second=second, **ends)
        if "detectable" in lookup.statistics:
            item = str(tests[0].item)
            detectable = _b(exhibit, item, of="detectable", how="2")
            yield word("draft_detectable", label=lookup.label(item), difference=detectable)


def _shares(lookup: Lookup) -> Iterator[str]:
    """Yield the largest and smallest share in all, or of each group."""
    exhibit = lookup.exhibit
    yield word("draft_shares", exhibit=_b(exhibit), n=_b(exhibit, of="n"))
    axes = lookup.axes
    if {"row", "column"} <= set(axes):
        rows = [own for own in lookup.values("row") if own.casefold() != "total"]
        for row in dict.fromkeys((rows[0], rows[-1])):
            label, ends = lookup.label(row), _ends(exhibit, "percent", lookup.label(row))
            key = "draft_group_share" if _of_rows(lookup) else "draft_row_share"
            yield word(key, group=label, row=label, **ends)
    elif len(axes) > 1:
        by = next((own for own in ("group", "column") if own in axes), axes[-1])
        columns = [own for own in lookup.values(by) if own.casefold() != "total"]
        for column in columns[:MOST_GROUPS]:
            ends = _ends(exhibit, "percent", column)
            yield word("draft_group_share", group=lookup.label(column), **ends)
    else:
        yield word("draft_share_ends", **_ends(exhibit, "percent"))
    if len(lookup.result.tests) == 1:
        yield word("draft_one_test", p=_b(exhibit, of="p"))


def _of_rows(lookup: Lookup) -> bool:
    """Return whether the per cents of a row, and not of a column, are 100 together."""
    first = lookup.values("row")[0]
    shares = [
        float(row["percent"]) for row in lookup.rows
        if str(row["row"]) == first and str(row["column"]).casefold() != "total"
    ]  # fmt: skip
    return abs(sum(shares) - 100) < 1


def _rates(lookup: Lookup) -> Iterator[str]:
    """Yield the rate in all, where it is highest, and where it is lowest."""
    exhibit = lookup.exhibit
    yield word("draft_rates", exhibit=_b(exhibit), **_ends(exhibit, "rate"))
    if len(lookup.result.tests) == 1:
        yield word("draft_fit", p=_b(exhibit, of="p"))


def _pairs(lookup: Lookup) -> Iterator[str]:
    """Yield the strongest positive and negative correlation."""
    exhibit = lookup.exhibit
    yield word("draft_pairs", exhibit=_b(exhibit))
    for row in lookup.values("row"):
        yield word("draft_pair", row=lookup.label(row), **_ends(exhibit, "r", row))


def _ends(exhibit: Exhibit, of: str, *path: str, how: str = "") -> dict[str, str]:
    """Return the bindings of the highest and the lowest, and of what they are."""
    return {
        name: _b(exhibit, *path, end, of=measure, how="" if measure == "label" else how)
        for name, end, measure in (
            ("high", "highest", of), ("high_label", "highest", "label"),
            ("low", "lowest", of), ("low_label", "lowest", "label"),
        )
    }  # fmt: skip
