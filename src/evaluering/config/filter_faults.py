"""Faults of expressions against the codebook of the survey that they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from evaluering.config.expressions.checking import condition
from evaluering.config.expressions.tree import Node
from evaluering.config.filters import Columns, Within, expression_faults
from evaluering.errors import ConfigError

if TYPE_CHECKING:
    from evaluering.config.exhibits.base import Exhibit
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


def surveys_read(project: Project, exhibit: Exhibit) -> list[str]:
    """Return the surveys that an exhibit without faults reads in any wave, in order."""
    found = {
        survey
        for wave in project.waves
        for survey in exhibit.reads(project, wave).all_surveys(project)
    }
    return [survey for survey in project.surveys if survey in found]


def surveys_of_report(project: Project, report: str) -> list[str]:
    """Return the surveys whose answers a report without faults shows in any wave, in order."""
    shown = (exhibit for exhibit in project.exhibits(report) if exhibit.filtered)
    found = {survey for exhibit in shown for survey in surveys_read(project, exhibit)}
    return [survey for survey in project.surveys if survey in found]


def within_faults(
    project: Project, where: Within, surveys: Iterable[str], file: str, key: str
) -> Iterator[ConfigError]:
    """Yield what is wrong with the filter of an exhibit or a report.

    Parameters
    ----------
    project, where
        The project, and the filter as it is written.
    surveys
        The surveys that it may be put on.
    file, key
        Where it stands.
    """
    read = list(surveys)
    if not read:
        yield ConfigError(file, key, "et filter på det som ikke viser svar", "ingen «where» her")
    elif isinstance(where, str):
        for survey in read:
            faults = list(filter_faults(project, survey, where, file, key))
            if faults and len(read) > 1:
                remedy = f"{faults[0].remedy}; filteret må passe i {', '.join(read)}, eller "
                remedy += f"skrives for hver: where: {{{read[0]}: …}}"
                yield _with_remedy(faults[0], f"{remedy} (feilen gjelder {survey})")
                return
            yield from faults
    else:
        for survey, written in where.items():
            if survey not in read:
                yield ConfigError(file, f"{key}.{survey}", survey, read)
            else:
                yield from filter_faults(project, survey, written, file, f"{key}.{survey}")


def _with_remedy(fault: ConfigError, remedy: str) -> ConfigError:
    """Return a fault with another remedy."""
    return ConfigError(fault.file, fault.key, fault.found, fault.names or fault.allowed, remedy)
