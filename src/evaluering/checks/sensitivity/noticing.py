"""Which claims notice a fault: the verdict turns, a number leaves what chance gives it, or n does.

How many answered is told beside every number, and is not uncertain: of a fault that adds, loses or
changes who has answered, the reader of a claim sees that n is not what it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import isnan
from typing import TYPE_CHECKING, Literal

from evaluering.checks.claims.engine import outcome
from evaluering.checks.claims.verdicts import TOLERANCE, Facet, Outcome, within
from evaluering.checks.sensitivity.faults import FAULTS, Fault, Place
from evaluering.checks.sensitivity.reads import reads
from evaluering.checks.sensitivity.struck import StruckTables, claim_data_of
from evaluering.message import Message, Number, message

if TYPE_CHECKING:
    from evaluering.checks.claims.claim_data import ClaimData
    from evaluering.checks.claims.claims import Claim

Grade = Literal["turns", "moves", "counts", "within", "same"]
"""The verdict turns; a number moves out of its uncertainty; it stays within, but of another number
of respondents; it stays within; nothing moves."""
GRADES: tuple[Grade, ...] = ("turns", "moves", "counts", "within", "same")
NOTICED = frozenset({"turns", "moves", "counts"})
STEPS: Mapping[str, float] = {
    "mean": 0.1, "sd": 0.1, "difference": 0.1, "gap": 0.1, "percent": 1, "points": 1, "r": 0.02,
}  # fmt: skip
"""How far a number without an interval must move: one step of what reports print of it."""
LEVELS = (0.001, 0.01, 0.05, 0.1)
"""A p moves when it crosses one of these."""


@dataclass(frozen=True)
class Struck:
    """A claim under one fault at one place."""

    claim: str
    fault: str
    place: Place
    """Of what."""
    grade: Grade
    """Whether the claim notices."""
    why: Message | None = None
    """Why its verdict does not turn; None where it does."""


def sensitivity(
    claims: Iterable[Claim],
    data: ClaimData,
    faults: Sequence[Fault] = FAULTS,
    most: int | None = None,
) -> list[Struck]:
    """Return how each claim that can be tested fares under each fault of what it rests on.

    A fault strikes one place at a time: an item, a group, a variable of a registry. The same fault
    at the same place is made once for all claims that rest on it.

    Parameters
    ----------
    claims
        The claims.
    data
        The wave as it is, under the report's choices.
    faults
        The faults to try.
    most
        How many places of each claim a fault is tried at; None for all.
    """
    project = data.study.project
    whole = StruckTables(project, data.wave.id, data.study.whole.tables)
    before = [(claim, outcome(claim, data), reads(claim, project)) for claim in claims]
    tested = [(claim, own, what) for claim, own, what in before if own.verdict != "untestable"]
    found = []
    for fault in faults:
        resting: dict[Place, list[tuple[Claim, Outcome]]] = {}
        for claim, own, what in tested:
            for place in islice(dict.fromkeys(fault.places(what, whole)), most):
                resting.setdefault(place, []).append((claim, own))
        for place, concerned in resting.items():
            tables = fault.strike(whole, place)
            if tables is None:
                continue
            struck = claim_data_of(tables, data)
            for claim, own in concerned:
                grade, why = noticed(own, outcome(claim, struck))
                found.append(Struck(claim.id, fault.name, place, grade, why))
    return found


def noticed(before: Outcome, after: Outcome) -> tuple[Grade, Message | None]:
    """Return how a claim notices what happened between two outcomes, and why it does not turn."""
    if before.verdict != after.verdict or len(before.parts) != len(after.parts):
        return "turns", None
    pairs = list(zip(before.parts, after.parts, strict=True))
    changed = [pair for pair in pairs if _changed(*pair)]
    if not changed:
        return "same", message("unnoticed_same")
    moved = [pair for pair in changed if _moved(*pair)]
    recounted = [pair for pair in changed if _recounted(*pair)]
    grade: Grade = "moves" if moved else "counts" if recounted else "within"
    return grade, _why(*(moved or recounted or changed)[0], grade)


def _values(part: Facet) -> tuple[float | None, ...]:
    return part.value, part.other, part.p


def _changed(one: Facet, two: Facet) -> bool:
    return (
        one.holds != two.holds
        or _recounted(one, two)
        or any(not _alike(a, b) for a, b in zip(_values(one), _values(two), strict=True))
    )


def _recounted(one: Facet, two: Facet) -> bool:
    """Return whether the same comparison is of other numbers of respondents."""
    same = (one.about, one.against) == (two.about, two.against)
    return same and one.n != two.n


def _alike(a: float | None, b: float | None) -> bool:
    if a is None or b is None or isnan(a) or isnan(b):
        return (a is None or isnan(a)) == (b is None or isnan(b))
    return abs(a - b) <= TOLERANCE * max(1, abs(a))


def _moved(one: Facet, two: Facet) -> bool:
    """Return whether a comparison turns, or a number leaves its interval or its printed step."""
    if one.holds != two.holds or isnan(two.value) != isnan(one.value):
        return True
    if one.statistic == "p" or (one.p is not None and two.p is not None):
        p = (one.value, two.value) if one.statistic == "p" else (one.p or 0.0, two.p or 0.0)
        if len({sum(own > level for level in LEVELS) for own in p}) > 1:
            return True
    if one.statistic == "p":
        return False
    if one.apart is not None and one.other is not None and two.other is not None:
        return not one.apart[0] <= two.value - two.other <= one.apart[1]
    if one.interval is not None:
        return not one.interval[0] <= two.value <= one.interval[1]
    step = STEPS.get(one.statistic, TOLERANCE)
    distances = [abs(one.value - two.value)]
    if one.other is not None and two.other is not None:
        distances.append(abs(one.other - two.other))
    return max(distances) >= step


def _why(one: Facet, two: Facet, grade: Grade) -> Message:
    """Return why a verdict stands: within the uncertainty, or with room to what would turn it."""
    was, now = (Number(part.value, 2) for part in (one, two))
    if grade == "counts":
        return message("unnoticed_counts", was=was, now=now, n_was=one.n, n_now=two.n)
    if one.holds != two.holds:
        return message("unnoticed_enough", was=was, now=now)
    if one.other is not None and two.other is not None:
        gaps = (Number(abs(p.value - (p.other or 0.0)), 2) for p in (one, two))
        distances = dict(zip(("was", "now"), gaps, strict=True))
        if grade == "moves":
            return message("unnoticed_order", **distances)
        if _alike(one.value, two.value):
            return message("unnoticed_apart", **distances)
    if grade == "within":
        return message("unnoticed_within", was=was, now=now)
    if one.bounds is None:
        return message("unnoticed_p", was=Number(one.p, form="p"), now=Number(two.p, form="p"))
    if within(one.value, one.bounds) != within(two.value, one.bounds):
        return message("unnoticed_neither", was=was, now=now, p=Number(one.p, form="p"))
    low, high = (None if end is None else Number(end, 2) for end in one.bounds)
    span = message("audit_span", low=low, high=high)
    return message("unnoticed_bounds", was=was, now=now, span=span)


@dataclass(frozen=True)
class Noticing:
    """How one fault fares: of the claims that rest on what it changes, how many notice."""

    fault: str
    """Its name."""
    claims: int
    """How many claims have numbers that it changes, at any place."""
    turning: int
    noticing: int
    """How many of them turn, and how many notice in any way, at one place at least."""
    by_count: int
    """How many of those that notice do so by n alone."""
    everywhere: int
    """How many notice at every place where it changes a number of theirs."""
    blind: int
    """How many name what is struck, and have no number that it changes anywhere."""


def by_fault(found: Iterable[Struck]) -> Iterator[Noticing]:
    """Yield how each fault fares, in the order that they were tried."""
    grades: dict[str, dict[str, list[Grade]]] = {}
    for one in found:
        grades.setdefault(one.fault, {}).setdefault(one.claim, []).append(one.grade)
    for fault, claims in grades.items():
        changed = [own for all_ in claims.values() if (own := [g for g in all_ if g != "same"])]
        yield Noticing(
            fault,
            len(changed),
            sum("turns" in own for own in changed),
            sum(bool(NOTICED & set(own)) for own in changed),
            sum(NOTICED & set(own) == {"counts"} for own in changed),
            sum("within" not in own for own in changed),
            len(claims) - len(changed),
        )


def never_turning(found: Iterable[Struck]) -> dict[str, Counter[Grade]]:
    """Return the claims whose verdict no fault turns, with how often they moved and not."""
    grades: dict[str, Counter[Grade]] = {}
    for one in found:
        grades.setdefault(one.claim, Counter())[one.grade] += 1
    return {claim: own for claim, own in grades.items() if not own["turns"]}
