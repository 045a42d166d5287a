"""Every .sav file that we write is read by another program: R's haven."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from evaluering.config.columns import Column
from evaluering.config.missing import missing_codes
from evaluering.data.writing import FIXED_TIME, HEADER_TIME, write_sav
from haven import assert_haven_reads_the_same

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
