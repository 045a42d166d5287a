"""Crosstabs of any division by any other: per cents, missing, tests, marks and what is told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from pydantic import ValidationError

from evaluering.config.exhibits.base import KeyPlace
from evaluering.config.exhibits.crosstab import Crosstab
from evaluering.config.surveys import Survey, Variable
from evaluering.exhibits import crosstab
from evaluering.exhibits.absence import NoDataError
from evaluering.exhibits.result import load_result, save_result
from evaluering.render.figures import crosstab as figure
from evaluering.render.figures.style import Style
from evaluering.render.language import writing
from evaluering.render.tables import crosstab as table
from shown import shown_notes, shown_rows
from small import EXHIBIT, PROJECT, SURVEY, linked_data, respondents, wave_data

CELLS = {(1, 1): 10, (1, 5): 30, (2, 1): 25, (2, 5): 20, (3, 1): 6, (3, 5): 9}
"""How many of each role gave the lowest and the highest answer."""


def frame(cells=None, **more):
    pairs = [pair for pair, n in (cells or CELLS).items() for _ in range(n)]
    rolle, led1 = ([pair[k] for pair in pairs] for k in (0, 1))
    return respondents(rolle=rolle, led1=led1, **more)


def exhibit(**keys) -> Crosstab:
    return Crosstab(id="tabell-1", kind="crosstab", **{"survey": "liten"} | keys, **EXHIBIT)


def computed(data=None, **keys):
    return crosstab.compute(exhibit(**keys), data or wave_data(frame()))


def laid(data=None, **keys):
    return shown_rows(table.layout(exhibit(**keys), computed(data, **keys)))


def told(data=None, **keys):
    return shown_notes(computed(data, **keys))


def test_per_cents_are_of_the_column_the_row_or_all():
    by_column = laid(row="led1", by="rolle")
    assert by_column[:3] == [
        ["", "Rolle", "", "", ""], ["Første ledd", "Leder", "Lærer", "Annet", "Totalt"],
        ["Helt uenig", "25", "56", "40", "41"],
    ]  # fmt: skip
    assert by_column[-2:] == [["Totalt", "100", "100", "100", "100"],
                              ["Antall (n)", "40", "45", "15", "100"]]  # fmt: skip
    by_row = laid(row="rolle", by="led1", percent="row")
    assert by_row[2] == ["Leder", "25", "0", "0", "0", "75", "100", "40"]
    assert by_row[-1] == ["Totalt", "41", "0", "0", "0", "59", "100", "100"]
    of_all = laid(row="led1", by="rolle", percent="total")
    assert of_all[2] == ["Helt uenig", "10", "25", "6", "41"]
    assert of_all[-2] == ["Totalt", "40", "45", "15", "100"]


def test_the_test_is_that_of_r():
    # R 4.2.2: chisq.test(matrix(c(10, 30, 25, 20, 6, 9), 2)) with $stdres
    (test,) = computed(row="led1", by="rolle").tests
    assert (test.statistic, test.df, test.p) == pytest.approx((8.18060723, 2, 0.01673415205))
    residuals = [cell.adjusted_residual for cell in test.cells][:3]
    assert residuals == pytest.approx([-2.656173374, 2.676922291, -0.08541187042])


def test_residuals_beyond_chance_are_marked():
    rows = laid(row="led1", by="rolle", residuals=True)
    assert rows[2] == ["Helt uenig", "25 ▼▼", "56 ▲▲", "40", "41"]
    counts = laid(row="led1", by="rolle", residuals=True, show="both")
    assert counts[2][1] == "10 (25) ▼▼"


def test_small_expected_counts_have_another_p_beside():
    few = {(1, 1): 3, (1, 5): 1, (2, 1): 1, (2, 5): 3}
    (test,) = computed(wave_data(frame(few)), row="led1", by="rolle").tests
    exact = next(s for s in test.statistics if s.statistic == "fisher_exact")
    assert exact.p == pytest.approx(0.485714, abs=1e-6)  # R: fisher.test(matrix(c(3, 1, 1, 3), 2))
    notes = told(wave_data(frame(few)), row="led1", by="rolle")
    assert "Forventede antall er små; Fishers eksakte test gir p\u00a0=\u00a00,486." in notes


def test_missing_stand_in_counts_and_nets_among_the_rows():
    data = wave_data(frame(CELLS | {(1, 8): 4, (2, None): 3}))
    rows = laid(data, row="led1", by="rolle", missing="each", nets={"Enig": [4, 5]}, mean=True)
    assert rows[-6:] == [
        ["Enig", "75", "44", "60", "59"], ["Totalt", "100", "100", "100", "100"],
        ["Antall (n)", "40", "45", "15", "100"], ["Vet ikke (antall)", "4", "0", "0", "4"],
        ["Ubesvart (antall)", "0", "3", "0", "3"], ["Gjennomsnitt", "4,00", "2,78", "3,40", "3,36"],
    ]  # fmt: skip
    assert "«Første ledd»: 7 uten gyldig svar er holdt utenfor." in told(
        data, row="led1", by="rolle"
    )


def test_boxes_in_rows_or_columns_are_not_tested_and_the_reader_is_told():
    data = wave_data(frame(valg_a=[1, 0] * 50, valg_b=[1, 1] * 50))
    rows = laid(data, row="valg", by="rolle")
    assert [row[-1] for row in rows[2:]] == ["50", "100", "100"]
    assert rows[-1][0] == "Antall (n)"
    assert any("flere rader" in note for note in told(data, row="valg", by="rolle"))
    columns = computed(data, row="rolle", by="valg")
    assert columns.tests == ()
    assert columns.n == 100
    assert any("flere kolonner" in note for note in told(data, row="rolle", by="valg"))


def test_a_variable_against_itself_is_shown_and_not_tested():
    found = computed(row="rolle", by="rolle")
    assert found.tests == ()
    assert any("både i radene og i kolonnene" in n for n in told(row="rolle", by="rolle"))


def test_a_column_of_nobody_has_no_per_cents_and_one_of_few_is_hidden():
    data = wave_data(frame({(1, 1): 5, (1, 5): 5, (2, 5): 2}))
    rows = laid(data, row="led1", by="rolle")
    assert rows[2] == ["Helt uenig", "50", ":", "–", "42"]
    assert rows[-1] == ["Antall (n)", "10", ":", "0", "12"]
    assert "For få svar til å vises og testes: Lærer." in told(data, row="led1", by="rolle")
    assert computed(data, row="led1", by="rolle").tests == ()


def test_one_category_only_is_a_table_without_a_test():
    data = wave_data(frame({(1, 5): 9}))
    assert computed(data, row="led1", by="rolle").tests == ()
    assert laid(data, row="led1", by="rolle")[6] == ["Helt enig", "100", "–", "–", "100"]


def test_nobody_with_both_answers_is_no_data():
    with pytest.raises(NoDataError):
        computed(wave_data(respondents(rolle=[1, 1], led1=[None, 8])), row="led1", by="rolle")


def test_a_breakdown_of_sixty_categories_is_turned_and_two_of_them_continue_below():
    many = {code: f"Sted {code}" for code in range(1, 61)}
    variable = Variable(name="sted", label="Sted", values=many)
    other = Variable(name="bosted", label="Bosted", values=many)
    parts = {key: getattr(SURVEY, key) for key in SURVEY.model_fields_set}
    survey = Survey(**parts | {"variables": [*SURVEY.variables, variable, other]})
    project = replace(PROJECT, surveys={"liten": survey})
    rng = np.random.default_rng(1)
    own = frame().assign(sted=rng.integers(1, 61, 100), bosted=rng.integers(1, 61, 100))
    rows = laid(wave_data(own, minimum_n=1, project=project), row="led1", by="sted")
    assert len(rows) == 2 + 61
    assert rows[1] == ["Sted", "Helt uenig", "Delvis uenig", "Både – og", "Delvis enig",
                       "Helt enig", "Totalt", "Antall (n)"]  # fmt: skip
    both = laid(wave_data(own, minimum_n=1, project=project), row="sted", by="bosted")
    assert {len(row) for row in both} == {13}
    heads = [row for row in both if row[0] == "Sted"]
    labels = [text for row in heads for text in row[1:] if text]
    assert labels == [*many.values(), "Totalt"]


def test_an_index_by_a_registry_and_an_item_by_an_index(tmp_path):
    data = linked_data([0, 1, 2] * 4, [2.0, 3.0, 4.0] * 4)
    result = computed(data, row="indeks", by="innbyggere", mean=True)
    save_result(result, tmp_path / "r")
    assert load_result(tmp_path / "r").details == result.details
    assert laid(data, row="indeks", by="innbyggere", mean=True)[-1] == [
        "Gjennomsnitt", "2,00", "3,00", "4,00", "3,00",
    ]  # fmt: skip
    of_index = laid(data, survey=None, index="indeks", by="rolle")
    assert of_index[2] == ["Lav", "33", "–", "–", "33", "4"]


def drawn(data=None, language="nb", **keys):
    """Return the names of the bars, what is written at them, and the alt text."""
    own = exhibit(**keys)
    result = crosstab.compute(own, data or wave_data(frame()))
    with writing(language):
        axes = figure.draw(own, result, Style(), {}).axes[0]
        alt = figure.alt_text(own, result)
    bars = [str(patch.get_gid()) for patch in axes.patches if patch.get_gid()]
    texts = {t.get_gid(): t.get_text() for t in axes.texts if str(t.get_gid()).startswith("value")}
    return bars, texts, alt


def test_bars_are_stacked_by_column_or_row_with_all_last():
    bars, texts, alt = drawn(row="led1", by="rolle")
    assert bars[:5] == [f"bar-1-{code}" for code in range(1, 6)]
    assert bars[-5:] == [f"bar-total-{code}" for code in range(1, 6)]
    assert (texts["value-1-1"], texts["value-2-1"]) == ("25", "56")
    assert "Størst andel: «Helt enig» for Leder (75\u00a0%)" in alt
    by_row, texts, _ = drawn(row="rolle", by="led1", percent="row")
    assert by_row[0] == "bar-1-1"
    assert texts["value-total-1"] == "41"
    assert not any(name.startswith("bar-total") for name in drawn(
        row="led1", by="rolle", percent="total")[0])  # fmt: skip


def test_answers_that_overlap_stand_side_by_side_as_others_may():
    data = wave_data(frame(valg_a=[1, 0] * 50, valg_b=[1, 1] * 50))
    bars, texts, _ = drawn(data, row="valg", by="rolle")
    assert bars[:2] == ["bar-valg_a-1", "bar-valg_a-2"]
    assert texts["value-valg_b-1"] == "100\u00a0%"
    grouped, _, alt = drawn(row="led1", by="rolle", bars="grouped", language="en")
    assert grouped[:4] == ["bar-1-1", "bar-1-2", "bar-1-3", "bar-1-total"]
    assert alt.startswith("Bars side by side")


def test_a_column_of_nobody_or_of_few_has_words_in_place_of_a_bar():
    few = wave_data(frame({(1, 1): 5, (1, 5): 5, (2, 5): 2}))
    for bars in ("stacked", "grouped"):
        names, texts, _ = drawn(few, row="led1", by="rolle", bars=bars)
        assert {":", "ingen svar"} <= set(texts.values())
        hidden = "bar-2-5" if bars == "stacked" else "bar-5-2"
        assert hidden not in names


@pytest.mark.parametrize(
    ("keys", "key"),
    [
        ({"row": "led1", "by": "alder"}, "by"),
        ({"row": "ukjent", "by": "rolle"}, "row"),
        ({"row": "led1", "by": "rolle", "by_order": [9]}, "by_order"),
        ({"row": "rolle", "by": "led1", "mean": True}, "mean"),
        ({"row": "rolle", "by": "led1", "nets": {"A": [7]}}, "nets[0].codes"),
        ({"row": "rolle", "by": "led1", "row_labels": {"7": "Sju"}}, "row_labels"),
        ({"survey": None, "index": "indeks", "by": "ukjent"}, "by"),
        ({"survey": None, "index": "ukjent", "by": "rolle"}, "index"),
    ],
)
def test_names_that_nothing_has_are_faults(keys, key):
    found = [fault.key for fault in exhibit(**keys).faults(PROJECT, KeyPlace("f.yaml", "e"))]
    assert found == [f"e.{key}"]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"by": "rolle"}, "verken «row»"),
        ({"by": "rolle", "row": "led1", "index": "indeks"}, "både «row»"),
        ({"by": "rolle", "row": "led1", "survey": None}, "uten «survey»"),
        ({"by": "rolle", "index": "indeks", "survey": None, "mean": True}, "«mean» med «index»"),
    ],
)
def test_keys_that_do_not_go_together_are_refused(keys, words):
    with pytest.raises(ValidationError, match=words):
        exhibit(**keys)
