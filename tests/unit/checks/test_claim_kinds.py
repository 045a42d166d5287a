"""Each kind of claim on answers, on numbers computable by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError

from claims_wave import small_wave
from evaluering.checks.claims.engine import answer_outcomes, outcome
from evaluering.checks.claims.survey_answers import SurveyAnswers
from evaluering.checks.claims.verdicts import unmet
from evaluering.config.claims import ClaimsFile
from evaluering.config.claims.reading import read_claims
from evaluering.errors import ConfigErrors
from small import GROUPS, PROJECT, SCALES, SURVEY, respondents

LEADERS, TEACHERS = [4, 5, 4, 5, 4, 8, 9], [2, 3, 2, 1, 2, 3, 8]
DATA = SurveyAnswers(
    {
        "liten": respondents(
            rolle=[1] * 7 + [2] * 7,
            led1=LEADERS + TEACHERS,
            led2=[3] * 14,
            led4=[5, 5, 3, 8, 8, 8, None] + [None] * 7,
        )
    },
    {"liten": SURVEY},
    SCALES,
    GROUPS,
    PROJECT.settings.conventions,
)
COMMON = {"id": "u", "section": "1", "exhibit": "figur-1", "text": "Påstand"}
BOTH = ["leder", "lærer"]


def claim(**parts):
    (found,) = ClaimsFile.model_validate({"claims": [COMMON | parts]}).claims
    return found


def found(**parts):
    (tried,) = answer_outcomes([claim(**parts)], DATA)
    return tried


@pytest.mark.parametrize(
    ("holds", "parts"),
    [
        (True, {"kind": "means", "groups": ["leder"], "items": ["led1"], "bounds": [4.4, 4.4]}),
        (False, {"kind": "means", "groups": BOTH, "items": ["led1"], "bounds": [4, 5]}),
        (True, {"kind": "difference", "groups": BOTH, "items": ["led1"], "difference": [2.2, 2.3],
                "p": [0, 0.001]}),
        (False, {"kind": "difference", "groups": BOTH, "items": ["led1"], "p": [0.05, 1]}),
        (False, {"kind": "difference", "groups": ["lærer", "leder"], "items": ["led1"],
                 "difference": [0, 4]}),
        (True, {"kind": "alike", "groups": BOTH, "items": ["led2"], "within": 0}),
        (False, {"kind": "alike", "groups": BOTH, "items": ["led1", "led2"], "within": 2}),
        (True, {"kind": "nearer", "groups": ["lærer", "leder"], "items": ["led1"], "value": 3}),
        (False, {"kind": "nearer", "groups": BOTH, "items": ["led1"], "value": 3}),
        (True, {"kind": "item_order", "groups": ["leder"], "order": [["led1"], ["led2"]]}),
        (False, {"kind": "item_order", "groups": BOTH, "order": [["led1"], ["led2"]]}),
        (True, {"kind": "group_order", "items": ["led1"], "order": [["leder"], ["lærer"]]}),
        (False, {"kind": "group_order", "items": ["led1", "led2"], "order": [["leder"],
                                                                            ["lærer"]]}),
        (True, {"kind": "share", "groups": ["leder"], "items": ["led1"], "codes": [5],
                "bounds": [40, 40]}),
        (True, {"kind": "share", "groups": ["leder"], "items": ["led4"], "codes": [8],
                "of": "asked", "bounds": [42.8, 42.9]}),
        (True, {"kind": "share_order", "items": ["led1"], "codes": [4, 5],
                "order": [["leder"], ["lærer"]]}),
        (False, {"kind": "share_order", "items": ["led1"], "codes": [2],
                 "order": [["leder"], ["lærer"]]}),
        (True, {"kind": "code_order", "groups": ["leder"], "items": ["led1"],
                "order": [[4], [5]]}),
        (False, {"kind": "code_order", "groups": ["leder"], "items": ["led1"],
                 "order": [[4, 5], [1], [2]]}),
        (True, {"kind": "count", "groups": ["leder"], "items": ["led1", "led4"], "fewest": 3,
                "most": 5}),
        (False, {"kind": "count", "groups": ["leder"], "items": ["led1"], "most": 7}),
        (True, {"kind": "distribution", "groups": BOTH, "items": ["led1"], "p": [0, 0.05]}),
        (False, {"kind": "distribution", "groups": BOTH, "items": ["led1"], "p": [0.05, 1]}),
        (False, {"kind": "evenly", "groups": ["alle"], "items": ["led1"], "code": 2,
                 "by": "rolle", "categories": [1, 2], "within": 10}),
        (True, {"kind": "within_sd", "groups": ["leder"], "items": ["led1"],
                "bounds": [60, 60]}),
        (False, {"kind": "within_sd", "groups": ["leder"], "items": ["led1"],
                 "bounds": [67.5, 68.5]}),
    ],
)  # fmt: skip
def test_a_claim_on_answers_holds_or_not(holds, parts):
    assert found(**parts).holds is holds


def test_a_claim_of_which_some_holds_holds_in_part():
    tried = found(kind="means", groups=BOTH, items=["led1"], bounds=[4, 5])
    assert tried.verdict == "holder delvis"
    assert tried.observed == "led1 lærer 2,17"


def test_nearly_all_need_not_be_all():
    parts = {"kind": "means", "groups": BOTH, "items": ["led1"], "bounds": [4, 5]}
    assert found(**parts, at_least=50).verdict == "holder"


def test_without_answers_nothing_can_be_tried():
    tried = found(kind="means", groups=["lærer"], items=["led4"], bounds=[1, 5])
    assert tried.verdict == "kan ikke prøves"
    assert not tried.holds


def test_missing_codes_are_never_averaged():
    tried = found(kind="means", groups=["leder"], items=["led4"], bounds=[4.33, 4.34])
    assert tried.holds
    assert tried.parts[0].n == (3,)


def test_a_difference_tells_its_interval_and_what_could_be_detected():
    (part,) = found(kind="difference", groups=BOTH, items=["led1"], p=[0, 0.05]).parts
    assert part.interval[0] < part.value < part.interval[1]
    assert 0 < part.detectable < 2.2


def test_only_required_claims_can_be_unmet():
    parts = {"kind": "means", "groups": ["leder"], "items": ["led1"], "bounds": [1, 2]}
    assert len(unmet([found(**parts)])) == 1
    assert not unmet([found(**parts, required=False, reason="Motsier Tabell 1")])


def test_a_claim_that_is_not_required_has_a_reason():
    parts = {"kind": "means", "groups": ["leder"], "items": ["led1"], "bounds": [1, 2]}
    with pytest.raises(ValidationError, match="reason"):
        found(**parts, required=False)


def test_a_variable_that_the_wave_lacks_cannot_be_tried():
    frames = {"liten": DATA.frames["liten"].drop(columns="led1")}
    data = replace(small_wave(), answers=replace(DATA, frames=frames))
    tried = outcome(claim(kind="means", groups=["leder"], items=["led1"], bounds=[1, 5]), data)
    assert tried.verdict == "kan ikke prøves"
    assert "led1" in tried.reason


@pytest.mark.parametrize(
    ("wrong", "parts"),
    [
        ("led9", {"kind": "means", "groups": ["leder"], "items": ["led9"], "bounds": [1, 2]}),
        ("sjef", {"kind": "means", "groups": ["sjef"], "items": ["led1"], "bounds": [1, 2]}),
        ("sjef", {"kind": "group_order", "items": ["led1"], "order": [["sjef"], ["leder"]]}),
        ("led9", {"kind": "item_order", "groups": ["leder"], "order": [["led1"], ["led9"]]}),
        ("trivsel", {"kind": "index_mean", "index": "trivsel", "bounds": [1, 2]}),
        ("Høyest", {"kind": "index_share", "index": "indeks", "levels": ["Høyest"],
                    "bounds": [1, 2]}),
        ("areal", {"kind": "correlation", "variable": "areal", "indices": ["indeks"],
                   "r": [0, 1]}),
        ("Minst", {"kind": "index_order", "indices": ["indeks"], "by": "innbyggere",
                   "order": [["Minst"], ["Stor"]]}),
        ("stor", {"kind": "response_rate", "surveys": ["stor"], "bounds": [1, 2]}),
        ("alder", {"kind": "frame_fit", "survey": "liten", "by": "alder", "within": 5}),
        ("Rektor", {"kind": "category_rate", "survey": "liten", "by": "rolle",
                    "categories": ["Rektor"], "bounds": [1, 2]}),
    ],
)  # fmt: skip
def test_a_name_that_does_not_exist_is_a_fault_before_the_run(tmp_path: Path, wrong, parts):
    folder = tmp_path / "config/reports/rapport"
    folder.mkdir(parents=True)
    content = json.dumps({"claims": [COMMON | parts]}, ensure_ascii=False)
    (folder / "claims.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigErrors, match=f"claims.yaml[\\s\\S]*claims.u[\\s\\S]*{wrong}"):
        read_claims(tmp_path, "rapport", PROJECT)
