"""Percentage distributions on numbers computable by hand."""

from __future__ import annotations

import math

import pytest

from evaluering.config.exhibits.percentages import Percentages
from evaluering.errors import ConfigError
from evaluering.exhibits.computing import compute
from evaluering.render.language import say
from small import EXHIBIT, respondents, wave_data

SHARES = Percentages(
    id="figur-1", kind="percentages", groups=["leder", "lærer"], item="led1", **EXHIBIT
)
ROLES = [1, 1, 1, 1, 2, 2, 2, 2]


def result(answers, roles=None, **changes):
    frame = respondents(rolle=ROLES if roles is None else roles, led1=answers)
    return compute(SHARES.model_copy(update=changes), wave_data(frame))


def shares(computed, group):
    return computed.table.query("group == @group")["percent"].tolist()


def test_per_cents_are_of_the_valid_answers_and_sum_to_100():
    computed = result([1, 1, 2, 8, 2, 2, 5, 5])
    assert shares(computed, "leder") == pytest.approx([200 / 3, 100 / 3, 0, 0, 0])
    assert shares(computed, "lærer") == [0, 50, 0, 0, 50]
    assert computed.table["n"].tolist() == [2, 1, 0, 0, 0, 0, 2, 0, 0, 2]
    assert computed.table["n_group"].unique().tolist() == [3, 4]
    assert computed.n == 7


def test_every_answer_of_the_scale_has_a_row_in_scale_order():
    table = result([1] * 8).table
    assert table["category"].tolist() == [1, 2, 3, 4, 5] * 2
    assert table["label"].tolist()[:2] == ["Helt uenig", "Delvis uenig"]


def test_groups_are_compared_by_chi_square_and_small_expected_counts_are_told():
    (test,) = result([1, 1, 1, 2, 1, 2, 2, 2]).tests
    assert test.statistic == pytest.approx(2)
    assert (test.df, test.n) == (1, 8)
    assert (test.share_expected_below_5, test.minimum_expected) == (1, 2)


def test_groups_that_all_gave_the_same_answer_have_no_statistic():
    (test,) = result([3] * 8).tests
    assert math.isnan(test.statistic)
    assert test.warnings


def test_a_group_with_fewer_answers_than_the_limit_is_hidden_and_not_tested():
    computed = result([1, 2, 3, 4, 1, 2, 8, 9])
    assert all(map(math.isnan, shares(computed, "lærer")))
    assert computed.table.query("suppressed")["n"].isna().all()
    assert computed.tests == ()
    assert tuple(map(say, computed.notes)) == ("For få svar til å vises og testes: Lærer.",)


@pytest.mark.parametrize("roles", [ROLES, [1] * 8])
def test_a_group_with_no_answers_has_no_per_cents(roles):
    computed = result([1, 2, 3, 4, 9, 9, 8, None], roles)
    assert all(map(math.isnan, shares(computed, "lærer")))
    assert computed.tests == ()


def test_groups_that_share_respondents_are_refused():
    with pytest.raises(ConfigError, match="leder, alle"):
        result([1] * 8, groups=["leder", "alle"])
