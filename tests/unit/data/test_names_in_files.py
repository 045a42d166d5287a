"""Variables as files call them: any name, names that differ in case, and names that are unclear."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from pydantic import ValidationError

from evaluering.config.surveys import Survey
from evaluering.data.codebook import apply_codebook
from evaluering.data.quality import Quality
from evaluering.data.reading import RawSurvey, read_raw
from evaluering.errors import DataError


def book(*columns: str | None, **more: object) -> Survey:
    variables = [
        {"name": f"v{n}", "label": f"Nr. {n}", "kind": "number"} | ({"column": c} if c else {})
        for n, c in enumerate(columns, start=1)
    ]
    return Survey.model_validate({"id": "s", "title": "S", "variables": variables, **more})


def read(raw: RawSurvey, survey: Survey) -> tuple[pd.DataFrame, Quality]:
    return apply_codebook(raw, survey, {"s": survey}, {}, Path("s.csv"), "")


def raw(**columns: float) -> RawSurvey:
    return RawSurvey(pd.DataFrame({name: [value] for name, value in columns.items()}))


@pytest.mark.parametrize("name", ["q21.OptU", "Økt ønske?", "12 a", "@1", "Er du «enig»?"])
def test_a_column_may_have_any_name(tmp_path, name):
    path = tmp_path / "s.csv"
    pd.DataFrame({name: [4.5, 2]}).to_csv(path, index=False, sep=";")
    frame, quality = read(read_raw(path), book(name))
    assert frame["v1"].tolist() == [4.5, 2]
    assert quality.items[0].valid == 2


def test_names_of_spss_with_dots_and_letters_keep_their_labels_and_missing(tmp_path):
    path = tmp_path / "s.sav"
    pyreadstat.write_sav(
        pd.DataFrame({"Alder.År": [40.0, 60.0, -99.0]}), path, missing_ranges={"Alder.År": [-99]},
        column_labels={"Alder.År": "Nr. 1"},
    )  # fmt: skip
    frame, quality = read(read_raw(path), book("Alder.År"))
    assert frame["v1"].mean() == 50
    assert quality.items[0].missing == {"unanswered": 1}


def test_names_that_differ_in_case_only_are_told_apart():
    frame, _ = read(raw(Q1=1, q1=2), book("Q1", "q1"))
    assert frame[["v1", "v2"]].iloc[0].tolist() == [1, 2]


def test_a_name_is_found_whatever_its_case_where_only_one_can_be_meant():
    assert read(raw(V1=3), book(None))[0]["v1"].tolist() == [3]
    assert read(raw(V1=3, v1=4), book(None))[0]["v1"].tolist() == [4]


def test_a_name_that_fits_two_columns_asks_for_the_column():
    with pytest.raises(DataError, match="i filen: «SVAR» og «Svar»") as told:
        read(raw(SVAR=3, Svar=4), book("svar"))
    assert 'column: "SVAR"' in told.value.remedy


def test_a_column_of_another_with_the_name_of_a_variable_is_left_where_it_is():
    frame, quality = read(raw(ny=1, v1=2, v2=3), book("ny", "v1"))
    assert frame[["v1", "v2"]].iloc[0].tolist() == [1, 2]
    assert [f.variable for f in quality.findings if "unknown" in f.told.key] == ["v2"]


def test_an_identifier_may_be_called_otherwise_in_the_file():
    survey = book(None, identifier="respid", identifier_column="Respons-ID")
    assert read(raw(**{"Respons-ID": 7, "v1": 2}), survey)[0]["respid"].tolist() == ["7"]


def test_a_column_that_is_absent_is_named_as_in_the_file_with_what_is_like_it():
    with pytest.raises(DataError, match=r"«v1» \(kolonnen «q21.OptV»\) \(filen har «q21.OptU»\)"):
        read(raw(**{"q21.OptU": 1}), book("q21.OptV"))


def test_one_column_is_described_once():
    with pytest.raises(ValidationError, match="kolonnen «A» er beskrevet to ganger"):
        book("A", "A")
