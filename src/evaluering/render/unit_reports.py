"""What a unit's report says of itself: a text of each chapter, or that there are too few."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from evaluering.config.exhibits.base import Exhibit
from evaluering.config.exhibits.battery import ComparedGroups
from evaluering.config.groups import ComparedGroup
from evaluering.config.project import Project
from evaluering.config.reports import ChapterHeading
from evaluering.exhibits.result import Result
from evaluering.render.document import Paragraph, Section
from evaluering.render.language import word
from evaluering.render.prose.drafting import drafted
from evaluering.render.prose.lookup import Lookup
from evaluering.render.prose.sources import TextHead, TextLine, TextSource

NUMBERS = ("mean", "percent", "n_first")
"""The columns of which one has a number wherever a unit is shown."""


def is_shown(project: Project, exhibits: Iterable[Exhibit], results: Mapping[str, Result]) -> bool:
    """Return whether a unit has enough answers to be shown in any of its exhibits."""
    return any(_shows(project, exhibit, results[exhibit.id]) for exhibit in exhibits)


def _shows(project: Project, exhibit: Exhibit, result: Result) -> bool:
    if not isinstance(exhibit, ComparedGroups) or result.empty is not None:
        return False
    table = result.table
    if "group" in table:
        groups = [project.groups[name] for name in exhibit.groups]
        own = [g.id for g in groups if isinstance(g, ComparedGroup) and g.is_unit]
        table = table[table["group"].isin(own)]
    given = [name for name in NUMBERS if name in table]
    return bool((table[given].notna() & table[given].ne(0)).any(axis=None))


def too_small(label: str, least: int) -> Section:
    """Return what stands in the report of a unit that is not shown, in the language in use."""
    said = word("unit_too_small", unit=label, least=least)
    return Section("enheten", label, (Paragraph((said,), "lead"),))


def unit_texts(
    headings: Sequence[ChapterHeading], chapters: Mapping[str, Sequence[Lookup]], file: Path
) -> list[TextSource]:
    """Return a text for each chapter of a unit's report: what is compared, and what differs.

    Parameters
    ----------
    headings
        The chapters.
    chapters
        The results of each one's exhibits, by the chapter's id.
    file
        The file that a fault in a text would be of: the report's own.
    """
    return [
        TextSource(
            heading.id,
            file,
            TextHead(chapter=heading.id),
            tuple(
                TextLine(line, file, number)
                for number, line in enumerate(
                    "\n\n".join(drafted(own) for own in chapters[heading.id]).splitlines(), start=1
                )
            ),
        )
        for heading in headings
    ]
