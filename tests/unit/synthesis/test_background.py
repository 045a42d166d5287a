"""Who the respondents are where no table of the report prints it."""

from __future__ import annotations

import numpy as np
import pytest

from evaluering.config.questions import MultipleResponse, Option
from evaluering.errors import ConfigError
from evaluering.synthesis.plan import SurveyPlan
from evaluering.synthesis.structure import background
from small import SURVEY as SMALL

ROLES = MultipleResponse(
    id="verv", question="Hvilket verv?", source="Tabell",
    options=[Option(name=f"verv_{k}", label=f"Verv {k}") for k in (1, 2, 3)],
)  # fmt: skip
SURVEY = SMALL.model_copy(update={"multiple_responses": [ROLES]})


def ticked(boxes, respondents=50):
    plan = SurveyPlan(respondents=respondents, boxes={"verv": boxes})
    found = background(SURVEY, plan, {}, np.random.default_rng(3))
    return found[[o.name for o in ROLES.options]]


def test_each_box_has_its_count_and_each_respondent_one_where_they_add_up():
    found = ticked({"verv_1": 30, "verv_2": 20})
    assert found.sum().to_dict() == {"verv_1": 30, "verv_2": 20, "verv_3": 0}
    assert found.sum(axis=1).eq(1).all()


def test_many_ticks_are_spread_over_the_respondents():
    found = ticked({"verv_1": 45, "verv_2": 40, "verv_3": 35})
    assert found.sum().to_dict() == {"verv_1": 45, "verv_2": 40, "verv_3": 35}
    assert set(found.sum(axis=1)) > {2, 3}


@pytest.mark.parametrize(
    ("boxes", "told"), [({"verv": {"verv_9": 3}}, "verv_9"), ({"rolla": {"verv_1": 3}}, "rolla")]
)
def test_a_box_or_question_that_is_none_is_named(boxes, told):
    plan = SurveyPlan(respondents=50, boxes=boxes)
    with pytest.raises(ConfigError, match=told):
        background(SURVEY, plan, {}, np.random.default_rng(3))
