"""Holding claims against data: the numbers of each quantity against what is expected of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import isnan, nan

from evaluering.checks.claims.claim_data import ClaimData
from evaluering.checks.claims.claims import Claim, Statement
from evaluering.checks.claims.expectation import Found
from evaluering.checks.claims.families import groups_of
from evaluering.checks.claims.kinds import quantities
from evaluering.checks.claims.quantity import Bounds, Keys, Measured
from evaluering.checks.claims.survey_answers import Choices, SurveyAnswers
from evaluering.checks.claims.verdicts import CannotTest, Facet, Outcome, untested, within
from evaluering.stats.errors import StatisticsError


def answer_outcomes(claims: Iterable[Claim], data: SurveyAnswers) -> list[Outcome]:
    """Return the outcomes of the claims that the answers alone decide; the others are left out.

    Parameters
    ----------
    claims
        The claims, whose groups and items exist (`reading` checks).
    data
        The answers.
    """
    return [
        Outcome(claim, _tried(claim, data))
        for claim in claims
        if all(quantities()[keys.kind].of_answers for keys in claim.quantities)
    ]


def outcome(claim: Claim, data: ClaimData) -> Outcome:
    """Return what holding one claim against a wave gives.

    A comparison that rests on fewer respondents than the disclosure limit is not made.
    """
    try:
        parts = _tried(claim, data)
    except CannotTest as reason:
        return Outcome(claim, (), reason.told)
    except StatisticsError as error:
        return Outcome(claim, (), untested("no_test", error=str(error)))
    limit = 0 if _of_registers(claim, data.answers) else data.minimum_n
    return Outcome(claim, tuple(_disclosed(part, limit) for part in parts))


def _of_registers(claim: Claim, answers: SurveyAnswers) -> bool:
    """Return whether all that a claim is of are registers, whose rows are no persons."""
    of = [answers.groups[group].survey for keys in claim.quantities for group in groups_of(keys)]
    of += [str(keys.survey) for keys in claim.quantities if hasattr(keys, "survey")]
    return bool(of) and all(answers.surveys[name].holds == "register" for name in of)


def _found(keys: Keys, data: ClaimData | SurveyAnswers) -> Found:
    """Measure a quantity."""
    kind = quantities()[keys.kind]
    answers = data.answers if isinstance(data, ClaimData) else data
    numbers = list(kind.measure(keys, answers if kind.of_answers else data))
    return Found(kind, keys, numbers, answers.choices)


def _tried(claim: Claim, data: ClaimData | SurveyAnswers) -> tuple[Facet, ...]:
    parts = [part for s in claim.statements for part in _parts(s, data)]
    if claim.holding == "none":
        parts = [p if p.holds is None else replace(p, holds=not p.holds) for p in parts]
    return tuple(parts)


def _parts(statement: Statement, data: ClaimData | SurveyAnswers) -> Iterator[Facet]:
    """Yield each number held against its bounds, then the numbers among and beside others."""
    expect, found = statement.expect, _found(statement.quantity, data)
    bounds = expect.of_each(found.statistic, found.choices.phrases)
    p_bounds = _level(expect.of_test(), found.choices)
    if found.statistic == "p":
        bounds, p_bounds = p_bounds, None
    elif bounds is not None:
        bounds = found.quantity.loosened(bounds, found.choices)
    if bounds is not None or p_bounds is not None:
        yield from (_part(found, number, bounds, p_bounds) for number in found.numbers)
    for comparison, wanted in expect.among():
        yield from comparison.compare(wanted, found)
    for beside, other in expect.beside():
        yield from beside.compare(found, _found(other, data))


def _part(found: Found, number: Measured, bounds: Bounds | None, p_bounds: Bounds | None) -> Facet:
    """Return a number held against its own bounds and those of its p."""
    met = [] if bounds is None else [within(number.value, bounds)]
    if p_bounds is not None:
        met.append(within(nan if number.p is None else number.p, p_bounds))
    return Facet(
        about=found.quantity.about(number),
        statistic=found.statistic,
        value=number.value,
        holds=None if None in met or isnan(number.value) else all(met),
        bounds=bounds,
        n=number.n,
        interval=number.interval() if number.interval and found.choices.told else None,
        p=number.p,
        p_bounds=p_bounds,
        against=number.against,
        detectable=number.detectable,
        reason=number.reason,
    )


def _level(bounds: Bounds | None, choices: Choices) -> Bounds | None:
    """Return what is asked of p: under another choice a printed p need only be as low."""
    if bounds is None or bounds[1] is None or not choices.variant or bounds[1] >= 1:
        return bounds
    return 0.0, bounds[1]


def _disclosed(part: Facet, minimum_n: int) -> Facet:
    """Return a comparison without its numbers when too few respondents are behind them."""
    if part.holds is None:
        return replace(part, reason=part.reason or untested("no_valid_answers"))
    if part.n and min(part.n) < minimum_n:
        reason = untested("below_limit", limit=minimum_n)
        return Facet(part.about, part.statistic, nan, None, reason=reason)
    return part
