"""Dates and times as SPSS, Stata, Excel and texts have them, stored as ISO 8601."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import pytest
from pydantic import ValidationError

from evaluering.config.surveys import Survey
from evaluering.data.codebook import apply_codebook
from evaluering.data.quality import Quality
from evaluering.data.reading import RawSurvey, read_raw
from evaluering.errors import DataError

DAYS = [date(2024, 5, 31), date(1899, 12, 31), None]
CLOCKS = [datetime(2024, 5, 31, 14, 5), datetime(1965, 1, 2, 0, 0, 59), None]


def book(kind: str, **keys: Any) -> Survey:
    own = [{"name": "v", "label": "V", "kind": kind, **keys},
           {"name": "nr", "label": "Nr.", "kind": "number"}]  # fmt: skip
    return Survey.model_validate({"id": "s", "title": "S", "variables": own})


def read(raw: RawSurvey, survey: Survey) -> tuple[list[object], Quality]:
    frame = raw.frame.assign(nr=[float(n) for n in range(len(raw.frame))])
    own = RawSurvey(frame, raw.value_labels, raw.declared_missing, raw.variable_labels, raw.stata,
                    raw.formats)  # fmt: skip
    found, quality = apply_codebook(own, survey, {"s": survey}, {}, Path("s.sav"), "")
    return found["v"].astype(object).where(found["v"].notna(), None).tolist(), quality


def texts(values: list[object], survey: Survey) -> list[object]:
    return read(RawSurvey(pd.DataFrame({"v": pd.Series(values, dtype="str")})), survey)[0]


@pytest.mark.parametrize("write", [pyreadstat.write_sav, pyreadstat.write_dta])
@pytest.mark.parametrize(
    ("kind", "values", "wanted"),
    [
        ("date", DAYS, ["2024-05-31", "1899-12-31", None]),
        ("datetime", CLOCKS, ["2024-05-31T14:05:00", "1965-01-02T00:00:59", None]),
        ("date", CLOCKS, ["2024-05-31", "1965-01-02", None]),
        ("time", CLOCKS, ["14:05:00", "00:00:59", None]),
    ],
)
def test_files_of_spss_and_stata_say_themselves_what_is_a_date(
    tmp_path, write, kind, values, wanted
):
    path = tmp_path / ("s.sav" if write is pyreadstat.write_sav else "s.dta")
    write(pd.DataFrame({"v": values}), path)
    found, quality = read(read_raw(path), book(kind))
    assert found == wanted
    told = [f.count for f in quality.findings if f.told.key == "found_time_of_day"]
    assert told == ([2] if kind == "date" and values is CLOCKS else [])


def test_a_sheets_dates_are_dates(tmp_path):
    path = tmp_path / "s.xlsx"
    pd.DataFrame({"v": CLOCKS[:1], "w": 1}).to_excel(path, index=False)
    assert read(read_raw(path), book("datetime"))[0] == ["2024-05-31T14:05:00"]


@pytest.mark.parametrize(
    ("kind", "keys", "written", "wanted"),
    [
        ("date", {}, "2024-05-31", "2024-05-31"),
        ("date", {}, "31.5.2024", "2024-05-31"),
        ("datetime", {}, "31.05.2024 14:05", "2024-05-31T14:05:00"),
        ("datetime", {}, "2024-05-31T14:05:07.123Z", "2024-05-31T14:05:07"),
        ("datetime", {}, "2024-05-31 14:05:07+02:00", "2024-05-31T14:05:07"),
        ("datetime", {}, "2024-05-31", "2024-05-31T00:00:00"),
        ("time", {}, "9:05", "09:05:00"),
        ("date", {"format": "%m/%d/%Y"}, "05/31/2024", "2024-05-31"),
        ("date", {"format": "%Y%m%d"}, "20240531", "2024-05-31"),
        ("datetime", {"format": "%d/%m/%Y %H:%M"}, "31/05/2024 14:05", "2024-05-31T14:05:00"),
    ],
)
def test_dates_as_people_and_programs_write_them(kind, keys, written, wanted):
    assert texts([written, None], book(kind, **keys)) == [wanted, None]


def test_a_number_may_be_a_date_where_its_form_is_stated():
    raw = RawSurvey(pd.DataFrame({"v": [20240531.0]}))
    assert read(raw, book("date", format="%Y%m%d"))[0] == ["2024-05-31"]
    with pytest.raises(DataError, match="ikke er datoer: 99999999 "):
        read(raw, book("date"))


@pytest.mark.parametrize("written", ["05/31/2024", "31.02.2024", "2024-13-01", "i går", "25:00"])
def test_what_is_no_date_stops_with_what_may_stand_there(written):
    kind = "time" if ":" in written else "date"
    with pytest.raises(DataError, match="oppgi «format» i kodeboken"):
        texts([written], book(kind))


def test_what_says_that_there_is_no_date_is_empty():
    assert texts(["NA", "Vet ikke", "2024-05-31"], book("date")) == [None, None, "2024-05-31"]
    raw = RawSurvey(pd.DataFrame({"v": [13936492800.0, 99.0]}), formats={"v": "DATE11"},
                    declared_missing={"v": [(99.0, 99.0)]})  # fmt: skip
    found, quality = read(raw, book("date"))
    assert found == ["2024-05-31", None]
    assert next(i for i in quality.items if i.variable == "v").missing == {"unanswered": 1}


@pytest.mark.parametrize(
    "keys",
    [{"kind": "number", "format": "%Y"}, {"kind": "date", "format": "dd.mm.åååå"},
     {"kind": "date", "values": {1: "Ja"}}, {"kind": "date", "in_file": {"x": 1}}],
)  # fmt: skip
def test_keys_that_no_date_has_are_refused(keys):
    with pytest.raises(ValidationError):
        book(**keys)
