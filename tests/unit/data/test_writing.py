"""Every .sav file that we write or ship is read by another program: R's haven."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import pytest

from evaluering.config.columns import Column
from evaluering.config.missing import missing_codes
from evaluering.data.writing import FIXED_TIME, HEADER_TIME, write_sav

REPOSITORY = Path(__file__).resolve().parents[3]
SHIPPED = sorted((REPOSITORY / "data/raw").glob("*/*.sav"))
SCRIPT = """
d <- haven::read_sav(commandArgs(trailingOnly = TRUE)[1], user_na = TRUE)
column <- function(x) {
  values <- unclass(x)
  attributes(values) <- NULL
  labels <- attr(x, "labels")
  list(values = values, label = attr(x, "label"), codes = unname(labels), texts = names(labels),
       missing = attr(x, "na_values"), range = attr(x, "na_range"))
}
keep <- unique(c(seq_len(min(6, ncol(d))), ncol(d)))
cat(jsonlite::toJSON(list(rows = nrow(d), names = names(d), columns = lapply(d[keep], column)),
                     na = "null", null = "null", digits = NA))
"""
COLUMNS = {
    column.name: column
    for column in (
        Column("respid", "Respondent", "identifier"),
        Column("rolle", "Rolle på jobben", "nominal", {1: "Leder", 2: "Lærer"}),
        Column("led", "Vi når målene", "item", {1: "Nei", 2: "Ja"},
               missing_codes({8: "dont_know", 9: "unanswered"})),
        Column("alder", "Alder", "number", missing=missing_codes({"900..999": "refused"})),
        Column("skole", "Skolenummer", "key", digits=4, several="9998"),
        Column("svar", "Med egne ord", "text"),
    )
}  # fmt: skip
FRAME = pd.DataFrame(
    {
        "respid": pd.Series(["a1", "b2", "c3"], dtype="str"),
        "rolle": [1, 2, 2],
        "led": [2, 8, 9],
        "alder": [41.5, 999, None],
        "skole": pd.Series([12, 9998, None], dtype="Int64"),
        "svar": pd.Series(["Godt – æøå", "", "Nei"], dtype="str"),
        "utenfor": [1, 2, 3],
    }
)


def by_haven(path: Path) -> dict[str, Any]:
    """Return what R's haven reads, or skip where it is not installed."""
    if shutil.which("Rscript") is None:
        pytest.skip("Rscript is not installed, so haven cannot read the file")
    present = 'cat(all(sapply(c("haven", "jsonlite"), requireNamespace, quietly = TRUE)))'
    found = subprocess.run(["Rscript", "-e", present], capture_output=True, encoding="utf-8")
    if found.stdout.strip() != "TRUE":
        pytest.skip("R has no haven or no jsonlite, so the file is not read by them")
    read = subprocess.run(
        ["Rscript", "-e", SCRIPT, str(path)], capture_output=True, encoding="utf-8"
    )
    assert read.returncode == 0, read.stderr
    return json.loads(read.stdout)


def assert_haven_reads_the_same(path: Path) -> None:
    ours, meta = pyreadstat.read_sav(path, user_missing=True)
    theirs = by_haven(path)
    assert theirs["rows"] == [len(ours)]
    assert theirs["names"] == list(ours)
    assert theirs["columns"]
    for name, column in theirs["columns"].items():
        expected = [None if pd.isna(value) else value for value in ours[name]]
        assert column["values"] == expected, name
        assert column["label"] == [meta.column_names_to_labels[name]]
        labels = meta.variable_value_labels.get(name, {})
        assert dict(zip(column["codes"] or [], column["texts"] or [], strict=True)) == labels
        ranges = [[r["lo"], r["hi"]] for r in meta.missing_ranges.get(name, [])]
        single = [low for low, high in ranges if low == high]
        assert (column["missing"] or []) == single
        assert (column["range"] or []) == [x for pair in ranges if pair[0] != pair[1] for x in pair]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_haven_reads_what_is_shipped(path: Path) -> None:
    assert_haven_reads_the_same(path)


def test_haven_reads_every_kind_of_column_that_we_write(tmp_path: Path) -> None:
    write_sav(FRAME, COLUMNS, tmp_path / "x.sav", file_label="Prøve")
    assert_haven_reads_the_same(tmp_path / "x.sav")


@pytest.mark.parametrize("language", ["nb", "en"])
def test_haven_reads_the_example(
    evaluering: Callable[..., tuple[int, str]], tmp_path: Path, language: str
) -> None:
    code, output = evaluering(
        Path(), "init", str(tmp_path / "x"), "--example", "--language", language
    )
    assert code == 0, output
    (path,) = tmp_path.rglob("*.sav")
    assert_haven_reads_the_same(path)


def test_the_columns_that_the_codebook_knows_are_written_with_all_that_it_says(
    tmp_path: Path,
) -> None:
    write_sav(FRAME, COLUMNS, tmp_path / "x.sav", file_label="Prøve", several_label="Flere skoler")
    frame, meta = pyreadstat.read_sav(tmp_path / "x.sav", user_missing=True)
    assert list(frame) == list(COLUMNS)
    assert meta.file_label == "Prøve"
    assert meta.variable_value_labels["led"] == {
        1: "Nei", 2: "Ja", 8: "Vet ikke", 9: "Ubesvart",
    }  # fmt: skip
    assert meta.variable_value_labels["skole"] == {9998: "Flere skoler"}
    assert meta.missing_ranges["alder"] == [{"lo": 900, "hi": 999}]
    assert meta.variable_measure["led"] == "ordinal"


def test_the_header_has_a_fixed_time_so_that_the_same_data_give_the_same_bytes(
    tmp_path: Path,
) -> None:
    write_sav(FRAME, COLUMNS, tmp_path / "x.sav", file_label="Prøve")
    assert (tmp_path / "x.sav").read_bytes()[HEADER_TIME] == FIXED_TIME
