"""Valid answers, vet ikke, unanswered and not asked are counted apart."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from evaluering.config.missing import missing_codes
from evaluering.data.quality import DataFinding, ItemQuality, Quality, item_quality, total_missing
from evaluering.data.saving import to_json
from evaluering.message import message
from small import COLUMNS, respondents


@pytest.mark.parametrize(
    ("variable", "values", "valid", "missing"),
    [
        ("led1", [1, 5, 8, 8, 9, None], 2, {"dont_know": 2, "unanswered": 2}),
        ("led1", [None] * 6, 0, {"unanswered": 6}),
        ("rolle", [1, 2, 3, 1, 1, None], 5, {"unanswered": 1}),
        ("valg_a", [0, 1, 0, 1, None, None], 4, {"unanswered": 2}),
        ("alder", [40, 41, 999, 999, None, 42], 3, {"unanswered": 3}),
    ],
)
def test_the_kinds_of_missing_are_counted_apart(variable, values, valid, missing):
    counted = item_quality(respondents(**{variable: values}), COLUMNS[variable])
    assert counted == ItemQuality(variable, 0, 6, valid, missing)


def test_those_who_were_not_asked_are_not_unanswered():
    frame = respondents(rolle=[1, 1, 1, 2, 3, None], led4=[5, 8, None, None, 4, None])
    counted = item_quality(frame, COLUMNS["led4"])
    assert counted == ItemQuality("led4", 3, 3, 1, {"dont_know": 1, "unanswered": 1})


def test_an_unanswered_municipality_is_unanswered():
    frame = respondents(rolle=[1, 1, 1, 2], kommune=["0301", "9999", "9998", None])
    counted = item_quality(frame, COLUMNS["kommune"])
    assert counted == ItemQuality("kommune", 1, 3, 2, {"unanswered": 1})


def test_a_range_and_a_kind_of_ones_own_are_kinds_like_others():
    codes = missing_codes({"90..98": "refused", 99: "too_new", ".a": "dont_know"})
    column = replace(COLUMNS["alder"], missing=codes)
    frame = respondents(alder=[40, 90, 98, 99, -1001, None])
    counted = item_quality(frame, column)
    assert counted.valid == 1
    assert counted.missing == {"refused": 2, "too_new": 1, "dont_know": 1, "unanswered": 1}


def test_the_kinds_of_a_survey_are_summed_and_the_common_two_are_always_there():
    items = [{"missing": {"refused": 1}}, {"missing": {"refused": 2, "unanswered": 4}}]
    assert total_missing(items) == {"dont_know": 0, "unanswered": 4, "refused": 3}


def test_a_report_is_plain_data_for_json():
    quality = Quality(
        "liten", "liten.sav", "0" * 64, 5, 1, 0, 4, (DataFinding("led1", 2, message("x", n=2)),),
        (ItemQuality("led1", 0, 4, 3, {"dont_know": 1}),),
    )  # fmt: skip
    report = json.loads(to_json(quality.to_dict()))
    assert report["rows_rejected"] == 1
    told = {"message": "x", "values": {"n": 2}}
    assert report["findings"] == [{"variable": "led1", "count": 2, "told": told}]
    assert report["items"][0]["missing"] == {"dont_know": 1}
