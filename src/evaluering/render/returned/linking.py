"""Which segment of the texts each block of a document was set of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluering.render.prose.sources import TextSource
from evaluering.render.returned.merging import similarity
from evaluering.render.returned.pairing import ALIKE, EXHIBIT, Unit, aligned
from evaluering.render.returned.resolving import NOTE, comparable_segment, marks
from evaluering.render.returned.segments import Segment, segments


@dataclass(frozen=True)
class LinkedText:
    """A document as it was set, and the texts behind it."""

    sources: Mapping[str, TextSource]
    """The texts by the bookmark of their heading."""
    segments: Mapping[str, tuple[Segment, ...]]
    """What stands in each file, by name, in order."""
    links: Mapping[int, Segment]
    """The segment of each unit that has one, by the unit's place."""
    notes: Mapping[str, str]
    """The mark of each note, by its number in the document."""


def linked(
    sources: Sequence[TextSource], anchors: Mapping[str, str], before: Sequence[Unit]
) -> LinkedText:
    """Return which segment each unit of a document was set of.

    Parameters
    ----------
    sources
        The texts that it was set of.
    anchors
        What its bookmarks stand for.
    before
        The document as it was set.
    """
    by_section = {own.head.chapter or f"tekst-{own.id}": own for own in sources}
    bookmarks = {bookmark: by_section[name] for bookmark, name in anchors.items()
                 if name in by_section}  # fmt: skip
    read = {source.id: segments(source) for source in sources}
    links: dict[int, Segment] = {}
    for bookmark, source in bookmarks.items():
        first, last = _stretch(before, bookmark)
        own: list[Segment | Unit] = [
            one for whole in read[source.id] if whole.kind != "note" for one in _each(whole)
        ]
        stretch: list[Segment | Unit] = list(before[first:last])
        for place, unit in aligned(own, stretch, _alike, _key):
            segment = own[place]
            if isinstance(segment, Segment):
                links[first + unit] = segment
    return LinkedText(bookmarks, _by_file(read), links, _marks(before, links))


def _stretch(before: Sequence[Unit], bookmark: str) -> tuple[int, int]:
    """Return where the units of a section stand, without its own heading."""
    start = next((n for n, unit in enumerate(before) if unit.name == bookmark), len(before))
    inner = range(start + 1, len(before))
    end = next((n for n in inner if before[n].kind == "heading" and before[n].block.level == 1),
               len(before))  # fmt: skip
    return start + 1, max(start + 1, end)


def _each(segment: Segment) -> list[Segment]:
    """Return a segment that places several exhibits once for each."""
    return [segment] * max(1, len(segment.placed))


def _key(one: Segment | Unit) -> object:
    if isinstance(one, Unit):
        return one.kind, f"{{{one.name}}}" if one.kind == EXHIBIT else one.text
    return (EXHIBIT if one.kind == "placement" else one.kind), comparable_segment(one)


def _alike(one: Segment | Unit, other: Segment | Unit) -> float:
    segment, unit = (one, other) if isinstance(one, Segment) else (other, one)
    if not isinstance(segment, Segment) or not isinstance(unit, Unit):
        return 0.0
    if segment.kind == "placement" or unit.kind == EXHIBIT:
        return float(unit.kind == EXHIBIT and unit.name in segment.placed)
    if "picture" in (segment.kind, unit.kind):
        return float(segment.kind == unit.kind and comparable_segment(segment) == unit.text)
    if segment.kind == "table" or unit.kind == "table":
        return float(segment.kind == unit.kind)
    if (segment.kind == "code") != (unit.kind == "remark"):
        return 0.0
    score = similarity(comparable_segment(segment), unit.text)
    return score if score >= ALIKE else 0.0


def _by_file(read: Mapping[str, Sequence[Segment]]) -> dict[str, tuple[Segment, ...]]:
    """Return the segments of each file; a file that several texts include is read once."""
    found: dict[str, dict[int, Segment]] = {}
    for own in read.values():
        for one in own:
            if one.file:
                found.setdefault(one.file, {}).setdefault(one.start, one)
    return {file: tuple(own[n] for n in sorted(own)) for file, own in found.items()}


def _marks(before: Sequence[Unit], links: Mapping[int, Segment]) -> dict[str, str]:
    found: dict[str, str] = {}
    for place, segment in links.items():
        numbers = [number[1:] for number in NOTE.findall(before[place].block.text)]
        found |= dict(zip(numbers, marks(segment), strict=False))
    return found
