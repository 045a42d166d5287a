"""Codes for the labels in a checked project's expressions.

A label is what a reader of one language sees, and anyone may edit it; a code is what the data
hold. From here on an expression means the same in every language, and its fingerprint changes
when an edited label makes it mean another code.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evaluering.config.filters import with_codes
from evaluering.config.groups import ActorGroup

if TYPE_CHECKING:
    from evaluering.config.project import Project


def with_codes_for_labels(project: Project) -> Project:
    """Return a project that has no faults with codes in the filters of its groups."""
    groups = {name: _coded(project, group) for name, group in project.groups.items()}
    return replace(project, groups=groups)


def _coded(project: Project, group: ActorGroup) -> ActorGroup:
    if not isinstance(group.where, str):
        return group
    columns = project.surveys[group.survey].columns(project.scales)
    return group.model_copy(update={"where": with_codes(group.where, columns)})
