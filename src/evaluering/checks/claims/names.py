"""Checking the names in a claim against the project: one field has one meaning in all quantities.

A quantity of another package is checked in the same way when it calls its fields as ours do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from evaluering.checks.claims.claims import Statement
from evaluering.checks.claims.expectations.orders import OTHERS, Order
from evaluering.checks.claims.families import groups_of
from evaluering.checks.claims.quantity import Keys
from evaluering.config.columns import Column
from evaluering.config.indices import class_labels
from evaluering.config.project import Project
from evaluering.config.surveys import Survey

Allowed = Iterable[str] | Mapping[str, str]
Fault = tuple[str, str, Iterable[str]]
"""Key below the statement, what was found, what is allowed."""


@dataclass(frozen=True)
class Known:
    """The project, and the columns of each survey by name."""

    project: Project
    columns: Mapping[str, Mapping[str, Column]]

    @classmethod
    def of(cls, project: Project) -> Known:
        """Return what is known of a project."""
        columns = {name: s.columns(project.scales) for name, s in project.surveys.items()}
        return cls(project, columns)


def unknown_names(statement: Statement, known: Known) -> Iterator[Fault]:
    """Yield the names in a statement that the project does not have."""
    yield from _of_keys(statement.quantity, "quantity", statement.ordered_names, known)
    order = getattr(statement.expect, "order", None)
    if order is not None and getattr(statement.quantity, order.over, None) is None:
        yield from _in_order(statement.quantity, order, known)
    for kind, other in statement.expect.beside():
        yield from _of_keys(other, f"expect.{kind.name}", None, known)


def _of_keys(quantity: Keys, at: str, ordered: str | None, known: Known) -> Iterator[Fault]:
    for field in type(quantity).model_fields:
        value = getattr(quantity, field)
        if field not in FIELDS or value is None:
            continue
        names = [str(n) for n in (value if isinstance(value, list | tuple) else [value])]
        key = "expect.order.tiers" if field == ordered else f"{at}.{field}"
        for allowed in FIELDS[field](quantity, known):
            yield from ((key, name, _shown(allowed)) for name in names if name not in allowed)


def _in_order(quantity: Keys, order: Order, known: Known) -> Iterator[Fault]:
    """Yield the names of an order beside «øvrige», where the quantity itself names none."""
    names = [name for tier in order.tiers for name in tier if name != OTHERS]
    for allowed in FIELDS[order.over](quantity, known) if order.over in FIELDS else ():
        yield from (
            ("expect.order.tiers", name, _shown(allowed)) for name in names if name not in allowed
        )


def labels_named(statement: Statement, known: Known) -> Iterator[str]:
    """Yield what readers call the answers, classes and categories that a statement is of."""
    quantity = statement.quantity
    for field in ("codes", "classes", "levels", "categories"):
        chosen = getattr(quantity, field, None)
        for allowed in FIELDS[field](quantity, known):
            if isinstance(allowed, Mapping):
                names = allowed if chosen is None else map(str, chosen)
                yield from (allowed[name] for name in names if name in allowed)


def _shown(allowed: Allowed) -> list[str]:
    """Return what is allowed; a number is shown with what it stands for."""
    if not isinstance(allowed, Mapping):
        return list(allowed)
    return [f"{name} ({text})" if name.isdigit() else name for name, text in allowed.items()]


def _surveys_of(quantity: Keys, known: Known) -> list[Survey]:
    """Return the surveys that exist and that a quantity is of."""
    project = known.project
    groups = [project.groups[g].survey for g in groups_of(quantity) if g in project.groups]
    named = [*groups, str(getattr(quantity, "survey", ""))]
    return [project.surveys[s] for s in dict.fromkeys(named) if s in project.surveys]


def _columns(quantity: Keys, known: Known) -> Iterator[Allowed]:
    yield from (known.columns[survey.id] for survey in _surveys_of(quantity, known))


def _codes(quantity: Keys, known: Known) -> Iterator[Allowed]:
    """Yield the codes of each item, missing ones included."""
    for survey in _surveys_of(quantity, known):
        columns = known.columns[survey.id]
        for item in getattr(quantity, "items", []):
            if item in columns and columns[item].values:
                yield _answers(columns[item])


def _answers(column: Column) -> Mapping[str, str]:
    missing = {str(code): kind for code, kind in column.missing.codes.items()}
    return {str(code): label for code, label in column.values.items()} | missing


def _divided_by(quantity: Keys, known: Known) -> Iterator[Allowed]:
    """Yield the variables of the surveys, or else the structural variables."""
    for survey in (surveys := _surveys_of(quantity, known)):
        yield [
            *(v.name for v in survey.background if v.values),
            *(question.id for question in survey.multiple_responses),
        ]
    if not surveys and "survey" not in type(quantity).model_fields:
        yield known.project.structural


def _categories(quantity: Keys, known: Known) -> Iterator[Allowed]:
    by = getattr(quantity, "by", None)
    for survey in _surveys_of(quantity, known):
        if by is not None and (labels := survey.categories(by)):
            yield labels


def _classes(quantity: Keys, known: Known) -> Iterator[Allowed]:
    by = getattr(quantity, "by", None)
    if by in known.project.structural:
        yield class_labels(known.project.structural[by][1].classes)


def _levels(quantity: Keys, known: Known) -> Iterator[Allowed]:
    index = str(getattr(quantity, "index", ""))
    if index in known.project.indices:
        yield class_labels(known.project.indices[index].classes)


FIELDS: Mapping[str, Callable[[Keys, Known], Iterable[Allowed]]] = {
    "groups": lambda _quantity, known: [known.project.groups],
    "items": _columns,
    "per": _columns,
    "question": _columns,
    "codes": _codes,
    "by": _divided_by,
    "categories": _categories,
    "leaving_out": _categories,
    "classes": _classes,
    "levels": _levels,
    "index": lambda _quantity, known: [known.project.indices],
    "indices": lambda _quantity, known: [known.project.indices],
    "variable": lambda _quantity, known: [known.project.registry_variables],
    "variables": lambda _quantity, known: [known.project.registry_variables],
    "survey": lambda _quantity, known: [known.project.surveys],
    "surveys": lambda _quantity, known: [known.project.surveys],
}
"""What the names under each field may be, each yielded for itself where several must have them."""
