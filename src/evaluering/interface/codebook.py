"""A codebook as a table to look through and search."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.surveys import Survey
from evaluering.data.missing import answered


def variables_of(
    survey: Survey, columns: Mapping[str, Column], codes: pd.DataFrame
) -> pd.DataFrame:
    """Return a row for each variable and item of a survey.

    Parameters
    ----------
    survey
        The codebook.
    columns, codes
        Its columns, and the answers to them.

    Returns
    -------
    pandas.DataFrame
        Indexed by name: ``label``, ``kind``, ``battery`` and ``scale`` (of items), ``categories``
        (by code), ``valid`` and ``missing`` (respondents).
    """
    rows = []
    for name, column in columns.items():
        valid = int(answered(codes[name], column).sum())
        battery = survey.battery_of(name) if name in survey.items else None
        rows.append(
            {
                "name": name, "label": column.label, "kind": column.kind,
                "battery": battery.id if battery else "", "scale": battery.scale if battery else "",
                "categories": dict(column.values), "valid": valid, "missing": len(codes) - valid,
            }
        )  # fmt: skip
    return pd.DataFrame(rows).set_index("name")


def found_in(variables: pd.DataFrame, words: str) -> pd.DataFrame:
    """Return the rows of `variables_of` that hold all of some words, in whatever column."""
    wanted = words.casefold().split()
    texts = variables.reset_index().astype("str").agg(" ".join, axis="columns").str.casefold()
    hits = [all(word in text for word in wanted) for text in texts]
    return variables.loc[hits]
