"""Respondents are linked to municipalities, and everyone who falls away is counted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from evaluering.data.linking import link_respondents, read_linked
from evaluering.errors import DataError
from small import COLUMNS, GROUPS, LINK, REGISTRY, respondents

MUNICIPALITIES = pd.DataFrame({"key": ["0301", "1103"], "folketall": [5.0, None]})


def linked(frame, municipalities=MUNICIPALITIES, columns=COLUMNS):
    group = GROUPS["leder"]
    file = Path("liten.sav")
    return link_respondents(frame, columns, "respid", group, LINK, REGISTRY, municipalities, file)


def test_the_attrition_is_counted_at_every_step():
    frame = respondents(
        rolle=[1, 1, 1, 1, 1, 1, 2, None],
        kommune=["0301", "0301", "1103", "9998", "9999", None, "0301", "0301"],
    )
    rows, attrition = linked(frame)
    assert dict(attrition.steps) == {
        "answered": 8,
        "represents": 6,
        "stated": 4,
        "single": 3,
    }
    assert dict(attrition.values) == {"folketall": 2}
    assert attrition.units == 2
    assert rows["respondent"].tolist() == ["1", "2", "3"]
    assert rows["folketall"].tolist()[:2] == [5, 5]


def test_an_unknown_municipality_stops_with_the_count_and_a_remedy_and_names_nobody():
    frame = respondents(kommune=["0301", "1234", "0101", "1234"])
    with pytest.raises(DataError) as raised:
        linked(frame)
    assert raised.value.file == "liten.sav"
    assert "«kommune»" in raised.value.fault
    assert "9999 der 9 er et siffer og a en bokstav (3 respondenter)" in raised.value.fault
    assert not {"0101", "1234"} & set(raised.value.fault.replace(",", "").split())
    assert "«kommuner» (SSBs kommunedata)" in raised.value.fault
    assert "riktig år" in raised.value.remedy


def test_a_registry_whose_keys_match_nobody_is_the_wrong_registry():
    with pytest.raises(DataError, match="ingen verdi som finnes i registeret «kommuner»"):
        linked(respondents(kommune=["9001", "9002"]))


def test_a_key_that_never_stands_for_several_has_no_such_step():
    columns = COLUMNS | {"kommune": replace(COLUMNS["kommune"], several=None)}
    _, attrition = linked(respondents(kommune=["0301", None]), columns=columns)
    assert dict(attrition.steps) == {"answered": 2, "represents": 2, "stated": 1}


def test_an_unknown_municipality_of_someone_who_represents_none_is_no_fault():
    rows, _ = linked(respondents(rolle=[1, 2], kommune=["0301", "1234"]))
    assert rows["key"].tolist() == ["0301"]


def test_nobody_to_link_gives_an_empty_table():
    rows, attrition = linked(respondents(rolle=[2, 3]))
    assert len(rows) == 0
    assert attrition.units == 0


def test_two_respondents_may_represent_one_municipality():
    rows, attrition = linked(respondents(kommune=["0301", "0301"]))
    assert len(rows) == 2
    assert attrition.units == 1


def test_the_linked_respondents_are_read_back_with_their_leading_zeros(tmp_path):
    rows, _ = linked(respondents(respid=["007"], kommune=["0301"]))
    rows.to_csv(tmp_path / "linked.csv", index=False)
    back = read_linked(tmp_path / "linked.csv")
    assert back[["respondent", "key"]].to_numpy().tolist() == [["007", "0301"]]
