"""Questions with several answers as files have them: boxes, columns of codes, one cell of texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pydantic import ValidationError

from evaluering.config.missing import ROLE_CODES
from evaluering.config.surveys import Survey
from evaluering.data.boxes import split
from evaluering.data.codebook import apply_codebook
from evaluering.data.quality import Quality
from evaluering.data.reading import RawSurvey
from evaluering.errors import DataError

OPTIONS = [{"name": "no", "label": "Norsk"}, {"name": "en", "label": "Engelsk"}]


def book(**question: Any) -> Survey:
    asked = {"id": "sprak", "question": "Hvilke språk?", "options": OPTIONS} | question
    age = {"name": "alder", "label": "Alder", "kind": "number"}
    return Survey.model_validate(
        {"id": "s", "title": "S", "variables": [age], "multiple_responses": [asked]}
    )


def coded(survey: Survey, **columns: list[object]) -> tuple[pd.DataFrame, Quality]:
    rows = len(next(iter(columns.values())))
    raw = RawSurvey(pd.DataFrame({"alder": [float(n) for n in range(rows)], **columns}))
    return apply_codebook(raw, survey, {"s": survey}, {}, Path("s.csv"), "")


def boxes(survey: Survey, **columns: list[object]) -> list[list[int | None]]:
    frame, _ = coded(survey, **columns)
    return [frame[name].astype(object).where(frame[name].notna(), None).tolist()
            for name in ("no", "en")]  # fmt: skip


@pytest.mark.parametrize(
    ("no", "en", "keys"),
    [
        ([1.0, 0.0, None], [0.0, 1.0, None], {}),
        (["Norsk", "Nei", None], ["Nei", "Engelsk", None], {}),
        (["true", "false", None], ["False", "True", None], {}),
        ([1.0, 2.0, None], [2.0, 1.0, None], {"unticked": [2]}),
        (["Avkrysset", "-1", None], ["-1", "Avkrysset", None],
         {"ticked": ["Avkrysset"], "unticked": [-1]}),
        (["Norsk", None, None], [None, "Engelsk", None], {"blank": "unticked"}),
    ],
)  # fmt: skip
def test_boxes_are_read_however_they_are_ticked(no, en, keys):
    assert boxes(book(**keys), no=no, en=en) == [[1, 0, None], [0, 1, None]]


CODED = [{"name": "no", "label": "Norsk", "code": 5}, {"name": "en", "label": "Engelsk", "code": 7}]


def test_columns_of_codes_become_boxes():
    survey = book(columns=["Lang.1", "Lang.2"], options=CODED, missing={99: "refused"})
    columns = {"Lang.1": [5.0, 7.0, 7.0, 99.0, None], "Lang.2": [None, 5.0, None, None, None]}
    assert boxes(survey, **columns) == [[1, 1, 0, 99, None], [0, 1, 1, 99, None]]
    _, quality = coded(survey, **columns)
    assert next(i for i in quality.items if i.variable == "no").missing == {
        "refused": 1, "unanswered": 1,
    }  # fmt: skip


def test_a_code_that_is_no_choice_stops_with_the_columns_name():
    survey = book(columns=["Lang.1"], options=CODED)
    with pytest.raises(DataError, match=r"kolonnen «Lang.1»\) har verdier utenfor kodeboken: 1 "):
        coded(survey, **{"Lang.1": [1.0, 5.0]})
    texts = book(columns=["a"])
    with pytest.raises(DataError, match=r"utenfor kodeboken: 1 .*Tillatt: «Norsk», «Engelsk»"):
        coded(texts, a=["1", "Norsk"])


def test_one_cell_may_have_several_answers():
    survey = book(columns=["Språk"], separator=";")
    cells = ["Norsk;Engelsk", " engelsk ", "Vet ikke", None, "Norsk; "]
    unknown = ROLE_CODES["dont_know"]
    assert boxes(survey, Språk=cells) == [[1, 0, unknown, None, 1], [1, 1, unknown, None, 0]]


@pytest.mark.parametrize(
    ("cell", "separator", "parts"),
    [
        ("a;b", ";", ["a", "b"]),
        ("Ja, litt, Nei", ", ", ["Ja, litt", "Nei"]),
        ("Nei, Ja, litt", ",", ["Nei", "Ja, litt"]),
        ("Ja, litt til", ",", ["Ja", "litt til"]),
        ("1 2 10", " ", ["1", "2", "10"]),
        (";;a;", ";", ["a"]),
        ("", ";", []),
    ],
)
def test_a_cell_is_split_between_answers_and_not_within_them(cell, separator, parts):
    assert split(cell, separator, ["Ja, litt", "Nei", "Ja"]) == parts


@pytest.mark.parametrize(
    "keys",
    [
        {"columns": ["a"], "ticked": [1]},
        {"separator": ";"},
        {"options": CODED},
        {"ticked": ["x"], "unticked": ["X"]},
        {"missing": {0: "refused"}},
        {"columns": ["a"], "options": CODED, "missing": {7: "refused"}},
        {"columns": ["a"], "options": [CODED[0], CODED[1] | {"code": 5}]},
    ],
)
def test_keys_that_do_not_go_together_are_refused(keys):
    with pytest.raises(ValidationError):
        book(**keys)


def test_boxes_have_the_routing_of_their_question_and_their_own():
    yes = {"name": "leder", "label": "Leder", "values": {0: "Nei", 1: "Ja"}}
    en = OPTIONS[1] | {"asked_if": {"leder": [1]}}
    asked = {"id": "sprak", "question": "?", "options": [OPTIONS[0], en],
             "asked_if": {"leder": [0, 1]}}  # fmt: skip
    survey = Survey.model_validate(
        {"id": "s", "title": "S", "variables": [yes], "multiple_responses": [asked]}
    )
    raw = RawSurvey(pd.DataFrame({"leder": [0.0, 1, 1, None], "no": [1.0, 0, 1, None],
                                  "en": [None, 1.0, 0, 1]}))  # fmt: skip
    _, quality = apply_codebook(raw, survey, {"s": survey}, {}, Path("s.csv"), "")
    counts = {item.variable: (item.asked, item.not_asked, item.valid) for item in quality.items}
    assert counts["no"] == (3, 1, 3)
    assert counts["en"] == (2, 2, 2)
    assert [f.count for f in quality.findings if f.told.key == "found_unasked"] == [1]
