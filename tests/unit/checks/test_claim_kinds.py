"""Each kind of claim on answers, on numbers computable by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from pydantic import ValidationError

from claims_wave import claim_block, claims_of, small_wave
from evaluering.checks.claims.engine import answer_outcomes, outcome
from evaluering.checks.claims.reading import read_claims
from evaluering.checks.claims.survey_answers import SurveyAnswers
from evaluering.checks.claims.variants import robustness
from evaluering.checks.claims.verdicts import unmet
from evaluering.config.exhibits.group_means import GroupMeans
from evaluering.config.reports import Report
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
HALF = {"name": "halvparten", "text": "halvparten", "of": "percent", "between": [46, 54]}


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
        (False, "share", {**OF, "codes": [5]}, {"phrase": HALF}),
        (True, "share", {**OF, "codes": [5]}, {"phrase": {**HALF, "between": [40, 60]}}),
        (True, "share", {**LEADER, "items": ["led4"], "codes": [8], "of": "asked"},
         {"equals": 42.9}),
        (True, "share", {**LEADER, "items": ["led1"], "codes": [8], "of": "answered"},
         {"equals": 16.7}),
        (True, "answer_count", {**LEADER, "items": ["led4"], "codes": [8], "of": "asked"},
         {"equals": 3}),
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
        (True, "scale_points", OF, {"equals": 5}),
        (False, "scale_points", OF, {"equals": 6}),
        (True, "distribution", {"groups": BOTH, **LED1}, {"significant": 0.05}),
        (False, "distribution", {"groups": BOTH, **LED1}, {"not_significant": 0.05}),
        (True, "share_within_sd", OF, {"equals": 60}),
        (False, "share_within_sd", OF, {"equals": 68}),
        (True, "total", OF, {"equals": 22}),
        (False, "total", {"groups": ["lærer"], **LED1}, {"equals": 22}),
        (True, "total", {**OF, "per": "led2"}, {"between": [22 / 21, 22 / 21]}),
        (True, "total", {"groups": ["alle"], **LED1, "by": "rolle", "categories": [1, 2]},
         {"highest": over("categories", equals=22), "lowest": over("categories", equals=13)}),
        (True, "total", {"groups": ["alle"], **LED1, "by": "rolle", "categories": [1]},
         {"equal_to": {"kind": "total", **OF}}),
        (False, "total", {"groups": ["alle"], **LED1, "by": "rolle", "categories": [1, 2]},
         {"equal_to": {"kind": "total", "groups": ["alle"], "items": ["led2"], "by": "rolle",
                       "categories": [2, 1]}}),
        (True, "smallest", OF, {"equals": 4}),
        (False, "smallest", {"groups": BOTH, **LED1}, {"at_least": 4}),
        (True, "largest", {"groups": BOTH, **LED1}, order("groups", ["leder"], ["lærer"])),
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


def test_a_sum_over_nothing_has_no_ratio():
    tried = found("total", {"at_least": 0}, groups=["lærer"], items=["led1"], per="led4")
    assert tried.verdict == "untestable"


def test_numbers_of_two_groups_are_held_against_each_other_by_category():
    """What both are divided by tells which belong together; the groups may differ."""
    of = {"items": ["led1"], "by": "rolle", "categories": [1, 2]}
    other = {"kind": "total", "groups": ["leder"], "items": ["led1"], "by": "rolle",
             "categories": [2, 1]}  # fmt: skip
    first, second = found("total", {"equal_to": other}, groups=["alle"], **of).parts
    assert (first.holds, first.other) == (True, 22)
    assert second.holds is None  # no leader is a teacher: nothing to hold 13 against


def test_few_rows_of_a_register_are_shown_and_few_respondents_are_not():
    frames = {"liten": DATA.frames["liten"].iloc[:2]}
    (claim,) = claims_of(claim_block("total", {"equals": 9}, **OF))
    for holds, verdict in (("register", "holds"), ("answers", "untestable")):
        surveys = {"liten": SURVEY.model_copy(update={"holds": holds})}
        answers = replace(DATA, frames=frames, surveys=surveys)
        data = replace(small_wave(), answers=answers, minimum_n=3)
        assert outcome(claim, data).verdict == verdict


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
        ("delvis-enig", "mean", OF, {"phrase": "delvis-enig"}),
        ("halvparten, som er ord om percent", "mean", OF, {"phrase": HALF}),
        ("halvparten, som er ord om percent", "mean", {"groups": BOTH, **LED1},
         {"alike": over("groups", phrase=HALF)}),
        ("små", "mean", {"groups": BOTH, **LED1}, {"alike": over("groups", phrase="små")}),
        ("ingen av dem", "mean", {"groups": BOTH, **LED1}, {"alike": over("groups")}),
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


REPORTED = replace(
    PROJECT,
    reports={
        "rapport": Report(id="rapport", title="Rapporten", chapters=[{"id": "a", "title": "A"}])
    },
)


def claims_file(tmp_path, content):
    folder = tmp_path / "config/reports/rapport"
    folder.mkdir(parents=True)
    content["claims"] = [block | {"exhibit": "tekst"} for block in content["claims"]]
    (folder / "claims.yaml").write_text(json.dumps(content), encoding="utf-8")
    return read_claims(tmp_path, "rapport", REPORTED)


PHRASE = {"text": "halvparten", "of": "percent", "between": [46, 54]}


def test_all_claims_have_the_limits_of_a_phrase_from_one_place(tmp_path):
    block = claim_block("share", {"phrase": "halvparten"}, **OF, codes=[5])
    file = claims_file(tmp_path, {"phrases": {"halvparten": PHRASE}, "claims": [block]})
    (part,) = answer_outcomes(file.claims, DATA)[0].parts
    assert part.bounds == (46, 54)


def test_other_limits_of_a_phrase_are_tried_among_the_other_choices(tmp_path):
    block = claim_block("share", {"phrase": "halvparten"}, **OF, codes=[5])
    phrase = PHRASE | {"wider": [35, 60], "narrower": [49, 51]}
    (claim,) = claims_file(tmp_path, {"phrases": {"halvparten": phrase}, "claims": [block]}).claims
    data = replace(small_wave(), answers=DATA)
    found = outcome(claim, data)
    tried = robustness(claim, found.verdict, data, ["narrower-phrase", "wider-phrase"], {})
    assert found.verdict == "fails"
    assert {t.variant: t.verdict for t in tried.tried} == {
        "narrower-phrase": "fails", "wider-phrase": "holds",
    }  # fmt: skip


SMALL = {"text": "små forskjeller", "of": "difference", "between": [0, 2], "wider": [0, 3]}


def test_the_words_of_a_distance_have_their_limits_from_the_same_place(tmp_path):
    block = claim_block("mean", {"alike": over("groups", phrase="sma")}, groups=BOTH, **LED1)
    (claim,) = claims_file(tmp_path, {"phrases": {"sma": SMALL}, "claims": [block]}).claims
    data = replace(small_wave(), answers=DATA)
    found = outcome(claim, data)
    assert (found.verdict, found.parts[0].bounds) == ("fails", (None, 2))
    tried = robustness(claim, found.verdict, data, ["wider-phrase"], {})
    assert [t.verdict for t in tried.tried] == ["holds"]


def test_how_many_must_hold_can_be_said_in_the_words_of_a_phrase(tmp_path):
    phrases = {"nesten-alle": {"text": "nesten alle", "of": "percent", "between": [85, 100]}}
    block = claim_block("mean", {"at_least": 3}, **OF) | {"holding": "nesten-alle"}
    (claim,) = claims_file(tmp_path, {"phrases": phrases, "claims": [block]}).claims
    assert [claim.enough(holding, 20) for holding in (16, 17, 20)] == [False, True, True]


def test_how_many_must_hold_is_not_said_in_words_of_something_else(tmp_path):
    block = claim_block("mean", {"at_least": 3}, **OF) | {"holding": "sma"}
    with pytest.raises(ConfigErrors, match="holding"):
        claims_file(tmp_path, {"phrases": {"sma": SMALL}, "claims": [block]})


def test_limits_that_are_not_within_each_other_are_a_fault(tmp_path):
    block = claim_block("share", {"phrase": "halvparten"}, **OF, codes=[5])
    phrases = {"halvparten": PHRASE | {"wider": [48, 60]}}
    with pytest.raises(ConfigErrors, match="halvparten"):
        claims_file(tmp_path, {"phrases": phrases, "claims": [block]})


def test_the_verdict_is_on_the_reports_own_words_and_the_amended_reading_beside_it():
    own = claim_block("mean", {"at_most": 2}, **OF)
    own |= {"required": False, "reason": "Motsier Tabell 1"}
    amended = {"text": "Lederne er over midten", "reason": "fotnoten sier det",
               "quantity": {"kind": "mean", **OF}, "expect": {"at_least": 3}}  # fmt: skip
    (claim,) = claims_of(own | {"amended": amended})
    reading = claim.as_amended()
    assert [o.verdict for o in answer_outcomes([claim, reading], DATA)] == ["fails", "holds"]
    assert reading.text == "Lederne er over midten"
    assert [own.required for own in (claim, reading)] == [False, True]


@pytest.mark.parametrize(
    ("amended", "wrong"),
    [
        ({"text": "Annerledes", "quantity": {"kind": "mean", **OF}, "expect": {"at_least": 3}},
         "amended.reason"),
        ({"text": "Annerledes", "reason": "Grunn", "expect": {"at_least": 3},
          "quantity": {"kind": "mean", "groups": ["sjef"], **LED1}}, "amended.quantity.groups"),
    ],
)  # fmt: skip
def test_an_amended_reading_without_a_reason_or_of_unknown_names_is_a_fault(
    tmp_path, amended, wrong
):
    block = claim_block("mean", {"at_least": 3}, **OF) | {"amended": amended}
    with pytest.raises(ConfigErrors, match=wrong):
        claims_file(tmp_path, {"claims": [block]})


@pytest.mark.parametrize(
    ("quantity", "wrong"),
    [
        ({"kind": "mean", "groups": ["lærer"], **LED1}, "gruppen lærer"),
        ({"kind": "share", **OF, "codes": [8], "of": "asked"}, "of: asked"),
        ({"kind": "share", **OF, "codes": [5], "of": "valid"}, None),
    ],
)
def test_a_claim_of_others_than_its_figure_shows_says_why(tmp_path, quantity, wrong):
    shown = GroupMeans(
        id="figur-1", kind="group_means", number="Figur 1", title="Figur", section="1",
        groups=["leder"], items=["led1"],
    )  # fmt: skip
    project = replace(REPORTED, chapters={("rapport", "a"): SimpleNamespace(exhibits=[shown])})
    block = claim_block("mean", {"at_least": 0}, **OF) | {"quantity": quantity}
    folder = tmp_path / "config/reports/rapport"
    folder.mkdir(parents=True)

    def read(**more):
        content = {"claims": [block | more]}
        (folder / "claims.yaml").write_text(json.dumps(content), encoding="utf-8")
        return read_claims(tmp_path, "rapport", project)

    if wrong is None:
        assert read().claims
        return
    with pytest.raises(ConfigErrors, match=wrong):
        read()
    assert read(apart="teksten sier alle").claims
