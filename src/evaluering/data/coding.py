"""Putting a column's values in the codebook's form, and finding those that do not fit."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from evaluering.config.columns import Column
from evaluering.config.missing import LETTERS, UNANSWERED, role_of
from evaluering.message import Message, message
from evaluering.wording import respondents

Labels = Mapping[float, str]
Ranges = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Declared:
    """What the data file itself says of one column.

    Attributes
    ----------
    labels
        Value labels by code; by letter for Stata's extended missing values.
    missing
        Ranges of codes that the file declares missing.
    stata
        Whether single letters are Stata's extended missing values.
    own_kinds
        The project's own kinds of missing with their labels.
    """

    labels: Labels
    missing: Ranges = ()
    stata: bool = False
    own_kinds: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Coded:
    """A column in the codebook's form, what does not fit, and what was decided on the way."""

    values: pd.Series
    faults: tuple[str, ...] = ()
    remarks: tuple[tuple[int, Message], ...] = ()
    """Number of respondents and what was done with their values."""


def plain(value: object) -> str:
    """Write a code as people do: 7, not 7.0."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def coded_values(values: pd.Series, column: Column, declared: Declared) -> Coded:
    """Return the column in the codebook's form, with the faults found on the way.

    What the file declares missing is never a value: where the codebook names no kind for it, the
    label decides, and it is unanswered otherwise.
    """
    if column.kind in {"identifier", "text"}:
        text = values.map(plain, na_action="ignore").astype("str").str.strip()
        return Coded(text.mask(text == ""))
    lettered = declared.stata and not pd.api.types.is_numeric_dtype(values)
    values, remarks = _without_letters(values, column, declared) if lettered else (values, [])
    if column.kind == "key":
        values, more = _without_declared(values, column, declared)
        return _keys(values, column, (*remarks, *more))
    numbers = (
        values.astype("float64")
        if pd.api.types.is_numeric_dtype(values)
        else pd.to_numeric(
            values.map(lambda v: str(v).replace(",", "."), na_action="ignore"), errors="coerce"
        )
    )
    unread = values.notna() & (numbers.isna() | numbers.abs().eq(math.inf))
    numbers, more = _without_declared(numbers, column, declared)
    remarks += more
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
    found = ", ".join(plain(v)[:40] for v in values[outside].unique()[:5])
    fault = (
        f"Variabelen «{column.name}» har verdier utenfor kodeboken: {found} "
        f"({respondents(int(outside.sum()))}). Tillatt: {expected}."
    )
    return Coded(numbers, (fault,), tuple(remarks))


def _expected(column: Column) -> str:
    """Return the codes that a column may hold, as people write them."""
    codes = [str(code) for code in sorted({*column.values, *column.missing.codes})]
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
        label = str(declared.labels.get(letter, ""))
        code: float | None = LETTERS[f".{letter}"]
        if code not in column.missing.codes:
            code, known = _code_of(label, column, declared)
            if not known:
                told = message("found_letter", code=_labelled(f".{letter}", label))
                remarks.append((int((letters == letter).sum()), told))
        values = values.mask(letters == letter, code)
    return values, remarks


def _labelled(code: str, label: str) -> Message | str:
    return message("code_labelled", code=code, label=label) if label else code


def _code_of(label: str, column: Column, declared: Declared) -> tuple[float | None, bool]:
    """Return the column's code for the kind that a label names, and whether it names one."""
    role = role_of(label, declared.own_kinds)
    code = column.missing.code(role) if role else None
    return (column.missing.code(UNANSWERED), False) if code is None else (code, True)


def _without_declared(
    values: pd.Series, column: Column, declared: Declared
) -> tuple[pd.Series, list[tuple[int, Message]]]:
    """Take out the values that the file declares missing and the codebook does not know."""
    remarks = []
    numbers = pd.to_numeric(values, errors="coerce")
    for value in sorted(numbers.dropna().unique()):
        hidden = any(low <= value <= high for low, high in declared.missing)
        if not hidden or value in column.values or column.missing.kind(value) is not None:
            continue
        label = str(declared.labels.get(value, ""))
        code, known = _code_of(label, column, declared)
        if not known:
            told = message("found_declared", code=_labelled(plain(float(value)), label))
            remarks.append((int((numbers == value).sum()), told))
        values = values.mask(numbers == value, code)
    return values, remarks


def _keys(values: pd.Series, column: Column, remarks: tuple[tuple[int, Message], ...]) -> Coded:
    keys = values.map(column.key, na_action="ignore").astype("str")
    keys = keys.mask(keys.str.fullmatch("0*").fillna(False).astype(bool))
    if column.digits is None:
        return Coded(keys, remarks=remarks)
    wrong = keys.notna() & ~keys.fillna("").str.fullmatch(rf"\d{{{column.digits}}}")
    if not wrong.any():
        return Coded(keys, remarks=remarks)
    fault = (
        f"Variabelen «{column.name}» har verdien «{keys[wrong].iloc[0]}», som ikke er en nøkkel "
        f"med {column.digits} sifre ({respondents(int(wrong.sum()))})."
    )
    return Coded(keys, (fault,), remarks)


def normal(label: str) -> str:
    """Fold what does not change a label's meaning: case, spaces and the kinds of dash."""
    folded = re.sub(r"\s*[-–—]\s*", "-", label.casefold())
    return re.sub(r"\s+", " ", folded).strip(" .:")
