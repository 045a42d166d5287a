"""Filters: who is in, by codes or by an expression."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator

from evaluering.config.base import Identifier, Name, VariableName, Whole, unfit
from evaluering.config.columns import Column
from evaluering.config.content import content
from evaluering.config.expressions.checking import condition, plain
from evaluering.config.expressions.parsing import parsed
from evaluering.config.expressions.tokens import tokens
from evaluering.config.expressions.tree import Constant, ExpressionFault, Node, variables_in
from evaluering.errors import ConfigError, shown

if TYPE_CHECKING:
    from evaluering.config.groups import ActorGroup
    from evaluering.config.project import Project

Columns = Mapping[str, Column]
AROUND = 25
"""Signs that a message shows on each side of a fault."""


def _is_filter(value: Any) -> Any:
    if not isinstance(value, str | dict):
        raise unfit(
            shown(value), "et uttrykk, som alder >= 18, eller koder per variabel: {rolle: [1, 2]}"
        )
    return value


Where = Annotated[dict[VariableName, list[Whole]] | Name, BeforeValidator(_is_filter)]
"""Codes by variable, of which every one must hold; or an expression."""


def _is_within(value: Any) -> Any:
    if not isinstance(value, str | dict):
        allowed = "et uttrykk, som alder >= 18, eller ett per undersøkelse: {elever: alder >= 18}"
        raise unfit(shown(value), allowed)
    return value


Within = Annotated[dict[Identifier, Name] | Name, BeforeValidator(_is_within)]
"""An expression that holds for every survey that is read, or one for each of some; once the project
is loaded it is always the latter."""


def by_survey(where: Within) -> Mapping[str, str]:
    """Return the filters of a loaded project by survey."""
    assert not isinstance(where, str), where
    return where


def expression_faults(
    expression: str,
    columns: Columns,
    file: str,
    key: str,
    check: Callable[[Node, Columns], Node] = condition,
    elsewhere: Mapping[str, str] | None = None,
) -> Iterator[ConfigError]:
    """Yield what is wrong with an expression, with the place of it.

    Parameters
    ----------
    expression
        What stands in the configuration.
    columns
        The columns that it may name.
    file, key
        Where it stands.
    check
        Whether it is to be a condition or a number.
    elsewhere
        Variables of other surveys, and the survey of each.
    """
    try:
        check(parsed(expression), columns)
    except ExpressionFault as fault:
        remedy = f"feilen står ved tegn {fault.at}: {_around(expression, fault.at)}"
        if (survey := (elsewhere or {}).get(fault.found)) and fault.found not in columns:
            remedy += f"; «{fault.found}» hører til undersøkelsen «{survey}»"
        yield ConfigError(file, key, fault.found, fault.allowed, remedy)


def _around(expression: str, at: int) -> str:
    """Return an expression with a mark at a place, and of a long one what stands around it."""
    place, flat = at - 1, expression.replace("\n", " ")
    begin, end = max(place - AROUND, 0), place + AROUND
    before = ("… " if begin else "") + flat[begin:place]
    return f"{before}►{flat[place:end]}{' …' if end < len(flat) else ''}"


def with_codes(
    expression: str, columns: Columns, check: Callable[[Node, Columns], Node] = condition
) -> str:
    """Return a checked expression with codes for labels, which another language has others of."""
    codes = {node.at: node.value for node in _constants(check(parsed(expression), columns))}
    written, last = "", 0
    for token in tokens(expression):
        if token.sort == "text" and token.at in codes:
            written += f"{expression[last : token.at - 1]}{codes[token.at]:.0f}"
            last = token.at + len(token.text) + 1
    return written + expression[last:]


def _constants(node: Node) -> Iterator[Constant]:
    if isinstance(node, Constant):
        yield node
    for part in node.parts:
        yield from _constants(part)


def filter_content(project: Project, where: Within) -> object:
    """Return what decides who a loaded filter lets in and what is told of it, as plain data."""
    found = []
    for survey, written in by_survey(where).items():
        columns = project.surveys[survey].columns(project.scales)
        node = condition(parsed(written), columns)
        used = {v.name: columns[v.name] for v in variables_in(node)}
        texts = [
            [c.label, [[code, label] for code, label in c.values.items()]] for c in used.values()
        ]
        found.append([survey, project.surveys[survey].title, list(plain(node)), texts])
    return found


def content_of_group(project: Project, group: ActorGroup) -> object:
    """Return what decides how a group is shown, but for its colour, and who belongs to it."""
    return [content(group, {"colour"}), who_is_in(project, group)]


def who_is_in(project: Project, group: ActorGroup) -> object:
    """Return what decides who belongs to a group, as plain data: no labels."""
    if not isinstance(group.where, str):
        return group.where
    columns = project.surveys[group.survey].columns(project.scales)
    return list(plain(condition(parsed(group.where), columns)))
