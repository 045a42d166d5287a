"""Categories as files have them: texts, other numbers, and labels that are empty or stand twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pydantic import ValidationError

from evaluering.config.columns import Column
from evaluering.config.missing import ROLE_CODES
from evaluering.config.scales import Scale
from evaluering.config.surveys import Survey
from evaluering.data.codebook import apply_codebook
from evaluering.data.quality import Quality
from evaluering.data.reading import RawSurvey
from evaluering.data.written_codes import read_codes
from evaluering.errors import DataError
from evaluering.render.language import say


def variable(**keys: Any) -> Survey:
    own = {"name": "v", "label": "V", **keys}
    return Survey.model_validate({"id": "s", "title": "S", "variables": [own]})


def coded(
    values: list[object], survey: Survey, scales: dict[str, Scale] | None = None, **parts: Any
) -> tuple[list[object], Quality]:
    raw = RawSurvey(pd.DataFrame({"v": values}), **parts)
    frame, quality = apply_codebook(raw, survey, {"s": survey}, scales or {}, Path("s.csv"), "")
    return frame["v"].tolist(), quality


def test_listed_labels_are_the_texts_of_the_file_with_codes_in_that_order():
    survey = variable(values=["Ja", "Nei"])
    assert survey.variables[0].values == {1: "Ja", 2: "Nei"}
    assert coded(["Nei", "JA ", " nei", "Ja"], survey)[0] == [2, 1, 2, 1]


def test_the_same_codebook_reads_codes_and_labels():
    survey = variable(values={1: "Østlandet", 2: "Både – og"})
    assert coded(["1", "2"], survey)[0] == [1, 2]
    assert coded([1.0, 2.0], survey)[0] == [1, 2]
    assert coded(["Østlandet", "både - og"], survey)[0] == [1, 2]


def test_labels_that_are_numbers_are_found_where_they_are_no_codes():
    survey = variable(values=["2019", "2020"])
    assert coded([2019.0, 2020.0], survey)[0] == coded(["2019", "2020"], survey)[0] == [1, 2]
    with pytest.raises(ValidationError, match="også er en kode"):
        variable(values=["2", "3"])


def test_a_label_in_any_of_its_languages_is_its_code():
    survey = variable(values=[{"nb": "Ja", "en": "Yes"}, {"nb": "Nei", "en": "No"}])
    assert coded(["Yes", "Nei"], survey)[0] == [1, 2]


def test_other_texts_and_numbers_that_are_not_whole_get_the_code_that_is_stated():
    survey = variable(values={1: "Litt", 2: "Mye"},
                      in_file={"Lite, men noe": 1, 0.5: 1, 1: 2, "A": 2})  # fmt: skip
    assert coded([0.5, 1.0], survey)[0] == [1, 2]
    assert coded(["0,5", "1", "A", "Lite, men noe", "Mye"], survey)[0] == [1, 2, 2, 1, 2]


def test_labels_on_numbers_that_are_not_whole_are_compared_by_their_code():
    survey = variable(values={1: "Litt", 2: "Mye"}, in_file={0.5: 1, 1.5: 2})
    values, quality = coded([0.5, 1.5], survey, value_labels={"v": {0.5: "Litt", 1.5: "Mye"}})
    assert values == [1, 2]
    assert not [f for f in quality.findings if f.variable]


def test_a_label_of_two_codes_stands_for_neither():
    survey = variable(values={1: "Annet", 2: "Annet"})
    assert coded([1.0, 2.0], survey)[0] == [1, 2]
    with pytest.raises(DataError, match="utenfor kodeboken: Aaaaa "):
        coded(["Annet"], survey)
    merged = variable(values={1: "Annet"}, in_file={2: 1})
    assert coded([1.0, 2.0], merged)[0] == [1, 1]


def test_an_empty_label_in_a_file_says_nothing():
    _, quality = coded([1.0], variable(values={1: "Ja"}), value_labels={"v": {1.0: ""}})
    assert not [f for f in quality.findings if f.variable]


def test_a_text_that_names_a_kind_of_missing_is_of_that_kind():
    survey = variable(values=["Ja", "Nei"])
    values, quality = coded(["Ja", "Vet ikke", "Ubesvart", "Don't know"], survey)
    assert values[1] == values[3] == ROLE_CODES["dont_know"]
    assert quality.items[0].missing == {"dont_know": 2, "unanswered": 1}
    own = variable(values=["Ja", "Nei"], missing={8: "dont_know"}, in_file={"Usikker": 8})
    assert coded(["Vet ikke", "Usikker"], own)[0] == [8, 8]


def test_what_programs_write_for_no_value_is_empty_and_told_of():
    values, quality = coded(["Ja", "NA", "NA"], variable(values=["Ja", "Nei"]))
    assert pd.isna(values[1:]).all()
    assert [(f.count, say(f.told)) for f in quality.findings if f.variable] == [
        (2, "2 celler med «NA» er lest som tomme")
    ]
    assert coded(["NA", "Ja"], variable(values=["Ja", "NA"]))[0] == [2, 1]


def test_a_number_may_stand_as_text():
    survey = variable(kind="number", in_file={"Mer enn 10": 11})
    assert coded(["Mer enn 10", "3", "12 500", "1 000,5"], survey)[0] == [11, 3, 12500, 1000.5]
    with pytest.raises(DataError, match=r"aa\. 9 "):
        coded(["3", "ca. 5"], survey)


def test_a_scale_is_read_from_its_labels_and_needs_no_codes():
    scale = Scale.model_validate({"id": "enig", "labels": ["Uenig", "Både og", "Enig"],
                                  "in_file": {"Helt enig": 3}})  # fmt: skip
    survey = Survey.model_validate(
        {"id": "s", "title": "S", "batteries": [{"id": "b", "question": "?", "scale": "enig",
                                                 "items": [{"name": "v", "label": "V"}]}]}
    )  # fmt: skip
    assert scale.codes == [1, 2, 3]
    assert coded(["Enig", "uenig", "Helt enig", "2"], survey, {"enig": scale})[0] == [3, 1, 3, 2]


def test_a_scale_of_numbers_needs_its_codes():
    with pytest.raises(ValidationError, match="uten «codes»"):
        Scale.model_validate({"id": "null-ti", "labels": [str(n) for n in range(11)]})


@pytest.mark.parametrize("keys", [{"values": ["Ja"], "in_file": {"x": 9}},
                                  {"kind": "key", "in_file": {"x": 9}}])  # fmt: skip
def test_a_text_of_no_code_is_refused(keys):
    with pytest.raises(ValidationError, match="in_file"):
        variable(**keys)


def test_letters_in_a_text_of_stata_are_texts():
    survey = variable(values={1: "f", 2: "m"})
    assert coded(["m", "f"], survey, stata=True, formats={"v": "%1s"})[0] == [2, 1]


def test_an_empty_text_is_no_value():
    column = Column("svar", "Svar", "nominal", {1: "Ja", 2: "Nei"}, texts={"Ja": 1, "Nei": 2})
    read = read_codes(pd.Series(["Ja", "", " ", "Nei"], dtype="str"), column)
    assert read.numbers.isna().tolist() == [False, True, True, False]
    assert not read.unread.any()
