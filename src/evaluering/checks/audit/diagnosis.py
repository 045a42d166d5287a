"""From conflicts to findings: the fewest changed cells that make the printed numbers agree.

Every conflict proposes single changes that would resolve it. The change that resolves the most
conflicts, of all checks, and makes no new ones is the finding; where several do equally well,
the cells are in doubt together. The change is made, and the rest is diagnosed in the same way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from evaluering.checks.audit.conflicts import Check, Conflict, Repair, distinct, key
from evaluering.checks.audit.findings import Finding
from evaluering.checks.audit.proofs import as_said, span, together
from evaluering.data.numerals import numerals
from evaluering.data.published import TEXTS, Cells, Place
from evaluering.message import Said, Value, message

MOST_NAMED = 8
Texts = dict[Place, list[str]]


def diagnosed(checks: Sequence[Check], cells: Cells) -> list[Finding]:
    """Return the findings behind the conflicts of all checks."""
    state = _State(checks, cells)
    causes: list[tuple[Conflict, list[Conflict], Texts]] = []
    while conflicts := [conflict for found in state.found for conflict in found]:
        mended = ((conflict, best) for conflict in conflicts if (best := state.best(conflict)))
        if (first := next(mended, None)) is not None:
            conflict, best = first
            resolved = state.apply(best[0])
            texts: Texts = defaultdict(list)
            for place, text in dict.fromkeys(change for repair in best for change in repair):
                texts[place].append(text)
            causes.append((conflict, resolved, texts))
        else:
            state.park(conflicts[0])
            texts = {place: [] for place in conflicts[0].places}
            causes.append((conflicts[0], conflicts[:1], texts))
    merged: dict[tuple[str, str], list[tuple[Conflict, list[Conflict], Texts]]] = {}
    for number, cause in enumerate(causes):
        merged.setdefault((cause[0].kind, cause[0].group or str(number)), []).append(cause)
    return [_finding(group, cells) for group in merged.values()]


class _State:
    """The cells as mended so far, and what each check says of them."""

    def __init__(self, checks: Sequence[Check], cells: Cells) -> None:
        self.checks, self.cells = checks, dict(cells)
        self.parked: set[tuple[str, tuple[Place, ...]]] = set()
        self.by_key: defaultdict[str, list[int]] = defaultdict(list)
        for number, check in enumerate(checks):
            for name in check.keys:
                self.by_key[name].append(number)
        self.found = [list(check.run(self.cells)) for check in checks]

    def touched(self, repair: Repair) -> list[int]:
        names = {key(place) for place, _ in repair}
        return sorted({number for name in names for number in self.by_key[name]})

    def run(self, number: int, cells: Cells) -> list[Conflict]:
        found = list(self.checks[number].run(cells))
        return [c for c in found if (c.kind, c.places) not in self.parked]

    def best(self, conflict: Conflict) -> list[Repair]:
        """Return the repairs that make the fewest new conflicts and resolve the most."""
        left: list[tuple[tuple[int, int], Repair]] = []
        for repair in dict.fromkeys(conflict.repairs()):
            if all(self.cells.get(place) == text for place, text in repair):
                continue
            trial = self.cells | dict(repair)
            touched = self.touched(repair)
            before = [(c.kind, c.places) for number in touched for c in self.found[number]]
            after = [(c.kind, c.places) for number in touched for c in self.run(number, trial)]
            if len(after) < len(before):
                made = len(set(after) - set(before))
                left.append(((made, len(after) - len(before)), repair))
        best = min((score for score, _ in left), default=None)
        return [repair for score, repair in left if score == best]

    def apply(self, repair: Repair) -> list[Conflict]:
        """Make a change; return the conflicts that it resolves."""
        touched = self.touched(repair)
        before = [c for number in touched for c in self.found[number]]
        self.cells |= dict(repair)
        for number in touched:
            self.found[number] = self.run(number, self.cells)
        left = {(c.kind, c.places) for number in touched for c in self.found[number]}
        changed = {place for place, _ in repair}
        return [c for c in before if (c.kind, c.places) not in left and changed & set(c.places)]

    def park(self, conflict: Conflict) -> None:
        """Leave a conflict that no single change resolves."""
        self.parked.add((conflict.kind, conflict.places))
        for number, found in enumerate(self.found):
            self.found[number] = [c for c in found if (c.kind, c.places) not in self.parked]


def _finding(causes: Sequence[tuple[Conflict, list[Conflict], Texts]], cells: Cells) -> Finding:
    first = causes[0][0]
    resolved = list(dict.fromkeys(c for _, found, _ in causes for c in found)) or [first]
    texts: Texts = {place: own for _, _, found in causes for place, own in found.items()}
    places = [p for p in texts if p in cells] or list(texts)
    one_each = [list(found) for _, _, found in causes]
    order = distinct(sorted(places, key=lambda p: p not in first.places[:1]))
    expected = [c.expected for c, _, _ in causes if c.expected]
    return Finding(
        id=_identity(first.kind, order[0]),
        where=tuple(dict.fromkeys(place.exhibit for place in order)),
        kind=first.kind,
        severity=first.severity,
        printed=_printed(order, cells),
        expected=as_said(
            together("then", dict.fromkeys(expected)) if expected else _expected(texts, one_each)
        ),
        proof=tuple(s for proof in dict.fromkeys(c.proof for c in resolved) for s in proof),
        consequence=tuple(dict.fromkeys(c.consequence for c in resolved if c.consequence)),
        cells=tuple((place, _shown(place, cells)) for place in order),
    )


def _identity(kind: str, place: Place) -> str:
    parts = [kind, place.exhibit, place.row, "" if place.exhibit == TEXTS else place.column]
    return "-".join(re.sub(r"[^a-zæøå0-9]+", "-", p.casefold()).strip("-") for p in parts if p)


def _shown(place: Place, cells: Cells) -> str:
    return cells.get(place, "" if place.column else place.row)


def _printed(places: Iterable[Place], cells: Cells) -> Said:
    texts: list[Said] = [_shown(p, cells) or message("audit_not_printed") for p in places]
    shown = list(dict.fromkeys(texts))
    first = together("then", shown[:MOST_NAMED])
    if len(shown) > MOST_NAMED:
        return message("audit_and_more", first=first, cells=len(texts))
    return as_said(first)


def _expected(texts: Mapping[Place, Sequence[str]], one_each: Sequence[Sequence[Place]]) -> Value:
    known = {place: own for place, own in texts.items() if own}
    if not known:
        return message("audit_undecided")
    alternatives = [_either(own) for own in known.values()]
    if len(known) == 1 or len(set(alternatives)) == 1:
        return alternatives[0]
    if all(len(own) == 1 for own in one_each):
        return together("then", [_named(p, _either(own)) for p, own in known.items()])
    if len(known) > MOST_NAMED:
        return message("audit_one_of", count=len(known))
    return together("or", [_named(p, _either(own)) for p, own in known.items()])


def _named(place: Place, text: Value) -> Value:
    if place.exhibit == TEXTS:
        return text
    return message("audit_cell", row=place.row, column=place.column, text=text)


def _either(texts: Sequence[str]) -> Value:
    """Return alternatives: a span where they follow each other."""
    read = [numerals(text) for text in texts]
    if len(texts) > 2 and all(len(found) == 1 for found in read):
        units = sorted((found[0].units, text) for found, text in zip(read, texts, strict=True))
        runs = [list(g) for _, g in groupby(enumerate(units), lambda e: e[1][0] - e[0])]
        if len(runs) == 1:
            return span(units[0][1], units[-1][1])
        return message("audit_among", low=units[0][1], high=units[-1][1])
    return together("or", texts)
