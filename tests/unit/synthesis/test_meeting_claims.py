"""Drawing again until the claims hold."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from claims_wave import claim_block, claims_of
from evaluering.checks.claims.survey_answers import SurveyAnswers
from evaluering.config.surveys import ActorGroup, Battery, Item
from evaluering.errors import DataError
from evaluering.synthesis.meeting import answers_meeting, share_among_asked
from evaluering.synthesis.plan import ItemPlan, SurveyPlan
from small import PROJECT, SCALES
from small import SURVEY as SMALL

# So many items that no two respondents answer alike.
NAMES = [f"led{k}" for k in range(1, 21)]
ITEMS_OF_ONE = [Item(name=name, label=name) for name in NAMES]
SURVEY = SMALL.model_copy(
    update={
        "batteries": [
            Battery(id="b", question="Hva?", scale="enighet", source="Figur", items=ITEMS_OF_ONE)
        ]
    }
)
GROUPS = {
    name: ActorGroup(id=name, label=name, survey="liten", where=where, colour="#332288")
    for name, where in {"leder": {"rolle": [1]}, "alle": {}}.items()
}
ITEMS = ItemPlan(
    sd=0.95, attitude=0.6, battery=0.55, dont_know=0.03, unanswered=0.01,
    targets={name: {"alle": 3.0} for name in NAMES},
)  # fmt: skip
PLAN = SimpleNamespace(
    report="rapport", items=ITEMS, surveys={"liten": SurveyPlan(respondents=120, margins=[])}
)
BACKGROUND = SurveyAnswers(
    {"liten": pd.DataFrame({"rolle": pd.Series([1, 2] * 60, dtype="Int64")})},
    {"liten": SURVEY},
    SCALES,
    GROUPS,
    PROJECT.settings.conventions,
)


def claim(low, high):
    block = claim_block("mean", {"between": [low, high]}, groups=["leder"], items=["led1"])
    return claims_of(block, id="ledere")


def test_the_answers_are_drawn_until_a_claim_holds():
    data = answers_meeting(BACKGROUND, PLAN, {}, claim(3.06, 5), seed=1)
    assert data.mean("leder", "led1") >= 3.06
    assert data.mean("alle", "led1") == pytest.approx(3, abs=0.01)


def test_the_same_seed_gives_the_same_answers():
    first, second = (answers_meeting(BACKGROUND, PLAN, {}, [], seed=1) for _ in range(2))
    assert first.frames["liten"].equals(second.frames["liten"])


def test_a_claim_that_no_draw_meets_is_named():
    with pytest.raises(DataError, match=r"2 trekninger[\s\S]*ledere \(led1 leder"):
        answers_meeting(BACKGROUND, PLAN, {}, claim(4.9, 5), seed=1, tries=2)


def test_shares_are_exact_among_those_who_were_asked():
    kommune = SURVEY.variable("kommune")
    assert kommune is not None
    frame = share_among_asked(
        BACKGROUND.frames["liten"], SURVEY, {"kommune": {1: 75, 2: 25}}, np.random.default_rng(1)
    )
    assert frame.loc[frame["rolle"].eq(1), "kommune"].value_counts().to_dict() == {1: 45, 2: 15}
    assert frame.loc[frame["rolle"].eq(2), "kommune"].isna().all()
