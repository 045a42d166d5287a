"""Answers with the codebook's labels, and why there is no answer, as pandas has them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.missing import UNANSWERED
from evaluering.data.missing import answered, kinds
from evaluering.data.routing import asked

NOT_ASKED = "not_asked"
"""Why those have not answered who were never asked."""


def labelled(frame: pd.DataFrame, columns: Mapping[str, Column]) -> pd.DataFrame:
    """Return answers with labels for codes; whatever is no answer is missing.

    Parameters
    ----------
    frame
        Columns of an ingested survey, a row each respondent.
    columns
        What the codebook says of each of them.

    Returns
    -------
    pandas.DataFrame
        Of the same rows: ordered categories in the scale's order for coded columns, numbers, dates
        and texts as they are. The column's text is in ``attrs["labels"]``.
    """
    named = {name: labelled_answers(frame[name], columns[name]) for name in map(str, frame)}
    found = pd.DataFrame(named, index=frame.index)
    found.attrs["labels"] = {str(name): columns[str(name)].label for name in frame}
    return found


def labelled_answers(values: pd.Series, column: Column) -> pd.Series:
    """Return one column's answers with labels; of two categories with one label, codes tell."""
    answers = values.where(answered(values, column))
    if not column.values:
        return answers.astype("float64") if column.stored == "float64" else answers
    texts = list(column.values.values())
    labels = {
        code: text if texts.count(text) == 1 else f"{text} ({code})"
        for code, text in column.values.items()
    }
    categories = pd.CategoricalDtype(list(labels.values()), ordered=column.kind == "item")
    return answers.map(labels).astype(categories)


def missing_kinds(frame: pd.DataFrame, columns: Mapping[str, Column]) -> pd.DataFrame:
    """Return why there is no answer, by the project's kinds of missing; NA where there is one.

    Parameters
    ----------
    frame
        A whole ingested survey: who was asked follows from other columns.
    columns
        What the codebook says of its columns.

    Returns
    -------
    pandas.DataFrame
        Categories, of the same shape: ``dont_know``, ``refused``, ``not_applicable``,
        ``unanswered``, the project's own kinds, and ``not_asked`` for those whom the question was
        not put to.
    """
    found = {}
    for name, column in columns.items():
        why = kinds(frame[name], column)
        absent = frame[name].isna() & why.isna()
        why = why.mask(absent, UNANSWERED)
        if column.asked_if:
            why = why.mask(absent & ~asked(frame, column), NOT_ASKED)
        found[name] = why.astype("category")
    return pd.DataFrame(found, index=frame.index)
