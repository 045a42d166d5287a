"""Each kind of claim on indices, registry, frames and members, on numbers computable by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims_wave import small_wave, without_links
from evaluering.checks.claims.engine import outcome
from evaluering.config.claims import ClaimsFile

COMMON = {"id": "u", "section": "1", "exhibit": "tabell-1", "text": "Påstand"}
INDEX = {"index": "indeks"}
BY = INDEX | {"by": "innbyggere"}
ROLE = {"survey": "liten", "by": "rolle"}
MEMBERS = {"survey": "liten"}


def found(data=None, **parts):
    (claim,) = ClaimsFile.model_validate({"claims": [COMMON | parts]}).claims
    return outcome(claim, data or small_wave())


@pytest.mark.parametrize(
    ("verdict", "parts"),
    [
        ("holder", {"kind": "index_mean", **INDEX, "bounds": [3.08, 3.09]}),
        ("holder", {"kind": "index_mean", **BY, "classes": ["liten"], "bounds": [1.5, 1.5]}),
        ("holder delvis", {"kind": "index_mean", **BY, "bounds": [3, 5]}),
        ("holder ikke", {"kind": "index_alike", **BY, "within": 1}),
        ("holder", {"kind": "index_alike", **BY, "within": 3}),
        ("holder", {"kind": "index_order", "indices": ["indeks"], "by": "innbyggere",
                    "order": [["storst"], ["stor"], ["liten"]]}),
        ("holder ikke", {"kind": "index_order", "indices": ["indeks"], "by": "innbyggere",
                         "order": [["liten"], ["stor"]]}),
        ("holder", {"kind": "index_order", "indices": ["indeks"], "by": "innbyggere",
                    "statistic": "sd", "order": [["liten"], ["stor"]]}),
        ("holder", {"kind": "index_share", **INDEX, "levels": ["1"], "bounds": [33.3, 33.4]}),
        ("holder", {"kind": "index_share", **BY, "levels": ["1", "2"], "pooled": True,
                    "classes": ["liten", "stor"], "of": "count", "bounds": [4, 4]}),
        ("holder ikke", {"kind": "index_share", **BY, "levels": ["1"], "classes": ["stor"],
                         "bounds": [1, 100]}),
        ("holder", {"kind": "index_share_order", **BY, "levels": ["3"],
                    "order": [["storst"], ["liten", "stor"]]}),
        ("holder ikke", {"kind": "index_share_order", **BY, "levels": ["3"],
                         "order": [["liten"], ["stor"]]}),
        ("holder", {"kind": "index_count", **BY, "bounds": [6, 6]}),
        ("holder ikke", {"kind": "index_count", **INDEX, "bounds": [7, 9]}),
        ("holder", {"kind": "crosstab", **BY, "p": [0, 0.05]}),
        ("holder ikke", {"kind": "crosstab", **BY, "p": [0.05, 1]}),
        ("holder", {"kind": "correlation", "variable": "folketall", "indices": ["indeks"],
                    "r": [0.9, 1], "p": [0, 0.01]}),
        ("holder ikke", {"kind": "correlation", "variable": "folketall", "indices": ["indeks"],
                         "r": [-1, 0]}),
        ("holder", {"kind": "dimensions", **INDEX, "dimensions": 1, "items": 3}),
        ("holder delvis", {"kind": "dimensions", **INDEX, "dimensions": 1, "items": 4}),
        ("holder", {"kind": "registry_share", "by": "innbyggere", "classes": ["liten"],
                    "bounds": [28.5, 28.6]}),
        ("holder", {"kind": "registry_share", "by": "innbyggere", "of": "linked",
                    "bounds": [33, 34]}),
        ("holder delvis", {"kind": "registry_share", "by": "innbyggere", "bounds": [40, 50]}),
        ("holder", {"kind": "registry_range", "variable": "folketall", "lowest": [5, 5],
                    "highest": [40, 40]}),
        ("holder ikke", {"kind": "registry_range", "variable": "folketall", "highest": [1, 2]}),
        ("holder", {"kind": "registry_correlation", "variables": ["folketall", "folketall"],
                    "r": [1, 1]}),
        ("holder ikke", {"kind": "registry_correlation",
                         "variables": ["folketall", "folketall"], "r": [0, 0.5]}),
        ("holder", {"kind": "attrition", "step": "stated", "bounds": [7, 7]}),
        ("holder", {"kind": "attrition", "step": "units", "lost": True,
                    "bounds": [1, 1]}),
        ("holder ikke", {"kind": "attrition", "step": "single", "bounds": [7, 7]}),
        ("holder", {"kind": "respondents", **MEMBERS, "bounds": [6, 6]}),
        ("holder ikke", {"kind": "respondents", **MEMBERS, "bounds": [7, 7]}),
        ("holder", {"kind": "population", **MEMBERS, "bounds": [10, 10]}),
        ("holder ikke", {"kind": "surveys", "bounds": [5, 5]}),
        ("holder", {"kind": "response_rate", "surveys": ["liten"], "bounds": [75, 75]}),
        ("holder ikke", {"kind": "response_rate", "surveys": ["liten"], "bounds": [76, 80]}),
        ("holder ikke", {"kind": "response_order", "order": [["liten"], ["liten"]]}),
        ("holder", {"kind": "category_rate", **ROLE, "categories": [1],
                    "bounds": [80, 80]}),
        ("holder", {"kind": "category_rate", **ROLE, "leaving_out": [2],
                    "bounds": [80, 80]}),
        ("holder", {"kind": "category_rate_order", **ROLE, "order": [[1], ["øvrige"]]}),
        ("holder ikke", {"kind": "category_rate_order", **ROLE,
                         "order": [[2], [1]]}),
        ("holder", {"kind": "category_rate_alike", **ROLE, "within": 14}),
        ("holder ikke", {"kind": "category_rate_alike", **ROLE, "within": 13}),
        ("holder", {"kind": "category", **ROLE, "categories": [1], "source": "frame",
                    "bounds": [62.5, 62.5]}),
        ("holder", {"kind": "category", **ROLE, "categories": [1], "source": "answers",
                    "of": "count", "bounds": [4, 4]}),
        ("holder", {"kind": "categories", **ROLE, "bounds": [2, 2]}),
        ("holder ikke", {"kind": "categories", **ROLE, "bounds": [3, 3]}),
        ("holder", {"kind": "ticks", "survey": "liten", "by": "valg", "ticks": 2,
                    "bounds": [1, 1]}),
        ("holder ikke", {"kind": "ticks", "survey": "liten", "by": "valg", "ticks": 0,
                         "bounds": [1, 1]}),
        ("holder", {"kind": "frame_fit", **ROLE, "p": [0.05, 1], "within": 5}),
        ("holder ikke", {"kind": "frame_fit", **ROLE, "within": 4}),
        ("holder", {"kind": "members", **MEMBERS, "roles": ["Eier"], "bounds": [73.3, 73.4]}),
        ("holder", {"kind": "members", **MEMBERS, "unit": "Sør", "of": "count",
                    "bounds": [5, 5]}),
        ("holder", {"kind": "members_order", **MEMBERS, "order": [["Eier"], ["øvrige"]]}),
        ("holder ikke", {"kind": "members_order", **MEMBERS, "order": [["Lærer"], ["Eier"]]}),
        ("holder", {"kind": "member_units", **MEMBERS, "absent": ["Lærer"], "bounds": [1, 1]}),
        ("holder ikke", {"kind": "member_units", **MEMBERS, "present": ["Lærer"],
                         "starting": "Sør", "bounds": [1, 1]}),
        ("holder", {"kind": "unit_size", **MEMBERS, "bounds": [3, 3]}),
        ("holder", {"kind": "largest_unit", **MEMBERS, "unit": "Nord"}),
        ("holder ikke", {"kind": "largest_unit", **MEMBERS, "unit": "Sør"}),
        ("holder", {"kind": "networks", **MEMBERS, "total": 5, "fewest": 2, "most": 3}),
        ("holder delvis", {"kind": "networks", **MEMBERS, "total": 5, "most": 4}),
    ],
)  # fmt: skip
def test_a_claim_on_the_wave_has_its_verdict(verdict, parts):
    assert found(**parts).verdict == verdict


@pytest.mark.parametrize(
    ("reason", "parts"),
    [
        ("ramme", {"kind": "category_rate", "survey": "liten", "by": "valg", "bounds": [0, 1]}),
        ("Rektor", {"kind": "members", **MEMBERS, "roles": ["Rektor"], "bounds": [0, 1]}),
        ("Vest", {"kind": "members", **MEMBERS, "unit": "Vest", "bounds": [0, 1]}),
        ("Rektor", {"kind": "member_units", **MEMBERS, "absent": ["Rektor"], "bounds": [0, 1]}),
        ("åpne", {"kind": "open_answers", "groups": ["leder"], "question": "fritekst",
                  "bounds": [0, 1]}),
    ],
)  # fmt: skip
def test_what_the_wave_lacks_cannot_be_tried(reason, parts):
    tried = found(**parts)
    assert tried.verdict == "kan ikke prøves"
    assert reason in tried.reason


def test_without_frame_or_members_or_analysis_nothing_can_be_tried():
    unanalysed = [{"index": "indeks", "factor": None}]
    bare = small_wave(without_links(), populations={}, memberships={}, index_analyses=unanalysed)
    for parts in (
        {"kind": "frame_fit", **ROLE, "within": 5},
        {"kind": "unit_size", **MEMBERS, "bounds": [3, 3]},
        {"kind": "dimensions", **INDEX, "dimensions": 1, "items": 3},
        {"kind": "attrition", "step": "answered", "bounds": [1, 1]},
    ):
        assert found(bare, **parts).verdict == "kan ikke prøves"


def test_fewer_respondents_than_the_disclosure_limit_are_not_shown():
    data = replace(small_wave(), minimum_n=3)
    tried = found(data, kind="index_mean", **BY, bounds=[1, 5])
    assert tried.verdict == "kan ikke prøves"
    assert all("færre enn 3" in part.reason for part in tried.parts)
    assert all(part.as_data()["value"] is None for part in tried.parts)
