"""What a number must agree with, as audit.yaml writes it: a number, a text, a cell, an operation.

========================================  =====================================================
``30``                                    the number
``tv1-58``, ``t3-25#1``                   the first, the second number of a text
``[tabell-2, Totalt, UH]``                a cell's number; a fourth entry 1 for its second
``{sum: [a, b]}``, ``{difference: [a, b]}``  arithmetic
``{percent: [a, b]}``, ``{ratio: [a, b]}``   a of b
``{lowest: C}``, ``{highest: C}``         the least and greatest number of a column
``{total: C}``                            the sum of columns, the total row left out
``{rows: T}``                             how many rows a table has, the total left out
``{rows_without: C}``                     how many of them have 0 in all of the columns
========================================  =====================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from pydantic import ValidationError

from evaluering.checks.audit.conflicts import Slot
from evaluering.checks.audit.declaration import Declaration, DeclaredColumns
from evaluering.checks.audit.proofs import printed, together
from evaluering.checks.audit.tables import AuditTable, role
from evaluering.data.numerals import WORDS, Numeral
from evaluering.data.published import TEXTS, Cells, Place
from evaluering.message import Value, message


class BadExpression(ValueError):
    """An expression that names nothing printed, or is none; ``key`` is where it stands."""

    def __init__(self, fault: str, key: str = "relations") -> None:
        super().__init__(fault)
        self.key = key


@dataclass(frozen=True)
class Formula:
    """A computed number: the cells it reads, and how."""

    slots: tuple[Slot, ...]
    compute: Callable[[Cells], Fraction | None]
    said: Callable[[Cells], Value]
    """The arithmetic, with the numbers."""
    operation: bool = False
    """Whether it is arithmetic, which stands in brackets within other arithmetic."""
    simple: bool = False
    """Whether it is one printed number as it stands."""


def read(slot: Slot, cells: Cells) -> Numeral | None:
    """Return a number; in a text without digits the first word that is one."""
    if (found := slot.read(cells)) is not None or slot.place.exhibit != TEXTS:
        return found
    words = cells.get(slot.place, "").casefold().split()
    return next((Numeral(WORDS[word], 0) for word in words if word in WORDS), None)


def slot_of(reference: object, cells: Cells) -> Slot:
    """Return the number that a reference names.

    Raises
    ------
    BadExpression
        Nothing is printed there.
    """
    if isinstance(reference, str):
        name, _, position = reference.partition("#")
        slot = Slot(Place(TEXTS, name, "printed"), int(position or 0))
    elif isinstance(reference, list) and len(reference) in {3, 4}:
        exhibit, row, column = map(str, reference[:3])
        slot = Slot(Place(exhibit, row, column), int(reference[3]) if len(reference) > 3 else 0)
    else:
        raise BadExpression(f"«{reference}» er verken en teksts id eller [tabell, rad, kolonne]")
    if slot.place not in cells:
        raise BadExpression(f"«{reference}» er ikke trykt")
    return slot


def formula(expression: Any, cells: Cells, tables: Mapping[str, AuditTable]) -> Formula:
    """Return what an expression computes.

    Raises
    ------
    BadExpression
        It names something that is not printed, or an operation that does not exist.
    """
    if isinstance(expression, int | float):
        number = Fraction(str(expression))
        return Formula((), lambda _: number, lambda _: str(expression))
    if not isinstance(expression, dict):
        slot = slot_of(expression, cells)
        return Formula(
            (slot,), lambda own: _exact(read(slot, own)), lambda own: _said(slot, own), simple=True
        )
    if len(expression) != 1:
        raise BadExpression(f"«{expression}» har ikke nøyaktig én operasjon")
    ((name, content),) = expression.items()
    if name in ARITHMETIC:
        if not isinstance(content, list):
            raise BadExpression(f"«{name}» trenger en liste")
        parts = [formula(part, cells, tables) for part in content]
        operation = ARITHMETIC[name]

        def compute(own: Cells) -> Fraction | None:
            numbers = [part.compute(own) for part in parts]
            known = [number for number in numbers if number is not None]
            return operation(known) if len(known) == len(numbers) else None

        return Formula(
            tuple(slot for part in parts for slot in part.slots),
            compute,
            lambda own: together(SIGNS[name], [_within(part, own) for part in parts]),
            operation=True,
        )
    if name not in COLUMNS:
        allowed = ", ".join((*ARITHMETIC, *COLUMNS))
        raise BadExpression(f"operasjonen «{name}» finnes ikke; tillatt: {allowed}")
    return _over_rows(name, content, tables)


def computed_cells(
    declared: Declaration, cells: Cells, tables: Mapping[str, AuditTable]
) -> set[Place]:
    """Return the cells that are declared to be computed from others.

    Raises
    ------
    BadExpression
        The declaration names something that is not printed.
    """
    computed = [r for r in declared.relations if r.equals is not None]
    return {
        slot_of(relation.cell, cells).place
        for relation in computed
        if not formula(relation.equals, cells, tables).simple
    }


def _over_rows(name: str, content: Any, tables: Mapping[str, AuditTable]) -> Formula:
    if isinstance(content, str):
        columns = tables[content].columns if content in tables else ()
        content = {"exhibit": content, "columns": list(columns[:1])}
    try:
        where = DeclaredColumns.model_validate(content)
    except ValidationError as error:
        raise BadExpression(f"«{name}»: {error.errors()[0]['msg']}") from None
    table = tables.get(where.exhibit)
    if table is None or any(c not in table.columns for c in where.columns):
        raise BadExpression(f"«{where.exhibit}» × «{', '.join(where.columns)}» er ikke trykt")
    rows = [r for r in table.rows if role(r) != "total" and r not in where.without]
    slots = [[Slot(table.place(r, c)) for c in where.columns] for r in rows]
    operation = COLUMNS[name]

    def compute(own: Cells) -> Fraction | None:
        numbers = [[_exact(slot.read(own)) for slot in row] for row in slots]
        return operation([[n for n in row if n is not None] for row in numbers])

    def said(own: Cells) -> Value:
        if name == "rows_without":
            found = [row for row, line in zip(rows, slots, strict=True) if not any(
                _exact(slot.read(own)) for slot in line)]  # fmt: skip
            told = {"columns": together("and", where.columns), "rows": "; ".join(found)}
            return message("audit_rows_without", **told)
        if name == "rows":
            return message("audit_rows", n=len(rows))
        numbers = [_said(slot, own) for row in slots for slot in row if slot.place in own]
        if name == "total":
            return together("plus", numbers)
        return message(f"audit_{name}", numbers=tuple(numbers))

    return Formula(tuple(slot for row in slots for slot in row), compute, said)


def _exact(number: Numeral | None) -> Fraction | None:
    return None if number is None else number.exact


def _said(slot: Slot, cells: Cells) -> Value:
    number = read(slot, cells)
    return "" if number is None else printed(number)


def _within(part: Formula, cells: Cells) -> Value:
    said = part.said(cells)
    return message("audit_brackets", terms=said) if part.operation else said


def _divided(numbers: list[Fraction], times: int) -> Fraction | None:
    return times * numbers[0] / numbers[1] if len(numbers) == 2 and numbers[1] else None


def _flat(rows: list[list[Fraction]]) -> Iterator[Fraction]:
    return (number for row in rows for number in row)


ARITHMETIC: dict[str, Callable[[list[Fraction]], Fraction | None]] = {
    "sum": lambda numbers: sum(numbers, start=Fraction(0)),
    "difference": lambda numbers: numbers[0] - sum(numbers[1:], start=Fraction(0)),
    "percent": lambda numbers: _divided(numbers, 100),
    "ratio": lambda numbers: _divided(numbers, 1),
}
SIGNS = {"sum": "plus", "difference": "minus", "percent": "per", "ratio": "per"}
COLUMNS: dict[str, Callable[[list[list[Fraction]]], Fraction | None]] = {
    "lowest": lambda rows: min(_flat(rows), default=None),
    "highest": lambda rows: max(_flat(rows), default=None),
    "total": lambda rows: sum(_flat(rows), start=Fraction(0)),
    "rows": lambda rows: Fraction(len(rows)),
    "rows_without": lambda rows: Fraction(sum(not any(row) for row in rows)),
}
