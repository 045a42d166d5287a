"""An index is the mean of its turned items, for respondents who answered all of them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from evaluering.config.surveys import NUMBERED
from evaluering.data.index_values import read_indices
from evaluering.data.indices import build_index, combine
from small import GROUPS, INDEX, PROJECT, SCALES, SURVEY, respondents

ANSWERS = {
    "led1": [5, 4, 2, 1, 8, 3],
    "led2": [5, 3, 2, 1, 5, None],
    "led3": [1, 3, 4, 5, 1, 3],  # reversed: 5, 3, 2, 1, 5, 3
}
VALUES = [5.0, 10 / 3, 2.0, 1.0, np.nan, np.nan]


def built(frame=None, group="alle", **changes):
    frame = respondents(**ANSWERS) if frame is None else frame
    index = INDEX.model_copy(update=changes)
    return build_index(index, GROUPS[group], SURVEY, SCALES, frame, PROJECT.settings.conventions)


def test_the_index_is_the_sum_of_the_turned_items_by_their_number():
    np.testing.assert_allclose(built().values["indeks"], VALUES)


def test_respondents_with_a_missing_item_have_no_index_and_are_counted():
    analysis = built().analysis
    assert (analysis["n_group"], analysis["n_valid"]) == (6, 4)
    assert analysis["mean"] == pytest.approx(np.nanmean(VALUES))


def test_a_lower_number_of_answers_may_be_enough():
    values = built(minimum_valid=2).values["indeks"]
    np.testing.assert_allclose(values, [*VALUES[:4], 5.0, 3.0])


def test_the_classes_include_their_upper_limit_and_missing_has_none():
    classes = built().values["indeks_class"]
    assert classes.tolist()[:4] == [2, 1, 0, 0]
    assert classes.isna().tolist() == [False] * 4 + [True] * 2


def test_the_turned_items_are_named():
    assert built().analysis["reversed"] == ["led3"]


def test_only_the_group_has_an_index():
    frame = respondents(rolle=[1, 1, 2, 2, 3, 3], **ANSWERS)
    assert built(frame, "lærer").values["respondent"].tolist() == ["3", "4"]


def test_the_analysis_holds_the_factor_solution_and_the_reliability():
    rng = np.random.default_rng(1)
    common = rng.integers(1, 6, 60)
    noise = rng.integers(-1, 2, (3, 60))
    one, two, three = np.clip(common + noise, 1, 5)
    analysis = built(respondents(led1=one, led2=two, led3=6 - three)).analysis
    assert min(analysis["factor"]["loadings"].values()) > 0.5
    assert 0.5 < analysis["reliability"]["alpha"] < 1
    assert analysis["factor"]["n"] == analysis["reliability"]["n"] == 60
    assert analysis["warnings"] == []


@pytest.mark.parametrize(
    "answers",
    [
        {"led1": [1, 2], "led2": [3, 4], "led3": [5, 4]},
        {"led1": [5] * 9, "led2": [5] * 9, "led3": [1] * 9},
        {"led1": [8, 9], "led2": [1, 2], "led3": [3, 4]},
    ],
    ids=["too few", "no variation", "no complete answers"],
)
def test_items_that_cannot_be_analysed_give_a_reason_and_no_crash(answers):
    analysis = built(respondents(**answers)).analysis
    assert analysis["factor"] is None
    assert analysis["reliability"] is None
    assert analysis["warnings"][0]


def test_a_group_without_respondents_gives_a_reason_and_no_crash():
    analysis = built(respondents(rolle=[2, 2], led1=[1, 2]), "leder").analysis
    assert (analysis["n_group"], analysis["n_valid"]) == (0, 0)
    assert analysis["warnings"]


def test_indices_are_joined_by_respondent_and_read_back(tmp_path):
    frame = respondents(rolle=[1, 1, 2, 2, 3, 3], **ANSWERS)
    indices = [built(frame, "leder"), built(frame, id="annen")]
    combine(indices).to_csv(tmp_path / "indices.csv", index=False)
    back = read_indices(tmp_path / "indices.csv")
    assert back["respondent"].tolist() == ["1", "2", "3", "4", "5", "6"]
    assert back["indeks"].notna().tolist() == [True, True] + [False] * 4
    np.testing.assert_allclose(back["annen"], VALUES)
    assert back["annen_class"].dtype == pd.Int64Dtype()


def test_respondents_without_an_identifier_are_told_apart_by_their_number():
    numbered = SURVEY.model_copy(update={"identifier": "none"})
    frame = respondents(**ANSWERS).rename(columns={"respid": NUMBERED})
    index = build_index(
        INDEX, GROUPS["alle"], numbered, SCALES, frame, PROJECT.settings.conventions
    )
    assert index.values["respondent"].tolist() == ["1", "2", "3", "4", "5", "6"]
