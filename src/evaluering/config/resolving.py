"""Codes for the labels in a checked project's expressions.

A label is what a reader of one language sees, and anyone may edit it; a code is what the data
hold. From here on an expression means the same in every language, and its fingerprint changes
when an edited label makes it mean another code.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evaluering.config.expressions.checking import amount
from evaluering.config.filters import with_codes
from evaluering.config.groups import ActorGroup

if TYPE_CHECKING:
    from evaluering.config.project import Project
    from evaluering.config.surveys import Survey


def with_codes_for_labels(project: Project) -> Project:
    """Return a project that has no faults with codes in the filters of its groups."""
    surveys = {name: _with_derived(project, survey) for name, survey in project.surveys.items()}
    groups = {name: _coded(project, group) for name, group in project.groups.items()}
    return replace(project, surveys=surveys, groups=groups)


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
