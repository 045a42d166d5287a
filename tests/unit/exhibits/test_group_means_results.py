"""Grouped means on numbers computable by hand."""

from __future__ import annotations

import math

import pytest

from evaluering.config.exhibits.battery import ItemLabel
from evaluering.config.exhibits.group_means import GroupMeans
from evaluering.errors import ConfigError
from evaluering.exhibits.computing import compute
from evaluering.render.language import say, say_all
from small import EXHIBIT, respondents, wave_data

TWO = GroupMeans(
    id="figur-1", kind="group_means", groups=["leder", "lærer"], items=["led1"], **EXHIBIT
)
ROLES = [1, 1, 1, 2, 2, 2]


def result(answers, roles=None, exhibit=TWO, **changes):
    frame = respondents(rolle=ROLES if roles is None else roles, led1=answers)
    return compute(exhibit.model_copy(update=changes), wave_data(frame))


def column(computed, name):
    return computed.table[name].tolist()


def test_mean_sd_and_n_leave_out_vet_ikke_and_unanswered():
    computed = result([1, 2, 3, 8, 9, None, 3, 4, 5], [1, 1, 1, 1, 1, 2, 2, 2, 2])
    assert column(computed, "mean") == [2, 4]
    assert column(computed, "sd") == [1, 1]
    assert column(computed, "n") == [3, 3]
    assert column(computed, "n_group") == [5, 4]
    assert computed.n == 6


def test_two_groups_are_compared_by_welchs_t_test():
    (test,) = result([1, 2, 3, 3, 4, 5]).tests
    assert (test.test, test.item, test.groups) == ("welch_t", "led1", ("leder", "lærer"))
    assert test.statistic == pytest.approx(-2 / math.sqrt(2 / 3))
    assert (test.df, test.n) == (pytest.approx(4), 6)


def test_three_groups_are_compared_by_one_way_anova():
    three = ["leder", "lærer", "annet"]
    roles = [1, 1, 1, 2, 2, 2, 3, 3, 3]
    (test,) = result([1, 2, 3, 2, 3, 4, 3, 4, 5], roles, groups=three).tests
    assert test.test == "classical_f"
    assert (test.statistic, test.df, test.df2) == (pytest.approx(3), 2, 6)
    assert test.effect_size == pytest.approx(0.5)


def test_one_group_has_no_test():
    computed = result([1, 2, 3, 4, 5, 5], groups=["leder"])
    assert computed.tests == ()
    assert "t-test" not in say_all(computed.method)


def test_a_group_with_fewer_answers_than_the_limit_is_hidden_and_not_tested():
    computed = result([1, 2, 3, 4, 5, 8])
    assert column(computed, "suppressed") == [False, True]
    assert math.isnan(column(computed, "mean")[1])
    assert math.isnan(column(computed, "sd")[1])
    assert computed.tests == ()
    assert tuple(map(say, computed.notes)) == ("For få svar til å vises og testes: Lærer.",)


def test_a_group_with_as_many_answers_as_the_limit_is_shown():
    assert column(result([1, 2, 3, 3, 4, 5]), "suppressed") == [False, False]


def test_the_limit_can_be_turned_off():
    frame = respondents(rolle=ROLES, led1=[1, 2, 3, 4, 9, 8])
    computed = compute(TWO, wave_data(frame, minimum_n=1))
    assert column(computed, "mean") == [2, 4]
    assert math.isnan(column(computed, "sd")[1])


@pytest.mark.parametrize("roles", [ROLES, [1] * 6])
def test_a_group_with_no_answers_has_n_0_and_no_numbers(roles):
    computed = result([1, 2, 3, 8, 9, None], roles)
    assert column(computed, "n") == [3, 0]
    assert math.isnan(column(computed, "mean")[1])
    assert computed.tests == ()


def test_groups_without_variation_give_no_statistic_and_a_warning():
    (test,) = result([5, 5, 5, 4, 4, 4]).tests
    assert math.isnan(test.statistic)
    assert test.warnings


def test_groups_that_share_respondents_are_refused_with_their_names():
    with pytest.raises(ConfigError) as raised:
        result([1, 2, 3, 3, 4, 5], groups=["leder", "alle"])
    assert "figur-1" in raised.value.file
    assert "leder, alle" in str(raised.value.found)


def test_an_exhibit_may_have_its_own_text_for_an_item():
    own = ItemLabel(name="led1", label="Egen tekst")
    computed = result([1, 2, 3, 3, 4, 5], items=[own])
    assert set(column(computed, "item_label")) == {"Egen tekst"}
    assert set(column(result([1] * 6), "item_label")) == {"Første ledd"}


def test_the_result_holds_the_scale():
    scale = result([1, 2, 3, 3, 4, 5]).details.scale
    assert (scale.codes[0], scale.labels[-1]) == (1, "Helt enig")
