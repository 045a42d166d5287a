"""Surveys that come as text: several headings, sheets, and names that stand twice or nowhere."""

from __future__ import annotations

import pandas as pd
import pyreadstat
import pytest

from evaluering.data.reading import read_raw
from evaluering.data.text_tables import TableLayout
from evaluering.errors import DataError

QUALTRICS = (
    "ResponseId,Q1,Q2_1\n"
    'Response ID,Hva synes du?,"Hvor enig? - Jeg trives"\n'
    '"{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2_1""}"\n'
    "R_1,Bra,Enig\nR_2,,Uenig\n"
)


def test_the_rows_below_the_names_are_texts_and_no_respondents(tmp_path):
    path = tmp_path / "svar.csv"
    path.write_text(QUALTRICS, encoding="utf-8-sig")
    raw = read_raw(path, None, TableLayout(3))
    assert raw.frame["Q2_1"].tolist() == ["Enig", "Uenig"]
    assert raw.frame["Q1"].isna().tolist() == [False, True]
    assert raw.variable_labels["Q2_1"] == "Hvor enig? - Jeg trives"
    assert list(raw.frame) == ["ResponseId", "Q1", "Q2_1"]


def test_more_headings_than_rows_is_a_fault(tmp_path):
    path = tmp_path / "svar.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(DataError, match="bare 2 av de 3"):
        read_raw(path, None, TableLayout(3))


@pytest.mark.parametrize("rows", [2, 3, 4])
def test_answers_are_not_lost_as_headings(tmp_path, rows):
    (tmp_path / "x.csv").write_text("a;b\n1;4\n2;5\n1;5\n2;4\n1;4\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"Rad 2 [\s\S]*header_rows: 1»"):
        read_raw(tmp_path / "x.csv", None, TableLayout(rows))


def test_names_that_stand_twice_are_numbered_and_missing_ones_named_by_their_place(tmp_path):
    path = tmp_path / "svar.csv"
    path.write_text(";Annet;Annet;;\n1;a;b;c;\n2;d;e;f;\n", encoding="utf-8")
    frame = read_raw(path).frame
    assert list(frame) == ["kolonne 1", "Annet", "Annet (2)", "kolonne 4"]
    assert frame["Annet (2)"].tolist() == ["b", "e"]


def test_headings_over_several_columns_are_told_apart_by_what_stands_below_them(tmp_path):
    path = tmp_path / "svar.csv"
    path.write_text("Hvor enig?;;Alder\nTrives;Lærer;Response\n1;2;40\n", encoding="utf-8")
    raw = read_raw(path, None, TableLayout(2))
    assert list(raw.frame) == ["Hvor enig?", "Hvor enig? - Lærer", "Alder"]
    assert raw.variable_labels["Hvor enig? - Lærer"] == "Hvor enig? - Lærer"


def test_a_sheet_is_read_by_name_and_whole_numbers_stay_whole(tmp_path):
    path = tmp_path / "svar.xlsx"
    with pd.ExcelWriter(path) as book:
        pd.DataFrame({"merknad": ["les dette"]}).to_excel(book, sheet_name="Om", index=False)
        answers = pd.DataFrame({"Q1": [1.0, None, 3.0], "Navn": ["å", "b", None]})
        answers.to_excel(book, sheet_name="Svar", index=False)
    assert list(read_raw(path).frame) == ["merknad"]
    frame = read_raw(path, None, TableLayout(1, "Svar")).frame
    assert frame["Q1"].tolist()[::2] == ["1", "3"]
    assert frame.isna().to_numpy().tolist() == [[False, False], [True, False], [False, True]]
    with pytest.raises(DataError, match="Om, Svar"):
        read_raw(path, None, TableLayout(1, "Data"))


def test_a_portable_file_is_read_with_its_labels(tmp_path):
    path = tmp_path / "svar.por"
    frame = pd.DataFrame({"Q1": [1.0, 2.0, 2.0], "NAVN": ["a", "b", "c"]})
    pyreadstat.write_por(frame, path, column_labels=["Enig?", "Navn"])
    raw = read_raw(path)
    assert raw.frame["Q1"].tolist() == [1, 2, 2]
    assert raw.variable_labels == {"Q1": "Enig?", "NAVN": "Navn"}


def test_a_damaged_portable_file_is_a_fault(tmp_path):
    path = tmp_path / "svar.por"
    path.write_bytes(b"no portable file")
    with pytest.raises(DataError, match="skadet"):
        read_raw(path)


def test_what_an_spss_file_says_of_its_variables_is_kept(tmp_path):
    path = tmp_path / "svar.sav"
    pyreadstat.write_sav(
        pd.DataFrame({"Q1": [1.0], "Q2": ["a"]}), path, file_label="Skolene 2024",
        variable_measure={"Q1": "ordinal"}, variable_format={"Q1": "F4.1"},
    )  # fmt: skip
    raw = read_raw(path)
    assert (raw.label, raw.formats["Q1"], raw.measures["Q1"]) == ("Skolene 2024", "F4.1", "ordinal")
    assert list(raw.frame) == ["Q1", "Q2"]
