"""From what stands in a coded or numeric column to numbers: codes, labels and other texts."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.missing import role_of
from evaluering.config.written import normal

VOID = frozenset({"na", "n/a", "nan", "null", "#null!", "#n/a", ".", "-", "--"})
"""What programs write where there is no value, folded."""
TICKS: Mapping[str, int] = {
    **dict.fromkeys(("ja", "yes", "true", "sant", "x", "valgt", "selected", "checked"), 1),
    **dict.fromkeys(("nei", "no", "false", "usant", "ikke valgt", "not selected", "unchecked"), 0),
}
"""What files write for a box that is ticked, and for one that is not, folded."""
_NUMBER = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]*)?(?:[eE][-+]?[0-9]+)?")
_THOUSANDS = re.compile(r"([-+]?[0-9]{1,3})((?:[ \u00a0\u202f][0-9]{3})+)([.,][0-9]+)?")


@dataclass(frozen=True, eq=False)
class Read:
    """A column as numbers."""

    numbers: pd.Series[float]
    """The codes or numbers; NaN where there is no answer or the value cannot be read."""
    unread: pd.Series[bool]
    """Which values are neither a number, nor a text that is known."""
    void: Mapping[str, int]
    """How often each text stands there that programs write for no value."""


@dataclass(frozen=True)
class _Meaning:
    """A value's code or number, NaN for none; and whether it is known, or stands for no value."""

    number: float
    known: bool = True
    void: bool = False


def plain(value: object) -> str:
    """Write a code as people do: 7, not 7.0."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def read_codes(values: pd.Series, column: Column, own: Mapping[str, str] | None = None) -> Read:
    """Return a column's values as codes or numbers.

    What the codebook says of a value (``in_file``) goes first; then the code itself, the label,
    and what the text says of why there is no answer. Texts are compared by their words: case,
    spaces and the kinds of dash are no difference.

    Parameters
    ----------
    values
        The column as read: numbers or texts.
    column
        What the codebook says of it.
    own
        The project's own kinds of missing with their labels.
    """
    numeric = pd.api.types.is_numeric_dtype(values)
    numbers = values.astype("float64") if numeric else _parsed(values)
    settled = values.isna() | _blank(values)
    if not column.in_file:
        codes = [*column.values, *column.missing.codes]
        settled |= numbers.notna() if column.kind == "number" else numbers.isin(codes)
    if settled.all():
        return Read(numbers, numbers.abs().eq(math.inf), {})
    others = values[~settled]
    meant = _meanings(others.unique(), column, own)
    told = others.map({value: found.number for value, found in meant.items()})
    unknown = others.isin([value for value, found in meant.items() if not found.known])
    counts = others[others.isin([v for v, found in meant.items() if found.void])].value_counts()
    numbers = numbers.astype("float64").copy()
    numbers[~settled] = told.astype("float64")
    unread = unknown.reindex(values.index, fill_value=False) | numbers.abs().eq(math.inf)
    return Read(numbers, unread, {str(text): int(n) for text, n in counts.items()})


def _blank(values: pd.Series) -> pd.Series[bool]:
    """Return which values are texts without a sign: what SPSS has where a text is missing."""
    if pd.api.types.is_numeric_dtype(values):
        return pd.Series(False, index=values.index)
    return values.map(lambda value: not str(value).strip(), na_action="ignore").eq(True)


def _meanings(
    values: Iterable[object], column: Column, own: Mapping[str, str] | None
) -> dict[object, _Meaning]:
    """Return what each value stands for."""
    in_file, labels = dict(column.in_file), dict(column.texts)
    amounts = {
        number: code for text, code in in_file.items() if (number := _number(text)) is not None
    }
    lookups = (in_file, _folded(in_file)), (labels, _folded(labels))

    def named(text: str, texts: tuple[Mapping[str, int], Mapping[str, int]]) -> int | None:
        return texts[0].get(text, texts[1].get(normal(text)))

    def meaning(value: object) -> _Meaning:
        text = plain(value).strip()
        number = _number(text)
        code = named(text, lookups[0])
        if code is None and number is not None:
            code = amounts.get(number)
        if code is None and number is not None and _fits(number, column):
            return _Meaning(number)
        if code is None:
            code = named(text, lookups[1])
        if code is None and column.kind == "tick":
            code = TICKS.get(normal(text))
        if code is not None:
            return _Meaning(float(code))
        if text.casefold() in VOID:
            return _Meaning(math.nan, void=True)
        if number is None and (role := role_of(text, own)) is not None:
            stored = column.missing.code(role)
            return _Meaning(math.nan if stored is None else float(stored))
        return _Meaning(math.nan if number is None else number, known=number is not None)

    return {value: meaning(value) for value in values}


def _fits(number: float, column: Column) -> bool:
    """Return whether a number is a code of the column as it stands, or any number of one."""
    return (
        column.kind == "number"
        or number in column.values
        or column.missing.kind(number) is not None
    )


def _folded(texts: Mapping[str, int]) -> dict[str, int]:
    """Return texts by their words; two that have the same words and other codes are left out."""
    found: dict[str, int | None] = {}
    for text, code in texts.items():
        key = normal(text)
        found[key] = code if found.get(key, code) == code else None
    return {text: code for text, code in found.items() if code is not None}


def _parsed(texts: pd.Series) -> pd.Series[float]:
    """Return texts as numbers, with a decimal point or comma; NaN for what is none."""
    pointed = texts.map(lambda text: str(text).replace(",", "."), na_action="ignore")
    numbers: pd.Series[float] = pd.to_numeric(pointed, errors="coerce")
    return numbers


def _number(text: str) -> float | None:
    """Return the number that a text is, blanks between thousands or not; None for another."""
    if found := _THOUSANDS.fullmatch(text):
        text = found[1] + re.sub(r"\D", "", found[2]) + (found[3] or "")
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None
