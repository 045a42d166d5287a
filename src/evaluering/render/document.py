"""A report as every format sets it: sections of paragraphs, numbered exhibits and tables.

The texts are finished here; HTML, Word and PDF only set them. A reference names an exhibit and is
set as a link on its number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from evaluering.config.theme import Theme
from evaluering.render.tables.table import Table


@dataclass(frozen=True)
class Reference:
    """A link to a numbered exhibit or a section of the document."""

    target: str
    text: str


Inline = str | Reference


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    content: tuple[Inline, ...]
    style: Literal["body", "lead", "note", "source", "stamp"] = "body"


@dataclass(frozen=True)
class Bullets:
    """An unordered list, one paragraph an item."""

    items: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True)
class Grid:
    """A table without a number, with or without a caption."""

    table: Table
    caption: str = ""


@dataclass(frozen=True)
class Numbered:
    """A numbered figure or table with everything that belongs to it.

    Attributes
    ----------
    id, number, title
        «figur-21», «Figur 21» and the title.
    image
        The drawn figure without its ending; None for a table, and for a figure without data.
    alt
        What the figure shows, for those who do not see it.
    table
        The table itself, or the numbers behind the figure.
    notes
        Remarks, method, n and scale, in the order they are set.
    tests
        One sentence a test.
    details
        The full sets of statistics: caption and table.
    numbers
        The file with the unrounded numbers.
    badge
        The verdict of the reproduction, where there is one: text and kind.
    """

    id: str
    number: str
    title: str
    image: Path | None
    alt: str
    table: Table
    notes: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    details: tuple[tuple[str, Table], ...] = ()
    numbers: Path | None = None
    badge: tuple[str, str] | None = None

    @property
    def is_figure(self) -> bool:
        """Whether it is numbered among the figures."""
        return self.id.startswith("figur")


Block = Paragraph | Bullets | Grid | Numbered


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Emblem:
    """The institute's logo: the image file, what it shows in words, and its width."""

    content: bytes
    alt: str
    width_cm: float

    @property
    def format(self) -> Literal["png", "jpg"]:
        """Which kind of image it is."""
        return "png" if self.content.startswith(b"\x89PNG") else "jpg"


@dataclass(frozen=True)
class Document:
    """A whole report.

    Attributes
    ----------
    title, subtitle
        The report's titles; a report may have no subtitle.
    source
        The publication that it regenerates; empty for a new report.
    origin
        What it is made of, in one sentence.
    wave
        The title of the wave.
    stamp
        «Syntetiske data» or empty: stands on the first page and in every page's header.
    language
        A language tag such as ``nb`` or ``en``.
    words
        The frame's own words in that language: contents, figures, tables, numbers, tests …
    sections
        The sections of the report, in order.
    theme, emblem
        How it looks, and the logo on its front.
    """

    title: str
    subtitle: str
    source: str
    origin: str
    wave: str
    stamp: str
    language: str
    words: Mapping[str, str]
    sections: tuple[Section, ...]
    theme: Theme = field(default_factory=Theme)
    emblem: Emblem | None = None

    def numbered(self) -> Iterator[Numbered]:
        """Yield every numbered figure and table, in order."""
        for section in self.sections:
            yield from _numbered(section)


def _numbered(section: Section) -> Iterator[Numbered]:
    yield from (block for block in section.blocks if isinstance(block, Numbered))
    for inner in section.sections:
        yield from _numbered(inner)
