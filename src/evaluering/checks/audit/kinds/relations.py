"""Numbers that repeat or follow from others, as declared: the text against the tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Literal

from evaluering.checks.audit.conflicts import (
    Check,
    Conflict,
    Repair,
    Severity,
    Slot,
    distinct,
    key,
    named,
)
from evaluering.checks.audit.expressions import Formula, formula, read, slot_of
from evaluering.checks.audit.proofs import as_said, computed, together
from evaluering.checks.audit.registry import audit_check, finding_names
from evaluering.checks.audit.report import AuditedReport
from evaluering.checks.audit.rules import RULES, rounded
from evaluering.data.numerals import WORDS, numerals, word_like, written
from evaluering.data.published import TEXTS, Cells
from evaluering.message import Message, Value, message

Comparison = Literal["equals", "at_least", "at_most"]
OF_TEXT, OF_TABLES = "text", "same-number"


@dataclass(frozen=True)
class Tie:
    """A printed number, and the computed one that it must agree with."""

    slot: Slot
    comparison: Comparison
    formula: Formula
    severity: Severity
    note: str
    group: str = ""
    percent: bool = False

    def conflicts(self, cells: Cells) -> Iterator[Conflict]:
        """Yield that the two do not agree at the printed precision."""
        printed, value = read(self.slot, cells), self.formula.compute(cells)
        if printed is None or value is None or self._holds(printed.units, printed.decimals, value):
            return
        due = rounded(value.numerator, value.denominator, printed.decimals, "half_up")
        exact = self._bound(computed(value, 0 if value.denominator == 1 else 2))
        stands, source = cells[self.slot.place], self._source(cells)
        proof = message("audit_relation", printed=stands, source=source, exact=exact)
        text = _written_like(self.slot, cells, due, printed.decimals)
        repairs: list[Repair] = [((self.slot.place, text),)]
        if self.formula.simple and self.comparison == "equals":
            other = self.formula.slots[0]
            mended = _written_like(other, cells, printed.units, printed.decimals)
            repairs.append(((other.place, mended),))
        places = distinct((self.slot.place, *(slot.place for slot in self.formula.slots)))
        yield Conflict(
            OF_TEXT if self.slot.place.exhibit == TEXTS else OF_TABLES,
            (proof, *([self.note] if self.note else [])), places,
            partial(tuple, repairs), self.severity,
            expected="" if self.comparison == "equals" else as_said(self._bound(text)),
            group=self.group,
        )  # fmt: skip

    def _holds(self, units: int, decimals: int, value: Fraction) -> bool:
        if self.comparison == "at_least":
            return Fraction(units, 10**decimals) >= value
        if self.comparison == "at_most":
            return Fraction(units, 10**decimals) <= value
        return any(
            rounded(value.numerator, value.denominator, decimals, rule) == units
            for rule in RULES
            if rule != "truncated"
        )

    def _bound(self, value: Value) -> Value:
        return value if self.comparison == "equals" else message(
            f"audit_{self.comparison}", value=value
        )  # fmt: skip

    def _source(self, cells: Cells) -> Message:
        slots = self.formula.slots
        if not slots:
            return message("audit_declared")
        if self.formula.simple:
            place = slots[0].place
            if place.exhibit == TEXTS:
                return message("audit_elsewhere", text=cells[place])
            where = {"exhibit": named(place.exhibit), "row": place.row, "column": place.column}
            return message("audit_has", **where)
        exhibits = dict.fromkeys(slot.place.exhibit for slot in slots)
        names = together("and", map(named, exhibits))
        share = "_hundred" if self.percent else ""
        return message(f"audit_gives{share}", exhibits=names, terms=self.formula.said(cells))


@audit_check(110, finding_names(OF_TABLES, OF_TEXT))
def relations(report: AuditedReport) -> Iterator[Check]:
    """Yield a check of each declared relation.

    Raises
    ------
    BadExpression
        The declaration names something that is not printed.
    """
    for tie in ties(report):
        names = {key(slot.place) for slot in (tie.slot, *tie.formula.slots)}
        yield Check(frozenset(names), tie.conflicts)


def ties(report: AuditedReport) -> Iterator[Tie]:
    """Yield the declared relations."""
    cells = report.printed.cells
    for relation in report.printed.declaration.relations:
        comparison: Comparison = "equals"
        if relation.at_least is not None:
            comparison = "at_least"
        elif relation.at_most is not None:
            comparison = "at_most"
        computed = formula(getattr(relation, comparison), cells, report.tables)
        slot = slot_of(relation.cell, cells)
        percent = isinstance(relation.equals, dict) and "percent" in relation.equals
        notes = relation.severity, relation.note, relation.group
        yield Tie(slot, comparison, computed, *notes, percent)


def _written_like(slot: Slot, cells: Cells, units: int, decimals: int) -> str:
    """Return the text with another number: a word where the text has one."""
    text = cells[slot.place]
    found = numerals(text)
    if slot.position < len(found):
        old = found[slot.position]
        return text[: old.start] + written(units, decimals, text) + text[old.end :]
    words = text.split()
    return " ".join(word_like(own, units) if own.casefold() in WORDS else own for own in words)
