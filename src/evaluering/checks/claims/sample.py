"""The kinds of claim on response and on how the answers follow the frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import nan
from typing import Any

import pandas as pd

from evaluering.checks.claims.answers import share_interval
from evaluering.checks.claims.claim_data import ClaimData
from evaluering.checks.claims.orders import descending
from evaluering.checks.claims.verdicts import CannotTest, Part, within
from evaluering.config.claims.reading import OTHERS
from evaluering.config.claims.sample import (
    Categories,
    Category,
    CategoryRate,
    CategoryRateAlike,
    CategoryRateOrder,
    FrameFit,
    Population,
    Respondents,
    ResponseOrder,
    ResponseRate,
    Surveys,
    Ticks,
)
from evaluering.stats.representativeness import goodness_of_fit

Parts = Iterator[Part]


def _respondents(claim: Respondents, data: ClaimData) -> Parts:
    n = len(data.answers.frames[claim.survey])
    yield Part({"survey": claim.survey}, "count", n, within(n, claim.bounds), bounds=claim.bounds)


def _population(claim: Population, data: ClaimData) -> Parts:
    n = data.survey_file(claim.survey).population
    if n is None:
        raise CannotTest("bølgen oppgir ikke populasjonen")
    yield Part({"survey": claim.survey}, "count", n, within(n, claim.bounds), bounds=claim.bounds)


def _surveys(claim: Surveys, data: ClaimData) -> Parts:
    n = len(data.wave.surveys)
    yield Part({"wave": data.wave.id}, "count", n, within(n, claim.bounds), bounds=claim.bounds)


def _rate(survey: str, data: ClaimData) -> tuple[float, int]:
    sent = data.survey_file(survey).invited
    if sent is None:
        raise CannotTest("bølgen oppgir ikke hvor mange som fikk skjemaet")
    return 100 * len(data.answers.frames[survey]) / sent, sent


def _response_rate(claim: ResponseRate, data: ClaimData) -> Parts:
    for survey in claim.surveys:
        rate, sent = _rate(survey, data)
        yield _percent({"survey": survey}, rate, sent, claim.bounds)


def _response_order(claim: ResponseOrder, data: ClaimData) -> Parts:
    tiers = [{survey: _rate(survey, data)[0] for survey in tier} for tier in claim.order]
    sizes = {survey: _rate(survey, data)[1] for tier in claim.order for survey in tier}
    yield from descending(tiers, "percent", "survey", {}, sizes)


def _percent(about: Mapping[str, str], percent: float, n: int, bounds: Any) -> Part:
    interval = share_interval(percent, n) if percent <= 100 else None
    return Part(about, "percent", percent, within(percent, bounds), bounds, (n,), interval)


def _answered(claim: Any, data: ClaimData) -> dict[str, int]:
    """Return the number of answers by category."""
    frame, labels = data.answers.frames[claim.survey], _labels(claim, data)
    question = data.answers.surveys[claim.survey].multiple_response(claim.by)
    if question is not None:
        return {box: int((frame[box] == 1).sum()) for box in labels}
    return {code: int((frame[claim.by] == int(code)).sum()) for code in labels}


def _sizes(claim: Any, data: ClaimData) -> dict[str, int]:
    """Return the population by category, of the frame."""
    sizes = data.frame(claim.survey, claim.by)
    return {name: sizes[name] for name in _labels(claim, data) if name in sizes}


def _labels(claim: Any, data: ClaimData) -> dict[str, str]:
    return data.answers.surveys[claim.survey].categories(claim.by) or {}


def _rates(claim: Any, data: ClaimData) -> dict[str, float]:
    answered = _answered(claim, data)
    sizes = _sizes(claim, data).items()
    return {name: 100 * answered[name] / size for name, size in sizes if size}


def _category_rate(claim: CategoryRate, data: ClaimData) -> Parts:
    rates, sizes, labels = _rates(claim, data), _sizes(claim, data), _labels(claim, data)
    for name in claim.categories or [c for c in rates if c not in claim.leaving_out]:
        about = {"survey": claim.survey, "category": labels[name]}
        yield _percent(about, rates.get(name, nan), sizes.get(name, 0), claim.bounds)


def _category_rate_order(claim: CategoryRateOrder, data: ClaimData) -> Parts:
    rates = _rates(claim, data)
    about = {"survey": claim.survey}
    tiers, labels = tiers_of(claim.order, rates), _labels(claim, data)
    yield from descending(tiers, "percent", "category", about, {}, labels=labels)


def tiers_of(order: list[list[str]], values: Mapping[str, float]) -> list[dict[str, float]]:
    """Return the values tier by tier; «øvrige» stands for all that no tier names."""
    named = {name for tier in order for name in tier}
    rest = [name for name in values if name not in named]
    spelt = [[n for name in tier for n in (rest if name == OTHERS else [name])] for tier in order]
    return [{name: values.get(name, nan) for name in tier} for tier in spelt]


def _category_rate_alike(claim: CategoryRateAlike, data: ClaimData) -> Parts:
    rates, labels = _rates(claim, data), _labels(claim, data)
    low, high = min(rates, key=rates.__getitem__), max(rates, key=rates.__getitem__)
    apart = rates[high] - rates[low]
    yield Part(
        about={"survey": claim.survey, "category": labels[high]},
        statistic="points",
        value=apart,
        holds=within(apart, (None, claim.within)),
        bounds=(None, claim.within),
        against={"category": labels[low]},
    )


def _category(claim: Category, data: ClaimData) -> Parts:
    counts = _answered(claim, data) if claim.source == "answers" else _sizes(claim, data)
    count, n = sum(counts.get(name, 0) for name in claim.categories), sum(counts.values())
    labels = _labels(claim, data)
    named = " og ".join(labels[name] for name in claim.categories)
    about = {"survey": claim.survey, "category": named}
    if claim.of == "count":
        yield Part(about, "count", count, within(count, claim.bounds), bounds=claim.bounds)
    else:
        yield _percent(about, 100 * count / n if n else nan, n, claim.bounds)


def _categories(claim: Categories, data: ClaimData) -> Parts:
    found = sum(n > 0 for n in _answered(claim, data).values())
    about = {"survey": claim.survey, "variable": claim.by}
    yield Part(about, "count", found, within(found, claim.bounds), bounds=claim.bounds)


def _ticks(claim: Ticks, data: ClaimData) -> Parts:
    frame = data.answers.frames[claim.survey]
    question = data.answers.surveys[claim.survey].multiple_response(claim.by)
    if question is not None:
        ticks = pd.DataFrame({o.name: frame[o.name] == 1 for o in question.options}).sum(axis=1)
    else:
        ticks = frame[claim.by].isin([int(c) for c in _labels(claim, data)]).astype(int)
    found = int((ticks == claim.ticks).sum())
    about = {"survey": claim.survey, "variable": claim.by, "ticks": str(claim.ticks)}
    yield Part(about, "count", found, within(found, claim.bounds), bounds=claim.bounds)


def _frame_fit(claim: FrameFit, data: ClaimData) -> Parts:
    sizes = {name: size for name, size in _sizes(claim, data).items() if size}
    answered = {name: n for name, n in _answered(claim, data).items() if name in sizes}
    several = data.answers.surveys[claim.survey].multiple_response(claim.by) is not None
    total, invited = sum(answered.values()), sum(sizes.values())
    if not total:
        raise CannotTest("ingen svar med opplysningen")
    about = {"survey": claim.survey, "variable": claim.by}
    if claim.p is not None:
        if several:
            raise CannotTest("flere kryss var mulig, så fordelingen kan ikke testes")
        p = goodness_of_fit(answered, sizes).test.p
        yield Part(about, "p", p, within(p, claim.p), bounds=claim.p, n=(total,))
    if claim.within is not None:
        gaps = {c: 100 * answered.get(c, 0) / total - 100 * sizes[c] / invited for c in sizes}
        widest = max(gaps, key=lambda c: abs(gaps[c]))
        gap = abs(gaps[widest])
        about = {"survey": claim.survey, "category": _labels(claim, data)[widest]}
        limits = (None, claim.within)
        yield Part(about, "points", gap, within(gap, limits), bounds=limits, n=(total,))


KINDS: Mapping[str, Callable[[Any, ClaimData], Parts]] = {
    "respondents": _respondents,
    "population": _population,
    "surveys": _surveys,
    "response_rate": _response_rate,
    "response_order": _response_order,
    "category_rate": _category_rate,
    "category_rate_order": _category_rate_order,
    "category_rate_alike": _category_rate_alike,
    "category": _category,
    "categories": _categories,
    "ticks": _ticks,
    "frame_fit": _frame_fit,
}
