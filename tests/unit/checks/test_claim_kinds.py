"""Each kind of claim on answers, on numbers computable by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError

from claims_wave import claim_block, claims_of, small_wave
from evaluering.checks.claims.engine import answer_outcomes, outcome
from evaluering.checks.claims.reading import read_claims
from evaluering.checks.claims.survey_answers import SurveyAnswers
from evaluering.checks.claims.verdicts import unmet
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
BOTH = ["leder", "lærer"]
LED1 = {"items": ["led1"]}
LEADER = {"groups": ["leder"]}
OF = LEADER | LED1


def over(key: str, **more: object) -> dict[str, object]:
    return {"over": key, **more}


def order(key: str, *tiers: list[object]) -> dict[str, object]:
    return {"order": over(key, tiers=list(tiers))}


def found(kind, expect, *, also=(), claim=None, **of):
    (tried,) = answer_outcomes(
        claims_of(claim_block(kind, expect, also, **of), **claim or {}), DATA
    )
    return tried


@pytest.mark.parametrize(
    ("holds", "kind", "of", "expect"),
    [
        (True, "mean", OF, {"equals": 4.4}),
        (False, "mean", OF, {"equals": "4.30"}),
        (True, "mean", OF, {"between": [4.4, 4.4]}),
        (True, "mean", OF, {"at_least": 4.4, "at_most": 4.4}),
        (False, "mean", OF, {"at_least": 4, "at_most": 4.3}),
        (False, "mean", {"groups": BOTH, **LED1}, {"at_least": 4}),
        (True, "difference", {"groups": BOTH, **LED1},
         {"between": [2.2, 2.3], "significant": 0.001}),
        (True, "difference", {"groups": BOTH, **LED1}, {"sign": "positive"}),
        (False, "difference", {"groups": BOTH, **LED1}, {"not_significant": 0.05}),
        (False, "difference", {"groups": BOTH, **LED1}, {"p": [0.01, 0.05]}),
        (False, "difference", {"groups": BOTH[::-1], **LED1}, {"sign": "positive"}),
        (True, "mean", {"groups": BOTH, "items": ["led2"]}, {"alike": over("groups", within=0)}),
        (False, "mean", {"groups": BOTH, "items": ["led1", "led2"]},
         {"alike": over("groups", within=2)}),
        (True, "mean", {"groups": BOTH[::-1], **LED1}, {"nearer": over("groups", to=3)}),
        (False, "mean", {"groups": BOTH, **LED1}, {"nearer": over("groups", to=3)}),
        (True, "mean", LEADER, order("items", ["led1"], ["led2"])),
        (False, "mean", {"groups": BOTH}, order("items", ["led1"], ["led2"])),
        (True, "mean", LED1, order("groups", ["leder"], ["lærer"])),
        (True, "mean", {"groups": BOTH, **LED1}, order("groups", ["leder"], ["øvrige"])),
        (False, "mean", {"items": ["led1", "led2"]}, order("groups", ["leder"], ["lærer"])),
        (True, "share", {**OF, "codes": [5]}, {"equals": 40}),
        (False, "share", {**OF, "codes": [5]}, {"amount": "half"}),
        (True, "share", {**OF, "codes": [4]}, {"amount": "majority"}),
        (True, "share", {**LEADER, "items": ["led4"], "codes": [8], "of": "asked"},
         {"equals": 42.9}),
        (True, "share", {**LED1, "codes": [4, 5]}, order("groups", ["leder"], ["lærer"])),
        (False, "share", {**LED1, "codes": [2]}, order("groups", ["leder"], ["lærer"])),
        (False, "share", {"groups": ["alle"], **LED1, "codes": [2], "by": "rolle",
                          "categories": [1, 2]}, {"alike": over("categories", within=10)}),
        (True, "share", {**OF, "codes": [4]},
         {"larger_than": {"kind": "share", **OF, "codes": [5]}}),
        (False, "share", {**OF, "codes": [4]},
         {"smaller_than": {"kind": "share", **OF, "codes": [5]}}),
        (False, "mean", {"groups": BOTH, **LED1},
         {"larger_than": {"kind": "mean", **LEADER, **LED1}}),
        (True, "code_share", OF, order("codes", [4], [5])),
        (False, "code_share", OF, order("codes", [4, 5], [1], [2])),
        (True, "valid_answers", {**LEADER, "items": ["led1", "led4"]},
         {"lowest": over("items", equals=3), "highest": over("items", between=[5, 6])}),
        (False, "valid_answers", OF, {"equals": 7}),
        (True, "distribution", {"groups": BOTH, **LED1}, {"significant": 0.05}),
        (False, "distribution", {"groups": BOTH, **LED1}, {"not_significant": 0.05}),
        (True, "share_within_sd", OF, {"equals": 60}),
        (False, "share_within_sd", OF, {"equals": 68}),
    ],
)  # fmt: skip
def test_a_claim_on_answers_holds_or_not(holds, kind, of, expect):
    assert found(kind, expect, **of).holds is holds


OF_BOTH = {"groups": BOTH, **LED1}


def test_a_claim_of_which_some_holds_holds_in_part():
    tried = found("mean", {"at_least": 4}, **OF_BOTH)
    assert tried.verdict == "partly"
    assert tried.observed == "led1 lærer 2,17"


@pytest.mark.parametrize(
    ("holding", "verdict"),
    [(50, "holds"), ("some", "holds"), ("most", "partly"), ("none", "partly"),
     ("all", "partly")],
)  # fmt: skip
def test_a_claim_says_how_many_of_its_comparisons_must_hold(holding, verdict):
    tried = found("mean", {"at_least": 4}, **OF_BOTH, claim={"holding": holding})
    assert tried.verdict == verdict


def test_a_claim_that_nothing_is_so_holds_when_nothing_is():
    assert found("mean", {"at_least": 4.5}, **OF_BOTH, claim={"holding": "none"}).holds


def test_a_claim_of_several_statements_holds_when_all_do():
    high, low = ("mean", {"at_least": 4}, OF), ("mean", {"at_most": 4}, OF)
    kind, expect, of = high
    assert found(kind, expect, **of, also=[high]).holds
    assert found(kind, expect, **of, also=[low]).verdict == "partly"


def test_a_printed_number_stands_for_what_is_rounded_to_it():
    (part,) = found("mean", {"equals": 4.3}, **OF).parts
    assert part.bounds == (4.25, pytest.approx(4.35, abs=1e-3))
    assert part.bounds[1] < 4.35


def test_what_is_counted_must_be_equal():
    (part,) = found("valid_answers", {"equals": 5}, **OF).parts
    assert part.bounds == (5, 5)


def test_without_answers_nothing_can_be_tried():
    tried = found("mean", {"at_least": 1}, groups=["lærer"], items=["led4"])
    assert tried.verdict == "untestable"
    assert not tried.holds


def test_missing_codes_are_never_averaged():
    tried = found("mean", {"equals": 4.33}, groups=["leder"], items=["led4"])
    assert tried.holds
    assert tried.parts[0].n == (3,)


def test_a_difference_tells_its_interval_and_what_could_be_detected():
    (part,) = found("difference", {"significant": 0.05}, **OF_BOTH).parts
    assert part.interval[0] < part.value < part.interval[1]
    assert 0 < part.detectable < 2.2


def test_only_required_claims_can_be_unmet():
    assert len(unmet([found("mean", {"at_most": 2}, **OF)])) == 1
    excused = {"required": False, "reason": "Motsier Tabell 1"}
    assert not unmet([found("mean", {"at_most": 2}, **OF, claim=excused)])


def test_a_claim_that_is_not_required_has_a_reason():
    with pytest.raises(ValidationError, match="reason"):
        found("mean", {"at_most": 2}, **OF, claim={"required": False})


def test_a_variable_that_the_wave_lacks_cannot_be_tried():
    frames = {"liten": DATA.frames["liten"].drop(columns="led1")}
    data = replace(small_wave(), answers=replace(DATA, frames=frames))
    tried = outcome(*claims_of(claim_block("mean", {"at_least": 1}, **OF)), data)
    assert tried.verdict == "untestable"
    assert ("variable", "led1") in tried.reason.values


@pytest.mark.parametrize(
    ("wrong", "kind", "of", "expect"),
    [
        ("led9", "mean", {**LEADER, "items": ["led9"]}, {"equals": 1}),
        ("sjef", "mean", {"groups": ["sjef"], **LED1}, {"equals": 1}),
        ("sjef", "mean", LED1, order("groups", ["sjef"], ["leder"])),
        ("led9", "mean", LEADER, order("items", ["led1"], ["led9"])),
        ("7", "share", {**OF, "codes": [7]}, {"equals": 1}),
        ("alder", "share", {**OF, "codes": [5], "by": "alder"}, {"equals": 1}),
        ("4", "share", {**OF, "codes": [5], "by": "rolle", "categories": [4]}, {"equals": 1}),
        ("trivsel", "index_mean", {"indices": ["trivsel"]}, {"equals": 1}),
        ("Høyest", "index_share", {"index": "indeks", "levels": ["Høyest"]}, {"equals": 1}),
        ("areal", "correlation", {"variable": "areal", "indices": ["indeks"]},
         {"sign": "positive"}),
        ("Minst", "index_mean", {"indices": ["indeks"], "by": "innbyggere"},
         order("classes", ["Minst"], ["stor"])),
        ("stor", "response_rate", {"surveys": ["stor"]}, {"equals": 1}),
        ("alder", "frame_fit", {"survey": "liten", "by": "alder"}, {"significant": 0.05}),
        ("Rektor", "category_rate", {"survey": "liten", "by": "rolle", "categories": ["Rektor"]},
         {"equals": 1}),
        ("Rektor", "category_rate", {"survey": "liten", "by": "rolle"},
         order("categories", ["Rektor"], ["øvrige"])),
        ("sjef", "mean", OF, {"larger_than": {"kind": "mean", "groups": ["sjef"], **LED1}}),
        ("ingenting", "mean", LED1, {"equals": 1}),
        ("ingenting", "mean", OF, {}),
        ("lærer", "mean", OF, order("groups", ["leder"], ["lærer"])),
        ("koder", "mean", OF, {"alike": over("koder", within=1)}),
        ("1 navn", "mean", OF, {"alike": over("groups", within=1)}),
        ("1 navn", "mean", OF, {"nearer": over("groups", to=1)}),
        ("en p-verdi", "mean", OF, {"significant": 0.05}),
        ("grenser for tallet", "distribution", {"groups": BOTH, **LED1}, {"equals": 0.05}),
        ("flere eller ingen", "valid_answers", OF, {"lowest": over("items")}),
        ("gjennomsnitt", "gjennomsnitt", OF, {"equals": 1}),
        ("større", "mean", OF, {"større": 1}),
    ],
)  # fmt: skip
def test_what_cannot_run_is_a_fault_before_the_run(tmp_path: Path, wrong, kind, of, expect):
    folder = tmp_path / "config/reports/rapport"
    folder.mkdir(parents=True)
    content = json.dumps({"claims": [claim_block(kind, expect, **of)]}, ensure_ascii=False)
    (folder / "claims.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigErrors, match=f"claims.yaml[\\s\\S]*claims[\\s\\S]*{wrong}"):
        read_claims(tmp_path, "rapport", PROJECT)
