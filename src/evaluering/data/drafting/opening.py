"""Opening a file of which nothing is known: its character set, and its heading rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from evaluering.data.codebook_faults import MOJIBAKE
from evaluering.data.encodings import EncodingError
from evaluering.data.reading import TEXT, RawSurvey, read_raw
from evaluering.data.text_tables import ONE_HEADING, TableLayout
from evaluering.errors import DataError

LEGACY = "WINDOWS-1252"
"""What old files of this part of the world are written in, where they are not UTF-8."""
TECHNICAL = '"ImportId"'
"""What Qualtrics writes in its third heading row."""
ENOUGH = 0.7
"""Of the columns with a pattern, the share whose first cell has to fall out of it."""
LOOKED_AT = 200
"""Rows in which a pattern is looked for."""
_NUMBER = re.compile(r"[-+]?[0-9]*[.,]?[0-9]+(?:[eE][-+]?[0-9]+)?")


@dataclass(frozen=True)
class Opened:
    """A file as read, and what wave.yaml has to say for it to be read so again."""

    raw: RawSurvey
    encoding: str | None = None
    layout: TableLayout = ONE_HEADING


def open_file(path: Path) -> Opened:
    """Read a file as it seems to be meant.

    A file that is not UTF-8, and does not say what it is, is read as WINDOWS-1252.

    Raises
    ------
    DataError
        The file cannot be read, or mixes two character sets.
    """
    encoding: str | None = None
    try:
        raw = read_raw(path)
    except EncodingError:
        encoding = LEGACY
        raw = read_raw(path, encoding)
        _refuse_mixed(path, raw)
    if path.suffix.lower() not in TEXT:
        return Opened(raw, encoding)
    layout = TableLayout(_heading_rows(raw.frame))
    if layout != ONE_HEADING:
        raw = read_raw(path, encoding, layout)
    return Opened(raw, encoding, layout)


def _heading_rows(frame: pd.DataFrame) -> int:
    """Return how many rows are headings, the names among them."""
    for row in range(min(2, len(frame))):
        cells = [str(cell) for cell in frame.iloc[row].dropna()]
        if cells and sum(TECHNICAL in cell for cell in cells) > len(cells) / 2:
            return row + 2
    return 2 if len(frame) > 3 and (_is_below_merged(frame) or _is_heading(frame)) else 1


def _is_below_merged(frame: pd.DataFrame) -> bool:
    """Return whether columns without a name have texts in the first row: headings were merged."""
    nameless = [n for n, name in enumerate(frame) if n and re.fullmatch(r"kolonne \d+", str(name))]
    cells = [str(cell) for cell in frame.iloc[0, nameless].dropna()]
    return bool(cells) and not any(map(_NUMBER.fullmatch, cells))


def _is_heading(frame: pd.DataFrame) -> bool:
    """Return whether the first row has texts above columns of numbers or of few answers."""
    found, given = [], 0
    for _, column in frame.head(LOOKED_AT).items():
        first, *below = column.tolist()
        if pd.isna(first):
            continue
        given += 1
        found.append(_falls_out(str(first), [str(cell) for cell in below if not pd.isna(cell)]))
    told = [one for one in found if one is not None]
    return len(told) > 1 and given > frame.shape[1] / 2 and sum(told) >= ENOUGH * len(told)


def _falls_out(cell: str, below: Sequence[str]) -> bool | None:
    """Return whether a cell is of another sort than those below; None where they have none."""
    if len(below) < 3:
        return None
    if all(map(_NUMBER.fullmatch, below)):
        return not _NUMBER.fullmatch(cell)
    kinds = set(below)
    return None if len(kinds) > len(below) / 2 else cell not in kinds


def _refuse_mixed(path: Path, raw: RawSurvey) -> None:
    texts: list[str] = [*raw.variable_labels.values(), *map(str, raw.frame.columns)]
    texts += [text for labels in raw.value_labels.values() for text in labels.values()]
    strings = raw.frame.select_dtypes(include=["object", "str"])
    cells: Sequence[object] = [v for name in strings for v in strings[name].dropna().unique()]
    if found := next((t for t in [*texts, *map(str, cells)] if MOJIBAKE.search(t)), None):
        raise DataError(
            path,
            f"Filen blander to tegnsett: noe er UTF-8, og noe er ikke det («{found[:40]}»).",
            "Eksporter filen på nytt som UTF-8.",
        )
