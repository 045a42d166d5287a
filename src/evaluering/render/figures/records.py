"""The rows of a result as the typed records that a figure is drawn from."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any, TypeVar

from evaluering.exhibits.result import Result

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


def records(result: Result, kind: type[T], **columns: str) -> list[T]:
    """Return a result's rows, each as a record.

    Parameters
    ----------
    result
        The numbers.
    kind
        A dataclass with fields of type str, int, float and bool; what is missing is NaN, and 0 in a
        whole number.
    columns
        The column of each field that is not called as it.
    """
    table = result.table
    named = {f.name: (columns.get(f.name, f.name), CONVERT[str(f.type)]) for f in fields(kind)
             if columns.get(f.name, f.name) in table or f.default is MISSING}  # fmt: skip
    rows = zip(*(map(as_, table[column]) for column, as_ in named.values()), strict=True)
    return [kind(**dict(zip(named, row, strict=True))) for row in rows]


def as_number(value: object) -> float:
    """Return a number of a result; NaN for a missing one."""
    return math.nan if value is None else float(value)  # type: ignore[arg-type]


def _whole(value: Any) -> int:
    number = as_number(value)
    return 0 if math.isnan(number) else int(number)


CONVERT: Mapping[str, Callable[[Any], Any]] = {
    "str": str, "int": _whole, "float": as_number, "bool": bool,
}  # fmt: skip
