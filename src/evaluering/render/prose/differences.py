"""Differences between two rows of a result, and the largest of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluering.render.language import word
from evaluering.render.numbers import COUNT, Format
from evaluering.render.prose.amounts import text_format

if TYPE_CHECKING:
    from evaluering.render.prose.lookup import Lookup

MINUS = re.compile(r"\s+[-–−]\s+")
EXTREMES = {"highest": max, "lowest": min}


@dataclass(frozen=True)
class FoundNumber:
    """A number of a result, or a label, how it is written, and whether it is withheld."""

    value: float | str | None
    format: Format = COUNT
    hidden: bool = False


def difference(lookup: Lookup, path: Sequence[str], place: int, statistic: str) -> FoundNumber:
    """Return the number of the first less that of the second of the names at a place of a path."""
    first, second = (
        lookup.find([*path[:place], own, *path[place + 1 :]], statistic)
        for own in MINUS.split(path[place], 1)
    )
    if not isinstance(first.value, float | int) or not isinstance(second.value, float | int):
        return FoundNumber(None, hidden=first.hidden or second.hidden)
    return FoundNumber(first.value - second.value, first.format)


def extreme_difference(
    lookup: Lookup, path: Sequence[str], place: int, statistic: str
) -> FoundNumber:
    """Return the largest or least difference over what is not named, or what it is of."""
    measure = lookup.main if statistic == "label" else statistic
    extreme = next(k for k, own in enumerate(path) if own in EXTREMES)
    named = [own for k, own in enumerate(path) if k not in {place, extreme}]
    fixed = {lookup.named(own)[0][0] for own in (*named, MINUS.split(path[place], 1)[0])}
    left = [own for k, (own, _) in enumerate(lookup.names) if k not in fixed]
    differences = []
    for name in lookup.values(left[0]) if left else ():
        way = [name if k == extreme else own for k, own in enumerate(path)]
        value = lookup.find(way, measure).value
        if isinstance(value, float):
            differences.append((value, name))
    if not differences:
        return FoundNumber(None)
    value, name = EXTREMES[path[extreme]](differences)
    if statistic == "label":
        return FoundNumber(word("quoted", text=lookup.label(name)))
    return FoundNumber(value, text_format(lookup.exhibit, statistic))
