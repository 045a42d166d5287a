"""How often claims hold by chance, against all deals counted one by one."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations, product
from math import sqrt

import pytest

from claims_wave import VALUES, claim_block, claims_of, index_values, small_wave
from evaluering.checks.claims.shuffling import by_chance
from evaluering.checks.claims.survey_answers import SurveyAnswers
from small import GROUPS, PROJECT, SCALES, SURVEY, respondents

DRAWS = 600
BOTH = ["leder", "lærer"]
LED1, LED2 = [5, 4, 2, 3], [1, 4, 3, 2]


def wave(**columns):
    frame = respondents(rolle=[1, 1, 2, 2], **columns)
    answers = SurveyAnswers(
        {"liten": frame}, {"liten": SURVEY}, SCALES, GROUPS, PROJECT.settings.conventions
    )
    return replace(small_wave(), answers=answers)


def two_surveys(leader, teacher, led2):
    """Return leaders and teachers in a survey each; only the leaders were asked led2."""
    items = [SURVEY.batteries[0].model_copy(update={"items": SURVEY.batteries[0].items[:1]})]
    other = SURVEY.model_copy(update={"id": "annen", "batteries": items})
    groups = GROUPS | {"lærer": GROUPS["lærer"].model_copy(update={"survey": "annen"})}
    frames = {
        "liten": respondents(rolle=[1] * len(leader), led1=leader, led2=led2),
        "annen": respondents(rolle=[2] * len(teacher), led1=teacher).drop(columns="led2"),
    }
    answers = SurveyAnswers(
        frames, {"liten": SURVEY, "annen": other}, SCALES, groups, PROJECT.settings.conventions
    )
    return replace(small_wave(), answers=answers)


def chance(kind, expect, data, **of):
    (found,) = by_chance(claims_of(claim_block(kind, expect, **of)), data, DRAWS).values()
    return found


def near(found, exact):
    """Whether a share is within four standard errors of the exact one."""
    return abs(found.holding / found.of - exact) <= 4 * sqrt(exact * (1 - exact) / found.of)


def order(over, *tiers):
    return {"order": {"over": over, "tiers": [list(tier) for tier in tiers]}}


def test_groups_are_dealt_their_respondents_with_all_their_answers():
    deals = [tuple(zip(*deal, strict=True)) for deal in permutations(zip(LED1, LED2, strict=True))]
    exact = sum(all(sum(v[:2]) > sum(v[2:]) for v in deal) for deal in deals) / len(deals)
    items = {"items": ["led1", "led2"]}
    expect = order("groups", ["leder"], ["lærer"])
    found = chance("mean", expect, wave(led1=LED1, led2=LED2), **items)
    assert found.dealt == "groups"
    assert near(found, exact)
    separately = (sum(sum(d[:2]) > sum(d[2:]) for d in permutations(LED1)) / 24) * (
        sum(sum(d[:2]) > sum(d[2:]) for d in permutations(LED2)) / 24
    )
    assert not near(found, separately), "the answers of a respondent were not dealt together"


def test_a_claim_whose_other_item_only_one_group_was_asked_is_dealt_where_it_was_asked():
    data = two_surveys(leader=[5, 4], teacher=[2, 3], led2=[4, 5])
    expect = order("groups", ["leder"], ["lærer"])
    also = [("mean", {"at_least": 1}, {"groups": ["leder"], "items": ["led2"]})]
    found = chance("mean", expect, data, items=["led1"], also=also)
    assert near(found, sum(sum(d[:2]) > sum(d[2:]) for d in permutations([5, 4, 2, 3])) / 24)


def test_items_are_dealt_the_answers_of_each_respondent():
    deals = list(product([False, True], repeat=4))
    sums = [sum(a if kept else b for a, b, kept in zip(LED1, LED2, d, strict=True)) for d in deals]
    exact = sum(2 * s > sum(LED1 + LED2) for s in sums) / len(deals)
    found = chance(
        "mean", order("items", ["led1"], ["led2"]), wave(led1=LED1, led2=LED2), groups=["alle"]
    )
    assert found.dealt == "items"
    assert near(found, exact)


def test_units_are_dealt_to_the_linked_respondents():
    data = small_wave(index_values=index_values([1, 5, 2, 4, 3, 4]))
    means = data.by_structure("indeks", "innbyggere")
    names = [name for name, scores in means.items() if scores.n]
    sizes = [means[name].n for name in names]
    cut = sizes[0], sizes[0] + sizes[1]
    deals = list(permutations([1, 5, 2, 4, 3, 4]))
    exact = sum(
        sum(d[: cut[0]]) / sizes[0] > sum(d[cut[0] : cut[1]]) / sizes[1] for d in deals
    ) / len(deals)
    expect = order("classes", [names[0]], [names[1]])
    found = chance("index_mean", expect, data, indices=["indeks"], by="innbyggere")
    assert found.dealt == "classes"
    assert near(found, exact)


def test_an_index_that_grows_with_the_units_is_told_apart_from_chance():
    data = small_wave(index_values=index_values(VALUES))
    of = {"variable": "folketall", "indices": ["indeks"]}
    assert chance("correlation", {"at_least": 0.9}, data, **of).holding < 0.02 * DRAWS


def test_the_same_data_give_the_same_number():
    data, of = wave(led1=LED1), {"groups": BOTH, "items": ["led1"]}
    first, second = (chance("difference", {"sign": "positive"}, data, **of) for _ in range(2))
    assert first == second


def test_a_claim_that_nothing_differs_is_no_weak_test():
    data, of = wave(led1=LED1), {"groups": BOTH, "items": ["led1"]}
    alike = chance("difference", {"not_significant": 0.05}, data, **of)
    assert alike.expected
    assert not alike.weak(20)
    assert chance("difference", {"sign": "positive"}, data, **of).weak(20)


@pytest.mark.parametrize(
    ("kind", "expect", "alike"),
    [
        ("difference", {"significant": 0.05}, True),
        ("difference", {"sign": "positive"}, False),
        ("mean", {"alike": {"over": "groups", "within": 0.5}}, False),
    ],
)
def test_a_claim_that_none_of_it_holds_says_nothing_differs_only_of_differences(
    kind, expect, alike
):
    block = claim_block(kind, expect, groups=BOTH, items=["led1"]) | {"holding": "none"}
    (found,) = by_chance(claims_of(block), wave(led1=LED1), 5).values()
    assert found.expected is alike


@pytest.mark.parametrize(
    ("kind", "of", "expect"),
    [
        ("mean", {"groups": BOTH, "items": ["led1"]}, {"at_least": 1}),
        ("valid_answers", {"groups": ["leder"], "items": ["led1", "led2"]},
         {"lowest": {"over": "items", "equals": 2}}),
        ("respondents", {"survey": "liten"}, {"equals": 4}),
    ],
)  # fmt: skip
def test_what_compares_nothing_has_no_chance(kind, of, expect):
    claims = claims_of(claim_block(kind, expect, **of))
    assert by_chance(claims, wave(led1=LED1, led2=LED2), 5) == {}
