"""Numbers that Word counts itself, and the names of bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evaluering.render.document import Document, Numbered

_NUMBER = re.compile(r"(?P<label>.*\S)\s+(?P<number>\d+)(?P<rest>\S*)")


@dataclass(frozen=True)
class Caption:
    """A numbered exhibit as Word counts it."""

    label: str
    number: str = ""
    rest: str = ""
    """«Figur», «3» and what follows the number, as in «3b»; a number that holds no digits stands
    whole in the label."""
    field: str = ""
    """The field that counts; starts anew where the report's numbers are not in sequence."""


def captions(exhibits: Iterable[Numbered]) -> dict[str, Caption]:
    """Return each exhibit's caption by id, so that an update of the fields keeps every number.

    A number that follows the one before is counted by Word, and moves when an exhibit is
    inserted; where the report leaves the sequence, the field says which number it begins at.
    """
    last: dict[str, int] = {}
    found = {}
    for exhibit in exhibits:
        parts = _NUMBER.fullmatch(exhibit.number)
        if not parts:
            found[exhibit.id] = Caption(exhibit.number)
            continue
        label, number = parts["label"], int(parts["number"])
        restart = "" if number == last.get(label, 0) + 1 else f" \\r {number}"
        last[label] = number
        field = f"SEQ {identifier(label)} \\* ARABIC{restart}"
        found[exhibit.id] = Caption(label, parts["number"], parts["rest"], field)
    return found


def identifier(label: str) -> str:
    """Return the name that Word counts a label by: no spaces."""
    return re.sub(r"\W", "_", label)


def labels(exhibits: Iterable[Numbered], of: dict[str, Caption], figures: bool) -> list[str]:
    """Return the labels that figures, or tables, are counted under, in order."""
    return list(dict.fromkeys(of[e.id].label for e in exhibits if e.is_figure == figures))


def bookmarks(document: Document) -> dict[str, str]:
    """Return the bookmark of every section and exhibit by id: at most 40 letters and digits."""
    names: dict[str, str] = {}
    for place, name in enumerate(_ids(document)):
        plain = re.sub(r"\W", "_", name)
        short = plain if len(plain) <= 34 else f"{plain[:29]}_{place}"
        names[name] = f"_Ref_{short}"
    return names


def _ids(document: Document) -> Iterator[str]:
    waiting = list(document.sections)
    while waiting:
        section = waiting.pop(0)
        yield section.id
        waiting += section.sections
    yield from (exhibit.id for exhibit in document.numbered())
