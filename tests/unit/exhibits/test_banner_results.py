"""Banner tables: bases, nets, means, letters, and columns that share respondents."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from evaluering.config.exhibits.banner import Banner
from evaluering.config.exhibits.base import KeyPlace
from evaluering.exhibits import banner
from evaluering.exhibits.absence import NoDataError
from evaluering.exhibits.result import load_result, save_result
from evaluering.render.language import say_all, writing
from evaluering.render.tables import banner as table
from shown import shown_notes, shown_rows
from small import EXHIBIT, PROJECT, respondents, wave_data

CELLS = {(1, 5): 48, (1, 1): 32, (2, 5): 30, (2, 1): 45, (3, 5): 61, (3, 1): 29}
"""How many of each role gave the highest and the lowest answer: 48 of 80, 30 of 75, 61 of 90."""


def frame(cells=None, **more):
    pairs = [pair for pair, n in (cells or CELLS).items() for _ in range(n)]
    rolle, led1 = ([pair[k] for pair in pairs] for k in (0, 1))
    return respondents(rolle=rolle, led1=led1, **more)


def exhibit(**keys) -> Banner:
    given = {"survey": "liten", "rows": ["led1"], "by": ["rolle"]} | keys
    return Banner(id="tabell-1", kind="banner", **given, **EXHIBIT)


def computed(data=None, **keys):
    return banner.compute(exhibit(**keys), data or wave_data(frame()))


def laid(data=None, **keys):
    return shown_rows(table.layout(exhibit(**keys), computed(data, **keys)))


def told(data=None, **keys):
    return shown_notes(computed(data, **keys))


def test_each_question_has_its_rows_nets_mean_and_base_under_its_heading():
    question = {"variable": "led1", "label": "Enighet", "nets": {"Enig": [4, 5]}, "mean": True}
    assert laid(rows=[question, "rolle"], letters=False) == [
        ["", "", "Rolle", "", ""], ["", "Totalt", "Leder", "Lærer", "Annet"],
        ["Enighet", "", "", "", ""],
        ["Helt uenig", "43", "40", "60", "32"], ["Delvis uenig", "0", "0", "0", "0"],
        ["Både – og", "0", "0", "0", "0"], ["Delvis enig", "0", "0", "0", "0"],
        ["Helt enig", "57", "60", "40", "68"], ["Enig", "57", "60", "40", "68"],
        ["Antall (n)", "245", "80", "75", "90"],
        ["Gjennomsnitt", "3,27", "3,40", "2,60", "3,71"],
        ["Standardavvik", "1,99", "1,97", "1,97", "1,88"],
        ["Rolle", "", "", "", ""],
        ["Leder", "33", "100", "0", "0"], ["Lærer", "31", "0", "100", "0"],
        ["Annet", "37", "0", "0", "100"], ["Antall (n)", "245", "80", "75", "90"],
    ]  # fmt: skip


def test_letters_are_those_of_r():
    # R 4.2.2: pairwise.prop.test(c(48, 30, 61), c(80, 75, 90), "bonferroni", correct = FALSE):
    # 0.0385 (2, 1), 0.8739 (3, 1), 0.0011 (3, 2); of pairs alone 0.0128, 0.2913, 0.0004
    rows = laid()
    assert rows[1:3] == [["", "Totalt", "Leder", "Lærer", "Annet"], ["", "", "(A)", "(B)", "(C)"]]
    assert rows[-2] == ["Helt enig", "57", "60 B", "40", "68 B"]
    assert rows[4] == ["Helt uenig", "43", "40", "60 A C", "32"]
    strict = laid(level=0.01)
    assert strict[-2] == ["Helt enig", "57", "60", "40", "68 B"]
    assert laid(level=0.02, adjustment="none")[-2] == ["Helt enig", "57", "60 B", "40", "68 B"]


def test_means_are_compared_with_the_pooled_variance():
    # R 4.2.2: pairwise.t.test(v, g, "bonferroni", pool.sd = TRUE): 0.0326 (2, 1), 0.8922 (3, 1),
    # 0.0009 (3, 2)
    rows = laid(rows=[{"variable": "led1", "mean": True}])
    assert rows[-2] == ["Gjennomsnitt", "3,27", "3,40 B", "2,60", "3,71 B"]


def test_the_method_says_what_the_letters_are():
    with writing("nb"):
        text = say_all(computed().method)
        plain = say_all(computed(letters=False).method)
    assert "5-prosentnivå, justert etter Bonferroni" in text
    assert "Bokstavene" not in plain


def test_each_breakdown_has_letters_of_its_own_and_a_small_column_none():
    data = wave_data(frame(led2=[1, 2] * 122 + [1]))
    rows = laid(data, by=["rolle", "led2"])
    assert rows[2] == ["", "", "(A)", "(B)", "(C)", "(A)", "(B)", "(C)", "(D)", "(E)"]
    few = laid(minimum_base=80)
    assert few[-2] == ["Helt enig", "57", "60", "40", "68"]
    assert "Kolonner med færre enn 80 svar er ikke sammenlignet." in told(minimum_base=80)


def test_boxes_in_the_columns_share_respondents_and_means_are_not_compared():
    n = 245
    data = wave_data(frame(valg_a=[1, 0] * 122 + [1], valg_b=[1] * n))
    keys = {"rows": [{"variable": "led1", "mean": True}], "by": ["valg"]}
    notes = told(data, **keys)
    assert any("flere kolonner" in note for note in notes)
    assert any("felles respondenter" in note for note in notes)
    assert laid(data, **keys)[-3] == ["Antall (n)", "245", "123", "245"]


def test_a_question_by_itself_is_not_compared():
    assert laid(rows=["rolle"])[-4:-1] == [
        ["Leder", "33", "100", "0", "0"], ["Lærer", "31", "0", "100", "0"],
        ["Annet", "37", "0", "0", "100"],
    ]  # fmt: skip
    assert "«Rolle» er ikke sammenlignet med seg selv." in told(rows=["rolle"])


def test_few_are_hidden_nobody_has_a_dash_and_missing_are_counted():
    data = wave_data(frame({(1, 5): 40, (1, 8): 3, (2, 5): 2}))
    rows = laid(data, missing="each")
    assert rows[-3] == ["Helt enig", "100", "100", ":", "–"]
    assert rows[-2:] == [["Antall (n)", "42", "40", ":", "0"],
                         ["Vet ikke (antall)", "3", "3", ":", "0"]]  # fmt: skip
    assert "For få svar til å vises og testes: Lærer." in told(data)
    with pytest.raises(NoDataError):
        computed(wave_data(respondents(rolle=[1], led1=[8])))


def test_counts_and_the_order_of_rows_may_be_asked_for():
    ordered = {"variable": "led1", "order": "frequency"}
    rows = laid(rows=[ordered], show="both", total=False, letters=False)
    assert rows[3] == ["Helt enig", "48 (60)", "30 (40)", "61 (68)"]
    assert laid(show="count", letters=False)[-2] == ["Helt enig", "139", "48", "30", "61"]


def test_many_columns_are_continued_below_with_letters_beyond_z(tmp_path):
    assert [banner.letter(k) for k in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip
    data = wave_data(frame(led2=[1, 2, 3, 4, 5] * 49, led3=[5, 4, 3, 2, 1] * 49))
    keys = {"by": ["rolle", "led2", "led3"]}
    rows = laid(data, **keys)
    assert {len(row) for row in rows} == {10}
    assert [row[0] for row in rows].count("Helt enig") == 2
    save_result(computed(data, **keys), tmp_path / "r")
    again = table.layout(exhibit(**keys), load_result(tmp_path / "r"))
    assert again == table.layout(exhibit(**keys), computed(data, **keys))


def test_moments_are_those_of_numpy():
    rng = np.random.default_rng(2)
    values, places = rng.normal(1e6, 1, 500), rng.integers(0, 3, 500)
    n, means, deviations = banner._moments(values, places, 4)
    for k in range(3):
        own = values[places == k]
        assert (n[k], means[k]) == (len(own), pytest.approx(own.mean()))
        assert deviations[k] == pytest.approx(own.std(ddof=1), rel=1e-9)
    assert n[3] == 0
    assert np.isnan([means[3], deviations[3]]).all()


@pytest.mark.parametrize(
    ("keys", "key"),
    [
        ({"rows": ["alder"]}, "rows[0]"),
        ({"by": ["rolle", "ukjent"]}, "by[1]"),
        ({"survey": "ukjent"}, "survey"),
        ({"rows": [{"variable": "rolle", "mean": True}]}, "rows[0].mean"),
        ({"rows": [{"variable": "led1", "nets": {"A": [9]}}]}, "rows[0].nets[0].codes"),
        ({"rows": [{"variable": "led1", "order": [9]}]}, "rows[0].order"),
    ],
)
def test_names_that_nothing_has_are_faults(keys, key):
    found = [fault.key for fault in exhibit(**keys).faults(PROJECT, KeyPlace("f.yaml", "e"))]
    assert found == [f"e.{key}"]


@pytest.mark.parametrize(
    "keys", [{"rows": []}, {"by": []}, {"rows": ["led1", "led1"]}, {"level": 5}, {"by": [1, 1]}]
)
def test_what_makes_no_table_is_refused(keys):
    with pytest.raises(ValidationError):
        exhibit(**keys)
