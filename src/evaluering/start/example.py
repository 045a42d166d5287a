"""The example's invented answers, drawn from seeds: the same in every language.

In a later wave others answer, and two things have changed: `CHANGES`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaluering.config.missing import DONT_KNOW, UNANSWERED
from evaluering.config.scales import Scale
from evaluering.config.surveys import Survey

SEED = 20240901
SIZES = (52, 31)
"""Respondents in each department, in the order of the codes."""
MEANS = ((4.2, 4.0), (2.6, 3.4), (4.1, 3.6), (3.7, 3.3), (3.4, 3.3), (3.1, 2.7))
"""Where the answers to each item lie, by department."""
CHANGES = ((0.0, 0.0), (0.7, 0.7), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (-0.6, 0.0))
"""What the means change by from one wave to the next, by item and department."""
TICKED = (0.62, 0.44, 0.35, 0.27, 0.51)
"""How often each box is ticked."""
SHARED, OWN = 0.6, 0.8
"""Spread that a respondent's answers share, and that of each answer alone."""
LOST = {DONT_KNOW: 0.03, UNANSWERED: 0.02}
"""How often there is no answer, by kind."""


def invented_answers(survey: Survey, scale: Scale, wave: int = 0) -> pd.DataFrame:
    """Return the answers of staff who do not exist, one row each.

    Parameters
    ----------
    survey
        The example's codebook: an identifier, a variable that divides the respondents, a mark of
        synthetic data, one battery and one multiple-response question.
    scale
        The battery's scale.
    wave
        How many waves there were before.
    """
    generator = np.random.default_rng(SEED + wave)
    division, mark = survey.variables
    (battery,), (question,) = survey.batteries, survey.multiple_responses
    department = np.repeat(np.arange(len(SIZES)), SIZES)
    generator.shuffle(department)
    number, first = len(department), 1001 + 1000 * wave
    columns: dict[str, object] = {
        survey.respondent: pd.Series(range(first, first + number)).astype("str"),
        division.name: np.array(list(division.values))[department],
        mark.name: np.ones(number, dtype=int),
    }
    shared = SHARED * generator.standard_normal(number)
    for item, means, change in zip(battery.items, MEANS, CHANGES, strict=True):
        own = OWN * generator.standard_normal(number)
        here = np.array(means) + wave * np.array(change)
        level = np.rint(here[department] + shared + own)
        columns[item.name] = _with_missing(
            np.clip(level, scale.codes[0], scale.codes[-1]), scale, generator
        )
    for option, share in zip(question.options, TICKED, strict=True):
        columns[option.name] = (generator.random(number) < share).astype(int)
    return pd.DataFrame(columns)


def _with_missing(answers: np.ndarray, scale: Scale, generator: np.random.Generator) -> np.ndarray:
    """Put a missing code in the place of some answers."""
    drawn, below = generator.random(len(answers)), 0.0
    for code, kind in scale.missing_codes.codes.items():
        share = LOST[kind]
        answers = np.where((below <= drawn) & (drawn < below + share), code, answers)
        below += share
    return answers
