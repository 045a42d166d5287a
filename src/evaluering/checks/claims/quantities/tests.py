"""Quantities that are tests between groups of the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field

from evaluering.checks.claims.quantity import Measured, Numbers, OfItems, Some, quantity
from evaluering.config.base import Identifier

if TYPE_CHECKING:
    from evaluering.checks.claims.survey_answers import SurveyAnswers


class OfTwoGroups(OfItems):
    """Two groups, for each item."""

    groups: Annotated[Some[Identifier], Field(min_length=2, max_length=2)]
    """De to aktørgruppene: den første minus den andre."""


class AmongGroups(OfItems):
    """Several groups, for each item."""

    orderable: ClassVar[tuple[str, ...]] = ("items",)

    groups: Annotated[Some[Identifier], Field(min_length=2)]
    """Aktørgruppene som fordelingen sammenlignes over."""


@quantity(
    OfTwoGroups, "difference", over={"items": "item"}, tested=True, of_answers=True,
    variants={
        "always": frozenset({"weighted", "dont-know-middle", "complete-battery"}),
        "tested": frozenset({"other-t-test", "rank-test", "holm"}),
    },
)  # fmt: skip
def difference(of: OfTwoGroups, answers: SurveyAnswers) -> Numbers:
    """Snittet i den første gruppen minus snittet i den andre, med p av testen i config.yaml."""
    from evaluering.checks.claims.comparisons import compared, detectable, holm

    first, second = of.groups
    family = dict.fromkeys([*of.items, *answers.choices.family])
    found = {item: compared(first, second, item, answers) for item in family}
    p = {item: own.p for item, own in found.items()}
    p = holm(p) if answers.choices.family else p
    for item in of.items:
        own = found[item]
        yield Measured(
            at={"item": item, "group": first},
            value=own.difference,
            n=own.n,
            interval=own.limits,
            p=p[item],
            against={"group": second},
            detectable=detectable(own, answers.power) if answers.choices.told else None,
        )


@quantity(
    AmongGroups, "p", over={"items": "item"}, tested=True, of_answers=True,
    variants={"always": frozenset({
        "weighted", "dont-know-middle", "simulated-p", "likelihood-ratio",
    })},
)  # fmt: skip
def distribution(of: AmongGroups, answers: SurveyAnswers) -> Numbers:
    """P-verdien av kjikvadrattesten av svarfordelingen over gruppene, ledd for ledd."""
    from evaluering.checks.claims.comparisons import association, distribution_p

    for item in of.items:
        samples = [answers.sample(group, item) for group in of.groups]
        p, shape = distribution_p(samples, answers)
        n = tuple(sample.n for sample in samples)
        where = {"item": item, "group": " / ".join(of.groups)}
        yield Measured(where, p, n, detectable=association(n, shape, answers))
