"""Means are rounded to what their base bears, so that single answers do not follow from them."""

from dataclasses import replace
from itertools import combinations_with_replacement

import numpy as np
import pytest

from evaluering.config.disclosure import Policy
from evaluering.config.project import Project, load_project
from evaluering.disclosure.attack.answers import (
    Window,
    known_answers,
    possible_answers,
    same_answer,
)
from evaluering.disclosure.attack.attack import attacked
from evaluering.disclosure.attack.bearing import step_borne, stepped, to_step
from evaluering.disclosure.attack.leaks import AttackLimits
from evaluering.disclosure.control import protected
from evaluering.disclosure.rounding import rounded, safe_p
from planted_exhibits import means
from small_project import REPORT, WAVE, write_project

CODES = (1, 2, 3, 4, 5)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the little project's configuration."""
    return load_project(write_project(tmp_path_factory.mktemp("avrundet") / "p")).of_report(REPORT)


def told(n: int, mean: Window | None, sd: Window | None) -> bool:
    assert mean is not None
    if same_answer(n, mean, CODES, sd) is not None:
        return True
    sets = possible_answers(n, mean, CODES, sd)
    assert sets is not None
    return bool(known_answers(sets, CODES, 3).small)


@pytest.mark.parametrize(
    ("n", "before", "after"), [(3, 0.94, 0.20), (5, 0.70, 0.0), (6, 0.58, 0.06)]
)
def test_of_all_answers_of_few_hardly_any_follow(n: int, before: float, after: float) -> None:
    step, counted = step_borne(n, len(CODES), 3, 0.1), [0, 0, 0]
    for answers in combinations_with_replacement(CODES, n):
        mean, sd = float(np.mean(answers)), float(np.std(answers, ddof=1))
        exact = Window.of(mean, None), Window.of(sd, None)
        windows = stepped([to_step(mean, step), to_step(sd, step)], [step, step])
        assert windows is not None
        counted = [counted[0] + 1, counted[1] + told(n, *exact), counted[2] + told(n, *windows)]
    assert counted[1] / counted[0] >= before
    assert counted[2] / counted[0] <= after


def test_steps_follow_from_how_many_answered_the_scale_and_the_threshold() -> None:
    steps = [step_borne(n, 5, 3, 0.1) for n in (3, 5, 6, 14, 15, 29, 30, 500)]
    assert steps == [1.0, 1.0, 0.5, 0.5, 0.2, 0.2, 0.1, 0.1]
    assert (step_borne(30, 2, 3), step_borne(30, 5, 10), step_borne(300, 5, 3)) == (0.2, 0.5, 0.01)


def test_answers_that_follow_from_a_mean_do_not_follow_from_the_public_one(
    project: Project,
) -> None:
    own = means(project, 5, 2.6, 1.140175425099138)
    limits = AttackLimits(3)
    assert attacked([own], [], limits, WAVE, REPORT).leaks
    found = protected([own], [], [], Policy())
    assert not attacked(found.exhibits, [], limits, WAVE, REPORT).leaks
    shown = found.exhibits[0].result
    assert shown.table[["mean", "sd"]].iloc[0].tolist() == [3.0, 1.0]
    assert "disclosure_rounded" in {note.key for note in shown.notes}


def test_what_is_printed_of_many_stays_the_same(project: Project) -> None:
    (row,) = rounded(means(project, 50, 3.4449, 1.15), 3).rows
    assert (row["mean"], row["sd"]) == (3.4, 1.2)


def test_means_that_are_only_said_to_be_rounded_are_attacked_as_they_stand(
    project: Project,
) -> None:
    own = replace(means(project, 5, 2.6, 1.140175425099138), rounded=3)
    assert attacked([own], [], AttackLimits(3), WAVE, REPORT).leaks
    assert stepped([2.6], [1.0]) is None


@pytest.mark.parametrize(
    ("p", "shown"), [(0.0496, 0.049), (0.0504, 0.05), (0.00096, 0.0005), (0.2345, 0.234)]
)
def test_a_rounded_p_stays_on_its_side_of_each_level(p: float, shown: float) -> None:
    assert safe_p(p) == pytest.approx(shown)
