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
    """What a report is set of."""

    report: str
    wave: str
    """Their ids."""
    texts: Mapping[str, str]
    """The files of its texts as they are written, by name."""


@dataclass(frozen=True)
class Given:
    """What lies around a report; read when a format asks for it."""

    pictures: Callable[[str], Mapping[str, bytes]]
    """The drawn figures by exhibit id, in the format of an ending."""
    numbers: Callable[[], Mapping[str, Rows]]
    """The unrounded numbers of each exhibit by id."""
    address: Callable[[Path], str]
    """The address of a file as seen from the document."""
    quality: str
    """The address of the pages on data quality."""
    root: Path = Path()
    """The project's folder, where the typefaces of its theme lie."""
    template: bytes | None = None
    """The institute's own template, where the report names one."""
    charts: Callable[[], Mapping[str, Charted]] = dict
    """What each figure is in an office format, by exhibit id, where the report asks for charts;
    else nothing."""
    source: ReportSource | None = None
    """What the report is set of, for a format that can carry it."""


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
