"""Every printed number beside the regenerated one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from evaluering.checks.matching import Entry, Rendered, label, printed_limits, same
from evaluering.checks.restated import Restated, untested
from evaluering.data.numerals import numerals
from evaluering.data.published import Cells, Correction, Place
from evaluering.message import Message, Said, message

Status = Literal["equal", "near", "different", "missing", "contradicted"]
STATUSES: tuple[Status, ...] = ("equal", "near", "different", "missing", "contradicted")


@dataclass(frozen=True)
class ComparedCell:
    """One printed value and what the data give."""

    place: Place
    """Exhibit, row and column; the limits in a row's label stand in the column without a name."""
    printed: str
    regenerated: str | None
    """The two texts; nothing regenerated is None."""
    unrounded: float | None
    """The number behind the regenerated text, where there is one."""
    status: Status
    """equal: the same at the printed precision, under the exhibit's rounding rule; near: within one
    unit of the last printed digit; different; missing: not regenerable; contradicted: the report
    itself has numbers that cannot be true together with this one."""
    reason: Said = ""
    """Why; the proof where the report contradicts itself."""
    evidence: tuple[Said, ...] = ()
    """What the data give instead of one text: the evidence of the claims that restate the
    number."""


def compare(
    cells: Cells, corrections: Iterable[Correction], rendered: Rendered
) -> list[ComparedCell]:
    """Compare an exhibit's printed cells with the rendered ones.

    Parameters
    ----------
    cells
        The printed cells of one exhibit.
    corrections
        The printed numbers that others contradict.
    rendered
        What the pipeline renders, by folded label; see `checks.matching`.
    """
    contradicted = {correction.place: correction for correction in corrections}
    wanted = dict(cells)
    for place in cells:  # the printed limits in a row's label are a value of their own
        if found := printed_limits(place.row):
            wanted[Place(place.exhibit, place.row, "")] = found
    return [
        _compared(place, printed, rendered, contradicted.get(place))
        for place, printed in wanted.items()
    ]


def not_compared(cells: Cells, reason: Message) -> list[ComparedCell]:
    """Return the printed cells of an exhibit of which nothing is regenerated."""
    return [
        ComparedCell(place, printed, None, None, "missing", reason)
        for place, printed in cells.items()
    ]


def _compared(
    place: Place, printed: str, rendered: Rendered, correction: Correction | None
) -> ComparedCell:
    entry = rendered.get((label(place.row), label(place.column)))
    text, value = (None, None) if entry is None else (entry.text, entry.value)
    if correction is not None:
        return ComparedCell(
            place, printed, text, value, "contradicted", _contradiction(correction, entry)
        )
    if same(place, printed, entry):
        return ComparedCell(place, printed, text, value, "equal")
    if entry is None:
        return ComparedCell(place, printed, None, None, "missing", message("no_such_cell"))
    deviation = _units(printed, entry)
    if deviation is not None and deviation <= 1:
        return ComparedCell(place, printed, text, value, "near", message("near_reason"))
    return ComparedCell(place, printed, text, value, "different", message("different_reason"))


def compare_texts(
    cells: Cells,
    corrections: Iterable[Correction],
    restated: Mapping[str, Sequence[Restated]],
) -> list[ComparedCell]:
    """Compare the numbers of the running text with the claims that restate them.

    Parameters
    ----------
    cells
        The printed numbers, one row an id.
    corrections
        The printed numbers that others contradict.
    restated
        What became of the claims about each id; ``holds`` is None for one that cannot be tested.
    """
    contradicted = {correction.place: correction for correction in corrections}
    found = []
    for place, printed in cells.items():
        claims = [claim for claim in restated.get(place.row, ()) if claim.holds is not None]
        broken = [claim for claim in claims if not claim.holds]
        status: Status = "equal"
        reason: Said = ""
        if place in contradicted:
            status, reason = "contradicted", contradicted[place].proof
        elif not claims:
            status, reason = "missing", message("wave_without_data")
        elif broken and all(claim.reason for claim in broken):
            status, reason = "contradicted", " ".join(claim.reason for claim in broken)
        elif broken:
            status, reason = "different", message("claim_fails")
        elif numbers := untested(printed, claims):
            status, reason = "missing", message("numbers_untested", numbers=numbers)
        evidence = tuple(said for claim in claims for said in claim.evidence)
        found.append(ComparedCell(place, printed, None, None, status, reason, evidence))
    return found


def _contradiction(correction: Correction, shown: Entry | None) -> Said:
    """Return the proof, and whether the data give what is used instead."""
    if correction.used is None:
        return correction.proof
    agrees = shown is not None and same(correction.place, correction.used, shown)
    key = "proof_used" if agrees else "proof_used_otherwise"
    return message(key, proof=correction.proof, used=correction.used)


def _units(printed: str, shown: Entry) -> float | None:
    """Return the difference in units of the last printed digit; None between other texts."""
    found = numerals(printed)
    if not found or not shown.numerals:
        return None
    return float(abs(found[0].exact - shown.numerals[0].exact) * 10 ** found[0].decimals)


def summary(cells: Iterable[ComparedCell]) -> dict[str, int]:
    """Return how many cells are printed, and how many have each status."""
    counts = Counter(cell.status for cell in cells)
    return {"printed": counts.total(), **{status: counts[status] for status in STATUSES}}


def by_exhibit(cells: Iterable[ComparedCell]) -> Mapping[str, list[ComparedCell]]:
    """Return the cells of each exhibit, in order."""
    exhibits: dict[str, list[ComparedCell]] = {}
    for cell in cells:
        exhibits.setdefault(cell.place.exhibit, []).append(cell)
    return exhibits


def differing(cells: Iterable[ComparedCell]) -> int:
    """Return how many cells differ that the report does not contradict itself."""
    return sum(cell.status in {"near", "different"} for cell in cells)
