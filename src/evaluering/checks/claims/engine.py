"""Holding claims against data: each kind is one function that yields its comparisons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from evaluering.checks.claims import answers, membership, registry, sample, structure
from evaluering.checks.claims.claim_data import ClaimData
from evaluering.checks.claims.survey_answers import SurveyAnswers
from evaluering.checks.claims.verdicts import CannotTest, Outcome, Part
from evaluering.config.claims import AnswerClaim, AnyClaim
from evaluering.stats.errors import StatisticsError

WAVE_KINDS = structure.KINDS | registry.KINDS | sample.KINDS | membership.KINDS  # type: ignore[operator]


def answer_outcomes(claims: Iterable[AnyClaim], data: SurveyAnswers) -> list[Outcome]:
    """Return the outcomes of the claims that the answers alone decide; the others are left out.

    Parameters
    ----------
    claims
        The claims, whose groups and items exist (`config.claims.reading` checks).
    data
        The answers.
    """
    return [
        Outcome(claim, tuple(answers.KINDS[claim.kind](claim, data)))
        for claim in claims
        if isinstance(claim, AnswerClaim)
    ]


def outcome(claim: AnyClaim, data: ClaimData) -> Outcome:
    """Return what holding one claim against a wave gives.

    A comparison that rests on fewer respondents than the disclosure limit is not made.
    """
    try:
        if claim.kind in answers.KINDS:
            parts = tuple(answers.KINDS[claim.kind](claim, data.answers))
        else:
            parts = tuple(WAVE_KINDS[claim.kind](claim, data))
    except CannotTest as reason:
        return Outcome(claim, (), str(reason))
    except StatisticsError as error:
        return Outcome(claim, (), f"testen kan ikke beregnes ({error})")
    return Outcome(claim, tuple(_disclosed(part, data.minimum_n) for part in parts))


def _disclosed(part: Part, minimum_n: int) -> Part:
    """Return a comparison without its numbers when too few respondents are behind them."""
    if part.holds is None:
        return replace(part, reason=part.reason or "ingen gyldige svar")
    if part.n and min(part.n) < minimum_n:
        reason = f"færre enn {minimum_n} svar"
        return Part(part.about, part.statistic, float("nan"), None, reason=reason)
    return part
