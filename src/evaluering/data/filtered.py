"""Respondents whom a condition is true for, and how many others there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.expressions.checking import condition
from evaluering.config.expressions.parsing import parsed
from evaluering.config.groups import ActorGroup
from evaluering.data.conditions import MISSING, TRUE, Values
from evaluering.data.quality import DataFinding
from evaluering.message import message


@dataclass(frozen=True, eq=False)
class Filtered:
    """Some of a survey's respondents."""

    survey: str
    written: str
    """Of what, and the condition that they meet."""
    frame: pd.DataFrame
    """Their rows, with the index of all rows."""
    of: int
    unknown: int
    """How many there were, and for how many of these the condition is missing."""


def group_findings(
    groups: Iterable[ActorGroup], frame: pd.DataFrame, columns: Mapping[str, Column]
) -> list[DataFinding]:
    """Return the groups of an expression that nobody is in, or that some may be in.

    Parameters
    ----------
    groups
        The groups of one survey.
    frame, columns
        The survey and its columns.
    """
    found = []
    for group in groups:
        if not isinstance(group.where, str):
            continue
        own = filtered(group.survey, frame, group.where, columns)
        if own.frame.empty:
            found.append(DataFinding("", 1, message("found_group_empty", group=group.label)))
        elif own.unknown:
            told = message("found_group_unknown", group=group.label, n=own.unknown)
            found.append(DataFinding("", own.unknown, told))
    return found


def filtered(
    survey: str, frame: pd.DataFrame, written: str, columns: Mapping[str, Column]
) -> Filtered:
    """Return the respondents of a survey whom a condition is true for."""
    truths = Values(frame).truths(condition(parsed(written), columns))
    unknown = int((truths == MISSING).sum())
    return Filtered(survey, written, frame.loc[truths == TRUE], len(frame), unknown)
