"""Codes for the labels in a checked project's expressions.

A label is what a reader of one language sees, and anyone may edit it; a code is what the data
hold. From here on an expression means the same in every language, and its fingerprint changes
when an edited label makes it mean another code.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from evaluering.config.expressions.checking import amount
from evaluering.config.filter_faults import surveys_of_report, surveys_read
from evaluering.config.filters import Within, with_codes
from evaluering.config.groups import ActorGroup

if TYPE_CHECKING:
    from evaluering.config.chapters import Chapter
    from evaluering.config.exhibits.base import Exhibit
    from evaluering.config.project import Project
    from evaluering.config.reports import Report
    from evaluering.config.surveys import Survey


def with_codes_for_labels(project: Project) -> Project:
    """Return a project that has no faults with codes in the filters of its groups."""
    surveys = {name: _with_derived(project, survey) for name, survey in project.surveys.items()}
    groups = {name: _coded(project, group) for name, group in project.groups.items()}
    coded = replace(project, surveys=surveys, groups=groups)
    return replace(
        coded,
        reports={name: _report(coded, report) for name, report in project.reports.items()},
        chapters={key: _chapter(coded, chapter) for key, chapter in project.chapters.items()},
    )


def _report(project: Project, report: Report) -> Report:
    """Return a report with its filter by survey, with codes."""
    if not report.where:
        return report
    where = _by_survey(project, report.where, surveys_of_report(project, report.id))
    return report.model_copy(update={"where": where})


def _chapter(project: Project, chapter: Chapter) -> Chapter:
    """Return a chapter with the filters of its exhibits by survey, with codes."""
    if not any(exhibit.where for exhibit in chapter.exhibits):
        return chapter
    exhibits = [coded_exhibit(project, exhibit) for exhibit in chapter.exhibits]
    return chapter.model_copy(update={"exhibits": exhibits})


def coded_exhibit(project: Project, exhibit: Exhibit) -> Exhibit:
    """Return an exhibit that has no faults with its filter by survey, with codes."""
    if not exhibit.where:
        return exhibit
    where = _by_survey(project, exhibit.where, surveys_read(project, exhibit))
    return exhibit.model_copy(update={"where": where})


def _by_survey(project: Project, where: Within, surveys: Iterable[str]) -> dict[str, str]:
    written = dict.fromkeys(surveys, where) if isinstance(where, str) else where
    return {
        survey: with_codes(condition, project.surveys[survey].columns(project.scales))
        for survey, condition in written.items()
    }


def _with_derived(project: Project, survey: Survey) -> Survey:
    """Return a survey with codes in the conditions of its derived variables."""
    if not survey.derived:
        return survey
    columns, made = survey.columns(project.scales), []
    for own in survey.derived:
        when = own.when and [
            c.model_copy(update={"where": with_codes(c.where, columns)}) for c in own.when
        ]
        written = own.expression and with_codes(own.expression, columns, amount)
        made.append(own.model_copy(update={"when": when, "expression": written}))
    return survey.model_copy(update={"derived": made})


def _coded(project: Project, group: ActorGroup) -> ActorGroup:
    if not isinstance(group.where, str):
        return group
    columns = project.surveys[group.survey].columns(project.scales)
    return group.model_copy(update={"where": with_codes(group.where, columns)})
