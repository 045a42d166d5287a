"""What a data file says of each variable, and what its values look like. No guesses."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd

from evaluering.data.reading import RawSurvey
from evaluering.data.written_codes import VOID

MOST_VALUES = 60
"""Of a variable, that are told; one with more is no list of categories."""
LONGEST = 400
"""Characters of a text that is taken from a file."""
SAMPLE = 500
_WHOLE, _SHARE, _POWER = "[0-9]{1,15}", "[.,][0-9]{1,40}", "[eE][-+]?[0-9]{1,2}"
_NUMBER = re.compile(rf"[-+]?(?!0[0-9])(?:{_WHOLE}(?:{_SHARE})?|{_SHARE})(?:{_POWER})?")
Value = float | str


@dataclass(frozen=True)
class VariableFacts:
    """One variable of a data file."""

    column: str
    label: str = ""
    """Its name as it stands, and its text; empty where the file has none."""
    labels: Mapping[Value, str] = field(default_factory=dict)
    """Value labels by code; by letter for Stata's extended missing values."""
    missing: tuple[tuple[float, float], ...] = ()
    """Ranges of codes that the file declares missing."""
    format: str = ""
    measure: str = "unknown"
    """How the program shows it (DATE11, F8.2), and what it calls it (nominal, ordinal, scale)."""
    rows: int = 0
    answers: int = 0
    """Rows of the file, and those with a value that the file does not declare missing."""
    distinct: int = 0
    """How many different values there are."""
    counts: Mapping[Value, int] = field(default_factory=dict)
    """Each value with its number of rows, the commonest first; empty with more than
    `MOST_VALUES`."""
    is_text: bool = False
    """Whether the values are texts that are not all numbers."""
    is_whole: bool = False
    """Whether all values are whole numbers."""
    low: float = 0.0
    high: float = 0.0
    """The least and the greatest number."""
    length: float = 0.0
    """The mean length of the texts."""
    sample: tuple[str, ...] = ()
    """The first few different values, of a text."""
    alone: bool = True
    """Whether no other column has the same name in other capitals."""

    def declared_missing(self, value: float) -> bool:
        """Return whether the file declares a code missing."""
        return any(low <= value <= high for low, high in self.missing)


@dataclass(frozen=True)
class FileFacts:
    """A data file: its own title, its rows, its variables in order, and its response sets."""

    label: str
    rows: int
    variables: tuple[VariableFacts, ...]
    response_sets: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    stata: bool = False


def facts_of(raw: RawSurvey) -> FileFacts:
    """Return the facts of a data file as read."""
    names = [str(name) for name in raw.frame.columns if str(name)]
    times = Counter(name.strip().casefold() for name in names)
    found = (_variable(raw, name) for name in names)
    return FileFacts(
        label=clean(raw.label),
        rows=len(raw.frame),
        variables=tuple(
            replace(facts, alone=times[facts.column.strip().casefold()] == 1) for facts in found
        ),
        response_sets=raw.response_sets,
        stata=raw.stata,
    )


def clean(text: object) -> str:
    """Return a text of a file as one line without tags and control signs."""
    plain = unescape(re.sub(r"<[^<>]{1,200}>", " ", str(text or "")))
    if not plain.isprintable():
        plain = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in plain)
    line = " ".join(plain.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def _variable(raw: RawSurvey, name: str) -> VariableFacts:
    """Return the facts of one variable; each different value is looked at once."""
    column = raw.frame[name]
    made = VariableFacts(
        column=name,
        label=clean(raw.variable_labels.get(name, "")),
        labels=_labels(raw, name),
        missing=tuple(raw.declared_missing.get(name, ())),
        format=raw.formats.get(name, ""),
        measure=raw.measures.get(name, "unknown"),
        rows=len(column),
    )
    if pd.api.types.is_numeric_dtype(column):
        given = column.to_numpy(dtype="float64", na_value=np.nan)
        values, times = np.unique(given[~np.isnan(given)], return_counts=True)
        return _of_numbers(made, dict(zip(values.tolist(), times.tolist(), strict=True)))
    texts = Counter(str(value).strip() for value in column.dropna().tolist())
    answers = {text: n for text, n in texts.items() if text and text.casefold() not in VOID}
    numbers = _numbers(answers, stata=raw.stata)
    return _of_texts(made, answers) if numbers is None else _of_numbers(made, numbers)


def _of_numbers(made: VariableFacts, values: Mapping[float, int]) -> VariableFacts:
    numbers = {value: n for value, n in values.items() if not made.declared_missing(value)}
    return replace(
        made,
        answers=sum(numbers.values()),
        distinct=len(numbers),
        counts=_few(numbers),
        is_whole=bool(numbers) and all(value.is_integer() for value in numbers),
        low=min(numbers, default=0.0),
        high=max(numbers, default=0.0),
    )


def _of_texts(made: VariableFacts, texts: Mapping[str, int]) -> VariableFacts:
    answers = sum(texts.values())
    return replace(
        made,
        answers=answers,
        distinct=len(texts),
        counts=_few(texts),
        is_text=bool(texts),
        length=sum(len(text) * n for text, n in texts.items()) / max(answers, 1),
        sample=tuple(islice(texts, SAMPLE)),
    )


def _few(values: Mapping[Any, int]) -> dict[Value, int]:
    """Return the values with their rows, the commonest first; none where they are many."""
    if len(values) > MOST_VALUES:
        return {}
    return dict(sorted(values.items(), key=lambda pair: -pair[1]))


def _labels(raw: RawSurvey, name: str) -> dict[Value, str]:
    found: dict[Value, str] = {}
    for code, text in raw.value_labels.get(name, {}).items():
        found[code if isinstance(code, str) else float(code)] = text
    return found


def _numbers(texts: Mapping[str, int], *, stata: bool) -> dict[float, int] | None:
    """Return texts as numbers, with a decimal comma too; None where one of them is none.

    A number with a zero in front, as 0301, is a key and no number. Stata's letters are left out.
    """
    found: dict[float, int] = {}
    for text, times in texts.items():
        if stata and re.fullmatch("[a-z]", text):
            continue
        if not _NUMBER.fullmatch(text):
            return None
        value = float(text.replace(",", "."))
        found[value] = found.get(value, 0) + times
    return found or None
