"""Respondents whom a condition is true for, and how many others there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.expressions.checking import condition
from evaluering.config.expressions.parsing import parsed
from evaluering.data.conditions import MISSING, TRUE, Values


@dataclass(frozen=True, eq=False)
class Filtered:
    """Some of a survey's respondents.

    Attributes
    ----------
    survey, written
        Of what, and the condition that they meet.
    frame
        Their rows, with the index of all rows.
    of, unknown
        How many there were, and for how many of these the condition is missing.
    """

    survey: str
    written: str
    frame: pd.DataFrame
    of: int
    unknown: int


def filtered(
    survey: str, frame: pd.DataFrame, written: str, columns: Mapping[str, Column]
) -> Filtered:
    """Return the respondents of a survey whom a condition is true for."""
    truths = Values(frame).truths(condition(parsed(written), columns))
    unknown = int((truths == MISSING).sum())
    return Filtered(survey, written, frame.loc[truths == TRUE], len(frame), unknown)
