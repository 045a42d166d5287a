"""Whether exhibits are weighted: what is asked for in vain, and what a report says for all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evaluering.config.exhibits.base import Exhibit, Faults, KeyPlace

if TYPE_CHECKING:
    from evaluering.config.project import Project


def unweighted(project: Project, exhibit: Exhibit, at: KeyPlace) -> Faults:
    """Yield that an exhibit asks for weights where there are none."""
    if not exhibit.weighted:
        return
    if exhibit.unweighable:
        yield at.fault("weighted", "true", f"false, eller ingen nøkkel: {exhibit.unweighable}")
        return
    if not project.waves:
        return
    read = exhibit.reads(project, next(iter(project.waves)))
    surveys = sorted(read.all_surveys(project))
    if not any(project.surveys[name].design for name in surveys):
        files = ", ".join(f"config/surveys/{name}.yaml" for name in surveys)
        yield at.fault("weighted", "true", f"«design» i kodeboken ({files}), eller ingen nøkkel")


def with_reports_choice(project: Project) -> Project:
    """Return a project whose exhibits are weighted as their report says, where they do not say."""
    chosen = {name: report.weighted for name, report in project.reports.items()}
    chapters = {
        (report, heading): chapter.model_copy(
            update={
                "exhibits": [
                    exhibit.model_copy(update={"weighted": chosen[report]})
                    if exhibit.weighted is None
                    else exhibit
                    for exhibit in chapter.exhibits
                ]
            }
        )
        if chosen[report] is not None
        else chapter
        for (report, heading), chapter in project.chapters.items()
    }
    return replace(project, chapters=chapters)
