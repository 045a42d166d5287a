"""Frequencies of whatever divides a survey, and what readers are told of those left out."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from evaluering.config.exhibits.base import KeyPlace
from evaluering.config.exhibits.frequencies import Frequencies
from evaluering.exhibits import frequencies
from evaluering.exhibits.absence import NoDataError
from evaluering.exhibits.result import load_result, save_result
from evaluering.render.figures import frequencies as figure
from evaluering.render.figures.style import Style
from evaluering.render.language import writing
from evaluering.render.tables import frequencies as table
from shown import shown_notes
from small import EXHIBIT, PROJECT, linked_data, respondents, wave_data

ANSWERS = {
    "rolle": [1, 1, 1, 2, 2, 3] * 2, "led1": [1, 5, 8, None, 5, 4] * 2,
    "led4": [1, 9, 3, None, None, None] * 2, "valg_a": [1, 0, 0, None, 1, 1] * 2,
    "valg_b": [1, 0, 1, None, 0, 1] * 2,
}  # fmt: skip


def exhibit(**keys) -> Frequencies:
    return Frequencies(id="tabell-1", kind="frequencies", survey="liten", **keys, **EXHIBIT)


def laid(data=None, **keys):
    own = exhibit(**keys)
    result = frequencies.compute(own, data or wave_data(respondents(**ANSWERS)))
    return [[cell.text for cell in row] for row in table.layout(own, result).body]


def told(**keys):
    return shown_notes(frequencies.compute(exhibit(**keys), wave_data(respondents(**ANSWERS))))


def test_an_item_has_its_scale_and_the_missing_are_told():
    assert laid(variable="led1") == [
        ["Helt uenig", "2", "25"], ["Delvis uenig", "0", "0"], ["Både – og", "0", "0"],
        ["Delvis enig", "2", "25"], ["Helt enig", "4", "50"], ["Total", "8", "100"],
    ]  # fmt: skip
    assert told(variable="led1") == ["«Første ledd»: 4 uten gyldig svar er holdt utenfor."]


def test_missing_stand_under_the_total_in_one_row_or_by_kind():
    one = laid(variable="led1", missing="show")
    assert one[-3:] == [
        ["Total", "8", "67", "100"], ["Manglende svar", "4", "33", ""],
        ["Alle som fikk spørsmålet", "12", "100", ""],
    ]  # fmt: skip
    each = laid(variable="led1", missing="each")
    assert each[-3:-1] == [["Vet ikke", "2", "17", ""], ["Ubesvart", "2", "17", ""]]
    assert told(variable="led1", missing="each") == []


def test_who_was_not_asked_is_in_no_base():
    assert laid(variable="led4", missing="show")[-1] == ["Alle som fikk spørsmålet", "6", "100", ""]
    assert "«Fjerde ledd»: 6 som ikke fikk spørsmålet, er holdt utenfor." in told(variable="led4")


def test_categories_stand_in_order_of_size_or_as_given_and_nets_last():
    nets = {"Enig": [4, 5]}
    found = laid(variable="led1", order="frequency", nets=nets)
    assert [row[:2] for row in found] == [
        ["Helt enig", "4"], ["Helt uenig", "2"], ["Delvis enig", "2"], ["Delvis uenig", "0"],
        ["Både – og", "0"], ["Enig", "6"], ["Total", "8"],
    ]  # fmt: skip
    assert [row[0] for row in laid(variable="led1", order=[3, 1])[:3]] == [
        "Både – og", "Helt uenig", "Delvis uenig",
    ]  # fmt: skip
    assert laid(variable="led1", order="ascending")[0][0] == "Delvis uenig"


def test_boxes_are_in_per_cent_of_who_answered_and_the_reader_is_told():
    assert laid(variable="valg") == [
        ["Valg A", "6", "60"], ["Valg B", "6", "60"], ["Respondenter", "10", ""],
    ]  # fmt: skip
    assert any("mer enn 100" in note for note in told(variable="valg"))


def test_a_group_is_counted_alone_and_a_row_may_be_of_nobody():
    found = laid(variable="rolle", group="leder", row_labels={"1": "Sjef"})
    assert found == [["Sjef", "6", "100"], ["Lærer", "0", "0"], ["Annet", "0", "0"],
                     ["Total", "6", "100"]]  # fmt: skip


def test_classes_of_an_index_and_of_a_registry_may_show_their_range():
    data = linked_data([0, 1, 1], [2.0, 3.0, 4.0])
    assert laid(data, variable="indeks", show_range=True)[0] == ["Lav (2,00–2,00)", "1", "33"]
    assert laid(data, variable="innbyggere", show_range=True)[0][0] == "Liten (5,0–5,0)"


def test_few_are_hidden_and_nobody_is_no_data():
    few = wave_data(respondents(led1=[1, 5], rolle=[1, 1]))
    assert {text for row in laid(few, variable="led1", missing="each") for text in row[1:]} == {":"}
    with pytest.raises(NoDataError):
        laid(wave_data(respondents(led1=[8, None])), variable="led1")
    asked = laid(wave_data(respondents(led1=[8, None, 8])), variable="led1", missing="each")
    assert asked[-3:] == [["Vet ikke", "2", "67", ""], ["Ubesvart", "1", "33", ""],
                          ["Alle som fikk spørsmålet", "3", "100", ""]]  # fmt: skip


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_figure_has_a_bar_for_each_category_and_net(language, tmp_path):
    own = exhibit(variable="led1", nets=[{"label": "Enig", "codes": ["4", "5"]}], missing="each")
    save_result(frequencies.compute(own, wave_data(respondents(**ANSWERS))), tmp_path / "r")
    result = load_result(tmp_path / "r")
    with writing(language):
        drawn = figure.draw(own, result, Style(), {})
        assert "5" in figure.alt_text(own, result)
    names = [str(patch.get_gid()) for patch in drawn.axes[0].patches]
    assert names == ["bar-1", "bar-2", "bar-3", "bar-4", "bar-5", "bar-net-4-5"]


@pytest.mark.parametrize(
    ("keys", "key"),
    [
        ({"variable": "alder"}, "variable"),
        ({"variable": "led9"}, "variable"),
        ({"variable": "led1", "group": "ukjent"}, "group"),
        ({"variable": "led1", "nets": {"Enig": [6]}}, "nets[0].codes"),
        ({"variable": "led1", "order": [7]}, "order"),
        ({"variable": "led1", "row_labels": {"7": "Sju"}}, "row_labels"),
        ({"variable": "led1", "show_range": True}, "show_range"),
        ({"variable": "innbyggere", "link": "ukjent"}, "link"),
    ],
)
def test_names_that_nothing_has_are_faults(keys, key):
    found = [fault.key for fault in exhibit(**keys).faults(PROJECT, KeyPlace("f.yaml", "e"))]
    assert found == [f"e.{key}"]


def test_a_number_is_told_to_be_one_with_what_to_do():
    (fault,) = exhibit(variable="alder").faults(PROJECT, KeyPlace("f.yaml", "e"))
    assert fault.found == "alder, som er et tall"
    assert "«cut» under «derived»" in str(fault)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({}, "verken «variable»"),
        ({"survey": "liten"}, "verken «variable»"),
        ({"variable": "led1"}, "uten «survey»"),
        ({"index": "indeks", "variable": "led1", "survey": "liten"}, "både «variable» og «index»"),
        ({"index": "indeks", "heading": "H", "missing": "show"}, "«missing» med «index»"),
        ({"index": "indeks"}, "ingen overskrift"),
        ({"survey": "liten", "variable": "led1", "nets": [{"label": "A", "codes": []}]}, "codes"),
    ],
)
def test_keys_that_do_not_go_together_are_refused(keys, words):
    with pytest.raises(ValidationError, match=words):
        Frequencies(id="tabell-1", kind="frequencies", **keys, **EXHIBIT)
