"""The charts of a figure, by its kind; or why it is a picture in office formats too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from evaluering.config.exhibits.base import Exhibit
from evaluering.config.kinds import has, part_of
from evaluering.config.theme import Colours
from evaluering.exhibits.result import Result
from evaluering.message import Message, message
from evaluering.render.charts.chart import Chart
from evaluering.render.document import Block, Document, Numbered, Section
from evaluering.render.language import say, word
from evaluering.render.material import empty_reason


@dataclass(frozen=True)
class Palette:
    """The colours of a chart: the theme's, and those of the groups that the kind names."""

    theme: Colours
    groups: Mapping[str, str]


class Charting(Protocol):
    """The module of a kind that makes charts of its figures."""

    def charts(
        self, exhibit: Any, result: Result, palette: Palette, /
    ) -> tuple[Chart, ...] | Message:
        """Return the charts of a figure with data, or why it has none."""


@dataclass(frozen=True)
class Charted:
    """What a figure is in an office format."""

    charts: tuple[Chart, ...] = ()
    """Its charts; none where it is a picture."""
    why: str = ""
    """Why it is a picture, as a sentence; empty where it has charts, and where it has no data,
    which the picture says."""


def charted(exhibit: Exhibit, result: Result, palette: Palette) -> Charted:
    """Return the charts of a figure, in the language in use.

    Parameters
    ----------
    exhibit, result
        The specification and the numbers.
    palette
        The colours.
    """
    if empty_reason(result) is not None:
        return Charted()
    if not has(exhibit.kind, "chart"):
        return Charted(why=say(message("no_chart")))
    charting: Charting = part_of(exhibit.kind, "chart")
    found = charting.charts(exhibit, result, palette)
    return Charted(why=say(found)) if isinstance(found, Message) else Charted(found)


def with_remarks(document: Document, found: Mapping[str, Charted]) -> Document:
    """Return a document whose figures say how their charts are read, or why there are none.

    Parameters
    ----------
    document
        The report.
    found
        What each figure is, by exhibit id.
    """
    return replace(document, sections=tuple(_section(own, found) for own in document.sections))


def remarks_on(own: Charted) -> Iterator[str]:
    """Yield what is said under a figure because of what it is."""
    yield from dict.fromkeys(chart.note for chart in own.charts if chart.note)
    if own.why:
        yield word("chart_is_picture", why=own.why)


def _section(section: Section, found: Mapping[str, Charted]) -> Section:
    return replace(
        section,
        blocks=tuple(_block(block, found) for block in section.blocks),
        sections=tuple(_section(inner, found) for inner in section.sections),
    )


def _block(block: Block, found: Mapping[str, Charted]) -> Block:
    if not isinstance(block, Numbered) or block.id not in found:
        return block
    return replace(block, notes=(*remarks_on(found[block.id]), *block.notes))
