"""What holding a claim against data gives: comparisons, and the verdict they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan
from typing import TYPE_CHECKING, Any, Literal

from evaluering.message import Message, Value, message, stored

if TYPE_CHECKING:
    from evaluering.checks.claims.claims import Claim

Verdict = Literal["holds", "partly", "fails", "untestable"]
TOLERANCE = 1e-9


class CannotTest(Exception):
    """The wave lacks what a claim is about; says what, as a message."""

    def __init__(self, key: str, **values: Value) -> None:
        super().__init__(key)
        self.told = untested(key, **values)


def untested(key: str, **values: Value) -> Message:
    """Return why something cannot be tested."""
    return message(f"untested_{key}", **values)


@dataclass(frozen=True)
class Facet:
    """One comparison of a claim."""

    about: Mapping[str, str]
    """What was compared: group, item, index, class, survey, category and so on, by kind of name."""
    statistic: str
    """What the value is: mean, difference, percent, points, r, p, count and so on."""
    value: float
    """The number itself, unrounded."""
    holds: bool | None
    """Whether the comparison holds; None where it cannot be made."""
    bounds: tuple[float | None, float | None] | None = None
    """What the claim says of the value; None on a side is open."""
    n: tuple[int, ...] = ()
    """The numbers of respondents behind it."""
    interval: tuple[float, float] | None = None
    """The 95 per cent interval of the value."""
    p: float | None = None
    p_bounds: tuple[float | None, float | None] | None = None
    """The p value of the test, and what the claim says of it."""
    against: Mapping[str, str] = field(default_factory=dict)
    other: float | None = None
    """What the value is compared with, and that value."""
    apart: tuple[float, float] | None = None
    """The 95 per cent interval of the value minus the other."""
    detectable: float | None = None
    """The smallest value that the numbers of respondents can detect."""
    reason: Message | None = None
    """Why the comparison cannot be made."""

    @property
    def observed(self) -> str:
        """The comparison in short, for messages."""
        words = [*self.about.values(), _decimal(self.value, 2)]
        words += [*self.against.values()] + (
            [] if self.other is None else [_decimal(self.other, 2)]
        )
        return " ".join(words) + ("" if self.p is None else f" (p = {_decimal(self.p, 4)})")

    def as_data(self) -> dict[str, Any]:
        """Return what the comparison rests on as plain data, without what is not there."""
        found: dict[str, Any] = {"about": dict(self.about), "statistic": self.statistic}
        found["value"] = _plain(self.value)
        optional = {
            "bounds": self.bounds, "n": self.n, "interval": self.interval, "p": self.p,
            "p_bounds": self.p_bounds, "against": dict(self.against), "other": self.other,
            "apart": self.apart,
            "detectable": self.detectable, "reason": stored(self.reason),
        }  # fmt: skip
        found |= {k: _plain(v) for k, v in optional.items() if v not in (None, (), {}, "")}
        return found | {"holds": self.holds}


@dataclass(frozen=True)
class Outcome:
    """A claim held against data: the comparisons, and why nothing could be compared."""

    claim: Claim
    parts: tuple[Facet, ...]
    reason: Message | None = None

    @property
    def verdict(self) -> Verdict:
        """The verdict that the comparisons add up to."""
        tried = [part.holds for part in self.parts if part.holds is not None]
        if not tried:
            return "untestable"
        if self.claim.enough(sum(tried), len(tried)) and len(tried) == len(self.parts):
            return "holds"
        return "partly" if any(tried) else "fails"

    @property
    def holds(self) -> bool:
        """Whether the claim holds in full."""
        return self.verdict == "holds"

    @property
    def observed(self) -> str:
        """What was observed, the comparisons that fail if any do."""
        failing = [part for part in self.parts if not part.holds]
        return "; ".join(part.observed for part in failing or self.parts) or (
            self.reason.key if self.reason else ""
        )


def unmet(found: Iterable[Outcome]) -> list[Outcome]:
    """Return the required claims that do not hold in full."""
    return [outcome for outcome in found if outcome.claim.required and not outcome.holds]


def within(value: float, bounds: Sequence[float | None]) -> bool | None:
    """Return whether a number is within bounds, both included; None for a number that is not."""
    if isnan(value):
        return None
    low, high = bounds
    above = low is None or value >= low - TOLERANCE
    return above and (high is None or value <= high + TOLERANCE)


def _decimal(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".replace(".", ",")


def _plain(value: Any) -> Any:
    """Return a number with ten digits, so that machines agree; NaN as None."""
    if isinstance(value, float):
        return None if isnan(value) else float(f"{value:.10g}")
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    return value
