"""Other reasonable choices: which turn a constructed claim, and which do not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from claims_wave import claim_block, claims_of, index_values, small_wave
from evaluering.checks.claims.comparisons import compared
from evaluering.checks.claims.engine import outcome
from evaluering.checks.claims.families import Families
from evaluering.checks.claims.survey_answers import Choices, SurveyAnswers
from evaluering.checks.claims.variants import VARIANTS, robustness
from evaluering.checks.claims.weighting import frame_weights
from evaluering.stats import (
    compare_domains,
    design_mean,
    monte_carlo_test,
    permutation_p,
    survey_design,
)
from small import GROUPS, PROJECT, SCALES, SURVEY, respondents

BOTH = ["leder", "lærer"]


def group_order(*items):
    tiers = {"over": "groups", "tiers": [["leder"], ["lærer"]]}
    return claim_block("mean", {"order": tiers}, items=list(items))


def difference(expect, *items, groups=BOTH):
    return claim_block("difference", expect, groups=groups, items=list(items))


def wave(**answers):
    data = SurveyAnswers(
        {"liten": respondents(**answers)}, {"liten": SURVEY}, SCALES, GROUPS,
        PROJECT.settings.conventions,
    )  # fmt: skip
    return replace(small_wave(), answers=data)


def turning(data, *parts, variants=tuple(VARIANTS)):
    found = claims_of(*parts)
    data = replace(data, families=Families(tuple(found)))
    verdict = outcome(found[0], data).verdict
    tried = robustness(found[0], verdict, data, variants, {})
    return tried.turning if tried else None


def test_dont_know_in_the_middle_turns_an_order():
    data = wave(rolle=[1] * 6 + [2] * 3, led1=[5, 5, 8, 8, 8, 8, 4, 4, 4])
    order = group_order("led1")
    assert turning(data, order) == ["dont-know-middle"]


def test_a_clear_order_is_turned_by_nothing():
    data = wave(rolle=[1] * 4 + [2] * 4, led1=[5, 5, 4, 5, 1, 2, 1, 1])
    order = group_order("led1")
    assert turning(data, order) == []


def test_unequal_variances_turn_a_test_on_the_border():
    data = wave(rolle=[1] * 30 + [2] * 4, led1=[3, 4] * 15 + [5, 5, 1, 5])
    (found,) = claims_of(difference({"p": [0, 1]}, "led1", groups=BOTH[::-1]))
    pooled = PROJECT.settings.conventions.model_copy(update={"two_groups": "pooled"})
    other = replace(data, answers=replace(data.answers, conventions=pooled))
    welch_p, pooled_p = (outcome(found, d).parts[0].p for d in (data, other))
    assert pooled_p < welch_p
    border = difference({"not_significant": (welch_p + pooled_p) / 2}, "led1", groups=BOTH[::-1])
    assert turning(data, border, variants=["other-t-test"]) == ["other-t-test"]
    anything = difference({"p": [0, 1]}, "led1", groups=BOTH[::-1])
    assert turning(data, anything, variants=["other-t-test"]) == []


def test_holm_turns_one_of_several_tests():
    rng = np.random.default_rng(7)
    n = 40
    led1 = [*rng.integers(1, 6, n), *rng.integers(1, 6, n)]
    data = wave(rolle=[1] * n + [2] * n, led1=led1, led2=[3, 4] * n, led3=[2, 3] * n)
    p = outcome(*claims_of(difference({"p": [0, 1]}, "led1")), data).parts[0].p
    just = difference({"significant": p * 1.5}, "led1")
    beside = difference({"p": [0, 1]}, "led2", "led3")
    assert turning(data, just, variants=["holm"]) is None
    assert turning(data, just, beside, variants=["holm"]) == ["holm"]


def test_only_complete_answers_turn_an_order():
    data = wave(
        rolle=[1] * 5 + [2] * 3,
        led1=[5, 5, 5, 2, 2, 3, 3, 3],
        led2=[8, 8, 8, 4, 4, 3, 3, 3],
    )
    order = group_order("led1", "led2")
    assert "complete-battery" in turning(data, order)


def test_complete_answers_are_of_the_items_that_a_survey_asked():
    data = wave(rolle=[1, 1, 2, 2], led1=[5, 4, 2, 1], led2=[8, 3, 3, 3])
    asked = SURVEY.batteries[0].model_copy(update={"items": SURVEY.batteries[0].items[:1]})
    without = SURVEY.model_copy(update={"batteries": [asked]})
    answers = replace(data.answers, surveys={"liten": without})
    complete = answers.under(replace(answers.choices, complete=("led1", "led2")))
    assert complete.mean("leder", "led1") == 4.5


def test_other_class_limits_turn_a_share_order():
    data = small_wave()
    values = index_values([2.4, 2.4, 2.6, 2.6, 4, 5])
    tiers = {"over": "classes", "tiers": [["liten"], ["stor"]]}
    of = {"index": "indeks", "levels": ["1"], "by": "innbyggere"}
    order = claim_block("index_share", {"order": tiers}, **of)
    tried = ["lower-limits", "higher-limits"]
    assert turning(data, order, variants=tried) == []
    assert turning(small_wave(index_values=values), order, variants=tried) == tried


def test_weights_turn_an_order():
    data = wave(rolle=[1] * 3 + [3] * 2 + [2], led1=[5, 5, 1, 4, 4, 3])
    weights = np.array([0.1, 0.1, 3.0, 1.0, 1.0, 1.0])
    data = replace(data, answers=replace(data.answers, designs={"liten": survey_design(weights)}))
    order = group_order("led1")
    assert turning(data, order, variants=["weighted"]) == ["weighted"]


def test_a_printed_p_need_only_be_as_low_under_another_choice():
    data = wave(rolle=[1] * 30 + [2] * 30, led1=[3, 4] * 15 + [4, 5] * 15)
    (found,) = claims_of(difference({"p": [0, 1]}, "led1", groups=BOTH[::-1]))
    p = outcome(found, data).parts[0].p
    assert turning(data, difference({"p": [p * 0.999, 0.05]}, "led1", groups=BOTH[::-1])) == []


def test_a_claim_that_cannot_be_tried_has_no_robustness():
    data = wave(rolle=[2], led1=[3])
    order = group_order("led1")
    assert turning(data, order) is None


def test_the_weights_give_the_frame():
    frame = respondents(rolle=[1, 1, 1, 2, None])
    population = pd.DataFrame(
        {"variable": "rolle", "category": ["1", "2", "3"], "population": [50, 50, 7]}
    )
    weights = frame_weights(frame, SURVEY, population)
    assert weights[:3] == pytest.approx([2 / 3] * 3)
    assert weights[3:] == pytest.approx([2, 1])


def test_a_frame_without_a_variable_gives_no_weights():
    population = pd.DataFrame({"variable": ["valg"], "category": ["valg_a"], "population": [5]})
    assert frame_weights(respondents(rolle=[1]), SURVEY, population) is None


def test_the_permutation_test_agrees_with_the_simulated_tables():
    counts = [[12, 5, 3], [6, 9, 10]]
    other = monte_carlo_test(counts, seed=1, draws=20_000)
    assert permutation_p(counts, seed=1, draws=20_000) == pytest.approx(other.p, abs=0.01)
    assert np.isnan(permutation_p([[3, 4]], seed=1))


def test_weighted_numbers_have_the_limits_of_the_design():
    frame = respondents(led1=[1, 2, 3, 4, 5, 5, 2, 1], rolle=[1, 1, 1, 1, 2, 2, 2, 2])
    design = survey_design([1.0, 2, 1, 3, 1, 1, 2, 0.5], clusters=[1, 1, 2, 2, 3, 3, 4, 4])
    answers = SurveyAnswers(
        frames={"liten": frame}, surveys={"liten": SURVEY}, scales=SCALES, groups=GROUPS,
        conventions=PROJECT.settings.conventions, designs={"liten": design},
        choices=Choices(weighted=True),
    )  # fmt: skip
    leaders = np.array([True] * 4 + [False] * 4)
    sample = answers.sample("leder", "led1")
    expected = design_mean([1.0, 2, 3, 4], design.within(leaders))
    assert sample.mean == pytest.approx(expected.mean)
    assert sample.mean_interval() == pytest.approx(
        (expected.interval.lower, expected.interval.upper)
    )
    two = compared("leder", "lærer", "led1", answers)
    own = compare_domains(frame["led1"].astype(float), {"a": leaders, "b": ~leaders}, design)
    assert two.p == pytest.approx(own.p)
    nobody = replace(answers, designs={"liten": survey_design([1.0] * 4 + [0.0] * 4)})
    assert np.isnan(nobody.sample("lærer", "led1").mean)
