"""Questions with several answers, in per cent of those asked or answered, counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evaluering.config.exhibits.base import KeyPlace
from evaluering.config.exhibits.multiple_response import MultipleResponseTable
from evaluering.exhibits.multiple_response import compute
from evaluering.render.language import say
from evaluering.render.tables.laying import lay_out
from small import EXHIBIT, PROJECT, SURVEY, respondents, wave_data

LEADERS, OTHERS = 53, 147
TICKED = 26
"""26 of the 53 leaders, who alone were asked: 49 per cent of these, 13 of all 200."""


def frame(silent=0):
    asked, rest = LEADERS - silent, silent + OTHERS
    box = [1] * TICKED + [0] * (asked - TICKED) + [None] * rest
    return respondents(rolle=[1] * LEADERS + [2] * OTHERS, valg_a=box,
                       valg_b=[0] * asked + [None] * rest)  # fmt: skip


def project(asked_if=None):
    (question,) = SURVEY.multiple_responses
    question = question.model_copy(update={"asked_if": asked_if or {}})
    return SURVEY.model_copy(update={"multiple_responses": [question]})


def made(data_frame, asked_if=None, minimum_n=1, figure=False, **keys):
    exhibit = MultipleResponseTable.model_validate(
        {"id": "figur-1" if figure else "tabell-1", "kind": "multiple_response", "survey": "liten",
         "question": "valg", **EXHIBIT, **keys}
    )  # fmt: skip
    data = wave_data(data_frame, minimum_n=minimum_n)
    own = replace(data.project, surveys={"liten": project(asked_if)})
    return exhibit, compute(exhibit, replace(data, project=own))


@pytest.mark.parametrize("asked_if", [{}, {"rolle": [1]}])
def test_those_who_were_never_asked_are_in_no_base(asked_if):
    exhibit, found = made(frame(), asked_if)
    assert found.n == LEADERS
    assert [cell.text for cell in lay_out(exhibit, found).body[0]] == ["Valg A", "26", "49"]
    assert say(found.method[0]).startswith(
        "Prosent av dem som fikk" if asked_if else "Prosent av dem som svarte"
    )


@pytest.mark.parametrize(
    ("base", "n", "percent", "told"),
    [("asked", 53, 100 * 26 / 53, "er med i grunnlaget"),
     ("answered", 50, 52, "ikke med i grunnlaget")],
)  # fmt: skip
def test_the_base_is_those_asked_or_those_who_answered_and_it_is_told(base, n, percent, told):
    _, found = made(frame(silent=3), {"rolle": [1]}, base=base)
    assert found.n == n
    assert found.table["percent"][0] == pytest.approx(percent)
    notes = [say(note) for note in found.notes]
    assert notes[0].startswith("3 respondenter")
    assert told in notes[0]
    assert notes[1] == f"{OTHERS} respondenter fikk ikke spørsmålet."


def test_nobody_who_answered_has_no_per_cent():
    _, found = made(respondents(rolle=[1, 2], valg_a=[None, None], valg_b=[None, None]))
    assert found.n == 0
    assert found.table["percent"].isna().all()


MIXED = respondents(
    rolle=[1, 1, 1, 1, 2, 2, 3], valg_a=[1, 1, 1, 0, 1, 0, 1], valg_b=[1, 0, 0, 0, None, 1, 1]
)


def test_groups_have_a_base_each_and_small_ones_are_hidden():
    exhibit, found = made(MIXED, minimum_n=2, by="rolle", row_labels={"valg_a": "A"})
    cells = found.table.set_index(["category", "column"])
    assert cells.loc[("valg_a", "1"), ["base", "n", "percent"]].tolist() == [4, 3, 75]
    assert cells.loc[("valg_b", "2"), ["base", "n", "percent"]].tolist() == [2, 1, 50]
    assert cells.loc[("valg_a", "3"), "suppressed"]
    table = lay_out(exhibit, found)
    assert [cell.text for cell in table.body[0]] == ["A", "5", "71", "75", "50", ":"]
    assert [cell.text.replace("\u00a0", " ") for cell in table.head[-1]][-3:] == [
        "Leder, prosent (n = 4)", "Lærer, prosent (n = 2)", "Annet, prosent (n = :)",
    ]  # fmt: skip


def test_actor_groups_are_compared_in_their_own_order():
    _, found = made(MIXED, groups=["lærer", "leder"])
    assert list(dict.fromkeys(found.table["column"])) == ["total", "lærer", "leder"]


def test_what_does_not_divide_the_survey_is_a_fault():
    place = KeyPlace("fil.yaml", "exhibits[0]")
    exhibit, _ = made(MIXED)
    for update in ({"by": "ukjent"}, {"groups": ["ukjent"]}, {"row_labels": {"x": "X"}}):
        (fault,) = exhibit.model_copy(update=update).faults(PROJECT, place)
        assert next(iter(update)) in fault.key
    with pytest.raises(ValueError, match="både «by» og «groups»"):
        made(MIXED, by="rolle", groups=["leder"])
