"""Conditions in words, of labels: what a reader is told of who is in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evaluering.config.columns import Column
from evaluering.config.expressions import tree
from evaluering.config.expressions.checking import condition
from evaluering.config.expressions.choices import MOMENTS
from evaluering.config.expressions.parsing import parsed
from evaluering.config.expressions.tree import Node, variables_in
from evaluering.config.missing import ROLES, UNANSWERED
from evaluering.message import Message, Number, Value, message

MOST = 12
"""Mentions of variables that a sentence has room for."""
FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
SIGNS = {"=": "is", "!=": "is_not", "<": "below", "<=": "at_most", ">": "above", ">=": "at_least"}


def told(written: str, columns: Mapping[str, Column], own_kinds: Mapping[str, str]) -> Message:
    """Return a checked condition in words.

    Parameters
    ----------
    written
        The condition, with codes.
    columns
        The columns of the survey, with labels in the language of the reader.
    own_kinds
        The project's own kinds of missing with their labels.
    """
    node = condition(parsed(written), columns)
    named = [column for v in variables_in(node) if (column := v.column) is not None]
    if len(named) > MOST:
        labels = tuple(_quoted(label) for label in dict.fromkeys(c.label for c in named))
        return message("told_long", n=len(named), variables=labels)
    return _told(node, own_kinds)


def _told(node: Node, own_kinds: Mapping[str, str]) -> Message:
    match node:
        case tree.Joined():
            parts = [_within(part, own_kinds) for part in node.conditions]
            return _chained(f"told_{node.sign}", parts)
        case tree.Not(of=tree.OneOf() as inner):
            return _one_of(inner, "told_none_of")
        case tree.Not(of=tree.IsMissing(kind="") as inner):
            return message("told_answered", variable=_value(inner.variable))
        case tree.Not():
            return message("told_not", inside=_told(node.of, own_kinds))
        case tree.OneOf():
            return _one_of(node, "told_one_of")
        case tree.IsMissing():
            return _missing(node, own_kinds)
        case tree.Comparison():
            links = [
                _link(left, sign, right)
                for left, (sign, right) in zip(node.parts, node.rest, strict=False)
            ]
            return _chained("told_and", links)
    raise AssertionError(node)


def _within(node: Node, own_kinds: Mapping[str, str]) -> Message:
    """Return a part of joined conditions, in brackets where it is joined itself."""
    inside = _told(node, own_kinds)
    return message("told_inside", inside=inside) if isinstance(node, tree.Joined) else inside


def _chained(key: str, parts: Sequence[Message]) -> Message:
    found = parts[-1]
    for part in reversed(parts[:-1]):
        found = message(key, first=part, rest=found)
    return found


def _link(left: Node, sign: str, right: Node) -> Message:
    """Return two values that are compared, what varies first."""
    if isinstance(left, tree.Constant | tree.Quoted):
        left, sign, right = right, FLIPPED[sign], left
    column = left.column if isinstance(left, tree.NamedVariable) else None
    if column is not None and column.kind == "tick" and isinstance(right, tree.Constant):
        ticked = (right.value == 1) == (sign in {"=", ">", ">="})
        return message("told_ticked" if ticked else "told_unticked", box=_value(left))
    timed = column is not None and column.kind in MOMENTS and sign not in {"=", "!="}
    key = f"told_{SIGNS[sign]}_time" if timed else f"told_{SIGNS[sign]}"
    return message(key, first=_value(left), second=_value(right, column))


def _one_of(node: tree.OneOf, key: str) -> Message:
    column = node.value.column if isinstance(node.value, tree.NamedVariable) else None
    choices = tuple(_value(choice, column) for choice in node.choices)
    if len(choices) == 1:
        key = "told_is" if key == "told_one_of" else "told_is_not"
        return message(key, first=_value(node.value), second=choices[0])
    return message(key, first=_value(node.value), choices=choices)


def _missing(node: tree.IsMissing, own_kinds: Mapping[str, str]) -> Message:
    variable = _value(node.variable)
    if node.kind in {"", UNANSWERED}:
        return message("told_missing", variable=variable)
    kind = message(node.kind) if node.kind in ROLES else own_kinds.get(node.kind, node.kind)
    return message("told_missing_kind", variable=variable, kind=_quoted(kind))


def _quoted(text: Value) -> Message:
    return message("told_quoted", text=text)


def _value(node: Node, beside: Column | None = None) -> Value:
    """Return a value in words: a code by its label in the column that it is held against."""
    match node:
        case tree.NamedVariable(column=Column() as column):
            return _quoted(column.label)
        case tree.Quoted():
            return _quoted(node.text)
        case tree.Constant() if beside is not None and beside.values:
            return _quoted(beside.values[int(node.value)])
        case tree.Constant():
            decimals = next((d for d in range(6) if round(node.value, d) == node.value), 6)
            return Number(node.value, decimals)
        case tree.Negative():
            return message("told_negative", inside=_value(node.of))
        case tree.Arithmetic():
            found = _value(node.first)
            for sign, part in node.rest:
                second = _value(part)
                if isinstance(part, tree.Arithmetic):
                    second = message("told_inside", inside=second)
                found = message(f"told_{WORDS[sign]}", first=found, second=second)
            return found
    raise AssertionError(node)


WORDS = {"+": "plus", "-": "minus", "*": "times", "/": "divided"}
