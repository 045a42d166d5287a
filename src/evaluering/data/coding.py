"""Putting a column's values in the codebook's form, and finding those that do not fit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from evaluering.config.columns import MOMENTS, Column
from evaluering.config.missing import LETTERS, ROLE_CODES, UNANSWERED, role_of
from evaluering.config.survey_columns import UNWRITTEN
from evaluering.data.discretion import told
from evaluering.data.moments import read_moments
from evaluering.data.written_codes import plain, read_codes
from evaluering.message import Message, message
from evaluering.wording import respondents

Labels = Mapping[float, str]
Ranges = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Declared:
    """What the data file itself says of one column."""

    labels: Labels
    """Value labels by code; by letter for Stata's extended missing values."""
    missing: Ranges = ()
    """Ranges of codes that the file declares missing."""
    stata: bool = False
    """Whether single letters are Stata's extended missing values."""
    own_kinds: Mapping[str, str] | None = None
    """The project's own kinds of missing with their labels."""
    format: str = ""
    """How the file shows the values: ``F8.2``, ``DATE11``, ``%9.0g``, ``%td``."""

    @property
    def lettered(self) -> bool:
        """Whether a letter is one of Stata's missing values, and no text."""
        return self.stata and not self.format.endswith("s")


@dataclass(frozen=True)
class Coded:
    """A column in the codebook's form, what does not fit, and what was decided on the way."""

    values: pd.Series
    faults: tuple[str, ...] = ()
    remarks: tuple[tuple[int, Message], ...] = ()
    """Number of respondents and what was done with their values."""


def coded_values(values: pd.Series, column: Column, declared: Declared) -> Coded:
    """Return the column in the codebook's form, with the faults found on the way.

    What the file declares missing is never a value: where the codebook names no kind for it, the
    label decides, and it is unanswered otherwise.
    """
    if column.kind in {"identifier", "text"}:
        text = values.map(plain, na_action="ignore").astype("str").str.strip()
        return Coded(text.mask(text == ""))
    if column.kind in MOMENTS:
        return _moments(values, column, declared)
    reserved = values.isin(list(ROLE_CODES.values()))
    lettered = declared.lettered and not pd.api.types.is_numeric_dtype(values)
    values, remarks = _without_letters(values, column, declared) if lettered else (values, [])
    if column.kind == "key":
        values, more = _without_declared(values, column, declared)
        return _keys(values, column, (*remarks, *more))
    read = read_codes(values, column, declared.own_kinds)
    unread = read.unread | reserved
    numbers, more = _without_declared(read.numbers, column, declared)
    remarks += more
    remarks += [(n, message("found_void", n=n, text=text)) for text, n in read.void.items()]
    missing = numbers.isin([v for v in numbers.dropna().unique() if column.missing.kind(v)])
    if column.kind == "number":
        low = column.minimum if column.minimum is not None else -float("inf")
        high = column.maximum if column.maximum is not None else float("inf")
        fits, expected = numbers.between(low, high), f"{plain(low)} til {plain(high)}"
    else:
        fits, expected = numbers.isin(list(column.values)), _expected(column)
    outside = (numbers.notna() & ~fits & ~missing) | unread
    if not outside.any():
        whole = column.kind != "number"
        return Coded(numbers.astype("Int64") if whole else numbers, remarks=tuple(remarks))
    found = told(values[outside], codes=column.kind != "number")
    fault = (
        f"Variabelen {column.quoted} har verdier utenfor kodeboken: {found} "
        f"({respondents(int(outside.sum()))}). Tillatt: {expected}."
    )
    return Coded(numbers, (fault,), tuple(remarks))


def _moments(values: pd.Series, column: Column, declared: Declared) -> Coded:
    """Return dates or times as ISO texts; what the file declares missing is none."""
    remarks: list[tuple[int, Message]] = []
    if pd.api.types.is_numeric_dtype(values):
        values, remarks = _without_declared(values, column, declared)
    elif declared.lettered:
        values = values.where(pd.to_numeric(values, errors="coerce").notna())
    read = read_moments(values, column, declared.format)
    if read.cut:
        remarks.append((read.cut, message("found_time_of_day", n=read.cut)))
    if not read.unread.any():
        return Coded(read.values, remarks=tuple(remarks))
    found = told(values[read.unread])
    example = {"date": "2024-05-31 eller 31.05.2024", "datetime": "2024-05-31 14:05",
               "time": "14:05"}[column.kind]  # fmt: skip
    fault = (
        f"Variabelen {column.quoted} har verdier som ikke er "
        f"{'klokkeslett' if column.kind == 'time' else 'datoer'}: {found} "
        f"({respondents(int(read.unread.sum()))}). Tillatt: "
        f"{column.format or f'{example}; er de skrevet ellers, oppgi «format» i kodeboken'}."
    )
    return Coded(read.values, (fault,), tuple(remarks))


