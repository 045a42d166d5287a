"""Sums of whole answers behind means: within a table, and of the same people in several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from math import ceil, floor

from evaluering.checks.audit.conflicts import Conflict, Repair, Slot, distinct, named
from evaluering.checks.audit.means import Answers, Means, Window, sum_window, total_window
from evaluering.checks.audit.proofs import computed, span, together
from evaluering.checks.audit.rules import Rule, rounded
from evaluering.data.published import Cells, Place
from evaluering.message import Message, Value, message

Source = tuple[Window, list[Means]]
"""The sums that some printed means allow, and the rows of means that print them."""


def group_sum_conflicts(
    tables: Sequence[Means], cells: Cells, answers: Answers, rule: Rule
) -> list[Conflict]:
    """Return the means of whole answers that no sums of the same people give.

    Tables with as many respondents in all are about the same ones: their sums are equal. The
    granularity of means is that of Brown and Heathers (2017), carried on to totals.
    """
    conflicts: list[Conflict] = []
    sources: dict[int, dict[tuple[str, str], Source]] = {}
    broken: list[tuple[Means, Conflict, int]] = []
    for means in tables:
        n = means.total[1].whole(cells) if means.total else None
        own = sources.setdefault(n or 0, {})
        windows = []
        for slot, size, _ in means.groups:
            found = sum_window(slot, size, cells, answers, rule)
            if isinstance(found, Conflict):
                broken.append((means, found, n or 0))
            windows.append(found)
        known = [w for w in windows if isinstance(w, tuple)]
        sizes = [size.whole(cells) or 0 for _, size, _ in means.groups]
        if n and len(known) == len(windows) and sum(sizes) == n:
            own["grupper", means.places[-1].exhibit] = (total_window(known), [means])
        if means.total is not None:
            found = sum_window(*means.total[:2], cells, answers, rule)
            if isinstance(found, Conflict):
                broken.append((means, found, n or 0))
            elif found is not None:
                text = cells.get(means.total[0].place, "")
                _, sharing = own.setdefault(("total", text), (found, []))
                sharing.append(means)
    for means, conflict, n in broken:
        conflicts.append(
            _mended(means, conflict, _meeting(sources[n].values()), cells, answers, rule)
        )
    for n, own in sources.items():
        if n and own and _meeting(own.values()) is None:
            conflicts.append(_unequal(own, cells, answers, rule, n))
    return conflicts


def _meeting(windows: Iterable[Source]) -> Window | None:
    found = [window_ for window_, _ in windows]
    if not found:
        return None
    low, high = max(w[0] for w in found), min(w[1] for w in found)
    return (low, high) if low <= high else None


def _mended(
    means: Means,
    conflict: Conflict,
    shared: Window | None,
    cells: Cells,
    answers: Answers,
    rule: Rule,
) -> Conflict:
    """Return the conflict with the means that the other groups and the total leave."""
    wrong = next((e for e in means.groups if e[0].place == conflict.places[0]), None)
    if shared is None or wrong is None:
        return conflict
    n = wrong[1].whole(cells)
    others = [sum_window(*e[:2], cells, answers, rule) for e in means.groups if e is not wrong]
    known = [w for w in others if isinstance(w, tuple)]
    if not n or len(known) < len(others):
        return conflict
    left = shared[0] - sum(w[1] for w in known), shared[1] - sum(w[0] for w in known)
    repairs = _texts_of_sums(wrong[0], cells, left, n, answers, rule)
    if repairs:
        rest = together("plus", [_span(w, answers) for w in known])
        shown = {"sum": _span(shared, answers), "rest": rest, "left": _span(left, answers)}
        proof = (*conflict.proof, message("audit_left", **shown, answers=n * answers.items))
        return Conflict(conflict.kind, proof, conflict.places, partial(tuple, repairs))
    return Conflict(conflict.kind, conflict.proof, conflict.places, partial(tuple, repairs))


def _unequal(
    own: dict[tuple[str, str], Source],
    cells: Cells,
    answers: Answers,
    rule: Rule,
    n: int,
) -> Conflict:
    """Return that the sums of the same people differ; suspect what the others agree without."""
    repairs: list[Repair] = []
    suspects: list[Place] = []
    for key, (window_, sharing) in own.items():
        rest = _meeting([entry for other, entry in own.items() if other != key])
        if rest is None:
            continue
        for means in sharing:
            assert means.total is not None
            if key[0] == "total":
                suspects.append(means.total[0].place)
            else:
                repairs += _group_repairs(means, window_, rest, cells, answers, rule)
                suspects += [slot.place for slot, _, _ in means.groups]
        if key[0] == "total":
            texts = [
                _texts_of_sums(m.total[0], cells, rest, n, answers, rule)
                for m in sharing
                if m.total
            ]
            repairs += [sum(same, start=()) for same in zip(*texts, strict=True)]
    proofs: list[Message] = []
    for (kind, text), (window_, sharing) in own.items():
        exhibits = together("and", dict.fromkeys(named(m.places[-1].exhibit) for m in sharing))
        shown = {"exhibits": exhibits, "sum": _span(window_, answers)}
        if kind == "total":
            proofs.append(message("audit_total_gives", total=text, **shown))
        else:
            terms = _terms(sharing[0], cells, answers, rule)
            proofs.append(message("audit_groups_give", terms=terms, **shown))
    every = [p for _, sharing in own.values() for m in sharing for p in m.places]
    sources = together("then", proofs)
    proof = (message("audit_sums_differ", answers=n * answers.items, n=n, sources=sources),)
    return Conflict("mean", proof, distinct([*suspects, *every]), partial(tuple, repairs))


def _group_repairs(
    means: Means, own: Window, rest: Window, cells: Cells, answers: Answers, rule: Rule
) -> list[Repair]:
    repairs: list[Repair] = []
    for slot, size, _ in means.groups:
        printed, n = sum_window(slot, size, cells, answers, rule), size.whole(cells)
        if isinstance(printed, tuple) and n:
            left = rest[0] - own[1] + printed[0], rest[1] - own[0] + printed[1]
            repairs += _texts_of_sums(slot, cells, left, n, answers, rule)
    return repairs


def _terms(means: Means, cells: Cells, answers: Answers, rule: Rule) -> Value:
    found = [sum_window(slot, size, cells, answers, rule) for slot, size, _ in means.groups]
    return together("plus", [_span(w, answers) for w in found if isinstance(w, tuple)])


def _span(sums: Window, answers: Answers) -> Value:
    return span(*(computed(end * answers.items, 0) for end in sums))


def _texts_of_sums(
    slot: Slot, cells: Cells, sums: Window, n: int, answers: Answers, rule: Rule, most: int = 60
) -> list[Repair]:
    """Return the means that whole sums within a window are printed as; none if too many."""
    printed, k = slot.read(cells), n * answers.items
    low, high = ceil(sums[0] * answers.items), floor(sums[1] * answers.items)
    low, high = max(low, answers.low * k), min(high, answers.high * k)
    if printed is None or high - low > most:
        return []
    units = dict.fromkeys(rounded(s, k, printed.decimals, rule) for s in range(low, high + 1))
    return [slot.repair(cells, u, printed.decimals) for u in units]
