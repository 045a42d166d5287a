"""The steps behind the representatives, each on a small case with a known answer."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from evaluering.errors import DataError
from evaluering.stats import pearson
from evaluering.synthesis.items import items_of_sums
from evaluering.synthesis.joint import conflicts, draw_classes, joint_distribution
from evaluering.synthesis.scores import scores, solver
from evaluering.synthesis.targets import (
    CorrelationTarget,
    CrosstabTarget,
    IndexTarget,
    StructuralTarget,
    Targets,
)
from evaluering.synthesis.values import Aim, correlated, draw_values, on_grid, r_window

INDEX = IndexTarget("trivsel", ("a", "b", "c"), (3, 9), (8, 15), (6, 10), "tabell-1")
CLASSES = StructuralTarget(
    "storrelse", "folketall", (7, 8), ((100, 999), (1000, 5000)), False, "tabell-2"
)
TABLE = CrosstabTarget(
    "trivsel", "storrelse", ((4, 3), (2, 6)), ((62, 63), (80, 82)), (142, 145), "tabell-3"
)


def targets(table=TABLE, classes=CLASSES):
    return Targets({"trivsel": INDEX}, {"storrelse": classes}, (table,), ())


def cells():
    return draw_classes(targets(), {}, np.eye(1), 4, np.random.default_rng(1))


def test_the_joint_distribution_has_the_class_sizes():
    counts = joint_distribution(targets(), {}, *cells())
    assert counts.tolist() == [7, 8]


def test_demands_that_stand_against_each_other_are_named():
    wrong = CrosstabTarget(
        "trivsel", "storrelse", ((4, 3), (2, 6)), ((62, 63), (130, 131)), (142, 145), "tabell-3"
    )
    assert joint_distribution(targets(wrong), {}, *cells()) is None
    named = conflicts(targets(wrong), {}, *cells())
    assert named
    assert all(name.startswith("tabell-3: gjennomsnittet") for name in named)


def test_sums_give_back_the_crosstab():
    pytest.importorskip("ortools", reason="the extra «synthesis» is not installed")
    level = np.array([[0]] * 7 + [[1]] * 8 + [[-1]] * 2)
    wanted = np.linspace(4, 14, 17)
    found = scores(INDEX, [TABLE], level, wanted, np.zeros(17), (150, 170), 1.0)
    low = (found >= 3) & (found <= 8)
    assert [int((low & (level[:, 0] == k)).sum()) for k in (0, 1)] == [4, 2]
    assert 62 <= found[:7].sum() <= 63
    assert 80 <= found[7:15].sum() <= 82
    assert (found > 0).sum() == 16


def test_sums_that_no_one_can_have_are_not_found():
    pytest.importorskip("ortools", reason="the extra «synthesis» is not installed")
    level = np.array([[0]] * 7 + [[1]] * 8)
    found = scores(INDEX, [TABLE], level, np.full(15, 9.0), np.zeros(15), (150, 170), 1.0)
    assert found is None  # 16 are to have the index


def test_a_missing_solver_is_named_with_the_extra_that_installs_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "ortools.sat.python", None)
    with pytest.raises(DataError, match=r"evaluering\[synthesis\]"):
        solver()


def test_the_window_of_r_is_that_of_the_printed_p_as_well():
    both = r_window(CorrelationTarget("x", "y", ",118", "(,289)"), 83)
    alone = r_window(CorrelationTarget("x", "y", ",118", None), 83)
    assert alone == pytest.approx((0.1175, 0.1185))
    assert alone[0] <= both[0] < both[1] <= alone[1]
    assert r_window(CorrelationTarget("x", "y", None, None), 83) is None
    low, high = r_window(CorrelationTarget("x", "y", "-,110", None), 80)
    assert (low, high) == pytest.approx((-0.1105, -0.1095))


def test_an_r_that_does_not_give_its_p_is_refused():
    with pytest.raises(ValueError, match="n = 77"):
        r_window(CorrelationTarget("x", "y", "-,180", "(,192)"), 77)


def test_values_on_the_grid_have_the_wanted_correlation_and_stay_in_their_class():
    rng = np.random.default_rng(3)
    score = rng.standard_normal(60)
    aim = Aim(score - score.mean(), 0.2001, 0.2003)
    levels, steps = np.repeat([0, 1], 30), np.full(60, 1.0)
    start, low, high = draw_values(CLASSES, levels, steps, 0, True, rng)
    places = np.arange(60)
    near = correlated(start, low, high, [aim], places, True)
    values = on_grid(near, low, high, steps, [aim], places, rng)
    assert 0.2001 < pearson(values, score).r < 0.2003
    assert (values == np.rint(values)).all()
    assert ((values >= 1000) == (levels == 1)).all()


def test_observed_limits_are_someones_values():
    observed = StructuralTarget("s", "x", (4, 5), ((7.73, 10.0), (10.1, 15.4)), True, "t")
    rng = np.random.default_rng(2)
    levels, steps = np.repeat([0, 1], [4, 5]), np.full(9, 0.01)
    start, _, _ = draw_values(observed, levels, steps, 2, False, rng)
    for level, (first, last) in enumerate(observed.ranges):
        own = start[levels == level]
        assert own.min() == pytest.approx(first, abs=0.005)
        assert own.max() == pytest.approx(last, abs=0.005)


def test_items_add_up_to_the_sums_with_the_wanted_alpha_and_levels():
    rng = np.random.default_rng(4)
    sums = rng.integers(10, 24, 120)
    answers = items_of_sums(sums, np.array([0.3, -0.3, 0.0, 0.0, 0.0]), 0.8, (1, 5), rng)
    assert (answers.sum(axis=1) == sums).all()
    assert answers.min() >= 1
    assert answers.max() <= 5
    means = answers.mean(axis=0) - answers.mean()
    assert means[:2] == pytest.approx([0.3, -0.3], abs=0.06)
    covariance = np.cov(answers, rowvar=False)
    alpha = 5 / 4 * (1 - np.trace(covariance) / covariance.sum())
    assert alpha == pytest.approx(0.8, abs=0.02)
