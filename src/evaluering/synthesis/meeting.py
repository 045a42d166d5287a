"""Drawing the answers of all surveys until every required claim of the report holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from evaluering.checks.claims.claims import Claim
from evaluering.checks.claims.engine import answer_outcomes
from evaluering.checks.claims.reading import claims_file
from evaluering.checks.claims.survey_answers import SurveyAnswers
from evaluering.checks.claims.verdicts import Outcome, unmet
from evaluering.config.surveys import Survey
from evaluering.data.routing import members
from evaluering.errors import DataError
from evaluering.synthesis.answers import add_answers
from evaluering.synthesis.plan import Plan
from evaluering.synthesis.published import PublishedTable
from evaluering.synthesis.structure import spread

TRIES = 30


def answers_meeting(
    background: SurveyAnswers,
    plan: Plan,
    tables: Mapping[str, PublishedTable],
    claims: Sequence[Claim],
    seed: int,
    fixed: Mapping[str, pd.DataFrame] | None = None,
    tries: int = TRIES,
) -> SurveyAnswers:
    """Return the surveys with answers to which every required claim applies.

    The answers are drawn with the sub-seeds 0, 1, 2, …; the first draw in which every required
    claim holds and no two respondents of a survey answer alike is returned.

    Parameters
    ----------
    background
        Respondents with background variables, by survey, and the codebooks.
    plan, tables
        The plan, and the published tables that it names.
    claims
        The report's claims.
    seed
        The seed; the same seed gives the same answers.
    fixed
        Answers that are already settled, by survey.
    tries
        How many draws are made at most.

    Raises
    ------
    DataError
        No draw meets all the required claims: the best draw's are named.
    """
    best: list[str] | None = None
    for draw in range(tries):
        data = _drawn(background, plan, tables, [seed, draw], fixed or {})
        faults = _faults(answer_outcomes(claims, data), data)
        if not faults:
            return data
        best = faults if best is None or len(faults) < len(best) else best
    raise DataError(
        claims_file(plan.report),
        f"{tries} trekninger ga ikke svar som oppfyller alle påstandene. I den beste manglet: "
        + " | ".join(best or []),
        "Rett målene i config/synthesis.yaml, eller påstandene.",
    )


def _drawn(
    background: SurveyAnswers,
    plan: Plan,
    tables: Mapping[str, PublishedTable],
    seed: Sequence[int],
    fixed: Mapping[str, pd.DataFrame],
) -> SurveyAnswers:
    streams = np.random.default_rng(list(seed)).spawn(len(background.frames))
    frames = {}
    for (name, frame), rng in zip(background.frames.items(), streams, strict=True):
        survey = background.surveys[name]
        groups = [g for g in background.groups.values() if g.survey == name]
        answered = add_answers(
            frame, survey, background.scales, groups, plan.items, tables, rng, fixed.get(name)
        )
        shares = plan.surveys[name].shares
        frames[name] = share_among_asked(answered, survey, shares, rng)
    return replace(background, frames=frames)


def share_among_asked(
    frame: pd.DataFrame,
    survey: Survey,
    shares: Mapping[str, Mapping[int, float]],
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Return the respondents with the planned shares among those asked a background question.

    Who is asked may depend on an answer, so the shares can be met only when the answers are known.
    """
    drawn = {}
    for name, wanted in shares.items():
        variable = survey.variable(name)
        if variable is not None and variable.asked_if:
            inside = members(frame, variable.asked_if)
            counts = spread(wanted, int(inside.sum()))
            values = rng.permutation(np.repeat(list(counts), list(counts.values())))
            drawn[name] = pd.Series(pd.NA, index=frame.index, dtype="Int64")
            drawn[name][inside] = values
    return frame.assign(**drawn)


def _faults(found: Sequence[Outcome], data: SurveyAnswers) -> list[str]:
    faults = [f"{o.claim.id} ({o.observed})" for o in unmet(found)]
    for name, frame in data.frames.items():
        items = frame[list(data.surveys[name].items)].dropna(how="all")
        if items.duplicated().any():
            faults.append(f"like svar fra to respondenter i «{name}»")
    return faults
