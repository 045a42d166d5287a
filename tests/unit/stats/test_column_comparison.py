"""Columns two by two, held to R 4.2.2: pairwise.prop.test and pairwise.t.test."""

from __future__ import annotations

import numpy as np
import pytest

from evaluering.stats import StatisticsError, compare_columns, compare_means_of_columns

X, N = np.array([48, 30, 61, 5]), np.array([80, 75, 90, 40])
SHARES = (X / N)[None, :]
MEANS = [2.75, 30 / 7, 1.6]
DEVIATIONS = [1.281739888923311, 0.755928946018454, 0.894427190999916]


def lower(p):
    return [p[0, i, j] for i in range(1, p.shape[1]) for j in range(i)]


def test_proportions_equal_those_of_r():
    # pairwise.prop.test(c(48, 30, 61, 5), c(80, 75, 90, 40), "bonferroni", correct = FALSE)
    found = compare_columns(SHARES, N)
    assert lower(found.p) == pytest.approx(
        [7.69189023885076e-02, 1.0, 0.0021226994838866, 4.69914307580092e-06, 0.0136142154549650,
         3.56253833806977e-08], rel=1e-8,
    )  # fmt: skip
    assert found.pairs.tolist() == [6]
    assert found.higher[0].tolist() == [
        [False, False, False, True],
        [False, False, False, True],
        [False, True, False, True],
        [False, False, False, False],
    ]


def test_without_adjustment_p_is_that_of_each_pair():
    # the same with p.adjust.method = "none"
    found = compare_columns(SHARES, N, adjustment="none")
    assert lower(found.p)[:3] == pytest.approx(
        [1.28198170647513e-02, 2.91296879090263e-01, 3.53783247314433e-04], rel=1e-8
    )
    assert found.higher[0, 0].tolist() == [False, True, False, True]


def test_means_equal_those_of_r():
    # pairwise.t.test(v, g, p.adjust.method = "bonferroni", pool.sd = TRUE) of 8, 7 and 5
    found = compare_means_of_columns(MEANS, DEVIATIONS, [8, 7, 5], minimum_base=2)
    assert lower(found.p) == pytest.approx(
        [0.0316170041573836, 0.2022834827221217, 0.00107324685386283], rel=1e-8
    )
    assert found.higher[0].tolist() == [[False] * 3, [True, False, True], [False] * 3]


def test_a_column_of_few_is_not_compared_and_not_counted_among_the_pairs():
    found = compare_columns(SHARES, N, minimum_base=50)
    assert found.pairs.tolist() == [3]
    assert np.isnan(found.p[0, 3]).all()
    means = compare_means_of_columns(MEANS, DEVIATIONS, [8, 7, 5], minimum_base=6)
    assert means.pairs.tolist() == [1]


def test_none_and_all_are_compared_but_not_with_their_like():
    found = compare_columns(np.array([[0.0, 0.0, 0.5], [1.0, 1.0, 1.0]]), np.array([50, 50, 50]))
    assert found.higher[0, 2].tolist() == [True, True, False]
    assert found.pairs.tolist() == [2, 0]


def test_columns_that_share_respondents_keep_their_level():
    """Under equal proportions, 5 per cent of the pairs are found to differ, however many share."""
    rng, found, draws = np.random.default_rng(7), [], 4000
    for _ in range(draws):
        ticks = rng.random((200, 2)) < (0.8, 0.6)
        answers = rng.random(200) < 0.4
        n = ticks.sum(axis=0)
        shares = np.array([[answers[ticks[:, 0]].mean(), answers[ticks[:, 1]].mean()]])
        both = (ticks.T.astype(float) @ ticks).astype(float)
        p = [compare_columns(shares, n, overlap=own).p[0, 0, 1] for own in (both, None)]
        found.append([value < 0.05 for value in p])
    with_overlap, without = np.mean(found, axis=0)
    assert 0.04 < with_overlap < 0.06
    assert without < 0.03


def test_the_same_respondents_are_not_compared_with_themselves():
    found = compare_columns(np.array([[0.4, 0.4]]), np.array([50, 50]), overlap=np.full((2, 2), 50))
    assert found.pairs.tolist() == [0]


def test_nobody_anywhere_gives_no_pair():
    assert compare_columns(np.full((2, 3), np.nan), np.zeros(3)).pairs.tolist() == [0, 0]
    assert compare_means_of_columns([np.nan], [np.nan], [0]).pairs.tolist() == [0]


def test_what_is_no_proportion_is_refused():
    with pytest.raises(StatisticsError, match="between 0 and 1"):
        compare_columns(np.array([[40.0, 60.0]]), np.array([50, 50]))
    with pytest.raises(StatisticsError, match="one a column"):
        compare_columns(SHARES, np.array([50, 50]))
    with pytest.raises(StatisticsError, match="level"):
        compare_columns(SHARES, N, level=5)
