"""Dates and times as files have them, as ISO 8601: 2024-05-31, 2024-05-31T14:05:00, 14:05:00."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.missing import role_of
from evaluering.data.written_codes import VOID, plain

SPSS = datetime(1582, 10, 14)
"""SPSS counts seconds from the first day of the Gregorian calendar."""
STATA = datetime(1960, 1, 1)
"""Stata counts days (%td) or milliseconds (%tc) from here."""
DAY = 86400
SHOWN = {"date": "%Y-%m-%d", "datetime": "%Y-%m-%dT%H:%M:%S", "time": "%H:%M:%S"}
_SPSS = re.compile(r"(DATETIME|YMDHMS|DATE|ADATE|EDATE|JDATE|SDATE|D?TIME|MTIME)[0-9]")
_STATA = re.compile(r"%-?(?:t([cCd])|(d))")
_HOURS = r"([0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?)"
_CLOCK = rf"(?:[T ]+{_HOURS}(?:Z|[+-][0-9]{{2}}:?[0-9]{{2}})?)?"
_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})" + _CLOCK)
_DOTTED = re.compile(r"([0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4})" + _CLOCK)
_TIME = re.compile(f"(){_HOURS}")


@dataclass(frozen=True, eq=False)
class Moments:
    """A column of dates or times."""

    values: pd.Series[str]
    """ISO texts; NA where there is no answer or the value cannot be read."""
    unread: pd.Series[bool]
    """Which values are no date or time."""
    cut: int
    """How many had a time of day that a date has no room for."""


def read_moments(values: pd.Series, column: Column, shown: str) -> Moments:
    """Return dates or times as ISO texts.

    Parameters
    ----------
    values
        The column as read: numbers as SPSS and Stata count, or texts.
    column
        What the codebook says of it: its kind, and how texts are written.
    shown
        The file's own format: ``DATE11``, ``%tc``; empty where it has none.

    Notes
    -----
    A time zone behind a time is left out: the time stays as the file has it.
    """
    given = values.dropna()
    found = {value: _moment(value, column, shown) for value in given.unique()}
    texts = {v: m.strftime(SHOWN[column.kind]).rjust(_width(column.kind), "0")
             for v, m in found.items() if m is not None}  # fmt: skip
    silent = [v for v in found if _is_silent(v, column)]
    unread = values.isin([v for v, moment in found.items() if moment is None and v not in silent])
    timed = [v for v, m in found.items() if m is not None and (m - _midnight(m)).total_seconds()]
    cut = int(given.isin(timed).sum()) if column.kind == "date" else 0
    return Moments(values.map(texts, na_action="ignore").astype("str"), unread, cut)


def _width(kind: str) -> int:
    """Return how long the text is; years before 1000 lack zeros on some machines."""
    return {"date": 10, "datetime": 19, "time": 8}[kind]


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _is_silent(value: object, column: Column) -> bool:
    """Return whether a value says that there is no answer."""
    if isinstance(value, int | float):
        return column.missing.kind(value) is not None
    text = str(value).strip()
    return not text or text.casefold() in VOID or role_of(text) is not None


def _moment(value: object, column: Column, shown: str) -> datetime | None:
    try:
        if column.format is not None:
            return datetime.strptime(plain(value).strip(), column.format)
        if isinstance(value, int | float):
            return None if _is_silent(value, column) else _counted(float(value), column.kind, shown)
        return _written(str(value).strip(), column.kind)
    except (ValueError, OverflowError):
        return None


def _counted(number: float, kind: str, shown: str) -> datetime | None:
    """Return the moment that SPSS or Stata counts as a number."""
    if found := _SPSS.match(shown):
        if kind == "time" and found[1].endswith("TIME") and found[1] != "DATETIME":
            return SPSS + timedelta(seconds=number) if 0 <= number < DAY else None
        return SPSS + timedelta(seconds=number)
    if found := _STATA.match(shown):
        days = "d" in (found[1], found[2])
        return STATA + (timedelta(days=number) if days else timedelta(milliseconds=number))
    return None


def _written(text: str, kind: str) -> datetime | None:
    """Return the moment of a text: ISO, dd.mm.yyyy, or a time of day."""
    found = _ISO.fullmatch(text) or _DOTTED.fullmatch(text)
    if found is None and kind == "time":
        found = _TIME.fullmatch(text)
    if found is None:
        return None
    day, clock = found[1] or "2000-01-01", (found[2] or "0:00").replace(",", ".")
    moment = datetime.strptime(day, "%Y-%m-%d" if "-" in day else "%d.%m.%Y")
    hour, minute, *second = clock.split(":")
    seconds = float(second[0]) if second else 0.0
    if int(hour) > 23 or int(minute) > 59 or seconds >= 60:
        return None
    return moment + timedelta(hours=int(hour), minutes=int(minute), seconds=int(seconds))
