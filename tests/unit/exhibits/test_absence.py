"""A question that a wave does not ask leaves an exhibit empty, and hides no other group."""

from __future__ import annotations

import math

import pytest

from evaluering.config.exhibits.crosstab import Crosstab
from evaluering.config.exhibits.frequencies import Frequencies
from evaluering.config.exhibits.group_means import GroupMeans
from evaluering.config.exhibits.multiple_response import MultipleResponseTable
from evaluering.config.exhibits.percentages import Percentages
from evaluering.exhibits import crosstab, frequencies, group_means, multiple_response, percentages
from evaluering.exhibits.absence import NO_ANSWERS, without_data
from evaluering.message import message
from small import EXHIBIT, linked_data, respondents, wave_data

GROUPS = ["leder", "lærer"]
MEANS = GroupMeans(
    id="figur-1", kind="group_means", groups=GROUPS, items=["led1", "led2"], **EXHIBIT
)
SHARES = Percentages(id="figur-2", kind="percentages", groups=GROUPS, item="led1", **EXHIBIT)
BOXES = MultipleResponseTable(
    id="tabell-1", kind="multiple_response", survey="liten", question="valg", heading="Valg",
    **EXHIBIT,
)  # fmt: skip
CROSS = Crosstab(id="tabell-2", kind="crosstab", index="indeks", by="innbyggere", **EXHIBIT)
COUNTS = Frequencies(
    id="tabell-3", kind="frequencies", index="indeks", heading="Indeksen", **EXHIBIT
)
UNANSWERED = respondents(rolle=[1, 1, 1, 2, 2, 2])
NOT_ASKED = UNANSWERED.drop(columns=["led1", "led2"])
UNLINKED = linked_data([0, 1, None], [None, None, None])


@pytest.mark.parametrize(
    ("module", "exhibit", "data"),
    [
        (group_means, MEANS, wave_data(UNANSWERED)),
        (group_means, MEANS, wave_data(NOT_ASKED)),
        (percentages, SHARES, wave_data(UNANSWERED)),
        (percentages, SHARES, wave_data(NOT_ASKED)),
        (multiple_response, BOXES, wave_data(UNANSWERED)),
        (crosstab, CROSS, UNLINKED),
        (frequencies, COUNTS, UNLINKED),
    ],
)
def test_without_answers_nobody_stands_behind_the_exhibit(module, exhibit, data):
    computed = module.compute(exhibit, data)
    assert computed.n == 0
    assert computed.tests == ()
    empty = without_data(computed)
    assert empty.empty == NO_ANSWERS
    assert empty.notes == (message("no_data", reason=NO_ANSWERS),)
    assert (empty.exhibit, empty.kind) == (exhibit.id, exhibit.kind)


def test_a_group_without_answers_does_not_hide_the_other():
    frame = respondents(rolle=[1, 1, 1, 2, 2, 2], led1=[None, None, None, 3, 4, 5])
    computed = group_means.compute(MEANS.model_copy(update={"items": ["led1"]}), wave_data(frame))
    assert computed.n == 3
    assert computed.table["n"].tolist() == [0, 3]
    assert [math.isnan(mean) for mean in computed.table["mean"]] == [True, False]


def test_boxes_that_nobody_ticked_are_counted_when_they_were_asked_about():
    frame = respondents(rolle=[1, 1, 2], valg_a=[0, 0, 0], valg_b=[0, 0, 0])
    computed = multiple_response.compute(BOXES, wave_data(frame))
    assert computed.n == 3
    assert computed.table["n"].tolist() == [0, 0, 3]
