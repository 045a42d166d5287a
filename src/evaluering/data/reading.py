"""Reading a survey's data file as it is: codes kept, the kinds of missing kept apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from evaluering.data.csv_table import read_csv
from evaluering.data.encodings import SAY_OR_SAVE, known_encoding
from evaluering.data.files import Absent, read_bytes
from evaluering.data.statistical import REMEDY, SPSS_MAGIC, read_statistical
from evaluering.errors import DataError

ABSENT = Absent("Filen finnes ikke.", "Legg filen i bølgens mappe, eller rett «file» i wave.yaml.")
STATISTICAL = frozenset({".sav", ".zsav", ".dta"})


@dataclass(frozen=True)
class RawSurvey:
    """A data file as read: values uninterpreted, names in lower case."""

    frame: pd.DataFrame
    value_labels: Mapping[str, Mapping[float, str]] = field(default_factory=dict)
    declared_missing: Mapping[str, list[tuple[float, float]]] = field(default_factory=dict)
    variable_labels: Mapping[str, str] = field(default_factory=dict)
    stata: bool = False


def read_raw(path: Path, encoding: str | None = None) -> RawSurvey:
    """Read a .sav, .zsav, .dta or .csv file.

    Parameters
    ----------
    path
        The data file.
    encoding
        The character set of a legacy file; None for the file's own (UTF-8 for CSV).

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
    if suffix == ".csv":
        frame = _lower_names(path, read_csv(path, encoding, ABSENT, remedy=SAY_OR_SAVE).frame)
        return RawSurvey(frame=frame.mask(frame == ""))
    content = read_bytes(path, ABSENT)
    if not content:
        raise DataError(path, "Filen er tom (0 byte).", REMEDY)
    if suffix not in STATISTICAL:
        raise DataError(
            path, f"Filtypen «{suffix}» kan ikke leses.", "Bruk .sav, .zsav, .dta eller .csv."
        )
    if encoding is not None:
        known_encoding(path, encoding)
    if suffix != ".dta":
        _refuse_other_formats(path, content[:4])
    stored = read_statistical(path, content, encoding)
    return RawSurvey(
        frame=_lower_names(path, stored.frame),
        value_labels={_lower(name): labels for name, labels in stored.value_labels.items()},
        declared_missing={
            _lower(name): [(r["lo"], r["hi"]) for r in ranges if not isinstance(r["lo"], str)]
            for name, ranges in stored.missing_ranges.items()
        },
        variable_labels={
            _lower(name): label or "" for name, label in stored.variable_labels.items()
        },
        stata=suffix == ".dta",
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


def _lower(name: object) -> str:
    return str(name).strip().lower()


def _lower_names(path: Path, frame: pd.DataFrame) -> pd.DataFrame:
    """SPSS names do not tell case apart; two names that differ only there are a fault."""
    lowered = [_lower(name) for name in frame.columns]
    counts = Counter(name for name in lowered if name)
    if doubled := [name for name, count in counts.items() if count > 1]:
        raise DataError(
            path, f"Variabelen «{doubled[0]}» står flere ganger.", "Gi variablene ulike navn."
        )
    return frame.set_axis(lowered, axis=1)
