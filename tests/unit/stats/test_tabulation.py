"""Counts by category, held to pandas, with ticks, weights and a million respondents."""

from __future__ import annotations

from time import perf_counter

import numpy as np
import pandas as pd
import pytest

from evaluering.stats import StatisticsError, tabulate

RNG = np.random.default_rng(1)
ROWS, COLUMNS = RNG.integers(-1, 3, 500), RNG.integers(-1, 4, 500)
TICKS = RNG.random((500, 3)) < 0.4
WEIGHTS = RNG.random(500)


def test_counts_are_those_of_a_crosstab():
    found = tabulate(ROWS, 3, COLUMNS, 4)
    frame = pd.DataFrame({"r": ROWS, "c": COLUMNS}).query("r >= 0 and c >= 0")
    expected = pd.crosstab(frame["r"], frame["c"])
    assert found.counts.tolist() == expected.to_numpy().tolist()
    assert found.column_bases.tolist() == expected.sum(axis=0).tolist()
    assert found.row_bases.tolist() == expected.sum(axis=1).tolist()
    assert found.total == len(frame)


def test_weights_are_summed():
    found = tabulate(ROWS, 3, COLUMNS, 4, weights=WEIGHTS)
    frame = pd.DataFrame({"r": ROWS, "c": COLUMNS, "w": WEIGHTS}).query("r >= 0 and c >= 0")
    expected = frame.pivot_table(index="r", columns="c", values="w", aggfunc="sum")
    assert found.counts == pytest.approx(expected.to_numpy())
    assert found.total == pytest.approx(frame["w"].sum())


@pytest.mark.parametrize("weights", [None, WEIGHTS], ids=["plain", "weighted"])
def test_ticks_count_in_each_category_and_once_in_the_bases(weights):
    w = np.ones(500) if weights is None else weights
    by_tick = tabulate(TICKS, 3, COLUMNS, 4, weights=weights)
    someone = TICKS.any(axis=1)
    for k in range(3):
        for c in range(4):
            assert by_tick.counts[k, c] == pytest.approx(w[TICKS[:, k] & (c == COLUMNS)].sum())
    bases = [w[someone & (c == COLUMNS)].sum() for c in range(4)]
    assert by_tick.column_bases == pytest.approx(bases)
    turned = tabulate(COLUMNS, 4, TICKS, 3, weights=weights)
    assert turned.counts == pytest.approx(by_tick.counts.T)
    assert turned.row_bases == pytest.approx(by_tick.column_bases)
    both = tabulate(TICKS, 3, TICKS, 3, weights=weights).counts
    assert both[0, 1] == pytest.approx(w[TICKS[:, 0] & TICKS[:, 1]].sum())


def test_who_answered_without_a_tick_is_in_the_base():
    ticks = np.array([[1, 0], [0, 0], [0, 0]], dtype=bool)
    answered = np.array([True, True, False])
    found = tabulate(ticks, 2, np.zeros(3, dtype=int), 1, answered=answered)
    assert (found.counts[:, 0].tolist(), found.column_bases.tolist()) == ([1, 0], [2])


def test_nobody_gives_zeros():
    found = tabulate(np.full(4, -1), 2, np.zeros(4, dtype=int), 2)
    assert found.counts.tolist() == [[0, 0], [0, 0]]
    assert found.total == 0


def test_divisions_of_different_respondents_are_refused():
    with pytest.raises(StatisticsError, match="equally long"):
        tabulate(np.zeros(3, dtype=int), 1, np.zeros(4, dtype=int), 1)
    with pytest.raises(StatisticsError, match="have 2 columns"):
        tabulate(TICKS, 2, COLUMNS, 4)


def test_a_million_and_a_half_respondents_take_a_moment():
    n = 1_600_000
    rows, columns = RNG.integers(-1, 5, n), RNG.integers(-1, 20, n)
    start = perf_counter()
    tabulate(rows, 5, columns, 20)
    assert perf_counter() - start < 2
