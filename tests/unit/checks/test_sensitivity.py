"""Which claims notice faults, on a wave that can be counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from claims_wave import claim_block, claims_of, small_wave
from evaluering.checks.claims.survey_answers import SurveyAnswers
from evaluering.checks.claims.verdicts import Facet, Outcome
from evaluering.checks.sensitivity import columns
from evaluering.checks.sensitivity.faults import FAULTS
from evaluering.checks.sensitivity.noticing import by_fault, never_turning, noticed, sensitivity
from evaluering.checks.sensitivity.reads import reads
from evaluering.checks.sensitivity.struck import StruckTables, claim_data_of
from evaluering.data.tables import GivenTables
from evaluering.data.wave_data import WaveData
from evaluering.message import Number
from small import COLUMNS, GROUPS, PROJECT, SCALES, SURVEY, WAVE, respondents

LED1, LED2 = [5, 5, 4, 5, 2, 1, 2, 1], [1, 2, 1, 2, 4, 5, 4, 5]
BY_NAME = {fault.name: fault for fault in FAULTS}


def wave(**answers):
    frame = respondents(rolle=[1, 1, 1, 1, 2, 2, 2, 2], **answers)
    surveys = {"liten": frame}
    given = SurveyAnswers(surveys, {"liten": SURVEY}, SCALES, GROUPS, PROJECT.settings.conventions)
    return replace(
        small_wave(), answers=given, study=WaveData(PROJECT, WAVE, GivenTables(surveys=surveys))
    )


def fares(fault, kind, expect, data, **of):
    """Return the grade and the reason by place of one claim under one fault."""
    found = sensitivity(claims_of(claim_block(kind, expect, **of)), data, [BY_NAME[fault]])
    return {one.place: (one.grade, one.why and one.why.key) for one in found}


LEADERS = {"groups": ["leder"], "items": ["led1"]}
HERE = ("liten", "led1")


def test_a_reversed_item_turns_the_claim_that_its_mean_is_high():
    data = wave(led1=LED1)
    assert fares("reversed", "mean", {"at_least": 4}, data, **LEADERS) == {HERE: ("turns", None)}


def test_a_number_that_moves_far_within_wide_bounds_is_told_with_the_bounds():
    found = fares("reversed", "mean", {"between": [1, 5]}, wave(led1=LED1), **LEADERS)
    assert found == {HERE: ("moves", "unnoticed_bounds")}


def test_an_order_that_the_fault_keeps_says_so():
    of, order = {"items": ["led1"]}, {"over": "groups", "tiers": [["leder"], ["lærer"]]}
    found = fares("step-up", "mean", {"order": order}, wave(led1=[5, 5, 5, 5, 1, 1, 1, 2]), **of)
    assert found == {HERE: ("moves", "unnoticed_order")}


def test_a_change_within_the_uncertainty_is_no_notice():
    answers = [1, 5, 2, 4, 3, 3, 3, 3]
    found = fares("merged-top", "mean", {"at_least": 2}, wave(led1=answers), **LEADERS)
    assert found == {HERE: ("within", "unnoticed_within")}


def test_a_change_within_the_uncertainty_is_noticed_by_another_number_of_answers():
    answers = [1, 5, 2, 4, 3, 3, 3, 3]
    data = wave(led1=answers)
    (found,) = sensitivity(
        claims_of(claim_block("mean", {"at_least": 2}, **LEADERS)), data, [BY_NAME["rows-doubled"]]
    )
    assert (found.grade, found.why.key) == ("counts", "unnoticed_counts")
    n = dict(found.why.values)
    assert (n["n_was"], n["n_now"]) == ((4,), (5,))


def test_another_group_to_be_compared_with_is_not_another_number_of_answers():
    (claim,) = claims_of(claim_block("mean", {"at_least": 2}, **LEADERS))
    parts = [
        Facet({"group": "leder"}, "mean", 4.0, True, n=n, against={"group": other}, other=3.0,
              apart=(0.5, 1.5))
        for other, n in (("lærer", (9, 36)), ("rektor", (9, 18)), ("lærer", (9, 18)))
    ]  # fmt: skip
    before, otherwise, fewer = (Outcome(claim, (part,)) for part in parts)
    assert noticed(before, otherwise)[0] == "same"
    assert noticed(before, fewer)[0] == "counts"


def reason(one, two):
    """Return why a claim of one comparison does not turn."""
    (claim,) = claims_of(claim_block("mean", {"at_least": 2}, **LEADERS))
    _, why = noticed(Outcome(claim, (one,)), Outcome(claim, (two,)))
    return why.key, [value.value for _, value in why.values if isinstance(value, Number)]


def test_a_comparison_that_fails_for_another_reason_after_than_before_says_that_it_does():
    before = Facet({}, "difference", 0.1, False, bounds=(0.01, None), interval=(-0.1, 0.3), p=0.2)
    after = replace(before, value=-0.4, p=0.001)
    assert reason(before, after) == ("unnoticed_neither", [0.1, -0.4, 0.2])
    inside = replace(before, holds=True, value=0.5, p=0.001)
    assert reason(inside, replace(inside, value=0.9))[0] == "unnoticed_bounds"


def test_where_only_what_it_is_compared_with_moves_the_distance_is_told():
    before = Facet({}, "mean", 4.0, True, other=3.5, apart=(0.1, 0.9))
    assert reason(before, replace(before, other=3.25)) == ("unnoticed_apart", [0.5, 0.75])
    assert reason(before, replace(before, value=3.75))[0] == "unnoticed_within"


def test_what_the_fault_leaves_as_it_was_cannot_be_noticed():
    found = fares("reversed", "valid_answers", {"equals": 4}, wave(led1=LED1), **LEADERS)
    assert found == {HERE: ("same", "unnoticed_same")}


def test_a_comparison_that_turns_with_the_verdict_as_it_was_is_told():
    claim = claim_block("mean", {"at_least": 4}, groups=["leder"], items=["led1", "led3"])
    data = wave(led1=LED1, led3=[5] * 8)
    found = sensitivity(claims_of(claim, holding="some"), data, [BY_NAME["reversed"]])
    assert {(one.grade, one.why and one.why.key) for one in found} == {
        ("moves", "unnoticed_enough")
    }


def test_a_claim_is_tried_only_where_it_reads():
    data = wave(led1=LED1, led2=LED2)
    claims = claims_of(claim_block("mean", {"at_least": 4}, **LEADERS))
    assert {one.place for one in sensitivity(claims, data, [BY_NAME["reversed"]])} == {HERE}
    assert sensitivity(claims, data, [BY_NAME["next-unit"], BY_NAME["frame-shifted"]]) == []


def test_groups_that_are_coded_as_one_no_longer_differ():
    expect = {"sign": "positive", "significant": 0.05}
    of = {"groups": ["leder", "lærer"], "items": ["led1"]}
    found = fares("groups-merged", "difference", expect, wave(led1=LED1), **of)
    assert {grade for grade, _ in found.values()} == {"turns"}


def test_rows_are_doubled_and_dropped_as_many_as_they_say():
    whole = StruckTables(PROJECT, WAVE.id, wave(led1=LED1).study.tables)
    doubled = BY_NAME["rows-doubled"].strike(whole, ("liten",)).respondents("liten")
    assert len(doubled) == 9
    assert doubled[SURVEY.respondent].is_unique
    dropped = BY_NAME["rows-dropped"].strike(whole, ("lærer",)).respondents("liten")
    assert dropped["rolle"].tolist() == [1, 1, 1, 1, 2, 2, 2]
    assert whole.respondents("liten")["rolle"].tolist() == [1] * 4 + [2] * 4


def test_indices_and_links_follow_what_is_struck():
    data = small_wave()
    frame = data.study.respondents("liten").assign(
        led1=[1, 1, 1, 5, 5, 5], led2=[1, 1, 1, 5, 5, 5], led3=[5, 5, 5, 1, 1, 1],
    )  # fmt: skip
    whole = StruckTables(PROJECT, WAVE.id, data.study.tables)
    struck = claim_data_of(replace(whole, surveys={"liten": frame}), data)
    assert struck.scores("indeks").values.tolist() == [1, 1, 1, 5, 5, 5]
    assert data.scores("indeks").values.tolist() != [1, 1, 1, 5, 5, 5]


def test_registry_values_and_frames_are_struck_in_the_tables_that_hold_them():
    data = small_wave()
    scaled = fares("units-scaled", "registry_share", {"at_most": 70}, data, by="innbyggere")
    assert scaled == {("folketall",): ("turns", None)}
    rates = {"survey": "liten", "by": "rolle", "categories": ["1"]}
    found = fares("frame-shifted", "category_rate", {"equals": 80}, data, **rates)
    assert found == {("liten", "rolle"): ("turns", None)}


def test_the_account_counts_claims_not_places():
    data = wave(led1=LED1, led2=LED2)
    claims = claims_of(
        claim_block("mean", {"at_least": 1}, groups=["leder"], items=["led1", "led2"]),
        claim_block("mean", {"at_least": 4}, **LEADERS),
        claim_block("valid_answers", {"equals": 4}, **LEADERS),
    )
    found = sensitivity(claims, data, [BY_NAME["reversed"]])
    (own,) = by_fault(found)
    assert (own.claims, own.turning, own.noticing, own.by_count, own.blind) == (2, 1, 2, 0, 1)
    assert set(never_turning(found)) == {"u0", "u2"}


def test_what_a_claim_reads_is_told_by_its_keys():
    claim = claim_block("index_mean", {"at_least": 1}, indices=["indeks"], by="innbyggere")
    found = reads(claims_of(claim)[0], PROJECT)
    assert found.variables == ("folketall",)
    assert found.links == ("kommune",)
    assert found.items == (("liten", "led1"), ("liten", "led2"), ("liten", "led3"))


@pytest.mark.parametrize(
    ("befall", "expected"),
    [
        (columns.reversed_scale, [5, 2, 1, 8, None]),
        (columns.step_up, [2, 5, 5, 8, None]),
        (columns.merged_top, [1, 4, 4, 8, None]),
        (columns.all_in_middle, [3, 3, 3, 8, None]),
        (columns.dont_know_answered, [1, 4, 5, 5, None]),
        (columns.blanks_filled, [1, 4, 5, 1, 1]),
        (columns.sorted_alone, [1, 4, 5, 8, None]),
        (columns.first_half_lost, [None, None, None, 8, None]),
    ],
)
def test_what_befalls_a_column_leaves_the_rest(befall, expected):
    values = pd.Series([1, 4, 5, 8, None], dtype="Int64")
    found = befall(values, COLUMNS["led1"])
    assert [None if pd.isna(v) else int(v) for v in found] == expected
