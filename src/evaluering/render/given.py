"""What a format is given beside the document, and what it must have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from evaluering.render.charts.charting import Charted
from evaluering.render.document import Document

Rows = Sequence[Sequence[object]]
"""The rows of a result's numbers, the names of the columns first."""


@dataclass(frozen=True)
class ReportSource:
    """What a report is set of.

    Attributes
    ----------
    report, wave
        Their ids.
    texts
        The files of its texts as they are written, by name.
    """

    report: str
    wave: str
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Given:
    """What lies around a report; read when a format asks for it.

    Attributes
    ----------
    pictures
        The drawn figures by exhibit id, in the format of an ending.
    numbers
        The unrounded numbers of each exhibit by id.
    address
        The address of a file as seen from the document.
    quality
        The address of the pages on data quality.
    root
        The project's folder, where the typefaces of its theme lie.
    template
        The institute's own template, where the report names one.
    charts
        What each figure is in an office format, by exhibit id, where the report asks for charts;
        else nothing.
    source
        What the report is set of, for a format that can carry it.
    """

    pictures: Callable[[str], Mapping[str, bytes]]
    numbers: Callable[[], Mapping[str, Rows]]
    address: Callable[[Path], str]
    quality: str
    root: Path = Path()
    template: bytes | None = None
    charts: Callable[[], Mapping[str, Charted]] = dict
    source: ReportSource | None = None


class Writer(Protocol):
    """The module of a format that sets reports in it."""

    def write(self, document: Document, given: Given) -> bytes:
        """Return a report as a file of the format.

        Raises
        ------
        NotATemplate
            The template cannot be used.
        """


class NotATemplate(ValueError):
    """The template is not a file of the format."""
