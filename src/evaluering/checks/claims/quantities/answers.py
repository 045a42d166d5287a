"""Quantities of the answers: means, shares, counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import nan
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from evaluering.checks.claims.quantity import (
    Codes,
    Groups,
    Keys,
    Measured,
    Numbers,
    OfItems,
    Variants,
    quantity,
)
from evaluering.checks.claims.verdicts import CannotTest, untested
from evaluering.config.base import VariableName
from evaluering.config.exhibits.base import Base

if TYPE_CHECKING:
    from evaluering.checks.claims.claim_data import ClaimData
    from evaluering.checks.claims.survey_answers import Sample, SurveyAnswers

OVER_ITEMS: Mapping[str, str] = {"groups": "group", "items": "item"}
COMPARED: Variants = {
    "compared": frozenset({"weighted", "dont-know-middle", "complete-battery"}),
    "ordered": frozenset({"rank-test"}),
}
ORDERED: Variants = {"ordered": frozenset({"weighted", "dont-know-middle"})}


class OfCodes(OfItems):
    """Some codes together, of each item in each group."""

    codes: Codes
    """Svarkodene som regnes sammen."""
    of: Base = "valid"
    """valid: av gyldige svar; answered: av disse og «vet ikke»; asked: av alle som fikk
    spørsmålet."""
    by: VariableName | None = None
    """En bakgrunnsvariabel som svarene deles etter; utelatt: alle i gruppen."""
    categories: Codes | None = None
    """Kodene av bakgrunnsvariabelen; utelatt: alle."""


class OfEachCode(OfItems):
    """Each code, of each item in each group."""

    orderable: ClassVar[tuple[str, ...]] = ("groups", "items", "codes")

    codes: Codes = []
    """Svarkodene, hver for seg; utelatt: de som «order» nevner."""


class OfQuestion(Keys):
    """An open question, in each group."""

    orderable: ClassVar[tuple[str, ...]] = ("groups",)

    groups: Groups = []
    """Aktørgruppene; utelatt: de som «order» nevner."""
    question: VariableName
    """Det åpne spørsmålet, etter variabelnavn."""


def _based(of: OfCodes, answers: SurveyAnswers) -> Callable[..., Sample]:
    """Return how the answers that shares are of are found."""
    bases = {"valid": answers.sample, "answered": answers.answered, "asked": answers.asked}
    return bases[of.of]


@quantity(OfItems, "mean", over=OVER_ITEMS, variants=COMPARED, of_answers=True)
def mean(of: OfItems, answers: SurveyAnswers) -> Numbers:
    """Gjennomsnittet av de gyldige svarene på hvert ledd i hver gruppe."""
    for where, group, item in of.places():
        found = answers.sample(group, item)
        yield Measured(
            where, found.mean, (found.n,), interval=found.mean_interval, sample=found.values
        )


@quantity(
    OfCodes, "percent", over={**OVER_ITEMS, "categories": "category"}, variants=ORDERED,
    of_answers=True,
)  # fmt: skip
def share(of: OfCodes, answers: SurveyAnswers) -> Numbers:
    """Prosenten med en av svarkodene, på hvert ledd i hver gruppe (og hver kategori av den)."""
    chosen = _based(of, answers)
    for where, group, item in of.places():
        if of.by is None:
            yield chosen(group, item).share(where, of.codes)
            continue
        labels = answers.surveys[answers.groups[group].survey].categories(of.by) or {}
        for code in of.categories or map(int, labels):
            named = {"category": labels[str(code)]}
            found = chosen(group, item, {of.by: [code]})
            yield found.share({**where, "category": str(code)}, of.codes, named)


@quantity(OfCodes, "count", over=OVER_ITEMS, of_answers=True)
def answer_count(of: OfCodes, answers: SurveyAnswers) -> Numbers:
    """Antallet med en av svarkodene, på hvert ledd i hver gruppe."""
    for where, group, item in of.places():
        values = _based(of, answers)(group, item).values
        yield Measured(where, int(np.isin(values, of.codes).sum()), (len(values),))


@quantity(OfEachCode, "percent", over={**OVER_ITEMS, "codes": "answer"}, of_answers=True)
def code_share(of: OfEachCode, answers: SurveyAnswers) -> Numbers:
    """Prosenten av de gyldige svarene med hver av svarkodene."""
    for where, group, item in of.places():
        labels = answers.columns(answers.groups[group].survey)[item].values
        for code in of.codes:
            named = {"answer": labels.get(code, str(code))}
            sample = answers.sample(group, item)
            yield sample.share({**where, "answer": str(code)}, [code], named)


@quantity(OfItems, "count", over=OVER_ITEMS, of_answers=True)
def valid_answers(of: OfItems, answers: SurveyAnswers) -> Numbers:
    """Antallet gyldige svar på hvert ledd i hver gruppe."""
    for where, group, item in of.places():
        yield Measured(where, answers.sample(group, item).n)


@quantity(OfItems, "count", over=OVER_ITEMS, of_answers=True)
def scale_points(of: OfItems, answers: SurveyAnswers) -> Numbers:
    """Antallet svar på skalaen til hvert ledd, uten «vet ikke»."""
    for where, group, item in of.places():
        yield Measured(where, len(answers.columns(answers.groups[group].survey)[item].values))


@quantity(OfItems, "percent", over=OVER_ITEMS, of_answers=True)
def share_within_sd(of: OfItems, answers: SurveyAnswers) -> Numbers:
    """Prosenten av de gyldige svarene innenfor ett standardavvik fra snittet."""
    for where, group, item in of.places():
        values = answers.valid(group, item)
        if len(values) < 2:
            yield Measured(where, nan, reason=untested("too_few"))
            continue
        near = abs(values - values.mean()) <= values.std(ddof=1)
        yield Measured(where, 100 * float(near.mean()), (len(values),))


@quantity(OfQuestion, "count", over={"groups": "group"})
def open_answers(of: OfQuestion, data: ClaimData) -> Numbers:
    """Antallet i hver gruppe som skrev noe på et åpent spørsmål."""
    answers = data.answers
    for group in of.groups:
        frame = answers.frames[answers.groups[group].survey]
        if of.question not in frame:
            raise CannotTest("no_question", question=of.question)
        inside = answers.members(group)
        written = (frame[of.question].fillna("").str.strip() != "")[inside].sum()
        yield Measured({"item": of.question, "group": group}, int(written))
