"""The result behind an exhibit: tidy numbers before any rounding, and the tests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
from pydantic import BaseModel, TypeAdapter

from evaluering.config.exhibits.base import Details
from evaluering.config.kinds import kinds
from evaluering.data.csv_writing import as_written, write_csv
from evaluering.data.saving import STAMP, stamped, to_json
from evaluering.errors import DataError
from evaluering.exhibits.significance import AnyTest, SignificanceTest
from evaluering.message import Message, restored, stored

D = TypeVar("D", bound=Details)


@dataclass(frozen=True)
class Result:
    """What an exhibit shows, unrounded."""

    exhibit: str
    kind: str
    """The exhibit's id and kind."""
    table: pd.DataFrame
    """Tidy numbers, one row an observation of the exhibit."""
    n: int
    """Respondents (or municipalities) behind the exhibit."""
    method: tuple[Message, ...] = ()
    """How the numbers and tests were made, a message a sentence."""
    tests: tuple[SignificanceTest, ...] = ()
    """What was tested, each with everything that was computed for it."""
    notes: tuple[Message, ...] = ()
    """Remarks that the numbers give rise to (suppressed groups, dropped rows, warnings)."""
    details: Details = field(default_factory=Details)
    """What a renderer needs beside the numbers: the scale, headings; of the kind's own class."""
    empty: Message | None = None
    """Why there are no numbers, as the end of a sentence that says so; None where there are."""
    provenance: Mapping[str, Any] = field(default_factory=dict)
    """Wave, source, input checksums and code version."""

    def details_as(self, kind: type[D]) -> D:
        """Return the details of a kind that has some of its own."""
        assert isinstance(self.details, kind), f"{self.kind} says {type(self.details).__name__}"
        return self.details


TEXT_COLUMNS = (
    *("item", "item_label", "group", "group_label", "category", "label"),
    *("row", "row_label", "column", "column_label", "reference", "role"),
    *("letter", "higher", "wave", "wave_label", "apart", "withheld"),
)


def save_result(result: Result, stem: Path) -> None:
    """Write ``<stem>.csv`` (the numbers) and ``<stem>.json`` (everything else)."""
    marked = stamped(result.table, str(result.provenance.get("stamp", "")))
    write_csv(marked, stem.with_suffix(".csv"))
    content = {
        "exhibit": result.exhibit,
        "kind": result.kind,
        "n": result.n,
        "method": stored(result.method),
        "tests": [_plain(test) for test in result.tests],
        "notes": stored(result.notes),
        "details": _plain(result.details),
        **({} if result.empty is None else {"empty": stored(result.empty)}),
        "provenance": result.provenance,
    }
    stem.with_suffix(".json").write_text(to_json(content), encoding="utf-8")


def load_result(stem: Path) -> Result:
    """Read a result back.

    Raises
    ------
    DataError
        The result is not computed.
    """
    try:
        content = json.loads(stem.with_suffix(".json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataError(
            stem.with_suffix(".json"),
            "Resultatet er ikke beregnet.",
            "Kjør snakemake --cores 4, eller evaluering results for kapitlet.",
        ) from None
    table = pd.read_csv(
        stem.with_suffix(".csv"), dtype=dict.fromkeys(TEXT_COLUMNS, "str"),
        keep_default_na=False, na_values=[""],
    )  # fmt: skip
    empty = restored(content.pop("empty", None))
    details: Any = kinds()[content["kind"]].details if empty is None else Details
    return Result(
        table=as_written(table.drop(columns=STAMP, errors="ignore")),
        tests=_typed(tuple[AnyTest, ...]).validate_python(content.pop("tests")),
        method=tuple(restored(content.pop("method"))),
        notes=tuple(restored(content.pop("notes"))),
        details=_typed(details).validate_python(content.pop("details")),
        empty=empty,
        **content,
    )


@cache
def _typed(kind: Any) -> TypeAdapter[Any]:
    """Return what reads plain data back with its types."""
    return TypeAdapter(kind)


def _plain(value: Any) -> Any:
    """Return a record as plain data, without what it does not say."""
    if isinstance(value, BaseModel):
        return value.model_dump()
    if is_dataclass(value):
        said = {field.name: (getattr(value, field.name), field.default) for field in fields(value)}
        return {name: _plain(own) for name, (own, default) in said.items() if own != default}
    return [_plain(inner) for inner in value] if isinstance(value, tuple) else value
