"""A survey as a table of texts, from a CSV file or an Excel sheet, with its heading rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from evaluering.data.csv_table import read_csv
from evaluering.data.encodings import SAY_OR_SAVE
from evaluering.data.files import Absent
from evaluering.data.unit_tables import read_sheet
from evaluering.errors import DataError


class TableLayout(NamedTuple):
    """How a table of texts is laid out: its heading rows, and which sheet of a workbook it is."""

    header_rows: int = 1
    sheet: str | None = None


ONE_HEADING = TableLayout()
NO_TEXT = frozenset({"Response", "Open-Ended Response"})
"""What SurveyMonkey writes below a heading that says it all."""


@dataclass(frozen=True)
class TextSurvey:
    """A survey's answers as texts.

    Attributes
    ----------
    frame
        One row a respondent, one column a name of the first heading row; an empty cell is "".
    labels
        Each column's text in the second heading row, where there is one.
    """

    frame: pd.DataFrame
    labels: Mapping[str, str]


def read_text_table(
    path: Path, encoding: str | None, layout: TableLayout, absent: Absent | None = None
) -> TextSurvey:
    """Read a CSV file or a sheet of an Excel file as a survey.

    A name that stands several times is numbered, as ``Annet (2)``; a column without a name is
    called by its place, ``kolonne 3``, or by the heading to its left and its own second heading,
    which is how merged headings are exported. Columns without name and values are left out.

    Parameters
    ----------
    path
        The file.
    encoding
        The character set of a legacy CSV file; None for the file's own.
    layout
        How many rows are headings, and which sheet is meant.
    absent
        What to say when the file is not there.

    Raises
    ------
    DataError
        The file cannot be read, has fewer rows than it is said to have headings, or has answers
        among them.
    """
    rows = _rows(path, encoding, layout, absent)
    headings, answers = rows[: layout.header_rows], rows[layout.header_rows :]
    if len(headings) < layout.header_rows:
        raise DataError(
            path,
            f"Filen har bare {len(headings)} av de {layout.header_rows} radene med overskrifter.",
            "Rett «header_rows» i wave.yaml.",
        )
    _refuse_answers_above(path, headings, answers)
    texts = headings[1] if len(headings) > 1 else [""] * len(headings[0])
    kept = [
        place
        for place, name in enumerate(headings[0])
        if name or texts[place] or any(row[place] for row in answers)
    ]
    names = _numbered(_named(headings[0], texts))
    cells = [[row[place] for place in kept] for row in answers]
    labels = _labelled(headings[0], texts)
    return TextSurvey(
        pd.DataFrame(cells, columns=[names[place] for place in kept], dtype="str"),
        {names[place]: labels[place] for place in kept if labels[place]},
    )


def _refuse_answers_above(
    path: Path, headings: Sequence[Sequence[str]], answers: Sequence[Sequence[str]]
) -> None:
    """Refuse a heading row most of whose texts are answers that are given below it too.

    A column with one answer says nothing: a ticked box may hold the text of its heading.
    """
    if len(headings) < 2:
        return
    given = [set(column) - {""} for column in zip(*answers, strict=True)]
    for number, row in enumerate(headings[1:], start=2):
        written = [cell in own for cell, own in zip(row, given, strict=False)
                   if cell and len(own) > 1]  # fmt: skip
        if written and sum(written) > len(written) / 2:
            raise DataError(
                path,
                f"Rad {number} er lest som overskrift («header_rows: {len(headings)}»), men har de "
                "samme svarene som radene under.",
                f"Skriv «header_rows: {number - 1}» i wave.yaml; utelatt er det 1.",
            )


def _rows(
    path: Path, encoding: str | None, layout: TableLayout, absent: Absent | None
) -> list[list[str]]:
    """Return every row of the file, of one length, without blanks around the texts."""
    if path.suffix.lower() == ".xlsx":
        return [[str(cell).strip() for cell in row] for row in read_sheet(path, layout.sheet)]
    table = read_csv(path, encoding, absent, remedy=SAY_OR_SAVE, distinct=False)
    return [[cell.strip() for cell in row] for row in (table.names, *table.rows)]


def _named(names: Sequence[str], texts: Sequence[str]) -> list[str]:
    found, stem = [], ""
    for place, (name, text) in enumerate(zip(names, texts, strict=True), start=1):
        stem = name or stem
        found.append(name or (f"{stem} - {text}" if stem and text else f"kolonne {place}"))
    return found


def _labelled(names: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Return each column's text; below a merged heading it has the heading before it."""
    found, stem = [], ""
    for place, (name, text) in enumerate(zip(names, texts, strict=True)):
        stem = name or stem
        merged = not name or (not [*names, name][place + 1] and [*texts, ""][place + 1])
        if text in NO_TEXT:
            found.append(name)
        else:
            found.append(f"{stem} - {text}" if merged and stem and text else text)
    return found


def _numbered(names: Sequence[str]) -> list[str]:
    """Return names of which none stands twice."""
    seen: Counter[str] = Counter()
    found: list[str] = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found if len(set(found)) == len(found) else _numbered(found)
