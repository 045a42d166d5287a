"""Answers to the open question, plainly synthetic, and the codes that two coders gave them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaluering.config.missing import UNANSWERED
from evaluering.config.surveys import Survey
from evaluering.data.routing import members
from evaluering.errors import DataError
from evaluering.synthesis.plan import OpenAnswerPlan
from evaluering.synthesis.structure import spread

TEXT = "Syntetisk kommentar {}"


def add_open_answers(
    frame: pd.DataFrame, survey: Survey, plan: OpenAnswerPlan, rng: np.random.Generator
) -> pd.DataFrame:
    """Return the respondents with that many answers to each open question, and their codes.

    Parameters
    ----------
    frame, survey
        Respondents and their codebook.
    plan
        How many answer, who may, the shares of the codes and how often two coders agree.
    rng
        The generator.

    Raises
    ------
    DataError
        Fewer respondents may answer than there are answers.
    """
    allowed = np.flatnonzero(members(frame, plan.among).to_numpy())
    if len(allowed) < plan.count:
        raise DataError(
            "config/synthesis.yaml",
            f"open_answers: {plan.count} svar i «{survey.id}», men {len(allowed)} kan svare.",
            "Rett antallet eller hvem som svarer.",
        )
    columns: dict[str, pd.Series] = {}
    for question in survey.open_questions:
        answered = np.sort(rng.permutation(allowed)[: plan.count])
        text = pd.Series("", index=frame.index, dtype="str")
        text.iloc[answered] = pd.Series(range(1, plan.count + 1)).map(TEXT.format)
        columns[question.name] = text
        if plan.coders:
            columns |= _codes(frame, survey, plan, answered, rng)
    return frame.assign(**columns)


def _codes(
    frame: pd.DataFrame,
    survey: Survey,
    plan: OpenAnswerPlan,
    answered: np.ndarray,
    rng: np.random.Generator,
) -> dict[str, pd.Series]:
    """Return each coder's code of each answer; those who did not answer are unanswered."""
    counts = spread(plan.codes, plan.count)
    first = rng.permutation(np.repeat(list(counts), list(counts.values())))
    columns = {}
    for number, coder in enumerate(plan.coders):
        codes = first.copy()
        if number:  # the later coders disagree with the first on a share of the answers
            differ = rng.permutation(plan.count)[: round((1 - plan.agreement) * plan.count)]
            others = [[code for code in counts if code != own] for own in first[differ]]
            codes[differ] = [rng.choice(other) for other in others]
        variable = survey.variable(coder)
        code = None if variable is None else variable.missing_codes.code(UNANSWERED)
        unanswered = pd.NA if code is None else code
        column = pd.Series(unanswered, index=frame.index, dtype="Int64")
        column.iloc[answered] = codes
        columns[coder] = column
    return columns
