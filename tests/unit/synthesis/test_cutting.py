"""Cuts of a latent variable: exact sums and counts, the order kept."""

import numpy as np
import pytest

from evaluering.synthesis.cutting import cut_to_counts, cut_to_sum

CODES = [1, 2, 3, 4, 5]
LATENT = np.random.default_rng(1).standard_normal(97)


@pytest.mark.parametrize("total", [97, 98, 150, 291, 400, 484, 485])
def test_the_sum_is_exact(total):
    answers = cut_to_sum(LATENT, total, CODES, 0.95)
    assert answers.sum() == total
    assert set(answers) <= set(CODES)


def test_a_higher_latent_value_gives_no_lower_answer():
    answers = cut_to_sum(LATENT, 333, CODES, 0.95)
    assert (np.diff(answers[np.argsort(LATENT)]) >= 0).all()


@pytest.mark.parametrize(("total", "reached"), [(10, 97), (900, 485)])
def test_a_sum_out_of_reach_gives_the_nearest(total, reached):
    assert cut_to_sum(LATENT, total, CODES, 0.95).sum() == reached


def test_the_spread_follows_from_the_mean_and_not_from_the_draw():
    other = np.random.default_rng(2).standard_normal(97)
    first, second = (np.sort(cut_to_sum(x, 300, CODES, 0.95)) for x in (LATENT, other))
    assert (first == second).all()


def test_nobody_gives_no_answers():
    assert cut_to_sum(np.array([]), 0, CODES, 0.95).size == 0


def test_counts_are_exact_and_in_order():
    answers = cut_to_counts(LATENT, {1: 40, 3: 50, 5: 7})
    assert [(answers == code).sum() for code in (1, 3, 5)] == [40, 50, 7]
    assert LATENT[answers == 5].min() > LATENT[answers == 1].max()
