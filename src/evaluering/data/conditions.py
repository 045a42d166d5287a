"""Evaluating checked expressions on whole columns at once: numbers, and conditions of three values.

A condition is false (0), missing (1) or true (2), so that ``and`` is the smaller, ``or`` the
larger, and ``not`` the distance from true: Kleene's logic, as SPSS and R have it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.expressions import tree
from evaluering.config.expressions.checking import condition
from evaluering.config.expressions.parsing import parsed
from evaluering.config.expressions.tree import Node
from evaluering.config.filters import Where
from evaluering.config.missing import UNANSWERED
from evaluering.data.missing import answered, kinds
from evaluering.data.routing import asked, members

TEXTS = frozenset({"key", "identifier", "date", "datetime", "time"})
"""The kinds of column that are compared as text."""
FALSE, MISSING, TRUE = 0, 1, 2
COMPARED = {
    "=": np.equal, "!=": np.not_equal, "<": np.less, "<=": np.less_equal,
    ">": np.greater, ">=": np.greater_equal,
}  # fmt: skip
Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.uint8]


def meeting(frame: pd.DataFrame, where: Where, columns: Mapping[str, Column]) -> pd.Series[bool]:
    """Return which respondents meet a filter; who has it missing does not.

    Parameters
    ----------
    frame
        An ingested survey.
    where
        Codes by variable, or an expression; empty for everyone.
    columns
        The survey's columns.
    """
    if not isinstance(where, str):
        return members(frame, where)
    if not where:
        return pd.Series(True, index=frame.index)
    truths = Values(frame).truths(condition(parsed(where), columns))
    return pd.Series(truths == TRUE, index=frame.index)


@dataclass(eq=False)
class Values:
    """The values of expressions over the respondents of a survey."""

    frame: pd.DataFrame
    """An ingested survey; a variable that it lacks has no answers."""
    divided_by_zero: npt.NDArray[np.bool_] = field(init=False)
    """Who had a division by zero, which is missing, as in SPSS."""
    _numbers: dict[str, Floats] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with nobody."""
        self.divided_by_zero = np.zeros(len(self.frame), dtype=bool)

    def truths(self, node: Node) -> Truths:
        """Return a condition: 0 false, 1 missing, 2 true."""
        match node:
            case tree.Joined():
                pick = np.minimum if node.sign == "and" else np.maximum
                found: Truths = reduce(pick, map(self.truths, node.conditions))
                return found
            case tree.Not():
                return np.uint8(TRUE) - self.truths(node.of)
            case tree.IsMissing(variable=tree.NamedVariable(column=Column() as column)):
                return np.where(self.is_missing(column, node.kind), TRUE, FALSE).astype(np.uint8)
            case tree.OneOf():
                return self._one_of(node)
            case tree.Comparison():
                links = [
                    self._compared(left, sign, right)
                    for left, (sign, right) in zip(node.parts, node.rest, strict=False)
                ]
                return reduce(np.minimum, links)
        raise AssertionError(node)

    def numbers(self, node: Node) -> Floats:
        """Return numbers; NaN for what is missing, divided by zero, or beyond all numbers."""
        match node:
            case tree.Constant():
                return np.full(len(self.frame), node.value)
            case tree.NamedVariable(column=Column() as column):
                return self.of_column(column)
            case tree.Negative():
                return -self.numbers(node.of)
            case tree.Arithmetic():
                return self._reckoned(node)
        raise AssertionError(node)

    def divided(self) -> npt.NDArray[np.bool_]:
        """Return who was divided by zero since this was last asked."""
        found, self.divided_by_zero = self.divided_by_zero, np.zeros(len(self.frame), dtype=bool)
        return found

    def stored(self, column: Column) -> Floats:
        """Return a column as it is stored: codes of missing too, NaN where there is nothing."""
        if column.name not in self.frame:
            return np.full(len(self.frame), np.nan)
        found: Floats = self.frame[column.name].to_numpy(dtype=np.float64, na_value=np.nan)
        return found

    def of_column(self, column: Column) -> Floats:
        """Return a column's answers; NaN for every kind of missing."""
        if column.name not in self._numbers:
            self._numbers[column.name] = self._answers(column)
        return self._numbers[column.name]

    def _answers(self, column: Column) -> Floats:
        found = self.stored(column)
        if column.name in self.frame:  # what the codebook names no code for may be missing too
            there = answered(self.frame[column.name], column).to_numpy(dtype=bool)
            found = np.where(there, found, np.nan)
        return found

    def _reckoned(self, node: tree.Arithmetic) -> Floats:
        found = self.numbers(node.first)
        with np.errstate(all="ignore"):
            for sign, part in node.rest:
                other = self.numbers(part)
                if sign == "/":
                    zero = (other == 0) & ~np.isnan(found)
                    self.divided_by_zero |= zero
                    other = np.where(other == 0, np.nan, other)
                reckon = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide}[sign]
                found = reckon(found, other)
        return np.where(np.isfinite(found), found, np.nan)

    def _compared(self, left: Node, sign: str, right: Node) -> Truths:
        if named := [c for c in (_texts(left), _texts(right)) if c is not None]:
            return self._texts_compared(left, sign, right, named[0])
        one, other = self.numbers(left), self.numbers(right)
        known = ~(np.isnan(one) | np.isnan(other))
        return _truths(COMPARED[sign](one, other), known)

    def _texts_compared(self, left: Node, sign: str, right: Node, column: Column) -> Truths:
        """Compare keys, or times as they stand in ISO 8601, whose order is that of the text."""
        one, other = (self._words(node, column) for node in (left, right))
        known = ~(pd.isna(one) | pd.isna(other))
        blank = np.array("", dtype=object)
        one, other = (np.where(known, side, blank) for side in (one, other))
        return _truths(COMPARED[sign](one, other).astype(bool), known)

    def _words(self, node: Node, column: Column) -> npt.NDArray[np.object_]:
        if isinstance(node, tree.Quoted):
            return np.full(len(self.frame), node.text, dtype=object)
        assert isinstance(node, tree.NamedVariable)
        own = node.column or column
        if own.name not in self.frame:
            return np.full(len(self.frame), None, dtype=object)
        values = self.frame[own.name]
        return values.where(answered(values, own)).to_numpy(dtype=object)

    def _one_of(self, node: tree.OneOf) -> Truths:
        if (column := _texts(node.value)) is not None:
            words = self._words(node.value, column)
            known = ~pd.isna(words)
            wanted = [choice.text for choice in node.choices if isinstance(choice, tree.Quoted)]
            return _truths(pd.Series(words).isin(wanted).to_numpy(dtype=bool), known)
        values = self.numbers(node.value)
        codes = [self._constant(choice) for choice in node.choices]
        return _truths(np.isin(values, codes), ~np.isnan(values))

    def _constant(self, node: Node) -> float:
        assert isinstance(node, tree.Constant)
        return node.value

    def is_missing(self, column: Column, kind: str) -> npt.NDArray[np.bool_]:
        """Return who has no answer; those who were not asked have none of no kind."""
        if column.name not in self.frame:
            absent = np.ones(len(self.frame), dtype=bool)
            return absent if kind in {"", UNANSWERED} else ~absent
        values = self.frame[column.name]
        if not kind:
            return ~answered(values, column).to_numpy(dtype=bool)
        found = kinds(values, column).eq(kind).fillna(False).to_numpy(dtype=bool)
        if kind != UNANSWERED:
            return found
        return found | (values.isna() & asked(self.frame, column)).to_numpy(dtype=bool)


def _texts(node: Node) -> Column | None:
    """Return the column of a variable that is stored as text."""
    if isinstance(node, tree.NamedVariable) and node.column is not None:
        return node.column if node.column.kind in TEXTS else None
    return None


def _truths(found: npt.NDArray[np.bool_], known: npt.NDArray[np.bool_]) -> Truths:
    return np.where(known, np.where(found, TRUE, FALSE), MISSING).astype(np.uint8)
