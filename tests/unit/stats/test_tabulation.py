"""Counts by category, held to pandas, with ticks, weights and a million respondents."""

from __future__ import annotations

from time import perf_counter

import numpy as np
import pandas as pd
import pytest

from evaluering.stats import StatisticsError, cross_counts

RNG = np.random.default_rng(1)
ROWS, COLUMNS = RNG.integers(-1, 3, 500), RNG.integers(-1, 4, 500)
TICKS = RNG.random((500, 3)) < 0.4
WEIGHTS = RNG.random(500)


def test_counts_are_those_of_a_crosstab():
    found = cross_counts(ROWS, 3, COLUMNS, 4)
    frame = pd.DataFrame({"r": ROWS, "c": COLUMNS}).query("r >= 0 and c >= 0")
    assert found.tolist() == pd.crosstab(frame["r"], frame["c"]).to_numpy().tolist()


def test_weights_are_summed():
    found = cross_counts(ROWS, 3, COLUMNS, 4, WEIGHTS)
    frame = pd.DataFrame({"r": ROWS, "c": COLUMNS, "w": WEIGHTS}).query("r >= 0 and c >= 0")
    expected = frame.pivot_table(index="r", columns="c", values="w", aggfunc="sum")
    assert found == pytest.approx(expected.to_numpy())


@pytest.mark.parametrize("weights", [None, WEIGHTS], ids=["plain", "weighted"])
def test_ticks_count_in_each_category(weights):
    w = np.ones(500) if weights is None else weights
    by_tick = cross_counts(TICKS, 3, COLUMNS, 4, weights)
    for k in range(3):
        for c in range(4):
            assert by_tick[k, c] == pytest.approx(w[TICKS[:, k] & (c == COLUMNS)].sum())
    assert cross_counts(COLUMNS, 4, TICKS, 3, weights) == pytest.approx(by_tick.T)
    both = cross_counts(TICKS, 3, TICKS, 3, weights)
    assert both[0, 1] == pytest.approx(w[TICKS[:, 0] & TICKS[:, 1]].sum())


def test_nobody_gives_zeros():
    assert cross_counts(np.full(4, -1), 2, np.zeros(4, dtype=int), 2).tolist() == [[0, 0], [0, 0]]
    assert cross_counts(TICKS[:0], 3, COLUMNS[:0], 4).shape == (3, 4)


def test_divisions_of_different_respondents_are_refused():
    with pytest.raises(StatisticsError, match="equally long"):
        cross_counts(np.zeros(3, dtype=int), 1, np.zeros(4, dtype=int), 1)
    with pytest.raises(StatisticsError, match="have 2 columns"):
        cross_counts(TICKS, 2, COLUMNS, 4)


def test_a_million_and_a_half_respondents_take_a_moment():
    n = 1_600_000
    rows, columns = RNG.integers(-1, 5, n), RNG.integers(-1, 20, n)
    start = perf_counter()
    cross_counts(rows, 5, columns, 20)
    assert perf_counter() - start < 2
