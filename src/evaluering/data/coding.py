"""Putting a column's values in the codebook's form, and finding those that do not fit."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from evaluering.config.surveys import Column
from evaluering.wording import respondents

Labels = Mapping[float, str]


def plain(value: object) -> str:
    """Write a code as people do: 7, not 7.0."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def coded_values(
    values: pd.Series, column: Column, labels: Labels, *, stata: bool = False
) -> tuple[pd.Series, list[str]]:
    """Return the column in the codebook's form, and the faults found on the way.

    In a Stata file, single letters are its extended missing values.
    """
    if column.kind in {"identifier", "text"}:
        text = values.map(plain, na_action="ignore").astype("str").str.strip()
        return text.mask(text == ""), []
    if stata and not pd.api.types.is_numeric_dtype(values):
        values = _stata_missing(values, column, labels)
    if column.kind == "municipality":
        return _municipality(values, column)
    numbers = (
        values.astype("float64")
        if pd.api.types.is_numeric_dtype(values)
        else pd.to_numeric(
            values.map(lambda v: str(v).replace(",", "."), na_action="ignore"), errors="coerce"
        )
    )
    allowed = set(column.values) | set(column.missing)
    if column.kind == "number":
        outside = numbers.notna() & ~numbers.isin(list(column.missing))
        low = column.minimum if column.minimum is not None else -float("inf")
        high = column.maximum if column.maximum is not None else float("inf")
        outside &= ~numbers.between(low, high)
        expected = f"{plain(low)} til {plain(high)}"
    else:
        outside = numbers.notna() & ~numbers.isin(list(allowed))
        expected = ", ".join(str(code) for code in sorted(allowed))
    outside |= values.notna() & numbers.isna()
    if not outside.any():
        return (numbers if column.kind == "number" else numbers.astype("Int64")), []
    found = ", ".join(plain(v) for v in values[outside].unique()[:5])
    return numbers, [
        f"Variabelen «{column.name}» har verdier utenfor kodeboken: {found} "
        f"({respondents(int(outside.sum()))}). Tillatt: {expected}."
    ]


def _stata_missing(values: pd.Series, column: Column, labels: Labels) -> pd.Series:
    """Turn Stata's .a-.z, read as letters, into the codebook's missing codes by their label."""
    codes = {kind: code for code, kind in column.missing.items()}

    def code(value: object) -> object:
        if not re.fullmatch("[a-z]", str(value)):
            return value
        kind = normal(str(labels.get(value, "")))  # type: ignore[call-overload]
        return codes.get(kind, codes.get("ubesvart"))

    return values.map(code, na_action="ignore")


def _municipality(values: pd.Series, column: Column) -> tuple[pd.Series, list[str]]:
    codes = values.map(lambda v: plain(v).strip().zfill(4), na_action="ignore").astype("str")
    codes = codes.mask(codes == "0000")
    wrong = codes.notna() & ~codes.fillna("").str.fullmatch(r"\d{4}")
    if not wrong.any():
        return codes, []
    return codes, [
        f"Variabelen «{column.name}» har verdien «{codes[wrong].iloc[0]}», som ikke er et "
        f"firesifret kommunenummer ({respondents(int(wrong.sum()))})."
    ]


def normal(label: str) -> str:
    """Fold what does not change a label's meaning: case, spaces and the kinds of dash."""
    folded = re.sub(r"\s*[-–—]\s*", "-", label.casefold())
    return re.sub(r"\s+", " ", folded).strip(" .:")
