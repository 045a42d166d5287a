"""Quantities of numbers, as a register of grants has them: sums, their ratios, and the ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import nan
from typing import TYPE_CHECKING

from evaluering.checks.claims.quantity import Codes, Measured, Numbers, OfItems, quantity
from evaluering.config.base import VariableName

if TYPE_CHECKING:
    from evaluering.checks.claims.survey_answers import SurveyAnswers

OVER: Mapping[str, str] = {"groups": "group", "items": "item", "categories": "category"}
Place = tuple[dict[str, str], str, str, dict[str, list[int]], dict[str, str]]
"""Where a number is from, its group and item, the category it is of, and what that is called."""


class OfNumbers(OfItems):
    """Numbers, of each group, or of each category of it."""

    by: VariableName | None = None
    """En bakgrunnsvariabel som tallene deles etter; utelatt: alle i gruppen."""
    categories: Codes | None = None
    """Kodene av bakgrunnsvariabelen; utelatt: alle."""


class OfSums(OfNumbers):
    """Sums of numbers, by themselves or in relation to the sum of another."""

    per: VariableName | None = None
    """Tallet hvis sum summen deles på; utelatt: summen selv."""


def _places(of: OfNumbers, answers: SurveyAnswers) -> Iterator[Place]:
    for where, group, item in of.places():
        if of.by is None:
            yield where, group, item, {}, {}
            continue
        labels = answers.surveys[answers.groups[group].survey].categories(of.by) or {}
        for code in of.categories or map(int, labels):
            at = {**where, "category": str(code)}
            yield at, group, item, {of.by: [code]}, {"category": labels[str(code)]}


@quantity(OfSums, lambda of: "sum" if of.per is None else "ratio", over=OVER, of_answers=True)
def total(of: OfSums, answers: SurveyAnswers) -> Numbers:
    """Summen av hvert tall, eller forholdet mellom den og en annen sum, i hver gruppe."""
    for where, group, item, among, labels in _places(of, answers):
        values = answers.valid(group, item, among)
        found = float(values.sum()) if len(values) else nan
        if of.per is not None:
            below = float(answers.valid(group, of.per, among).sum())
            found = found / below if below else nan
        yield Measured(where, found, (len(values),), labels)


@quantity(OfNumbers, "smallest", over=OVER, of_answers=True)
def smallest(of: OfNumbers, answers: SurveyAnswers) -> Numbers:
    """Den minste verdien av hvert tall i hver gruppe."""
    return _ends(of, answers, min)


@quantity(OfNumbers, "largest", over=OVER, of_answers=True)
def largest(of: OfNumbers, answers: SurveyAnswers) -> Numbers:
    """Den største verdien av hvert tall i hver gruppe."""
    return _ends(of, answers, max)


def _ends(of: OfNumbers, answers: SurveyAnswers, end: Callable[..., float]) -> Numbers:
    for where, group, item, among, labels in _places(of, answers):
        values = answers.valid(group, item, among)
        yield Measured(where, end(values, default=nan), (len(values),), labels)
