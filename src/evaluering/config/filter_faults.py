"""Faults of expressions against the codebook of the survey that they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from evaluering.config.expressions.checking import condition
from evaluering.config.expressions.tree import Node
from evaluering.config.filters import Columns, expression_faults
from evaluering.errors import ConfigError

if TYPE_CHECKING:
    from evaluering.config.project import Project


def filter_faults(
    project: Project,
    survey: str,
    expression: str,
    file: str,
    key: str,
    check: Callable[[Node, Columns], Node] = condition,
) -> Iterator[ConfigError]:
    """Yield what is wrong with an expression over a survey's variables.

    Parameters
    ----------
    project, survey
        The project, and the survey whose variables it may name.
    expression, file, key
        What stands there, and where.
    check
        Whether it is to be a condition or a number.
    """
    if any(b.scale not in project.scales for b in project.surveys[survey].batteries):
        return  # that is a fault of its own, and the columns are not known
    columns = project.surveys[survey].columns(project.scales)
    elsewhere = {
        name: other.id
        for other in project.surveys.values()
        if other.id != survey
        for name in [*other.names, *(own.name for own in other.derived)]
    }
    yield from expression_faults(expression, columns, file, key, check, elsewhere)
