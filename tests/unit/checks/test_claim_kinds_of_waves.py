"""Each kind of quantity of indices, registry, frames and members, computable by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims_wave import claim_block, claims_of, small_wave, without_links
from evaluering.checks.claims.engine import outcome
from evaluering.render.language import say

INDEX = {"index": "indeks"}
INDICES = {"indices": ["indeks"]}
BY = {"by": "innbyggere"}
ROLE = {"survey": "liten", "by": "rolle"}
MEMBERS = {"survey": "liten"}
HOLDS, FAILS, PARTLY = "holds", "fails", "partly"


def order(key, *tiers):
    return {"order": {"over": key, "tiers": list(tiers)}}


def alike(key, within):
    return {"alike": {"over": key, "within": within}}


def found(kind, expect, *, data=None, also=(), **of):
    (claim,) = claims_of(claim_block(kind, expect, also, **of))
    return outcome(claim, data or small_wave())


@pytest.mark.parametrize(
    ("verdict", "kind", "of", "expect"),
    [
        (HOLDS, "index_mean", INDICES, {"equals": 3.08}),
        (HOLDS, "index_mean", {**INDICES, **BY, "classes": ["liten"]}, {"equals": "1.50"}),
        (PARTLY, "index_mean", {**INDICES, **BY}, {"at_least": 3}),
        (FAILS, "index_mean", {**INDICES, **BY}, alike("classes", 1)),
        (HOLDS, "index_mean", {**INDICES, **BY}, alike("classes", 3)),
        (HOLDS, "index_mean", {**INDICES, **BY}, order("classes", ["storst"], ["stor"], ["liten"])),
        (HOLDS, "index_mean", {**INDICES, **BY}, order("classes", ["storst"], ["øvrige"])),
        (FAILS, "index_mean", {**INDICES, **BY}, order("classes", ["liten"], ["stor"])),
        (HOLDS, "index_sd", {**INDICES, **BY}, order("classes", ["liten"], ["stor"])),
        (HOLDS, "index_share", {**INDEX, "levels": ["1"]}, {"equals": 33.3}),
        (HOLDS, "index_share", {**INDEX, **BY, "levels": ["1", "2"], "pooled": True,
                                "classes": ["liten", "stor"], "of": "count"}, {"equals": 4}),
        (FAILS, "index_share", {**INDEX, **BY, "levels": ["1"], "classes": ["stor"]},
         {"at_least": 1}),
        (HOLDS, "index_share", {**INDEX, **BY, "levels": ["3"]},
         order("classes", ["storst"], ["liten", "stor"])),
        (FAILS, "index_share", {**INDEX, **BY, "levels": ["3"]},
         order("classes", ["liten"], ["stor"])),
        (HOLDS, "index_answers", {**INDEX, **BY}, {"equals": 6}),
        (FAILS, "index_answers", INDEX, {"between": [7, 9]}),
        (HOLDS, "crosstab", {**INDEX, **BY}, {"significant": 0.05}),
        (FAILS, "crosstab", {**INDEX, **BY}, {"not_significant": 0.05}),
        (HOLDS, "correlation", {"variable": "folketall", **INDICES},
         {"at_least": 0.9, "significant": 0.01}),
        (FAILS, "correlation", {"variable": "folketall", **INDICES}, {"sign": "negative"}),
        (HOLDS, "dimensions", INDEX, {"equals": 1}),
        (FAILS, "index_items", INDEX, {"equals": 4}),
        (HOLDS, "registry_share", {**BY, "classes": ["liten"]}, {"equals": 28.6}),
        (HOLDS, "registry_share", {**BY, "of": "linked"}, {"between": [33, 34]}),
        (PARTLY, "registry_share", BY, {"between": [40, 50]}),
        (HOLDS, "registry_value", {"variable": "folketall"},
         {"lowest": {"over": "units", "equals": 5}, "highest": {"over": "units", "at_least": 40}}),
        (FAILS, "registry_value", {"variable": "folketall"},
         {"highest": {"over": "units", "at_most": 2}}),
        (HOLDS, "registry_correlation", {"variables": ["folketall", "folketall"]}, {"equals": 1}),
        (FAILS, "registry_correlation", {"variables": ["folketall", "folketall"]},
         {"at_most": 0.5}),
        (HOLDS, "attrition", {"step": "stated"}, {"equals": 7}),
        (HOLDS, "attrition", {"step": "units", "lost": True}, {"equals": 1}),
        (FAILS, "attrition", {"step": "single"}, {"equals": 7}),
        (HOLDS, "respondents", MEMBERS, {"equals": 6}),
        (FAILS, "respondents", MEMBERS, {"equals": 7}),
        (HOLDS, "population", MEMBERS, {"equals": 10}),
        (HOLDS, "unplaced", ROLE, {"equals": 2}),
        (FAILS, "unplaced", ROLE, {"equals": 0}),
        (FAILS, "survey_count", {}, {"equals": 5}),
        (HOLDS, "response_rate", {"surveys": ["liten"]}, {"equals": 75}),
        (FAILS, "response_rate", {"surveys": ["liten"]}, {"at_least": 76}),
        (HOLDS, "category_rate", {**ROLE, "categories": [1]}, {"equals": 80}),
        (HOLDS, "category_rate", {**ROLE, "leaving_out": [2]}, {"equals": 80}),
        (HOLDS, "category_rate", ROLE, order("categories", [1], ["øvrige"])),
        (FAILS, "category_rate", ROLE, order("categories", [2], [1])),
        (HOLDS, "category_rate", ROLE, alike("categories", 14)),
        (FAILS, "category_rate", ROLE, alike("categories", 13)),
        (HOLDS, "category_share", {**ROLE, "categories": [1], "source": "frame"},
         {"equals": 62.5}),
        (HOLDS, "category_share", {**ROLE, "categories": [1], "source": "answers", "of": "count"},
         {"equals": 4}),
        (HOLDS, "answered_categories", ROLE, {"equals": 2}),
        (FAILS, "answered_categories", ROLE, {"equals": 3}),
        (HOLDS, "ticked", {"survey": "liten", "by": "valg", "ticks": 2}, {"equals": 1}),
        (FAILS, "ticked", {"survey": "liten", "by": "valg", "ticks": 0}, {"equals": 1}),
        (HOLDS, "frame_fit", ROLE, {"not_significant": 0.05}),
        (HOLDS, "frame_gap", ROLE, {"highest": {"over": "categories", "at_most": 5}}),
        (FAILS, "frame_gap", ROLE, {"highest": {"over": "categories", "at_most": 4}}),
        (HOLDS, "members", {**MEMBERS, "roles": ["Eier"]}, {"equals": 73.3}),
        (HOLDS, "members", {**MEMBERS, "unit": "Sør", "of": "count"}, {"equals": 5}),
        (HOLDS, "role_members", MEMBERS, order("roles", ["Eier"], ["øvrige"])),
        (FAILS, "role_members", MEMBERS, order("roles", ["Lærer"], ["Eier"])),
        (HOLDS, "member_units", {**MEMBERS, "absent": ["Lærer"]}, {"equals": 1}),
        (FAILS, "member_units", {**MEMBERS, "present": ["Lærer"], "starting": "Sør"},
         {"equals": 1}),
        (HOLDS, "unit_size", MEMBERS, {"equals": 3}),
        (HOLDS, "unit_members", MEMBERS, order("units", ["Nord"], ["øvrige"])),
        (FAILS, "unit_members", MEMBERS, order("units", ["Sør"], ["Nord"])),
        (HOLDS, "networks", MEMBERS, {"equals": 5}),
        (HOLDS, "networks", {**MEMBERS, "unit": "Nord"}, {"equals": 2}),
        (PARTLY, "unit_networks", MEMBERS,
         {"lowest": {"over": "units", "equals": 2}, "highest": {"over": "units", "equals": 4}}),
    ],
)  # fmt: skip
def test_a_claim_on_the_wave_has_its_verdict(verdict, kind, of, expect):
    assert found(kind, expect, **of).verdict == verdict


@pytest.mark.parametrize(
    ("reason", "kind", "of"),
    [
        ("ramme", "category_rate", {"survey": "liten", "by": "valg"}),
        ("Rektor", "members", {**MEMBERS, "roles": ["Rektor"]}),
        ("Vest", "members", {**MEMBERS, "unit": "Vest"}),
        ("Rektor", "member_units", {**MEMBERS, "absent": ["Rektor"]}),
        ("åpne", "open_answers", {"groups": ["leder"], "question": "fritekst"}),
    ],
)
def test_what_the_wave_lacks_cannot_be_tried(reason, kind, of):
    tried = found(kind, {"at_most": 1}, **of)
    assert tried.verdict == "untestable"
    assert reason in say(tried.reason)


def test_without_frame_or_members_or_analysis_nothing_can_be_tried():
    unanalysed = [{"index": "indeks", "factor": None}]
    bare = small_wave(without_links(), populations={}, memberships={}, index_analyses=unanalysed)
    for kind, of in (
        ("frame_gap", ROLE),
        ("unit_size", MEMBERS),
        ("dimensions", INDEX),
        ("attrition", {"step": "answered"}),
    ):
        assert found(kind, {"at_least": 0}, data=bare, **of).verdict == "untestable"


def test_fewer_respondents_than_the_disclosure_limit_are_not_shown():
    data = replace(small_wave(), minimum_n=3)
    tried = found("index_mean", {"at_least": 1}, data=data, **INDICES, **BY)
    assert tried.verdict == "untestable"
    assert all(say(part.reason) == "færre enn 3 svar" for part in tried.parts)
    assert all(part.as_data()["value"] is None for part in tried.parts)


def test_units_are_no_respondents_and_are_named():
    data = replace(small_wave(), minimum_n=5)
    tried = found("member_units", {"equals": 1}, data=data, **MEMBERS, starting="Sør")
    assert tried.verdict == HOLDS
    assert tried.parts[0].about["unit"] == "Sør"
