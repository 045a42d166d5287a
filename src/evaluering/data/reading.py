"""Reading a survey's data file as it is: codes kept, the kinds of missing kept apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from evaluering.data.encodings import known_encoding
from evaluering.data.files import Absent, read_bytes
from evaluering.data.statistical import REMEDY, SPSS_MAGIC, read_statistical
from evaluering.data.text_tables import ONE_HEADING, TableLayout, read_text_table
from evaluering.errors import DataError

ABSENT = Absent("Filen finnes ikke.", "Legg filen i bølgens mappe, eller rett «file» i wave.yaml.")
STATISTICAL = frozenset({".sav", ".zsav", ".por", ".dta"})
TEXT = frozenset({".csv", ".xlsx"})
READABLE = "Bruk .sav, .zsav, .por, .dta, .xlsx eller .csv."


@dataclass(frozen=True)
class RawSurvey:
    """A data file as read: values uninterpreted, names as they stand."""

    frame: pd.DataFrame
    value_labels: Mapping[str, Mapping[float, str]] = field(default_factory=dict)
    declared_missing: Mapping[str, list[tuple[float, float]]] = field(default_factory=dict)
    variable_labels: Mapping[str, str] = field(default_factory=dict)
    stata: bool = False
    formats: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)
    response_sets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    label: str = ""


def read_raw(
    path: Path, encoding: str | None = None, layout: TableLayout = ONE_HEADING
) -> RawSurvey:
    """Read a .sav, .zsav, .por, .dta, .xlsx or .csv file.

    Parameters
    ----------
    path
        The data file.
    encoding
        The character set of a legacy file; None for the file's own (UTF-8 for CSV).
    layout
        How many rows of a CSV file or a sheet are headings, and which sheet is meant.

    Returns
    -------
    RawSurvey
        Declared missing codes are kept as codes (SPSS: user-missing values are not turned into
        system-missing); Stata's extended missing values .a-.z stand as the letters a-z.

    Raises
    ------
    DataError
        The file is absent, empty, no ordinary file, cut off, of another format, or in another
        character set.
    """
    suffix = path.suffix.lower()
    if suffix in TEXT:
        table = read_text_table(path, encoding, layout, ABSENT)
        return RawSurvey(frame=table.frame.mask(table.frame == ""), variable_labels=table.labels)
    content = read_bytes(path, ABSENT)
    if not content:
        raise DataError(path, "Filen er tom (0 byte).", REMEDY)
    if suffix not in STATISTICAL:
        raise DataError(path, f"Filtypen «{suffix}» kan ikke leses.", READABLE)
    if encoding is not None:
        known_encoding(path, encoding)
    if suffix in {".sav", ".zsav"}:
        _refuse_other_formats(path, content[:4])
    stored = read_statistical(path, content, encoding)
    return RawSurvey(
        frame=stored.frame,
        value_labels=stored.value_labels,
        declared_missing={
            name: [(r["lo"], r["hi"]) for r in ranges if not isinstance(r["lo"], str)]
            for name, ranges in stored.missing_ranges.items()
        },
        variable_labels={name: label or "" for name, label in stored.variable_labels.items()},
        stata=suffix == ".dta",
        formats=stored.formats,
        measures=stored.measures,
        response_sets=stored.response_sets,
        label=stored.label,
    )


def _refuse_other_formats(path: Path, magic: bytes) -> None:
    if magic.startswith(b"PK"):
        raise DataError(
            path,
            "Filen er en zip-fil eller et Office-dokument.",
            "Pakk ut SPSS-filen og legg den inn.",
        )
    if magic not in SPSS_MAGIC:
        raise DataError(path, "Filen er ikke en SPSS-fil, selv om navnet sier det.", REMEDY)
