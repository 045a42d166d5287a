"""The parts of dates and times that divide respondents, with what they are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from evaluering.config.texts import Translated

Part = Literal["year", "quarter", "month", "day", "weekday", "hour"]
NUMBERED_PARTS = frozenset({"year", "day"})
"""The parts that are numbers; the others are categories."""
_MONTHS = (
    ("januar", "januar", "January"), ("februar", "februar", "February"), ("mars", "mars", "March"),
    ("april", "april", "April"), ("mai", "mai", "May"), ("juni", "juni", "June"),
    ("juli", "juli", "July"), ("august", "august", "August"),
    ("september", "september", "September"), ("oktober", "oktober", "October"),
    ("november", "november", "November"), ("desember", "desember", "December"),
)  # fmt: skip
_DAYS = (
    ("mandag", "måndag", "Monday"), ("tirsdag", "tysdag", "Tuesday"),
    ("onsdag", "onsdag", "Wednesday"), ("torsdag", "torsdag", "Thursday"),
    ("fredag", "fredag", "Friday"), ("lørdag", "laurdag", "Saturday"),
    ("søndag", "søndag", "Sunday"),
)  # fmt: skip
_QUARTERS = tuple((f"{n}. kvartal", f"{n}. kvartal", f"Q{n}") for n in range(1, 5))


def _named(names: tuple[tuple[str, str, str], ...]) -> dict[int, str]:
    tags = ("nb", "nn", "en")
    return {
        code: Translated(dict(zip(tags, texts, strict=True)))
        for code, texts in enumerate(names, start=1)
    }


PARTS: Mapping[str, Mapping[int, str]] = {
    "quarter": _named(_QUARTERS),
    "month": _named(_MONTHS),
    "weekday": _named(_DAYS),
    "hour": {hour: f"{hour:02d}" for hour in range(24)},
}
"""Codes and names of each part that is a category: 1 for January, for Monday, for the first."""
