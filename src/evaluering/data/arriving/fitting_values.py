"""Whether the values of a column can be the answers of one of the codebook's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.written import normal
from evaluering.data.arriving.known import KnownColumn, shares
from evaluering.data.arriving.likeness import Share, distance
from evaluering.data.drafting.facts import Value, VariableFacts
from evaluering.data.reading import RawSurvey
from evaluering.data.written_codes import TICKS, plain

MOST_ANSWERS = 60
"""Different answers of a column that has codes."""


@dataclass(frozen=True)
class KeyValues:
    """The values of columns that may hold keys, in the new file and in an earlier one."""

    now: RawSurvey | None = None
    before: Mapping[str, pd.Series] = field(default_factory=dict)
    """The earlier values by the codebook's name."""

    def shared(self, column: Column, facts: VariableFacts) -> float:
        """Return the share of a column's different values that an earlier wave's keys have."""
        earlier = self.before.get(column.name)
        if self.now is None or earlier is None:
            return 0.0
        known = set(earlier.map(column.key, na_action="ignore").dropna())
        own = set(self.now.frame[facts.column].map(column.key, na_action="ignore").dropna())
        wide = column.digits is None or all(len(key) == column.digits for key in own)
        return len(own & known) / len(own) if own and len(own) > 2 and wide else 0.0


def may_hold(column: Column, facts: VariableFacts) -> bool:
    """Return whether a column's values are of the sort that the codebook expects."""
    if not facts.answers:
        return True
    match column.kind:
        case "text":
            return facts.is_text
        case "number":
            return not facts.is_text
        case "item" | "nominal" | "tick":
            few = bool(facts.labels) or bool(facts.counts)
            return few and facts.distinct <= MOST_ANSWERS and (facts.is_text or facts.is_whole)
        case "key":
            return facts.is_text or facts.is_whole
    return True


def code_of(value: Value, column: Column) -> int | None:
    """Return the code that the codebook knows a value by; None for one that it does not know."""
    text = plain(value).strip()
    if text in column.in_file:
        return column.in_file[text]
    if not isinstance(value, str):
        known = value in column.values or column.missing.kind(value) is not None
        return int(value) if known else None
    by_text = {normal(label): code for label, code in column.texts.items()}
    by_text |= {normal(label): code for label, code in column.in_file.items()}
    if column.kind == "tick":
        by_text = dict(TICKS) | by_text
    return by_text.get(normal(text))


def alike_answers(k: KnownColumn, facts: VariableFacts) -> bool:
    """Return whether most of a column's answers are among those that the codebook expects."""
    column = k.column
    if column.kind not in {"item", "nominal", "tick"}:
        return may_hold(column, facts)
    told: list[Value] = [*(facts.labels.values() or facts.counts)]
    known = [code_of(value, column) is not None for value in told]
    return sum(known) * 2 >= len(known)


def apart(k: KnownColumn, facts: VariableFacts) -> float | None:
    """Return how far a column's distribution is from the earlier one; None where none is known."""
    now = told_shares(facts, k.column)
    before = told_shares(k.earlier, k.column) if k.earlier else {}
    return distance(now, before) if now and before else None


def told_shares(facts: VariableFacts, column: Column) -> Share:
    """Return the share of each answer that the codebook knows, without what is no answer."""
    codes = {value: code_of(value, column) for value in facts.counts}
    known = {v: float(c) for v, c in codes.items() if c is not None and c in column.values}
    return shares(facts.counts, known) if known else {}
