"""References to figures and tables in running text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evaluering.config.exhibits.base import Exhibit
from evaluering.render.document import Inline, Reference
from evaluering.render.language import exhibit_number, word

SHORTEST_RUN = 3


def reference(exhibit: Exhibit) -> Reference:
    """Return a link on the number of an exhibit."""
    return Reference(exhibit.id, exhibit_number(exhibit.number))


def listed(exhibits: Sequence[Exhibit]) -> list[Inline]:
    """Name exhibits in running text: «Figur 3, Figur 8 og Tabell 8 til Tabell 19»."""
    ordered = sorted(exhibits, key=lambda e: not e.is_figure)
    named = [part for run in _runs(ordered) for part in _named(run)]
    content: list[Inline] = []
    for place, part in enumerate(named):
        if place:
            content.append(f" {word('and')} " if place == len(named) - 1 else ", ")
        content += part
    return content


def _named(run: Sequence[Exhibit]) -> Iterable[list[Inline]]:
    if len(run) < SHORTEST_RUN:
        return ([reference(exhibit)] for exhibit in run)
    return ([reference(run[0]), f" {word('to')} ", reference(run[-1])],)


def _runs(exhibits: Iterable[Exhibit]) -> list[list[Exhibit]]:
    """Return stretches of exhibits whose numbers follow each other."""
    runs: list[list[Exhibit]] = []
    for exhibit in exhibits:
        if runs and _follows(runs[-1][-1], exhibit):
            runs[-1].append(exhibit)
        else:
            runs.append([exhibit])
    return runs


def _follows(before: Exhibit, after: Exhibit) -> bool:
    kind, _, first = before.number.partition(" ")
    other, _, second = after.number.partition(" ")
    if not (first.isdecimal() and second.isdecimal()):
        return False
    return kind == other and int(second) == int(first) + 1
