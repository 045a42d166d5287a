"""Which file of a wave is of which survey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from evaluering.data.arriving.known import KnownColumn, texts_of_file
from evaluering.data.arriving.likeness import bare
from evaluering.data.drafting.facts import FileFacts

ENOUGH = 0.25
"""How well a file has to fit a survey to be of it."""
NAMED = 0.1
"""What it counts that the file is called as the survey is, or as its former file was."""


@dataclass(frozen=True)
class SurveyFit:
    """How well a file fits a survey."""

    survey: str
    """The survey's id."""
    found: int
    known: int
    """How many of the survey's columns the file has by name or text, and how many there are."""
    score: float
    """Both, and how many of the file's own are among them: 1 is all."""


def fits(
    file: FileFacts, name: str, known: Mapping[str, Sequence[KnownColumn]],
    former: Mapping[str, str],
) -> dict[str, SurveyFit]:  # fmt: skip
    """Return how well a file fits each survey.

    Parameters
    ----------
    file, name
        The file's facts, and its name without its ending.
    known
        The columns of each survey.
    former
        The name of each survey's earlier file, without its ending.
    """
    names = {facts.column.strip().casefold() for facts in file.variables}
    texts = texts_of_file(file)
    asked = {bare(text) for facts in file.variables for text in texts.of(facts.column)}
    found = {}
    for survey, columns in known.items():
        there = [k for k in columns if k.names & names or {bare(t) for t in k.texts} & asked]
        expected = [k for k in columns if not k.column.optional or k in there]
        score = 2 * len(there) / (len(expected) + len(file.variables)) if there else 0.0
        if score and name.casefold() in {survey.casefold(), former.get(survey, "").casefold()}:
            score += NAMED
        found[survey] = SurveyFit(survey, len(there), len(columns), score)
    return found


def assigned(scores: Mapping[str, Mapping[str, SurveyFit]]) -> dict[str, SurveyFit]:
    """Return the survey of each file, each survey once, so that all together fit best.

    A file that fits none well enough, or only one that another file fits better, is left out.
    """
    files, surveys = list(scores), list(next(iter(scores.values()), {}))
    table = np.array([[scores[file][survey].score for survey in surveys] for file in files])
    rows, columns = linear_sum_assignment(table, maximize=True)
    pairs = ((files[r], scores[files[r]][surveys[c]]) for r, c in zip(rows, columns, strict=True))
    return {
        file: fit
        for file, fit in pairs
        if fit.score >= ENOUGH and fit.score >= 0.75 * best(scores[file]).score
    }


def best(found: Mapping[str, SurveyFit]) -> SurveyFit:
    """Return the survey that a file fits best."""
    return max(found.values(), key=lambda fit: fit.score)
