"""Themes of coded open answers, counted by hand; what anyone wrote is never read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evaluering.config.exhibits.base import KeyPlace
from evaluering.config.exhibits.themes import Themes
from evaluering.config.surveys import OpenQuestion
from evaluering.exhibits.absence import NoDataError
from evaluering.exhibits.themes import compute
from evaluering.render.tables.laying import lay_out
from small import EXHIBIT, PROJECT, SURVEY, respondents, wave_data

FRAME = respondents(rolle=[1, 1, 2, 2, 3], led1=[1, 2, 2, 9, None], led2=[2, None, 2, None, None])


def themes(**keys):
    keys = {"codes": ["led1", "led2"], **keys}
    return Themes(id="tabell-1", kind="themes", survey="liten", **keys, **EXHIBIT)


def test_a_theme_counts_once_an_answer_and_who_did_not_answer_is_in_no_base():
    found = compute(themes(), wave_data(FRAME, minimum_n=1))
    assert found.n == 3
    assert found.table[["row", "n"]].head(2).to_numpy().tolist() == [["2", 3], ["1", 1]]
    assert found.table["percent"].head(2).tolist() == pytest.approx([100, 100 / 3])
    assert found.table["n"].tail(3).tolist() == [0, 0, 0]


def test_categories_have_their_own_base_and_small_ones_are_hidden():
    exhibit = themes(by="rolle", order="codebook", row_labels={"2": "To"})
    found = compute(exhibit, wave_data(FRAME, minimum_n=2))
    by = found.table.set_index(["row", "column"])
    assert by.loc[("1", "1"), "percent"] == pytest.approx(50)
    assert by.loc[("1", "2"), "suppressed"]
    table = lay_out(exhibit, found)
    assert table.body[1][0].text == "To"
    assert [cell.text for cell in table.body[0]] == ["Helt uenig", "1", "33", "50", ":", "–"]


def test_open_answers_are_no_codes():
    asked = SURVEY.model_copy(
        update={"open_questions": [OpenQuestion(name="annet", question="Noe annet?")]}
    )
    project = replace(PROJECT, surveys={"liten": asked})
    (fault,) = themes(codes=["annet"]).faults(project, KeyPlace("fil.yaml", "exhibits[0]"))
    assert "annet" in str(fault)
    with pytest.raises(NoDataError):
        compute(themes(codes=["led3"]), wave_data(FRAME))
