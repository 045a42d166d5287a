"""The report's statements on the surveys, restated so that data can be held against them."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from evaluering.config.base import Identifier, Model, Text, VariableName

Bounds = tuple[float, float]
"""Laveste og høyeste tillatte verdi, begge med."""
Items = Annotated[list[VariableName], Field(min_length=1)]
Groups = Annotated[list[Identifier], Field(min_length=1)]


class _Statement(Model):
    """What all statements have."""

    id: Identifier
    section: Text
    exhibit: Text
    """Figuren eller tabellen som utsagnet gjelder, eller «tekst»."""
    text: Text
    """Utsagnet med egne ord."""
    required: bool = True
    """Om bølgen må oppfylle det; i så fall trekkes svarene på nytt til det holder."""
    reason: Text | None = None
    """Hvorfor det ikke kreves."""

    @model_validator(mode="after")
    def _reason_if_not_required(self) -> Self:
        if self.required != (self.reason is None):
            raise ValueError("«reason» hører til required: false, og er påkrevd der")
        return self


class Means(_Statement):
    """Every mean is within bounds."""

    kind: Literal["means"]
    groups: Groups
    items: Items
    bounds: Bounds


class Difference(_Statement):
    """The first group's mean minus the second's, and the test of it, for every item."""

    kind: Literal["difference"]
    groups: tuple[Identifier, Identifier]
    items: Items
    difference: Bounds | None = None
    p: Bounds | None = None


class Alike(_Statement):
    """The groups' means differ by at most so much, for every item."""

    kind: Literal["alike"]
    groups: Annotated[list[Identifier], Field(min_length=2)]
    items: Items
    within: float


class Nearer(_Statement):
    """The first group's mean is nearer to a value than the second's, for every item."""

    kind: Literal["nearer"]
    groups: tuple[Identifier, Identifier]
    items: Items
    value: float


class ItemOrder(_Statement):
    """In every group, all items of a tier have higher means than all of the next."""

    kind: Literal["item_order"]
    groups: Groups
    order: Annotated[list[Items], Field(min_length=2)]


class GroupOrder(_Statement):
    """For every item, all groups of a tier have higher means than all of the next."""

    kind: Literal["group_order"]
    items: Items
    order: Annotated[list[Groups], Field(min_length=2)]


class Share(_Statement):
    """Per cent with one of the codes, of valid answers or of all who were asked."""

    kind: Literal["share"]
    groups: Groups
    items: Items
    codes: Annotated[list[int], Field(min_length=1)]
    of: Literal["valid", "asked"] = "valid"
    bounds: Bounds


class CodeOrder(_Statement):
    """All codes of a tier are more frequent than all of the next."""

    kind: Literal["code_order"]
    groups: Groups
    items: Items
    order: Annotated[list[list[int]], Field(min_length=2)]


class Count(_Statement):
    """The number of valid answers: the fewest and the most over the items."""

    kind: Literal["count"]
    groups: Groups
    items: Items
    fewest: int | None = None
    most: int | None = None


class Distribution(_Statement):
    """The chi-square test of a distribution over groups."""

    kind: Literal["distribution"]
    groups: Annotated[list[Identifier], Field(min_length=2)]
    items: Items
    p: Bounds


class Evenly(_Statement):
    """The share with a code differs by at most so many points over categories of a variable."""

    kind: Literal["evenly"]
    groups: Groups
    items: Items
    code: int
    by: VariableName
    categories: Annotated[list[int], Field(min_length=2)]
    within: float


Statement = Annotated[
    Means
    | Difference
    | Alike
    | Nearer
    | ItemOrder
    | GroupOrder
    | Share
    | CodeOrder
    | Count
    | Distribution
    | Evenly,
    Field(discriminator="kind"),
]


class StatementsFile(Model):
    """statements.yaml."""

    statements: list[Statement]

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        ids = [s.id for s in self.statements]
        if doubled := [name for name in ids if ids.count(name) > 1]:
            raise ValueError(f"utsagnet «{doubled[0]}» står to ganger")
        return self


def groups_and_items(statement: Statement) -> tuple[list[str], list[str]]:
    """Return every group and every item that a statement names."""
    match statement:
        case ItemOrder():
            return statement.groups, [item for tier in statement.order for item in tier]
        case GroupOrder():
            return [group for tier in statement.order for group in tier], statement.items
        case _:
            return list(statement.groups), statement.items
