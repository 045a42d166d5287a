"""Valid answers, vet ikke, unanswered and not asked are counted apart."""

from __future__ import annotations

import json

import pytest

from evaluering.data.quality import Finding, ItemQuality, Quality, item_quality
from evaluering.data.saving import to_json
from small import COLUMNS, respondents


@pytest.mark.parametrize(
    ("variable", "values", "valid", "dont_know", "unanswered"),
    [
        ("led1", [1, 5, 8, 8, 9, None], 2, 2, 2),
        ("led1", [None] * 6, 0, 0, 6),
        ("rolle", [1, 2, 3, 1, 1, None], 5, 0, 1),
        ("valg_a", [0, 1, 0, 1, None, None], 4, 0, 2),
        ("alder", [40, 41, 999, 999, None, 42], 3, 0, 3),
    ],
)
def test_the_kinds_of_missing_are_counted_apart(variable, values, valid, dont_know, unanswered):
    counted = item_quality(respondents(**{variable: values}), COLUMNS[variable])
    assert counted == ItemQuality(variable, 0, 6, valid, dont_know, unanswered)


def test_those_who_were_not_asked_are_not_unanswered():
    frame = respondents(rolle=[1, 1, 1, 2, 3, None], led4=[5, 8, None, None, 4, None])
    assert item_quality(frame, COLUMNS["led4"]) == ItemQuality("led4", 3, 3, 1, 1, 1)


def test_an_unanswered_municipality_is_unanswered():
    frame = respondents(rolle=[1, 1, 1, 2], kommune=["0301", "9999", "9998", None])
    assert item_quality(frame, COLUMNS["kommune"]) == ItemQuality("kommune", 1, 3, 2, 0, 1)


def test_a_report_is_plain_data_for_json():
    quality = Quality(
        "liten", "liten.sav", "0" * 64, 5, 1, 4, (Finding("led1", 2, "rart"),),
        (ItemQuality("led1", 0, 4, 3, 1, 0),),
    )  # fmt: skip
    report = json.loads(to_json(quality.to_dict()))
    assert report["rows_rejected"] == 1
    assert report["findings"] == [{"variable": "led1", "count": 2, "text": "rart"}]
    assert report["items"][0]["dont_know"] == 1
