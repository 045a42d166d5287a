"""A report as every format sets it: sections of paragraphs, numbered exhibits and tables.

The texts are finished here; HTML, Word and PDF only set them. A reference names an exhibit and is
set as a link on its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from evaluering.config.theme import Theme
from evaluering.render.tables.table import Table

ImageFormat = Literal["png", "jpg"]


def image_format(content: bytes) -> ImageFormat:
    """Return which kind of image a file is."""
    return "png" if content.startswith(b"\x89PNG") else "jpg"


@dataclass(frozen=True)
class Reference:
    """A link to a numbered exhibit or a section of the document."""

    target: str
    text: str


@dataclass(frozen=True)
class Emphasis:
    """Stressed text: italics, or bold."""

    content: tuple[Inline, ...]
    strong: bool = False


@dataclass(frozen=True)
class WebLink:
    """A link out of the document."""

    address: str
    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Footnote:
    """A note at the foot of the page, where its number stands."""

    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Bound:
    """A number or word that comes from a result, and what it is bound to."""

    text: str
    binding: str


@dataclass(frozen=True)
class Doubted:
    """Text that rests on a claim that does not hold, and what the author is told."""

    content: tuple[Inline, ...]
    remark: str


Inline = str | Reference | Emphasis | WebLink | Footnote | Bound | Doubted


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    content: tuple[Inline, ...]
    style: Literal["body", "lead", "note", "source", "stamp", "quote"] = "body"


@dataclass(frozen=True)
class Bullets:
    """A list, one paragraph an item."""

    items: tuple[tuple[Inline, ...], ...]
    """The items; those of a list within are items of a deeper level."""
    levels: tuple[int, ...] = ()
    """The level of each item, from 0; none are given where all are 0."""
    numbers: tuple[str, ...] = ()
    """What stands before each item in a list that is counted, else an empty text."""

    @property
    def entries(self) -> Iterator[tuple[int, str, tuple[Inline, ...]]]:
        """The level, number and text of each item."""
        levels = self.levels or (0,) * len(self.items)
        yield from zip(levels, self.numbers or ("",) * len(levels), self.items, strict=True)


@dataclass(frozen=True)
class NestedItem:
    """An item of a list, and the lists within it."""

    content: tuple[Inline, ...]
    lists: tuple[NestedList, ...] = ()


@dataclass(frozen=True)
class NestedList:
    """A list with the lists within it; counted from ``start`` where it is ordered."""

    items: tuple[NestedItem, ...]
    ordered: bool = False
    start: int = 1


def nested(bullets: Bullets) -> tuple[NestedList, ...]:
    """Return the items of a list as lists within lists; several where bullets follow numbers."""
    return _nested(list(bullets.entries))


def _nested(entries: Sequence[tuple[int, str, tuple[Inline, ...]]]) -> tuple[NestedList, ...]:
    if not entries:
        return ()
    level = entries[0][0]
    starts = [n for n, entry in enumerate(entries) if entry[0] <= level]
    found: list[tuple[str, list[NestedItem]]] = []
    for place, end in zip(starts, [*starts[1:], len(entries)], strict=True):
        _, number, content = entries[place]
        item = NestedItem(content, _nested(entries[place + 1 : end]))
        if found and bool(found[-1][0]) == bool(number):
            found[-1][1].append(item)
        else:
            found.append((number, [item]))
    return tuple(
        NestedList(tuple(items), bool(number), int(number.rstrip(".") or 1))
        for number, items in found
    )


def plain(content: Iterable[Inline]) -> str:
    """Return running text without its links, stress and footnotes."""
    return "".join(_plain(part) for part in content)


def _plain(part: Inline) -> str:
    match part:
        case str():
            return part
        case Reference() | Bound():
            return part.text
        case Footnote():
            return ""
        case _:
            return plain(part.content)


@dataclass(frozen=True)
class Grid:
    """A table without a number, with or without a caption."""

    table: Table
    caption: str = ""


@dataclass(frozen=True)
class Illustration:
    """An image that the author has put into a text, and what it shows in words."""

    file: str
    content: bytes
    alt: str

    @property
    def format(self) -> ImageFormat:
        """Which kind of image it is."""
        return image_format(self.content)


@dataclass(frozen=True)
class Numbered:
    """A numbered figure or table with everything that belongs to it."""

    id: str
    number: str
    title: str
    """«figur-21», «Figur 21» and the title."""
    image: Path | None
    """The drawn figure without its ending; None for a table, and for a figure without data."""
    alt: str
    """What the figure shows, for those who do not see it."""
    table: Table
    """The table itself, or the numbers behind the figure."""
    notes: tuple[str, ...] = ()
    """Remarks, method, n and scale, in the order they are set."""
    tests: tuple[str, ...] = ()
    """One sentence a test."""
    details: tuple[tuple[str, Table], ...] = ()
    """The full sets of statistics: caption and table."""
    numbers: Path | None = None
    """The file with the unrounded numbers."""
    badge: tuple[str, str] | None = None
    """The verdict of the reproduction, where there is one: text and kind."""

    @property
    def is_figure(self) -> bool:
        """Whether it is numbered among the figures."""
        return self.id.startswith("figur")


Block = Paragraph | Bullets | Grid | Numbered | Illustration


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()

    def numbered(self) -> Iterator[Numbered]:
        """Yield its numbered figures and tables, in order."""
        yield from (block for block in self.blocks if isinstance(block, Numbered))
        for inner in self.sections:
            yield from inner.numbered()


@dataclass(frozen=True)
class Emblem:
    """The institute's logo: the image file, what it shows in words, and its width."""

    content: bytes
    alt: str
    width_cm: float

    @property
    def format(self) -> ImageFormat:
        """Which kind of image it is."""
        return image_format(self.content)


@dataclass(frozen=True)
class Document:
    """A whole report."""

    title: str
    subtitle: str
    """The report's titles; a report may have no subtitle."""
    source: str
    """The publication that it regenerates; empty for a new report."""
    origin: str
    """What it is made of, in one sentence."""
    wave: str
    """The title of the wave."""
    stamp: str
    """«Syntetiske data» or empty: stands on the first page and in every page's header."""
    language: str
    """A language tag such as ``nb`` or ``en``."""
    words: Mapping[str, str]
    """The frame's own words in that language: contents, figures, tables, numbers, tests …"""
    sections: tuple[Section, ...]
    """The sections of the report, in order."""
    theme: Theme = field(default_factory=Theme)
    emblem: Emblem | None = None
    """How it looks, and the logo on its front."""
    restricted: str = ""
    """«Intern – skal ikke offentliggjøres» or empty: stands beside the stamp, on every page."""

    @property
    def mark(self) -> str:
        """What every page carries: what the data are, and whom the report is for."""
        return " · ".join(own for own in (self.stamp, self.restricted) if own)

    @property
    def front_marks(self) -> tuple[str, ...]:
        """What the front says of them, a sentence each."""
        long = self.words["stamp_long"].format(stamp=self.stamp) if self.stamp else ""
        return tuple(own for own in (long, self.restricted) if own)

    def numbered(self) -> Iterator[Numbered]:
        """Yield every numbered figure and table, in order."""
        for section in self.sections:
            yield from section.numbered()
