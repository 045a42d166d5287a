"""Faults of a report's exhibits: those of each kind, and what no kind can see alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluering.config.exhibits.base import Exhibit, Faults, KeyPlace
from evaluering.config.filter_faults import surveys_read, within_faults
from evaluering.config.kinds import half_made
from evaluering.config.places import chapter_file
from evaluering.config.weighting import unweighted

if TYPE_CHECKING:
    from evaluering.config.project import Project


def exhibit_faults(project: Project, report: str) -> Faults:
    """Yield the ids used twice, and what does not fit the rest of the configuration."""
    seen: dict[str, str] = {}
    for heading in project.reports[report].chapters:
        chapter = project.chapters[report, heading.id]
        file = chapter_file(report, heading.id)
        for number, exhibit in enumerate(chapter.exhibits):
            if exhibit.id in seen:
                allowed = f"en id som ikke er brukt i {seen[exhibit.id]}"
                yield KeyPlace(file, f"exhibits[{number}]").fault("id", exhibit.id, allowed)
            seen.setdefault(exhibit.id, file)
            at = KeyPlace(file, f"exhibits[{number}] ({exhibit.id})")
            yield from half_made(exhibit, at)
            yield from faults_of(project, exhibit, at)


def faults_of(project: Project, exhibit: Exhibit, at: KeyPlace) -> Faults:
    """Yield what does not fit the rest of the configuration in an exhibit, its filter too."""
    faults = list(exhibit.faults(project, at))
    yield from faults or unweighted(project, exhibit, at)
    if exhibit.where and not faults:
        shown = surveys_read(project, exhibit) if exhibit.filtered else []
        yield from within_faults(project, exhibit.where, shown, at.file, f"{at.key}.where")
