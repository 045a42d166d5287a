"""Quoted answers to an open question: released one by one, and each found among the answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from evaluering.config.exhibits.quotes import Quotes
from evaluering.data.divisions import Category
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.absence import NO_ANSWERS, NO_QUOTES, TOO_FEW, NoDataError
from evaluering.exhibits.result import Result
from evaluering.message import message

OMITTED = re.compile(r"\[[^\]]*\]|…|\.\.\.")
"""What a quote leaves out or puts in."""


def compute(exhibit: Quotes, data: WaveData) -> Result:
    """Return a row a released quote that stands in an answer, with the category of who gave it.

    No other answer is read into the result. The category is told only where enough in it answered,
    and where it is the only one that the quote was found in.
    """
    answers = data.respondents(exhibit.survey)[exhibit.question].fillna("").map(_plain)
    given = answers.ne("").to_numpy(dtype=bool)
    if not given.any():
        raise NoDataError(NO_ANSWERS)
    if given.sum() < data.project.settings.disclosure.minimum_n:
        raise NoDataError(TOO_FEW)
    categories = list(data.division(exhibit.survey, exhibit.by)) if exhibit.by else []
    least, rows, lost = data.project.settings.disclosure.minimum_n, [], 0
    for place, quote in enumerate(exhibit.released, 1):
        found = answers.map(lambda answer, own=quote: _holds(answer, own)).to_numpy(dtype=bool)
        if not found.any():
            lost += 1
            continue
        category = _category(categories, found, given, least)
        rows.append(
            {
                "row": str(place),
                "row_label": quote,
                "column": category.name if category else "",
                "column_label": category.label if category else "",
            }
        )
    if not rows:
        raise NoDataError(NO_QUOTES)
    table = pd.DataFrame(rows)
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=table,
        n=int(given.sum()),
        method=(message("method_quotes"),),
        notes=(
            *((message("quotes_lost", n=lost),) if lost else ()),
            *((message("quotes_unplaced"),) if categories and table["column"].eq("").any() else ()),
        ),
    )


def _category(
    categories: Sequence[Category], found: np.ndarray, given: np.ndarray, least: int
) -> Category | None:
    """Return the one category of those who gave a quote, if enough in it answered."""
    members = [(own, own.members.to_numpy(dtype=bool)) for own in categories]
    holding = [(own, inside) for own, inside in members if (inside & found).any()]
    if len(holding) != 1:
        return None
    ((only, inside),) = holding
    enough = int((inside & given).sum()) >= least and bool(inside[found].all())
    return only if enough else None


def _holds(answer: str, quote: str) -> bool:
    """Return whether the parts of a quote stand in an answer, in order."""
    parts = [part for part in map(_plain, OMITTED.split(quote)) if part]
    at = 0
    for part in parts:
        at = answer.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return bool(parts)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", str(text)).strip().casefold()