def _expected(column: Column) -> str:
    """Return the codes that a column may hold, as people write them."""
    named = {code: f"«{text}»" for code, text in column.values.items() if code >= UNWRITTEN}
    codes = [named.get(c, str(c)) for c in sorted({*column.values, *column.missing.codes})]
    codes += [f"{plain(low)}–{plain(high)}" for low, high, _ in column.missing.ranges]
    return ", ".join(codes)


def _without_letters(
    values: pd.Series, column: Column, declared: Declared
) -> tuple[pd.Series, list[tuple[int, Message]]]:
    """Turn Stata's .a-.z, read as letters, into the codebook's missing codes.

    The codebook's own word on the letter decides, then the letter's label; what neither knows
    is unanswered, and said so.
    """
    letters = values.map(
        lambda value: str(value) if re.fullmatch("[a-z]", str(value)) else None, na_action="ignore"
    )
    remarks = []
    for letter in sorted(letters.dropna().unique()):
        code: float | None = LETTERS[f".{letter}"]
        if code not in column.missing.codes:
            label = str(declared.labels.get(letter, ""))
            code, kind = _code_of(label, column, declared)
            if kind is None or column.missing.stated(kind) is None:
                n = int((letters == letter).sum())
                remarks.append((n, _told("found_letter", f".{letter}", label, kind, declared)))
        values = values.mask(letters == letter, code)
    return values, remarks


def _told(key: str, code: str, label: str, kind: str | None, declared: Declared) -> Message:
    """Say of a code that the codebook does not name what it was counted as."""
    shown = message("code_labelled", code=code, label=label) if label else code
    if kind is None:
        return message(key, code=shown)
    return message("found_role", code=shown, kind=kind_named(kind, declared.own_kinds))


def kind_named(kind: str, own: Mapping[str, str] | None) -> Message | str:
    """Return what a kind of missing is called: the project's own label, or a word."""
    return (own or {}).get(kind) or message(kind)


def _code_of(label: str, column: Column, declared: Declared) -> tuple[float | None, str | None]:
    """Return what the kind that a label names is stored as, and the kind; unanswered if unknown.

    What is unanswered may be stored as nothing at all, and so may a project's own kind.
    """
    kind = role_of(label, declared.own_kinds)
    code = column.missing.code(kind) if kind else None
    if code is None and kind != UNANSWERED:
        return column.missing.code(UNANSWERED), None
    return code, kind


def _without_declared(
    values: pd.Series, column: Column, declared: Declared
) -> tuple[pd.Series, list[tuple[int, Message]]]:
    """Take out the values that the file says are missing and the codebook does not know.

    The file says so by declaring them, or, of a number, by a label that names a kind of missing.
    """
    remarks = []
    numbers = pd.to_numeric(values, errors="coerce")
    for value in sorted(_said_missing(numbers, column, declared)):
        if value in column.values or column.missing.kind(value) is not None:
            continue
        label = str(declared.labels.get(value, ""))
        code, kind = _code_of(label, column, declared)
        if kind is None or column.missing.stated(kind) is None:
            told = _told("found_declared", plain(float(value)), label, kind, declared)
            remarks.append((int((numbers == value).sum()), told))
        values = values.mask(numbers == value, code)
    return values, remarks


def _said_missing(numbers: pd.Series, column: Column, declared: Declared) -> set[float]:
    """Return the values that the file says are missing."""
    found: set[float] = set()
    for low, high in declared.missing:
        found |= set(numbers[numbers.between(low, high)].unique())
    if column.kind == "number":
        named = [v for v, text in declared.labels.items() if role_of(text, declared.own_kinds)]
        found |= set(numbers[numbers.isin([v for v in named if not isinstance(v, str)])].unique())
    return found


def _keys(values: pd.Series, column: Column, remarks: tuple[tuple[int, Message], ...]) -> Coded:
    keys = values.map(column.key, na_action="ignore").astype("str")
    keys = keys.mask(keys.str.fullmatch("0*").fillna(False).astype(bool))
    if column.digits is None:
        return Coded(keys, remarks=remarks)
    wrong = keys.notna() & ~keys.fillna("").str.fullmatch(rf"\d{{{column.digits}}}")
    if not wrong.any():
        return Coded(keys, remarks=remarks)
    fault = (
        f"Variabelen {column.quoted} har verdier ({told(keys[wrong])}) som ikke er nøkler "
        f"med {column.digits} sifre ({respondents(int(wrong.sum()))})."
    )
    return Coded(keys, (fault,), remarks)
