"""Each kind of statement, on numbers computable by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from evaluering.config.project import load_project
from evaluering.errors import ConfigErrors
from evaluering.synthesis.statement_models import StatementsFile
from evaluering.synthesis.statement_reading import read_statements
from evaluering.synthesis.statements import SurveyAnswers, outcomes, unmet
from small import GROUPS, PROJECT, SCALES, SURVEY, respondents
from workspace import REPOSITORY

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
COMMON = {"id": "u", "section": "1", "exhibit": "figur-1", "text": "Utsagn"}
BOTH = ["leder", "lærer"]


def outcome(**parts):
    (statement,) = StatementsFile.model_validate({"statements": [COMMON | parts]}).statements
    (found,) = outcomes([statement], DATA)
    return found


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
        (True, {"kind": "code_order", "groups": ["leder"], "items": ["led1"],
                "order": [[4], [5]]}),
        (False, {"kind": "code_order", "groups": ["leder"], "items": ["led1"],
                 "order": [[4, 5], [1], [2]]}),
        (True, {"kind": "count", "groups": ["leder"], "items": ["led1", "led4"], "fewest": 3,
                "most": 5}),
        (False, {"kind": "count", "groups": ["leder"], "items": ["led1"], "most": 7}),
        (True, {"kind": "distribution", "groups": BOTH, "items": ["led1"], "p": [0, 0.05]}),
        (False, {"kind": "evenly", "groups": ["alle"], "items": ["led1"], "code": 2,
                 "by": "rolle", "categories": [1, 2], "within": 10}),
    ],
)  # fmt: skip
def test_a_statement_holds_or_not(holds, parts):
    assert outcome(**parts).holds is holds


def test_what_was_observed_is_shown():
    found = outcome(kind="means", groups=BOTH, items=["led1"], bounds=[4, 5])
    assert found.observed == "led1 lærer 2,17"


def test_only_required_statements_can_be_unmet():
    parts = {"kind": "means", "groups": ["leder"], "items": ["led1"], "bounds": [1, 2]}
    assert len(unmet([outcome(**parts)])) == 1
    assert not unmet([outcome(**parts, required=False, reason="Motsier Tabell 1")])


def test_a_statement_that_is_not_required_has_a_reason():
    parts = {"kind": "means", "groups": ["leder"], "items": ["led1"], "bounds": [1, 2]}
    with pytest.raises(ValidationError, match="reason"):
        outcome(**parts, required=False)


def test_the_projects_statements_name_groups_and_items_that_exist():
    project = load_project(REPOSITORY)
    statements = read_statements(REPOSITORY, project.surveys, project.scales, project.groups)
    assert len({s.id for s in statements}) == len(statements) > 100


def test_an_unknown_item_is_named(tmp_path: Path):
    (tmp_path / "config").mkdir()
    (tmp_path / "config/statements.yaml").write_text(
        "statements:\n  - {id: u, section: '1', exhibit: figur-1, text: Utsagn, kind: means,\n"
        "     groups: [leder], items: [led9], bounds: [1, 2]}\n",
        encoding="utf-8",
    )
    with pytest.raises(ConfigErrors, match="led9"):
        read_statements(tmp_path, {"liten": SURVEY}, SCALES, GROUPS)
