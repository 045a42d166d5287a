"""Weights that rake a survey's respondents to its frame."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaluering.checks.claims.survey_answers import Floats
from evaluering.config.surveys import Survey
from evaluering.stats.raking import rake


def frame_weights(frame: pd.DataFrame, survey: Survey, population: pd.DataFrame) -> Floats | None:
    """Return a weight for each respondent; None where the frame has no variable to rake on.

    Parameters
    ----------
    frame
        The respondents, codes kept.
    survey
        The codebook.
    population
        The population frame: variable, category, population.

    Returns
    -------
    numpy.ndarray or None
        Weights with mean 1. Who lacks a variable has the weight 1; a category of the frame
        that nobody answered from is left out of it.
    """
    margins: dict[str, dict[str, float]] = {}
    codes = pd.DataFrame(index=frame.index)
    for variable in survey.background:
        rows = population.loc[population["variable"] == variable.name]
        if rows.empty or variable.name not in frame:
            continue
        sizes = {
            str(c): float(n) for c, n in zip(rows["category"], rows["population"], strict=True)
        }
        codes[variable.name] = (
            frame[variable.name]
            .astype("string")
            .where(
                frame[variable.name].astype("string").isin([c for c, n in sizes.items() if n > 0])
            )
        )
        margins[variable.name] = sizes
    complete = codes.dropna() if margins else codes.iloc[:0]
    if complete.empty:
        return None
    margins = {
        name: {c: n for c, n in sizes.items() if n > 0 and (complete[name] == c).any()}
        for name, sizes in margins.items()
    }
    weights = np.ones(len(frame))
    weights[frame.index.get_indexer(complete.index)] = rake(complete, margins).weights
    return weights
