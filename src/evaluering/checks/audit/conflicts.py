"""What the checks share: places within cells, conflicts between them, and how to mend them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from evaluering.data.numerals import RANGE, Numeral, numerals, replaced
from evaluering.data.published import TEXTS, Cells, Place
from evaluering.message import Message, Said, message

Severity = Literal["error", "rounding", "ambiguous"]
Repair = tuple[tuple[Place, str], ...]
"""Places, nearly always one, each with a text that, printed there, resolves a conflict."""


@dataclass(frozen=True, order=True)
class Slot:
    """One number of a cell: ``4 (19)`` has the count first and the per cent second."""

    place: Place
    position: int = 0

    def read(self, cells: Cells) -> Numeral | None:
        """Return the number; None where it is not printed."""
        text = cells.get(self.place)
        found = numerals(text) if text is not None else ()
        return found[self.position] if self.position < len(found) else None

    def whole(self, cells: Cells) -> int | None:
        """Return the number if it is whole, and one: ``168–220`` is none."""
        text = cells.get(self.place)
        found = numerals(text) if text is not None else ()
        if self.position >= len(found) or (len(found) > 1 and RANGE.fullmatch(str(text))):
            return None
        return found[self.position].whole

    def repair(self, cells: Cells, units: int, decimals: int = 0) -> Repair:
        """Return this place with another number."""
        text = replaced(cells.get(self.place, ""), self.position, units, decimals)
        return ((self.place, text),)


@dataclass(frozen=True)
class Conflict:
    """Printed cells that cannot all be true.

    Attributes
    ----------
    kind, severity
        As in the finding that it becomes.
    proof
        The arithmetic, sentence by sentence.
    places
        The cells, those most in doubt first.
    repairs
        Gives the changes that resolve it, each alone. Where there is none, all the places are in
        doubt.
    expected, consequence
        What follows, and what it means for a conclusion, where the check can say so.
    group
        Conflicts of one kind and group have one cause.
    """

    kind: str
    proof: tuple[Said, ...]
    places: tuple[Place, ...]
    repairs: Callable[[], Iterable[Repair]] = tuple
    severity: Severity = "error"
    expected: Said = ""
    consequence: Said = ""
    group: str = ""


@dataclass(frozen=True)
class Check:
    """One check: what it reads, and what finds the conflicts there."""

    keys: frozenset[str]
    run: Callable[[Cells], Iterable[Conflict]]


def key(place: Place) -> str:
    """Return what checks are found by: the exhibit, or the text's own id."""
    return f"{TEXTS}:{place.row}" if place.exhibit == TEXTS else place.exhibit


def named(exhibit: str) -> Said:
    """Return what an exhibit is called in a sentence."""
    kind, _, number = exhibit.partition("-")
    if exhibit == TEXTS:
        return message("audit_the_text")
    return message(f"audit_{kind}", number=number) if kind in {"tabell", "figur"} else exhibit


def numbered(exhibits: Iterable[str]) -> Message:
    """Return what some tables are called together in a sentence."""
    names = tuple(exhibit.removeprefix("tabell-") for exhibit in exhibits)
    if len(names) == 1:
        return message("audit_tabell", number=names[0])
    return message("audit_some_tables", numbers=names)


def distinct(places: Iterable[Place]) -> tuple[Place, ...]:
    """Return the places in order, each once."""
    return tuple(dict.fromkeys(places))
