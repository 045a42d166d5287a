"""Whether a variable is a date or a time: by its format, or by what its texts look like."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Literal

from evaluering.data.drafting.facts import VariableFacts

DateKind = Literal["date", "datetime", "time"]
_SPSS = re.compile(r"(DATETIME|YMDHMS|DATE|ADATE|EDATE|JDATE|SDATE|TIME|MTIME|DTIME)\d")
_STATA = re.compile(r"%-?t([cCd])")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)Z?)?")
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}(?: (\d\d:\d\d(?::\d\d)?))?")
_TIME = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
_SLASHED = ("%d/%m/%Y", "%m/%d/%Y", "%Y/%m/%d", "%d/%m/%y", "%m/%d/%y")
_CLOCKS = ("", " %H:%M", " %H:%M:%S", " %I:%M:%S %p", " %I:%M %p")


def date_kind(facts: VariableFacts) -> tuple[DateKind, str, str] | None:
    """Return what kind of date a variable is, how it is written, and why it is taken for one.

    How it is written is empty where the file itself, or its form, says it.
    """
    if found := _SPSS.match(facts.format):
        name = found[1]
        if name in {"TIME", "MTIME", "DTIME"}:
            return ("time", "", "") if name == "TIME" and facts.high < 86400 else None
        return ("datetime" if name in {"DATETIME", "YMDHMS"} else "date"), "", ""
    if found := _STATA.match(facts.format):
        return ("date" if found[1] == "d" else "datetime"), "", ""
    if not facts.is_text or not facts.sample:
        return None
    for pattern in (_ISO, _DOTTED):
        matches = [pattern.fullmatch(text) for text in facts.sample]
        if all(matches):
            timed = any(match[1] for match in matches if match)
            return ("datetime" if timed else "date"), "", "tekstene er datoer"
    if all(_TIME.fullmatch(text) for text in facts.sample):
        return "time", "", "tekstene er klokkeslett"
    fitting = [
        (day + clock) for day in _SLASHED for clock in _CLOCKS if _fits(facts.sample, day + clock)
    ]
    if len(fitting) == 1:
        timed = "%H" in fitting[0] or "%I" in fitting[0]
        return ("datetime" if timed else "date"), fitting[0], "tekstene er datoer"
    return None


def _fits(texts: tuple[str, ...], pattern: str) -> bool:
    try:
        for text in texts:
            datetime.strptime(text, pattern)
    except ValueError:
        return False
    return True
