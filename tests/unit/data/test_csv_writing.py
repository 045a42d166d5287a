"""Texts that look like formulas are written so that spreadsheets take them for text."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluering.config.reports import CsvStyle
from evaluering.data.csv_writing import as_written, guarded, unguarded, write_csv
from evaluering.data.respondents import read_respondents, write_respondents
from evaluering.render.spreadsheet_csv import numbers_csv, table_csv
from small import COLUMNS, respondents

FORMULAS = ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "- ingen", "'=1", '=HYPERLINK("x")', "-1+2"]
PLAIN = ["", "tekst", "-", "−3", "-0,31", "+4,5", "-3 000", "-12 %", "a=b", "'sitat'", "-.12**"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_guarded_and_given_back(text):
    assert guarded(text) == "'" + text
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", PLAIN)
def test_a_number_and_plain_text_stay_as_they_are(text):
    assert guarded(text) == text
    assert unguarded(text) == text


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r"), max_size=8))
def test_every_text_is_given_back(text):
    assert unguarded(guarded(text)) == text


def test_answers_are_read_back_as_they_were(tmp_path):
    texts = [*FORMULAS, *(text for text in PLAIN if text)]
    column = next(name for name, c in COLUMNS.items() if c.kind in {"identifier"})
    frame = respondents(rolle=[1] * len(texts)).assign(**{column: texts})
    write_respondents(frame, tmp_path / "x.csv")
    assert read_respondents(tmp_path / "x.csv", COLUMNS)[column].tolist() == texts


def test_a_line_break_of_another_system_ends_no_row(tmp_path):
    write_csv(pd.DataFrame({"a": ["x\ry", "x\r\ny"], "b": [1, 2]}), tmp_path / "x.csv")
    back = as_written(pd.read_csv(tmp_path / "x.csv"))
    assert back["a"].tolist() == ["x\ny", "x\ny"]


def test_tables_for_excel_have_semicolons_and_a_mark_and_the_cells_are_the_same():
    rows = [["Rad", "Prosent"], ["=A1; B", "3,4"]]
    plain = table_csv(rows, CsvStyle()).decode("utf-8")
    excel = table_csv(rows, CsvStyle(excel=True)).decode("utf-8")
    assert plain == 'Rad,Prosent\n\'=A1; B,"3,4"\n'
    assert excel == '\ufeffRad;Prosent\n"\'=A1; B";3,4\n'


def test_numbers_for_excel_have_the_decimal_mark_of_the_report_and_labels_do_not():
    content = b"section,mean,n,p\n3.1,3.25,4,1e-05\nvedlegg,2.5,,0.5\n"
    assert numbers_csv(content, CsvStyle(), ",") == content
    text = numbers_csv(content, CsvStyle(excel=True), ",").decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text), delimiter=";")) == [
        ["section", "mean", "n", "p"],
        ["3.1", "3,25", "4", "1e-05"],
        ["vedlegg", "2,5", "", "0,5"],
    ]
    assert "3.25" in numbers_csv(content, CsvStyle(excel=True), ".").decode("utf-8-sig")
