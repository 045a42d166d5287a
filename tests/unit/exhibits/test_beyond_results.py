"""The kinds beyond the report, on numbers computable by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from evaluering.config.exhibits.attrition import Attrition
from evaluering.config.exhibits.closeness import Closeness
from evaluering.config.exhibits.diagram import Diagram
from evaluering.config.exhibits.forest import Forest
from evaluering.config.exhibits.heatmap import Heatmap
from evaluering.config.exhibits.likert import Likert
from evaluering.config.exhibits.rates import Rates
from evaluering.config.exhibits.text_table import TextTable
from evaluering.errors import ConfigError
from evaluering.exhibits import (
    attrition,
    closeness,
    diagram,
    heatmap,
    rates,
    text_table,
)
from evaluering.exhibits.computing import compute
from evaluering.render.language import say, say_all
from small import EXHIBIT, WAVE, linked_data, respondents, wave_data

KEYS = {"id": "figur-tillegg-1", **EXHIBIT}
TWO = ["leder", "lærer"]
ROLES = [1, 1, 1, 2, 2, 2]


def column(computed, name):
    return computed.table[name].tolist()


def stacked(answers, roles=ROLES, groups=TWO, items=("led1",)):
    exhibit = Likert(kind="likert", groups=groups, items=list(items), **KEYS)
    return compute(exhibit, wave_data(respondents(rolle=roles, led1=answers)))


def test_stacked_answers_are_per_cent_of_those_with_an_opinion():
    computed = stacked([1, 1, 5, 3, 3, 3])
    leder = computed.table[computed.table["group"] == "leder"]
    assert leder["category"].tolist() == [1, 2, 3, 4, 5]
    assert leder["percent"].tolist() == pytest.approx([200 / 3, 0, 0, 0, 100 / 3])
    assert leder["n"].sum() == 3


def test_vet_ikke_is_counted_beside_and_unanswered_is_not():
    computed = stacked([1, 2, 3, 8, 9, None], [1] * 6, ["leder"])
    assert set(column(computed, "n_group")) == {3}
    assert set(column(computed, "do_not_know")) == {1}
    assert set(column(computed, "do_not_know_percent")) == {25.0}


def test_stacked_answers_hide_and_do_not_test_a_small_group():
    computed = stacked([1, 2, 3, 4, 5, 8])
    hidden = computed.table[computed.table["group"] == "lærer"]
    assert hidden["suppressed"].all()
    columns = ["n", "percent", "n_group", "do_not_know", "do_not_know_percent"]
    assert hidden[columns].isna().all(axis=None)
    assert computed.tests == ()
    assert tuple(map(say, computed.notes)) == ("For få svar til å vises og testes: Lærer.",)


def test_stacked_answers_of_two_groups_are_tested():
    (test,) = stacked([1, 2, 3, 3, 4, 5]).tests
    assert (test.test, test.item) == ("welch_t", "led1")


def test_a_battery_that_nobody_answered_has_n_0():
    assert stacked([8, 9, None, 8, 9, None]).n == 0


def differences(answers, roles=ROLES, **changes):
    exhibit = Forest(kind="forest", groups=TWO, items=["led1"], **KEYS)
    data = wave_data(respondents(rolle=roles, led1=answers))
    return compute(exhibit.model_copy(update=changes), data)


def test_a_difference_is_the_first_group_minus_the_second_with_welchs_interval():
    computed = differences([1, 2, 3, 3, 4, 5])
    (row,) = computed.table.to_dict(orient="records")
    assert (row["mean_first"], row["mean_second"], row["difference"]) == (2, 4, -2)
    margin = 2.776445 * math.sqrt(2 / 3)  # t with 4 degrees of freedom
    assert (row["lower"], row["upper"]) == pytest.approx((-2 - margin, -2 + margin), abs=1e-5)
    assert row["p"] == computed.tests[0].p
    assert "Leder minus gjennomsnittet for Lærer" in say_all(computed.method)


def test_a_difference_turns_with_the_groups():
    turned = differences([1, 2, 3, 3, 4, 5], groups=TWO[::-1])
    assert column(turned, "difference") == [2]


def test_a_difference_with_a_small_group_is_hidden():
    computed = differences([1, 2, 3, 3, 4, 8])
    assert column(computed, "suppressed") == [True]
    assert computed.table[["n_first", "n_second", "difference", "p"]].isna().all(axis=None)
    assert computed.tests == ()


@pytest.mark.parametrize("answers", [[1, 2, 3, 8, 9, None], [8] * 6])
def test_an_item_that_a_group_did_not_answer_has_no_difference(answers):
    computed = differences(answers)
    assert math.isnan(column(computed, "difference")[0])
    assert column(computed, "suppressed") == [False]


def test_groups_without_variation_have_a_difference_and_no_interval():
    (row,) = differences([5, 5, 5, 4, 4, 4]).table.to_dict(orient="records")
    assert row["difference"] == 1
    assert math.isnan(row["lower"])


def ordered(led1, led2, roles, **changes):
    exhibit = Closeness(
        kind="closeness", groups=["leder", "lærer", "annet"], items=["led1", "led2"],
        start_label="lengst fra", end_label="nærmest", **KEYS,
    )  # fmt: skip
    data = wave_data(respondents(rolle=roles, led1=led1, led2=led2))
    return closeness.compute(exhibit.model_copy(update=changes), data)


ORDER = [1, 1, 1, 2, 2, 2, 3, 3, 3]


def test_a_deviation_is_from_the_mean_of_the_groups_whatever_their_size():
    roles = [1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3]
    computed = ordered([5] * 3 + [3] * 5 + [1] * 3, [4] * 3 + [3] * 5 + [2] * 3, roles)
    rows = computed.table.set_index(["group", "item"])["deviation"]
    assert rows[("leder", "led1")] == 2
    assert rows[("leder", "led2")] == 1
    assert rows[("leder", "total")] == 1.5
    assert rows[("lærer", "total")] == 0
    totals = computed.table[computed.table["item"] == "total"]
    assert totals["sd"].tolist() == pytest.approx([math.sqrt(0.5), 0, math.sqrt(0.5)])


def test_the_order_falls_and_the_rank_correlation_is_minus_one():
    computed = ordered([5] * 3 + [3] * 3 + [1] * 3, [4] * 3 + [3] * 3 + [2] * 3, ORDER)
    (test,) = computed.tests
    assert computed.details.falls is True
    assert (test.test, test.n, test.df) == ("spearman", 9, 7)
    assert test.statistic == pytest.approx(-1)


def test_an_order_that_turns_does_not_fall():
    computed = ordered([5] * 3 + [1] * 3 + [2] * 3, [4] * 9, ORDER)
    assert computed.details.falls is False


def test_reversed_items_are_turned():
    plain = ordered([5] * 3 + [3] * 3 + [1] * 3, [4] * 9, ORDER)
    turned = ordered([5] * 3 + [3] * 3 + [1] * 3, [4] * 9, ORDER, reversed_items=["led1"])
    assert turned.tests[0].statistic == pytest.approx(-plain.tests[0].statistic)


def test_an_item_that_a_group_did_not_answer_is_left_out_for_all():
    computed = ordered([5] * 3 + [3] * 3 + [1] * 3, [4] * 6 + [8] * 3, ORDER)
    assert set(column(computed, "item")) == {"led1", "total"}
    assert tuple(map(say, computed.notes)) == (
        "Utelatt fordi en gruppe har for få svar: «Andre ledd».",
    )


def test_without_a_shared_item_there_is_nothing():
    computed = ordered([8] * 9, [8] * 9, ORDER)
    assert computed.n == 0
    assert computed.table.empty
    assert computed.tests == ()


@pytest.mark.parametrize("kind", [stacked, differences])
def test_groups_that_share_respondents_are_refused(kind):
    with pytest.raises(ConfigError, match="samme respondent"):
        kind([1, 2, 3, 3, 4, 5], groups=["leder", "alle"])


def test_a_heat_map_holds_the_correlations_of_the_table():
    exhibit = Heatmap(kind="heatmap", rows=["folketall"], columns=["indeks"], **KEYS)
    computed = heatmap.compute(exhibit, linked_data([0, 1, 2, 2], [1, 2, 3, 4], [5, 15, 25, 35]))
    assert computed.kind == "heatmap"
    assert column(computed, "r") == [pytest.approx(1)]
    assert column(computed, "n") == [4]


def rate_data(roles, sizes=(4, 4, 0)):
    frame = pd.DataFrame(
        {"variable": "rolle", "category": ["1", "2", "3"], "population": list(sizes)}
    )
    return wave_data(respondents(rolle=roles), populations={"liten": frame})


PANEL = {"survey": "liten", "by": "rolle", "colour_of": "leder"}
RATES = Rates(kind="rates", panels=[PANEL], **KEYS)


def test_rates_have_wilsons_interval_and_the_total_is_of_those_who_were_sent_it():
    computed = rates.compute(RATES, rate_data([1, 1, 2]))
    assert column(computed, "category") == ["1", "2", "3", "total"]
    assert column(computed, "rate")[:2] == [50, 25]
    assert column(computed, "lower")[0] == pytest.approx(15.0036, abs=1e-3)
    assert column(computed, "upper")[0] == pytest.approx(84.9964, abs=1e-3)
    assert column(computed, "n")[3] == 3
    assert column(computed, "population")[3] == 8
    assert column(computed, "rate")[3] == 37.5


def test_a_category_without_population_has_no_rate():
    assert math.isnan(column(rates.compute(RATES, rate_data([1, 2])), "rate")[2])


def test_more_answers_than_the_population_give_no_rate_and_a_note():
    computed = rates.compute(RATES, rate_data([1, 1], (1, 4, 0)))
    assert math.isnan(column(computed, "rate")[0])
    assert any("Flere svar enn populasjonen" in say(note) for note in computed.notes)


def test_the_attrition_starts_with_those_invited_and_counts_the_losses():
    exhibit = Attrition(kind="attrition", **KEYS)
    steps = {"answered": 6, "represents": 4, "stated": 4, "single": 3}
    account = {"steps": steps, "values": {"folketall": 3}, "units": 2}
    computed = attrition.compute(exhibit, wave_data(attritions={"kommune": account}))
    assert column(computed, "row_label") == [
        "invited", "answered", "represents", "stated", "single",
    ]  # fmt: skip
    assert column(computed, "n") == [WAVE.surveys["liten"].sent, 6, 4, 4, 3]
    assert column(computed, "lost") == [0, 2, 2, 0, 1]
    assert column(computed, "percent_of_previous") == pytest.approx([100, 75, 200 / 3, 100, 75])
    assert computed.n == 3
    assert computed.details.units == 2


def test_a_drawing_and_a_text_table_hold_their_texts():
    boxes = [{"id": "a", "text": "A", "points": ["p"], "at": [1, 1]},
             {"id": "b", "text": "B", "at": [1, 2]}]  # fmt: skip
    drawing = Diagram(kind="diagram", boxes=boxes, **KEYS,
                      arrows=[{"start": "a", "end": "b", "both_ways": True}],
                      enclosures=[{"label": "R", "boxes": ["a"]}])  # fmt: skip
    elements = column(diagram.compute(drawing, wave_data()), "element")
    assert elements == ["box", "point", "box", "arrow", "arrow", "enclosure"]
    table = TextTable(kind="text_table", columns=["K", "L"],
                      sections=[{"heading": "H", "rows": [["x", "y"], ["z"]]}], **KEYS)  # fmt: skip
    assert column(text_table.compute(table, wave_data()), "label") == ["x", "y", "z"]
