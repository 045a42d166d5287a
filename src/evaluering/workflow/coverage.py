"""Which surveys, indices and reports a wave has what it takes for."""

from __future__ import annotations

from evaluering.config.exhibits import AnyExhibit, ResponseRates
from evaluering.config.indices import Index
from evaluering.config.project import Project
from evaluering.config.sources import surveys_read, tables_read


def linked_survey(project: Project) -> str:
    """Return the survey whose respondents are linked to municipalities."""
    return project.groups[project.registry.linking.group].survey


def is_linked(project: Project, wave: str) -> bool:
    """Return whether a wave has the survey whose respondents are linked."""
    return linked_survey(project) in project.waves[wave].surveys


def indices_of(project: Project, wave: str) -> dict[str, Index]:
    """Return the indices whose survey the wave has."""
    surveys = project.waves[wave].surveys
    return {
        name: index
        for name, index in project.indices.items()
        if project.groups[index.group].survey in surveys
    }


def surveys_behind(project: Project, exhibit: AnyExhibit) -> set[str]:
    """Return every survey that an exhibit is computed from, also by way of links and indices."""
    surveys, tables = surveys_read(project, exhibit), tables_read(exhibit)
    if tables & {"linked", "indices"}:
        surveys = surveys | {linked_survey(project)}
    return surveys


def surveys_needed(project: Project, report: str) -> set[str]:
    """Return the surveys that a wave must have for a report: as it says, or as its exhibits read.

    Every document tells of the linking and the indices, so their surveys count as well.
    """
    named = project.reports[report].surveys
    if named is not None:
        return set(named)
    read = [
        surveys_behind(project, exhibit)
        for exhibit in project.exhibits(report)
        if not (isinstance(exhibit, ResponseRates) and exhibit.survey is None)  # those it has
    ]
    indexed = {project.groups[index.group].survey for index in project.indices.values()}
    return {linked_survey(project), *indexed}.union(*read)


def why_not(project: Project, wave: str, report: str) -> str:
    """Return why a report is not made for a wave, as a sentence; empty when it is made."""
    waves = project.reports[report].waves
    if waves is not None and wave not in waves:
        return "report.yaml nevner ikke bølgen."
    surveys = project.waves[wave].surveys
    if lacking := sorted(surveys_needed(project, report) - set(surveys)):
        several = "undersøkelsene" if len(lacking) > 1 else "undersøkelsen"
        return f"Bølgen mangler {several} {', '.join(f'«{name}»' for name in lacking)}."
    return ""


def reports_of(project: Project, wave: str) -> list[str]:
    """Return the reports that are made for a wave."""
    return [name for name in project.reports if not why_not(project, wave, name)]
