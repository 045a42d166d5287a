"""What a data file says of each variable, and what its values look like. No guesses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

import pandas as pd

from evaluering.data.reading import RawSurvey

MOST_VALUES = 60
"""Of a variable, that are told; one with more is no list of categories."""
LONGEST = 400
"""Characters of a text that is taken from a file."""
NO_VALUE = frozenset({"na", "n/a", "nan", "null", "#null!", "#n/a", ".", "-", "--"})
"""What programs write where there is no value."""
Value = float | str


@dataclass(frozen=True)
class VariableFacts:
    """One variable of a data file.

    Attributes
    ----------
    column, label
        Its name as it stands, and its text; empty where the file has none.
    labels
        Value labels by code; by letter for Stata's extended missing values.
    missing
        Ranges of codes that the file declares missing.
    format, measure
        How the program shows it (DATE11, F8.2), and what it calls it (nominal, ordinal, scale).
    rows, answers
        Rows of the file, and those with a value.
    distinct
        How many different values there are.
    counts
        Each value with its number of rows, the commonest first; empty with more than `MOST_VALUES`.
    is_text
        Whether the values are texts that are not all numbers.
    is_whole
        Whether all values are whole numbers.
    low, high
        The least and the greatest number.
    length
        The mean length of the texts.
    sample
        The first few values, of a text.
    void
        Texts among the values that programs write where there is none.
    """

    column: str
    label: str = ""
    labels: Mapping[Value, str] = field(default_factory=dict)
    missing: tuple[tuple[float, float], ...] = ()
    format: str = ""
    measure: str = "unknown"
    rows: int = 0
    answers: int = 0
    distinct: int = 0
    counts: Mapping[Value, int] = field(default_factory=dict)
    is_text: bool = False
    is_whole: bool = False
    low: float = 0.0
    high: float = 0.0
    length: float = 0.0
    sample: tuple[str, ...] = ()
    void: tuple[str, ...] = ()

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
    return FileFacts(
        label=clean(raw.label),
        rows=len(raw.frame),
        variables=tuple(_variable(raw, str(name)) for name in raw.frame.columns if str(name)),
        response_sets=raw.response_sets,
        stata=raw.stata,
    )


def clean(text: object) -> str:
    """Return a text of a file as one line without tags and control signs."""
    plain = unescape(re.sub(r"<[^<>]{1,200}>", " ", str(text or "")))
    seen = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in plain)
    line = " ".join(seen.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def _variable(raw: RawSurvey, name: str) -> VariableFacts:
    values = raw.frame[name].dropna()
    numeric = pd.api.types.is_numeric_dtype(values)
    void: tuple[str, ...] = ()
    if not numeric:
        texts = values.astype("str").str.strip()
        blank = texts.str.casefold().isin(NO_VALUE)
        void, values = tuple(sorted(texts[blank].unique())), texts[~blank & (texts != "")]
        numbers = _numbers(values)
        lettered = raw.stata and values.str.fullmatch(r"[a-z]|-?[0-9.]+(e[-+]?[0-9]+)?").all()
        numeric = len(values) > 0 and bool(numbers.notna().all() or lettered)
        values = numbers.dropna() if numeric else values
    counted = values.value_counts()
    shown = counted if len(counted) <= MOST_VALUES else counted.iloc[:0]
    return VariableFacts(
        column=raw.names.get(name, name),
        label=clean(raw.variable_labels.get(name, "")),
        labels=_labels(raw, name),
        missing=tuple(raw.declared_missing.get(name, ())),
        format=raw.formats.get(name, ""),
        measure=raw.measures.get(name, "unknown"),
        rows=len(raw.frame),
        answers=len(values),
        distinct=len(counted),
        counts={_value(value): int(count) for value, count in shown.items()},
        is_text=not numeric and len(values) > 0,
        is_whole=numeric and bool((values % 1 == 0).all()),
        low=float(values.min()) if numeric and len(values) else 0.0,
        high=float(values.max()) if numeric and len(values) else 0.0,
        length=0.0 if numeric or not len(values) else float(values.str.len().mean()),
        sample=() if numeric else tuple(str(value) for value in values.head(50)),
        void=void,
    )


def _labels(raw: RawSurvey, name: str) -> dict[Value, str]:
    found: dict[Value, str] = {}
    for code, text in raw.value_labels.get(name, {}).items():
        found[code if isinstance(code, str) else float(code)] = text
    return found


def _numbers(texts: pd.Series) -> pd.Series:
    """Return texts as numbers, with a decimal comma too; NaN where they are none.

    A number with a zero in front, as 0301, is a key and no number.
    """
    keys = texts.str.fullmatch(r"0[0-9]+")
    plain = texts.str.replace(",", ".", regex=False)
    return pd.to_numeric(plain.mask(keys), errors="coerce").astype("float64")


def _value(value: object) -> Value:
    return value if isinstance(value, str) else float(value)  # type: ignore[arg-type]
