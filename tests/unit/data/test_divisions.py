"""One name for whatever divides a survey: variables, items, boxes, classes and groups."""

from __future__ import annotations

import pandas as pd
import pytest

from evaluering.config.divisions import dividing, divisions_of
from small import PROJECT, linked_data, respondents, wave_data


def counts(division):
    return {c.name: int(c.members.sum()) for c in division}


@pytest.fixture
def data():
    frame = respondents(
        rolle=[1, 1, 2, 2, 3], led1=[1, 5, 8, None, 5], led4=[1, 9, None, None, None],
        valg_a=[1, 0, 0, None, 1], valg_b=[1, 0, 1, None, 0],
    )  # fmt: skip
    return wave_data(frame)


def test_every_division_has_a_name():
    assert divisions_of(PROJECT, "liten") == [
        "rolle", "valg", "led1", "led2", "led3", "led4", "indeks", "innbyggere", "groups",
    ]  # fmt: skip
    for name in divisions_of(PROJECT, "liten"):
        found = dividing(PROJECT, "liten", name)
        assert found is not None
        assert len(found.names) == len(found.labels) == len(found.keys)
    assert dividing(PROJECT, "liten", "alder") is None


def test_an_item_is_divided_by_its_scale_and_has_its_codes_as_values(data):
    found = data.division("liten", "led1")
    assert counts(found) == {"1": 1, "2": 0, "3": 0, "4": 0, "5": 2}
    assert found.of.ordered
    assert found.values is not None
    assert found.values[found.answered].tolist() == [1, 5, 5]
    assert {kind: mask.tolist() for kind, mask in found.missing.items()} == {
        "dont_know": [False, False, True, False, False],
        "unanswered": [False, False, False, True, False],
    }


def test_who_was_not_asked_is_not_missing(data):
    found = data.division("liten", "led4")
    assert found.asked.tolist() == [True, True, False, False, False]
    assert {kind: int(mask.sum()) for kind, mask in found.missing.items()} == {"unanswered": 1}


def test_boxes_are_answered_by_who_ticked_none_of_them(data):
    found = data.division("liten", "valg")
    assert counts(found) == {"valg_a": 2, "valg_b": 2}
    assert found.answered.tolist() == [True, True, True, False, True]
    assert {kind: int(mask.sum()) for kind, mask in found.missing.items()} == {"unanswered": 1}


def test_groups_may_overlap(data):
    assert counts(data.division("liten", "groups")) == {
        "leder": 2, "lærer": 2, "annet": 1, "alle": 5,
    }  # fmt: skip


def test_classes_of_an_index_and_of_a_registry_are_found_by_respondent():
    data = linked_data([0, 1, None], [2.0, None, 4.0])
    assert counts(data.division("liten", "indeks")) == {"1": 1, "2": 0, "3": 1}
    assert data.division("liten", "indeks").values is not None
    places = data.division("liten", "innbyggere")
    assert counts(places) == {"liten": 1, "stor": 1, "storst": 0}
    assert places.asked.all()


def test_only_some_of_the_respondents(data):
    found = data.division("liten", "led1").only(
        (data.respondents("liten")["rolle"] == 1).to_numpy()
    )
    assert counts(found)["5"] == 1
    assert (len(found.frame), found.asked.tolist()) == (2, [True, True])


def test_a_survey_without_answers_has_categories_of_nobody():
    frame = respondents(rolle=pd.Series([], dtype="Int64"))
    for name in ("rolle", "led1", "valg", "groups"):
        assert set(counts(wave_data(frame).division("liten", name)).values()) == {0}
