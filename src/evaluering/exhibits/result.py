"""The result behind an exhibit: tidy numbers before any rounding, and the tests."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from evaluering.data.csv_writing import as_written, write_csv
from evaluering.data.saving import STAMP, stamped, to_json
from evaluering.errors import DataError
from evaluering.message import Message, message, restored, stored


@dataclass(frozen=True)
class Result:
    """What an exhibit shows, unrounded.

    Attributes
    ----------
    exhibit, kind
        The exhibit's id and kind.
    table
        Tidy numbers, one row an observation of the exhibit.
    tests
        One mapping a test: what it compares, statistic, df, p, effect size, n, warnings.
    n
        Respondents (or municipalities) behind the exhibit.
    method
        How the numbers and tests were made, a message a sentence.
    notes
        Remarks that the numbers give rise to (suppressed groups, dropped rows, warnings).
    details
        What a renderer needs beside the numbers: the scale, headings.
    provenance
        Wave, source, input checksums and code version.
    """

    exhibit: str
    kind: str
    table: pd.DataFrame
    n: int
    method: tuple[Message, ...] = ()
    tests: tuple[Mapping[str, Any], ...] = ()
    notes: tuple[Message, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)
    provenance: Mapping[str, Any] = field(default_factory=dict)


TEXT_COLUMNS = (
    *("item", "item_label", "group", "group_label", "category", "label"),
    *("row", "row_label", "column", "column_label"),
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
        "tests": list(result.tests),
        "notes": stored(result.notes),
        "details": {key: stored(value) for key, value in result.details.items()},
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
    return Result(
        table=as_written(table.drop(columns=STAMP, errors="ignore")),
        tests=tuple(content.pop("tests")),
        method=tuple(restored(content.pop("method"))),
        notes=tuple(restored(content.pop("notes"))),
        details=restored(content.pop("details")),
        **content,
    )


def statistics(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a test's full set of statistics as records for JSON."""
    return [
        {str(name): value for name, value in record.items() if not pd.isna(value)}
        for record in frame.to_dict(orient="records")
    ]


def named_tests(tests: Iterable[Mapping[str, Any]]) -> tuple[Message, ...]:
    """Return what the tests are called in a sentence, each once."""
    return tuple(message(f"by_{name}") for name in dict.fromkeys(test["test"] for test in tests))
