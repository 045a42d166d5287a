"""Checking an expression against a codebook: names, kinds of value, codes and labels.

What comes out has a column for every variable and a code for every label, so that evaluating it
cannot fail on a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Literal

from evaluering.config.columns import Column
from evaluering.config.expressions import tree
from evaluering.config.expressions.choices import choice_of, folded
from evaluering.config.expressions.tree import ExpressionFault, Node
from evaluering.config.missing import UNANSWERED

Columns = Mapping[str, Column]
Sort = Literal[
    "number", "points", "category", "name", "time", "words", "truth", "constant", "quoted"
]
"""What a node is: a number; a category whose codes are points, or are only names of it; a key; a
date or a time; an open answer; a condition; and what is written as it is."""
SORTS: Mapping[str, Sort] = {
    "number": "number", "item": "points", "tick": "points", "nominal": "category",
    "key": "name", "identifier": "name", "text": "words",
    "date": "time", "datetime": "time", "time": "time",
}  # fmt: skip
RISING, FALLING = {"<", "<="}, {">", ">="}


def condition(node: Node, columns: Columns) -> Node:
    """Return a condition with its columns and codes.

    Raises
    ------
    ExpressionFault
        A name, code or label that the codebook does not have; values that cannot be compared; or
        what is a number and no condition.
    """
    if sort_of(node, columns) == "truth":
        return _bound(node, columns)
    told = _told(node, columns)
    raise ExpressionFault(node.at, told, "en betingelse, som er sann eller ikke: alder >= 18, "
                                         "rolle in [1, 2] eller missing(alder)")  # fmt: skip


def amount(node: Node, columns: Columns) -> Node:
    """Return an expression that is a number, with its columns.

    Raises
    ------
    ExpressionFault
        As in `condition`, or what is a condition and no number.
    """
    if sort_of(node, columns) == "truth":
        raise ExpressionFault(
            node.at, "en betingelse", "et tall; en betingelse gir en kategori med «when»"
        )
    return _number(node, columns)


def sort_of(node: Node, columns: Columns) -> Sort:
    """Return what a node is."""
    match node:
        case tree.NamedVariable():
            column = _column(node, columns)
            scored = column.kind == "nominal" and column.derived
            return "points" if scored else SORTS[column.kind]
        case tree.Constant():
            return "constant"
        case tree.Quoted():
            return "quoted"
        case tree.Negative():
            return "constant" if isinstance(node.of, tree.Constant) else "number"
        case tree.Arithmetic():
            return "number"
    return "truth"


def _column(node: tree.NamedVariable, columns: Columns) -> Column:
    if node.name not in columns:
        raise ExpressionFault(node.at, node.name, columns)
    return columns[node.name]


def _bound(node: Node, columns: Columns) -> Node:
    """Return a condition with its columns and codes."""
    match node:
        case tree.Joined():
            inner = tuple(condition(part, columns) for part in node.conditions)
            return replace(node, conditions=inner)
        case tree.Not():
            return replace(node, of=condition(node.of, columns))
        case tree.IsMissing():
            return _missing(node, columns)
        case tree.OneOf():
            return _one_of(node, columns)
        case tree.Comparison():
            return _compared(node, columns)
    raise AssertionError(node)


def _missing(node: tree.IsMissing, columns: Columns) -> tree.IsMissing:
    column = _column(node.variable, columns)
    kinds = list(dict.fromkeys([*column.missing.kinds, UNANSWERED]))
    if node.kind and node.kind not in kinds:
        raise ExpressionFault(node.at, node.kind, kinds)
    return replace(node, variable=replace(node.variable, column=column))


def _one_of(node: tree.OneOf, columns: Columns) -> Node:
    if not isinstance(node.value, tree.NamedVariable):
        if sort_of(node.value, columns) in {"constant", "quoted"}:
            raise ExpressionFault(node.at, _told(node.value, columns), "en variabel foran «in»")
        value = _number(node.value, columns)
        choices = tuple(_number(choice, columns) for choice in node.choices)
        return replace(node, value=value, choices=choices)
    choose = partial(choice_of, _named(node.value, columns), "=")
    return replace(
        node,
        value=replace(node.value, column=columns[node.value.name]),
        choices=tuple(choose(choice) for choice in node.choices),
    )


def _compared(node: tree.Comparison, columns: Columns) -> Node:
    signs = {sign for sign, _ in node.rest}
    if len(node.rest) > 1 and not (signs <= RISING or signs <= FALLING):
        raise ExpressionFault(
            node.at, f"en kjede med {' og '.join(sorted(signs))}",
            "en kjede som stiger eller synker, som 18 <= alder < 67; ellers «and» mellom to "
            "sammenligninger",
        )  # fmt: skip
    if any(isinstance(part, tree.Quoted) for part in node.parts[1:-1]):
        raise ExpressionFault(
            node.at, "en tekst midt i en kjede", "«and» mellom to sammenligninger"
        )
    parts = list(node.parts)
    for place, (sign, _) in enumerate(node.rest):
        parts[place], parts[place + 1] = _pair(parts[place], sign, parts[place + 1], columns)
    rest = tuple((sign, part) for (sign, _), part in zip(node.rest, parts[1:], strict=True))
    return replace(node, first=parts[0], rest=rest)


def _pair(left: Node, sign: str, right: Node, columns: Columns) -> tuple[Node, Node]:
    """Return two values that are compared, with their columns and codes."""
    left, right = _folded(left), _folded(right)
    written = (tree.Constant, tree.Quoted)
    if isinstance(left, written) and isinstance(right, written):
        raise ExpressionFault(left.at, "to verdier uten variabel", "minst én variabel")
    if isinstance(left, tree.NamedVariable) and isinstance(right, written):
        column = _named(left, columns)
        return replace(left, column=column), choice_of(column, sign, right)
    if isinstance(right, tree.NamedVariable) and isinstance(left, written):
        column = _named(right, columns)
        return choice_of(column, sign, left), replace(right, column=column)
    if isinstance(left, tree.NamedVariable) and isinstance(right, tree.NamedVariable):
        return _two_variables(left, sign, right, columns)
    return _number(left, columns), _number(right, columns)


def _two_variables(
    left: tree.NamedVariable, sign: str, right: tree.NamedVariable, columns: Columns
) -> tuple[Node, Node]:
    for label, beside in ((left, right), (right, left)):
        labels = columns[beside.name].values.values() if beside.name in columns else ()
        if label.name not in columns and folded(label.name) in map(folded, labels):
            quoted = f'teksten i anførselstegn: "{label.name}"'
            raise ExpressionFault(label.at, label.name, quoted)
    own, other = _named(left, columns), _named(right, columns)
    ordered = sign not in {"=", "!="}
    sorts = {sort_of(left, columns), sort_of(right, columns)}
    same = own.values == other.values
    fits = sorts == {"name"} and not ordered
    fits |= sorts == {"time"} and own.kind == other.kind
    fits |= sorts <= {"number", "points"} and (same or not (own.values and other.values))
    fits |= sorts <= {"category", "points"} and same and bool(own.values)
    if not fits:
        raise ExpressionFault(
            right.at,
            f"{right.name} ({_kind(right, columns)}) mot {left.name} ({_kind(left, columns)})",
            "to tall, eller to variabler med de samme kategoriene",
        )
    return replace(left, column=own), replace(right, column=other)


def _named(node: tree.NamedVariable, columns: Columns) -> Column:
    """Return the column of a variable that may be compared."""
    column = _column(node, columns)
    if column.kind == "text":
        raise ExpressionFault(
            node.at, f"{node.name}, som er et åpent svar", f"missing({node.name}) om åpne svar"
        )
    return column


def _number(node: Node, columns: Columns) -> Node:
    """Return a node that can be reckoned with, with its columns."""
    match node:
        case tree.Constant():
            return node
        case tree.Negative():
            inner = _number(node.of, columns)
            return replace(node, of=inner)
        case tree.Arithmetic():
            rest = []
            for sign, part in node.rest:
                if sign == "/" and isinstance(part, tree.Constant) and part.value == 0:
                    raise ExpressionFault(part.at, "0 som deler", "et annet tall enn 0")
                rest.append((sign, _number(part, columns)))
            return replace(node, first=_number(node.first, columns), rest=tuple(rest))
        case tree.NamedVariable() if sort_of(node, columns) in {"number", "points"}:
            return replace(node, column=columns[node.name])
    raise ExpressionFault(
        node.at, _told(node, columns),
        "tall å regne med: variabler av kind: number, ledd, bokser og avledede koder",
    )  # fmt: skip


def _folded(node: Node) -> Node:
    """Return a number with a minus before it as the number that it is."""
    if isinstance(node, tree.Negative) and isinstance(node.of, tree.Constant):
        return tree.Constant(node.at, -node.of.value)
    return node


def _told(node: Node, columns: Columns) -> str:
    """Return what a node is, in words."""
    match node:
        case tree.NamedVariable():
            return f"{node.name}, som er {_kind(node, columns)}"
        case tree.Quoted():
            return f"teksten «{node.text}»"
        case tree.Constant():
            return f"tallet {node.value:g}"
        case tree.Arithmetic() | tree.Negative():
            return "et regnestykke"
    return "en betingelse"


def _kind(node: tree.NamedVariable, columns: Columns) -> str:
    words = {
        "number": "et tall",
        "points": "et svar på en skala",
        "category": "en kategori",
        "name": "en nøkkel",
        "time": "en dato eller et klokkeslett",
        "words": "et åpent svar",
    }
    return words[sort_of(node, columns)]


def plain(node: Node) -> Iterator[object]:
    """Yield what decides a checked expression's value, for fingerprints: codes and no labels."""
    yield type(node).__name__
    match node:
        case tree.NamedVariable(column=Column() as column):
            missing = column.missing
            codes = {str(code): kind for code, kind in missing.codes.items()}
            yield [column.name, column.kind, codes, missing.ranges]
            yield [column.digits, column.asked_if]
        case tree.Constant():
            yield node.value
        case tree.Quoted():
            yield node.text
        case tree.Arithmetic() | tree.Comparison():
            yield [sign for sign, _ in node.rest]
        case tree.Joined():
            yield node.sign
        case tree.IsMissing():
            yield node.kind
    yield [list(plain(part)) for part in node.parts]
