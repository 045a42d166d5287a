"""Numbers of the running text, and the claims that restate them: equal means tested."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from evaluering.data.numerals import WORDS, Numeral, counts_in_words, numerals, shares_in_words
from evaluering.message import Number, Said, restored

if TYPE_CHECKING:
    from evaluering.checks.claims.claims import Claim
    from evaluering.config.project import Project


@dataclass(frozen=True)
class Restated:
    """What became of a claim that restates a number of the running text."""

    holds: bool | None
    evidence: tuple[Said, ...]
    reason: str = ""
    """Why the report itself contradicts it, if it does."""
    numbers: Sequence[Mapping[str, Any]] = ()
    """Its comparisons, as plain data."""
    expected: tuple[float, ...] = ()
    """The numbers in what it expects, and in the names of the answers and classes it is of."""

    def tests(self, number: Fraction, reach: float) -> bool:
        """Return whether a printed number is among what the comparisons are held against."""
        value = float(number)
        if any(abs(value - own) <= reach for own in self.expected):
            return True
        for part in self.numbers:
            given = [part[key] for key in ("bounds", "p_bounds") if key in part]
            if any(_holds_against(value, low, high, reach) for low, high in given):
                return True
            if value in part.get("n", ()):
                return True
        return False


def restated_by(
    claims: Iterable[Claim], verdicts: Mapping[str, Mapping[str, Any]], project: Project
) -> dict[str, list[Restated]]:
    """Return what became of the claims about each number of the text, by its id.

    Parameters
    ----------
    claims
        The report's claims.
    verdicts
        What each claim came to, as plain data, by its id.
    project
        Where the answers and classes have their names.
    """
    from evaluering.checks.claims.names import Known, labels_named

    known = Known.of(project)
    restated: dict[str, list[Restated]] = {}
    for claim in claims:
        if not claim.restates:
            continue
        found = verdicts[claim.id]
        holds = found["verdict"] == "holds" if found["verdict"] != "untestable" else None
        named = [
            n for s in claim.statements for text in labels_named(s, known) for n in numerals(text)
        ]
        expected = _numbers([s.expect.model_dump() for s in claim.statements])
        own = Restated(
            holds, tuple(restored(found["evidence"])), claim.reason or "", found["numbers"],
            (*expected, *(float(number.exact) for number in named)),
        )  # fmt: skip
        for text in claim.restates:
            restated.setdefault(text, []).append(own)
    return restated


def untested(printed: str, claims: Sequence[Restated]) -> tuple[Number, ...]:
    """Return the numbers of a text that no claim is held against; shares are in per cent."""

    def tested(*numbers: Fraction, decimals: int = 0) -> bool:
        return any(c.tests(n, 0.5 / 10**decimals) for c in claims for n in numbers)

    if shares := shares_in_words(printed):
        counts = counts_in_words(printed)
        if counts and all(tested(Fraction(count)) for count in counts):
            return ()
        wanted = [(share * 100, 0) for share in shares if not tested(share, share * 100)]
    else:
        words = (word.strip(",.;:()") for word in printed.casefold().split())
        found = numerals(printed) or [Numeral(WORDS[word], 0) for word in words if word in WORDS]
        wanted = [(n.exact, n.decimals) for n in found if not tested(n.exact, decimals=n.decimals)]
    return tuple(Number(float(number), decimals) for number, decimals in wanted)


def _holds_against(value: float, low: float | None, high: float | None, reach: float) -> bool:
    """Return whether a number is one of the bounds, or between both."""
    ends = [end for end in (low, high) if end is not None]
    between = len(ends) == 2 and ends[0] <= value <= ends[1]
    return between or any(abs(value - end) <= reach for end in ends)


def _numbers(content: Any) -> Iterator[float]:
    """Yield every number that plain data hold, printed ones too."""
    if isinstance(content, dict | list | tuple):
        for inner in content.values() if isinstance(content, dict) else content:
            yield from _numbers(inner)
        return
    printed = isinstance(content, str) and re.fullmatch(r"-?\d+(\.\d+)?", content)
    if printed or (isinstance(content, int | float) and not isinstance(content, bool)):
        yield float(content)
