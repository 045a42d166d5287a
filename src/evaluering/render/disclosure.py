"""What an attack found, in words: the exhibits and cells, never who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from evaluering.message import message
from evaluering.render.language import exhibit_number, listed, say

MOST = 6
"""Cells that a finding names."""
TOTAL = "total"


def attack_text(found: Mapping[str, Any], numbers: Mapping[tuple[str, str], str]) -> str:
    """Return what an attack found as text.

    Parameters
    ----------
    found
        The findings as plain data, as the command saves them.
    numbers
        What each exhibit of the report and its units is called, by report and exhibit.
    """
    return "\n".join(_lines(found, numbers)) + "\n"


def _lines(found: Mapping[str, Any], numbers: Mapping[tuple[str, str], str]) -> Iterator[str]:
    yield say(message("attack_of", report=found["report"], wave=found["wave"]))
    tried = found["tried"]
    yield say(message("attack_read", **{k: tried[k] for k in ("exhibits", "counts", "hidden")}))
    if tried["participants"]:
        names = ("participants", "unique")
        yield say(message("attack_participants", **{k: tried[k] for k in names}))
        names = ("classified", "identified")
        yield say(message("attack_known", **{k: tried[k] for k in names}))
    leaks = found["leaks"]
    if not leaks:
        yield say(message("attack_nothing"))
        return
    certain = sum(leak["certain"] for leak in leaks)
    yield say(message("attack_found", n=len(leaks), certain=certain))
    for leak in leaks:
        told = {name: int(value) for name, value in leak["numbers"].items() if isfinite(value)}
        told["width"] = told.get("upper", 0) - told.get("lower", 0)
        sure = say(message("attack_certain" if leak["certain"] else "attack_within"))
        yield f"- {_places(leak, numbers)}: {say(message('leak_' + leak['kind'], **told))} ({sure})"


def _places(leak: Mapping[str, Any], numbers: Mapping[tuple[str, str], str]) -> str:
    """Return the cells of a finding; of many the exhibits."""
    cells = leak["cells"]
    if len(cells) > MOST:
        exhibits = dict.fromkeys(_place(cell | {"names": ()}, numbers) for cell in cells)
        named = listed(exhibits)
        return say(message("attack_cells", exhibits=named, n=len(cells)))
    return "; ".join(_place(cell, numbers) for cell in cells)


def _place(cell: Mapping[str, Any], numbers: Mapping[tuple[str, str], str]) -> str:
    number = numbers.get((cell["report"], cell["exhibit"]), cell["exhibit"])
    names = [say(message("attack_everywhere")) if n == TOTAL else n for n in cell["names"]]
    where = exhibit_number(number) if number else str(cell["report"])
    return where + (f" [{' / '.join(names)}]" if names else "")


@dataclass(frozen=True)
class ExhibitLoss:
    """What of an exhibit is hidden."""

    number: str
    kind: str
    """What it is called, and its kind."""
    size: int
    """How many rows of numbers it has."""
    reasons: Sequence[str]
    """Why each hidden one is hidden; joined where it is shown as one with others."""

    @property
    def hidden(self) -> int:
        """How many are hidden, beside those that are shown as one with others."""
        return sum(reason != "joined" for reason in self.reasons)


@dataclass(frozen=True)
class PolicyLoss:
    """What a report loses in public under a policy."""

    exhibits: Sequence[ExhibitLoss]
    """What of each of its exhibits is hidden."""
    of_units: Sequence[ExhibitLoss] = ()
    """The same of each exhibit of each of its units' reports."""
    units: int = 0
    """How many units have a report."""


def losses(found: Mapping[str, PolicyLoss], title: str, wave: str) -> Iterator[str]:
    """Yield what a report loses in public under each policy, as Markdown.

    Parameters
    ----------
    found
        What is hidden under each policy, by its name.
    title, wave
        The report's title, and the wave it is made of.
    """
    yield from ("# " + say(message("public_title")), "")
    yield from (say(message("public_of", report=title, wave=wave)), "")
    for name, lost in found.items():
        own = lost.exhibits
        crossed = [loss for loss in own if loss.kind == "crosstab"]
        hidden, cells = (sum(loss.hidden for loss in of) for of in (own, crossed))
        numbers = {"hidden": hidden, "of": sum(loss.size for loss in own), "exhibits": len(own)}
        whole = sum(not loss.reasons for loss in own)
        yield from (f"## {name}", "", say(message("public_sum", whole=whole, **numbers)))
        if size := sum(loss.size for loss in crossed):
            yield say(message("public_crosstabs", hidden=cells, of=size))
        if joined := sum(len(loss.reasons) - loss.hidden for loss in own):
            yield say(message("public_joined_cells", n=joined))
        if lost.units:
            yield _units_told(lost)
        yield from ("", say(message("public_head")), "|---|--:|--:|---|")
        for loss in own:
            if loss.reasons:
                told = _reasons_told(loss.reasons)
                number = exhibit_number(loss.number)
                yield f"| {number} | {len(loss.reasons)} | {loss.size} | {told} |"
        yield ""


def _units_told(lost: PolicyLoss) -> str:
    """Return what is hidden in the reports of units, and why."""
    own = lost.of_units
    reasons = [reason for loss in own for reason in loss.reasons]
    told = say(message(
        "public_units", units=lost.units, hidden=len(reasons), of=sum(loss.size for loss in own),
        whole=sum(not loss.reasons for loss in own), exhibits=len(own),
    ))  # fmt: skip
    return told + (f" ({_reasons_told(reasons)})" if reasons else "")


def _reasons_told(reasons: Sequence[str]) -> str:
    """Return why numbers are hidden, each reason with how many."""
    return "; ".join(say(message(f"public_{why}", n=n)) for why, n in Counter(reasons).items())
