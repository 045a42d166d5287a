"""Writing CSV that spreadsheets do not compute: a text that looks like a formula stays text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from evaluering.data.csv_lines import csv_lines

GUARD = "'"
MANY = 20_000
"""From this many rows they are put together from whole columns."""
_FORMULA = re.compile(rf"{GUARD}*[=+\-@\t\n]")
_GUARDED = re.compile(rf"{GUARD}+[=+\-@\t\n]")
_NUMBER = re.compile(r"[-+]?[0-9][0-9 \u00a0.,]*[ \u00a0]?%?\*{0,3}|[-+]?[.,][0-9]+\*{0,3}|-")


def guarded(text: str) -> str:
    """Return a cell's text with an apostrophe before what a spreadsheet would compute.

    Numbers and a dash alone stay as they are; line breaks within are all written alike, because a
    reader of CSV takes a lone carriage return for the end of a row. `unguarded` undoes it.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    formula = _FORMULA.match(text) and not _NUMBER.fullmatch(text)
    return GUARD + text if formula else text


def unguarded(text: str) -> str:
    """Return a cell's text as it was before `guarded`."""
    return text[1:] if _GUARDED.match(text) else text


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a table: UTF-8, commas, texts guarded, missing values empty."""
    safe = _texts(frame, guarded)
    if len(safe) < MANY or len(safe.columns) < 2:
        safe.to_csv(path, index=False, lineterminator="\n")
        return
    with path.open("wb") as file:
        file.writelines(csv_lines(safe))


def as_written(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table that was read back with its texts as they were before they were guarded."""
    return _texts(frame, unguarded)


def _texts(frame: pd.DataFrame, change: Callable[[str], str]) -> pd.DataFrame:
    """Return a table with its texts changed; few are, so that most columns stay as they are."""
    changed = {}
    for name, column in frame.select_dtypes(include=["object", "str"]).items():
        values = column.tolist()
        made = [change(value) if isinstance(value, str) else value for value in values]
        if any(new is not old for new, old in zip(made, values, strict=True)):
            changed[str(name)] = pd.Series(made, index=frame.index, dtype=column.dtype)
    return frame.assign(**changed) if changed else frame
