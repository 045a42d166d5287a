"""CSV as text: one reader for every list, frame, registry and survey that comes so."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from evaluering.data.encodings import SAVE_AGAIN, decoded
from evaluering.data.files import Absent, read_bytes
from evaluering.errors import DataError

REMEDY = "Lagre den som CSV i UTF-8."


@dataclass(frozen=True)
class CsvTable:
    """A table of texts."""

    path: Path
    """The file, for messages."""
    names: tuple[str, ...]
    """The column names, none twice unless that was asked for."""
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]
    """The rows, each with a text for every name, and the line of the file that each begins on."""

    @property
    def frame(self) -> pd.DataFrame:
        """The rows as text; an empty cell is an empty text."""
        return pd.DataFrame(list(self.rows), columns=list(self.names), dtype="str")

    def require(self, names: Sequence[str]) -> None:
        """Refuse a table that lacks a column, or that has no rows.

        Raises
        ------
        DataError
            Naming the column and those that there should be.
        """
        if absent := [name for name in names if name not in self.names]:
            raise DataError(
                self.path, f"Kolonnen «{absent[0]}» mangler.", f"Bruk {', '.join(names)}."
            )

    def entries(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield each row's line and its texts by column."""
        for line, row in zip(self.lines, self.rows, strict=True):
            yield line, dict(zip(self.names, row, strict=True))


def read_csv(
    path: Path,
    encoding: str | None = None,
    absent: Absent | None = None,
    *,
    separators: str = ";,\t",
    remedy: str = SAVE_AGAIN,
    distinct: bool = True,
) -> CsvTable:
    """Read a CSV file.

    Parameters
    ----------
    path
        The file.
    encoding
        The character set of a legacy file; None for UTF-8, or what the file's mark says.
    absent
        What to say when the file is not there.
    separators
        The separators that it may have; the commonest in the first line is the file's.
    remedy
        What to do when it is written in another character set.
    distinct
        Whether a name that stands twice is refused.

    Raises
    ------
    DataError
        The file cannot be read, is no text or no CSV (a quotation mark that is not closed), has
        no header, a name twice, or a row of another length than the header.
    """
    content = read_bytes(path, absent)
    if not content:
        raise DataError(path, "Filen er ikke lesbar CSV: den er tom (0 byte).", REMEDY)
    text = decoded(path, content, encoding, remedy)
    header = re.split(r"\r\n|\r|\n", text.lstrip("\r\n"), maxsplit=1)[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(separators, key=header.count), strict=True
    )
    rows, lines = [], []
    try:
        begun = 1
        for row in reader:
            if row:
                rows.append(row)
                lines.append(begun)
            begun = reader.line_num + 1
    except csv.Error:
        raise DataError(
            path,
            f"Filen er ikke lesbar CSV: noe er galt fra linje {begun}, for eksempel et "
            "anførselstegn som ikke er lukket.",
            REMEDY,
        ) from None
    if not rows or not any(name.strip() for name in rows[0]):
        raise DataError(path, "Filen er ikke lesbar CSV: den har ingen overskrift.", REMEDY)
    names = tuple(rows[0])
    if distinct and (doubled := [name for name in names if name and names.count(name) > 1]):
        raise DataError(
            path, f"Kolonnen «{doubled[0]}» står flere ganger.", "Gi kolonnene ulike navn."
        )
    for line, row in zip(lines[1:], rows[1:], strict=True):
        if len(row) != len(names):
            raise DataError(
                path,
                f"Linje {line} har {len(row)} felt; overskriften har {len(names)}.",
                "Sett felt med skilletegn i anførselstegn, og fjern overflødige skilletegn.",
            )
    return CsvTable(path, names, rows[1:], lines[1:])


def whole_number(text: str, largest: int = 10**10) -> int | None:
    """Return a whole number of at least 0, written with the digits 0-9; None for anything else.

    More than `largest` (all people on earth) is a slip of the hand, and more digits than a
    computer's number holds are no number.
    """
    if not re.fullmatch(r"[0-9]{1,12}", text):
        return None
    return number if (number := int(text)) <= largest else None
