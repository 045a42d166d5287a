"""Reading a survey's data file as it is: codes kept, the kinds of missing kept apart."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from evaluering.errors import DataError

SPSS_MAGIC = (b"$FL2", b"$FL3")
UNREADABLE_REMEDY = "Eksporter filen på nytt fra SPSS eller spørreskjemaverktøyet."


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
        The file is absent, empty, cut off, of another format, or in another character set.
    """
    if not path.is_file():
        raise DataError(
            path, "Filen finnes ikke.", "Legg filen i bølgens mappe, eller rett «file» i wave.yaml."
        )
    if path.stat().st_size == 0:
        raise DataError(path, "Filen er tom (0 byte).", UNREADABLE_REMEDY)
    _known_encoding(path, encoding)
    suffix = path.suffix.lower()
    if suffix in {".sav", ".zsav"}:
        return _read_spss(path, encoding)
    if suffix == ".dta":
        return _read_statistical(path, encoding, "read_dta")
    if suffix == ".csv":
        return _read_csv(path, encoding or "utf-8-sig")
    raise DataError(
        path, f"Filtypen «{suffix}» kan ikke leses.", "Bruk .sav, .zsav, .dta eller .csv."
    )


def _known_encoding(path: Path, encoding: str | None) -> None:
    try:
        codecs.lookup(encoding or "utf-8")
    except LookupError:
        raise DataError(
            path,
            f"Tegnsettet «{encoding}» finnes ikke.",
            "Rett «encoding» i wave.yaml, for eksempel WINDOWS-1252, eller ta nøkkelen bort.",
        ) from None


def _read_spss(path: Path, encoding: str | None) -> RawSurvey:
    with path.open("rb") as file:
        magic = file.read(4)
    if magic.startswith(b"PK"):
        raise DataError(
            path,
            "Filen er en zip-fil eller et Office-dokument.",
            "Pakk ut SPSS-filen og legg den inn.",
        )
    if magic not in SPSS_MAGIC:
        raise DataError(
            path, "Filen er ikke en SPSS-fil, selv om navnet sier det.", UNREADABLE_REMEDY
        )
    return _read_statistical(path, encoding, "read_sav")


def _read_statistical(path: Path, encoding: str | None, reader: str) -> RawSurvey:
    import pyreadstat

    try:
        frame, meta = getattr(pyreadstat, reader)(
            path, encoding=encoding, user_missing=True, disable_datetime_conversion=True
        )
    except UnicodeDecodeError as error:
        raise _wrong_encoding(path, f"byte {error.start}") from None
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError) as error:
        if re.search("encod|convert|character set", str(error), re.IGNORECASE):
            raise _wrong_encoding(path, "variabler eller etiketter") from None
        raise DataError(path, "Filen er skadet eller avkuttet.", UNREADABLE_REMEDY) from None
    if meta.number_rows is not None and meta.number_rows != len(frame):
        raise DataError(
            path,
            f"Filen er avkuttet: {len(frame)} av {meta.number_rows} rader kunne leses.",
            UNREADABLE_REMEDY,
        )
    lowered = _lower_names(path, [str(name) for name in frame.columns])
    frame.columns = pd.Index(lowered.values())
    return RawSurvey(
        frame=frame,
        value_labels={lowered[k]: v for k, v in meta.variable_value_labels.items()},
        declared_missing={
            lowered[name]: [(r["lo"], r["hi"]) for r in ranges if not isinstance(r["lo"], str)]
            for name, ranges in meta.missing_ranges.items()
        },
        variable_labels={
            lowered[name]: label or "" for name, label in meta.column_names_to_labels.items()
        },
        stata=reader == "read_dta",
    )


def _read_csv(path: Path, encoding: str) -> RawSurvey:
    try:
        with path.open(encoding=encoding, newline="") as file:
            header = file.readline()
            separator = max(";,\t", key=header.count)
            file.seek(0)
            rows = [row for row in csv.reader(file, delimiter=separator) if row]
    except UnicodeDecodeError as error:
        raise _wrong_encoding(path, f"byte {error.start}") from None
    except csv.Error:
        raise DataError(path, "Filen er ikke en lesbar CSV-fil.", UNREADABLE_REMEDY) from None
    if not rows:
        raise DataError(path, "Filen har ingen overskrift.", UNREADABLE_REMEDY)
    names = rows[0]
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(names):
            raise DataError(
                path,
                f"Rad {number} har {len(row)} felt; overskriften har {len(names)}.",
                "Sett felt med skilletegn i anførselstegn, og fjern overflødige skilletegn.",
            )
    lowered = _lower_names(path, names)
    frame = pd.DataFrame(rows[1:], columns=list(lowered.values()), dtype="str")
    return RawSurvey(frame=frame.mask(frame == ""))


def _wrong_encoding(path: Path, place: str) -> DataError:
    return DataError(
        path,
        f"Tegnsettet i filen passer ikke ({place}).",
        "Oppgi «encoding: WINDOWS-1252» for filen i wave.yaml hvis den er gammel, "
        "eller lagre den på nytt som UTF-8.",
    )


def _lower_names(path: Path, names: list[str]) -> dict[str, str]:
    """SPSS names do not tell case apart; two names that differ only there are a fault."""
    lowered = {name: name.strip().lower() for name in names}
    counts = Counter(name.strip().lower() for name in names)
    if doubled := [name for name, count in counts.items() if count > 1]:
        raise DataError(
            path, f"Variabelen «{doubled[0]}» står flere ganger.", "Gi variablene ulike navn."
        )
    return lowered
