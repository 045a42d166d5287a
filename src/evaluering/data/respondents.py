"""Reading ingested surveys back, and the numeric answers of a group."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.groups import ActorGroup
from evaluering.data.conditions import meeting
from evaluering.data.csv_writing import as_written, write_csv
from evaluering.data.missing import answered
from evaluering.errors import DataError


def write_respondents(frame: pd.DataFrame, path: Path) -> None:
    """Write an ingested survey: UTF-8 CSV, codes kept, system-missing empty."""
    write_csv(frame, path)


def read_respondents(path: Path, columns: Mapping[str, Column]) -> pd.DataFrame:
    """Read an ingested survey with the types of its codebook.

    A column that the wave's file lacks is there, without answers.

    Raises
    ------
    DataError
        The survey is not ingested.
    """
    if not path.is_file():
        raise DataError(path, "Undersøkelsen er ikke lest inn.", "Kjør «evaluering run».")
    types = {name: column.stored for name, column in columns.items()}
    header = [name for name in pd.read_csv(path, nrows=0).columns if name in types]
    found = pd.read_csv(
        path, dtype={name: types[name] for name in header}, usecols=header,
        keep_default_na=False, na_values=[""],
    )  # fmt: skip
    return completed(as_written(found), columns)


def completed(frame: pd.DataFrame, columns: Mapping[str, Column]) -> pd.DataFrame:
    """Return a survey with every column of its codebook; those that the file lacks are empty."""
    absent = {
        name: pd.Series(None, index=frame.index, dtype=column.stored)
        for name, column in columns.items()
        if name not in frame
    }
    return frame.assign(**absent)[list(columns)]


def group_members(
    frame: pd.DataFrame, group: ActorGroup, columns: Mapping[str, Column]
) -> pd.DataFrame:
    """Return the respondents of an actor group."""
    return frame.loc[meeting(frame, group.where, columns)]


def answers(
    frame: pd.DataFrame, columns: Mapping[str, Column], names: Iterable[str]
) -> pd.DataFrame:
    """Return numeric answers with every kind of missing as NaN.

    A variable that the wave's file lacks has no answers.
    """
    return pd.DataFrame(
        {
            name: frame[name].where(answered(frame[name], columns[name])).astype("float64")
            if name in frame
            else math.nan
            for name in names
        },
        index=frame.index,
    )
