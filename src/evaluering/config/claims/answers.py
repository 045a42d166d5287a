"""Claims on the answers of actor groups."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from evaluering.config.base import Distinct, Identifier, Real, VariableName, Whole
from evaluering.config.claims.base import AnswerClaim, Bounds, Claim, Codes, Groups, Items, Tiers


class Means(AnswerClaim):
    """Every mean is within bounds."""

    kind: Literal["means"]
    groups: Groups
    items: Items
    bounds: Bounds


class Difference(AnswerClaim):
    """The first group's mean minus the second's, and the test of it, for every item."""

    kind: Literal["difference"]
    groups: tuple[Identifier, Identifier]
    items: Items
    difference: Bounds | None = None
    """Forskjellen mellom gjennomsnittene."""
    p: Bounds | None = None
    """p-verdien av testen i config.yaml."""


class Alike(AnswerClaim):
    """The groups' means differ by at most so much, for every item."""

    kind: Literal["alike"]
    groups: Annotated[Distinct[Identifier], Field(min_length=2)]
    items: Items
    within: Real


class Nearer(AnswerClaim):
    """The first group's mean is nearer to a value than the second's, for every item."""

    kind: Literal["nearer"]
    groups: tuple[Identifier, Identifier]
    items: Items
    value: Real


class ItemOrder(AnswerClaim):
    """In every group, all items of a tier have higher means than all of the next."""

    kind: Literal["item_order"]
    groups: Groups
    order: Tiers[VariableName]


class GroupOrder(AnswerClaim):
    """For every item, all groups of a tier have higher means than all of the next."""

    kind: Literal["group_order"]
    items: Items
    order: Tiers[Identifier]


class Share(AnswerClaim):
    """Per cent with one of the codes, of valid answers or of all who were asked."""

    kind: Literal["share"]
    groups: Groups
    items: Items
    codes: Codes
    of: Literal["valid", "asked"] = "valid"
    """valid: av gyldige svar; asked: av alle som fikk spørsmålet."""
    bounds: Bounds


class ShareOrder(AnswerClaim):
    """For every item, all groups of a tier have higher shares with the codes than the next."""

    kind: Literal["share_order"]
    items: Items
    codes: Codes
    of: Literal["valid", "asked"] = "valid"
    """valid: av gyldige svar; asked: av alle som fikk spørsmålet."""
    order: Tiers[Identifier]


class CodeOrder(AnswerClaim):
    """All codes of a tier are more frequent than all of the next."""

    kind: Literal["code_order"]
    groups: Groups
    items: Items
    order: Tiers[Whole]


class Count(AnswerClaim):
    """The number of valid answers: the fewest and the most over the items."""

    kind: Literal["count"]
    groups: Groups
    items: Items
    fewest: Whole | None = None
    most: Whole | None = None


class Distribution(AnswerClaim):
    """The chi-square test of a distribution over groups."""

    kind: Literal["distribution"]
    groups: Annotated[Distinct[Identifier], Field(min_length=2)]
    items: Items
    p: Bounds


class Evenly(AnswerClaim):
    """The share with a code differs by at most so many points over categories of a variable."""

    kind: Literal["evenly"]
    groups: Groups
    items: Items
    code: Whole
    by: VariableName
    categories: Annotated[Distinct[Whole], Field(min_length=2)]
    within: Real


class WithinSd(AnswerClaim):
    """Per cent of the answers within one standard deviation of the mean."""

    kind: Literal["within_sd"]
    groups: Groups
    items: Items
    bounds: Bounds


class OpenAnswers(Claim):
    """The number of respondents who wrote something in an open question."""

    kind: Literal["open_answers"]
    groups: Groups
    question: VariableName
    bounds: Bounds


AnyAnswerClaim = (
    Means
    | Difference
    | Alike
    | Nearer
    | ItemOrder
    | GroupOrder
    | Share
    | ShareOrder
    | CodeOrder
    | Count
    | Distribution
    | Evenly
    | WithinSd
    | OpenAnswers
)
