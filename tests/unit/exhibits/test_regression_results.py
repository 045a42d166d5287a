"""Regressions as exhibits, on designs whose coefficients are differences of means."""

from __future__ import annotations

import math

import pytest
from pydantic import ValidationError

from drawn import STYLE, assert_clean, texts
from evaluering.config.exhibits.base import KeyPlace
from evaluering.config.exhibits.regression import Regression
from evaluering.exhibits.absence import NoDataError
from evaluering.exhibits.regression import compute
from evaluering.render.figures.drawing import look_of
from evaluering.render.language import say_all
from evaluering.render.numbers import number
from evaluering.render.tables.laying import lay_out
from evaluering.stats import linear_regression
from small import EXHIBIT, PROJECT, linked_data, respondents, wave_data

FRAME = respondents(
    rolle=[1, 1, 1, 2, 2, 2, 2, 2], led1=[1, 2, 3, 3, 4, 5, 4, 9],
    led2=[1, 3, 2, 3, 5, 4, 4, 5], alder=[20, 30, 40, 25, 35, 45, 55, 30],
)  # fmt: skip


def regression(**keys):
    keys = {"item": "led1", "variables": ["rolle"], **keys}
    return Regression(id="tabell-1", kind="regression", group="alle", **keys, **EXHIBIT)


def test_a_category_is_its_mean_less_that_of_the_first():
    exhibit = regression(robust="classical")
    found = compute(exhibit, wave_data(FRAME, minimum_n=1))
    constant, role = found.table.to_dict(orient="records")
    assert found.n == 7
    assert [constant["coefficient"], role["coefficient"]] == pytest.approx([2, 2])
    within = (2 + 2) / 5
    error = math.sqrt(within * (1 / 3 + 1 / 4))
    assert role["se"] == pytest.approx(error)
    assert role["upper"] == pytest.approx(2 + 2.570581835636314 * error)
    table = lay_out(exhibit, found)
    assert [row[0].text for row in table.body] == ["Konstant", "Rolle: Lærer (mot Leder)"]
    assert "0,632, justert 0,558" in say_all(found.notes)


def test_numbers_and_items_enter_as_they_are():
    found = compute(regression(variables=["alder"], items=["led2"]), wave_data(FRAME, minimum_n=1))
    assert found.table["row"].tolist() == ["constant", "alder", "led2"]
    assert found.table["column"].tolist() == ["", "", ""]


def test_an_ordinal_outcome_has_odds_ratios():
    exhibit = regression(model="ordinal", items=["led2"], variables=[])
    (row,) = compute(exhibit, wave_data(FRAME, minimum_n=1)).table.to_dict(orient="records")
    assert row["effect"] == pytest.approx(math.exp(row["coefficient"]))
    assert row["effect"] > 1


def test_registry_variables_come_through_the_link():
    sizes = [5.0, 6.0, 7.0, 15.0, 16.0, 25.0]
    data = linked_data([0, 0, 0, 1, 1, 2], [size / 10 for size in sizes], sizes)
    exhibit = regression(item=None, index="indeks", variables=[], registry=["folketall"])
    found = compute(exhibit, data).table.set_index("row")
    assert found.loc["folketall", "coefficient"] == pytest.approx(0.1)


def test_too_few_answers_give_no_model():
    with pytest.raises(NoDataError, match="reason_no_model"):
        compute(regression(), wave_data(respondents(rolle=[1, 2], led1=[1, 2])))
    with pytest.raises(NoDataError, match="reason_no_model"):
        compute(regression(), wave_data(FRAME, minimum_n=50))


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"index": "indeks"}, "begge"),
        ({"variables": []}, "ingen"),
        ({"items": ["led1"]}, "led1"),
        ({"item": None, "index": "indeks", "model": "ordinal"}, "model: ordinal med «index»"),
    ],
)
def test_half_a_model_is_refused(keys, told):
    with pytest.raises(ValidationError, match=told):
        regression(**keys)


def test_unknown_names_and_links_are_faults():
    exhibit = regression(variables=["kommune"], indices=["x"], registry=["y"])
    faults = exhibit.faults(PROJECT, KeyPlace("fil.yaml", "exhibits[0]"))
    assert [fault.found for fault in faults] == ["x", "y", "kommune"]
    wrong = regression(registry=["folketall"], link="borte")
    (fault,) = wrong.faults(PROJECT, KeyPlace("fil.yaml", "exhibits[0]"))
    assert "borte" in str(fault)


def test_clustered_errors_are_those_of_the_statistics_and_the_icc_is_told():
    exhibit = regression(variables=["alder"], cluster="rolle")
    found = compute(exhibit, wave_data(FRAME, minimum_n=1))
    complete = FRAME.loc[FRAME["led1"].ne(9)].astype({"led1": float, "alder": float})
    expected = linear_regression(
        complete["led1"], complete[["alder"]], clusters=complete["rolle"]
    ).coefficients
    assert found.table["se"].to_numpy() == pytest.approx(expected["se"].to_numpy())
    assert "klyngerobuste" in say_all(found.method)
    three = compute(regression(variables=["alder", "rolle"], cluster="rolle"), wave_data(FRAME))
    assert "F(" not in say_all(three.notes)
    assert "Antall klynger: 2; intraklassekorrelasjonen (ICC)" in say_all(found.notes)


def test_a_cluster_is_a_variable_of_the_survey_and_of_the_linear_model():
    (fault,) = regression(cluster="led1").faults(PROJECT, KeyPlace("f.yaml", "exhibits[0]"))
    assert (fault.key, str(fault.found)) == ("exhibits[0].cluster", "led1")
    assert not list(regression(cluster="kommune").faults(PROJECT, KeyPlace("f.yaml", "e")))
    with pytest.raises(ValidationError, match="ordinal med «cluster»"):
        regression(cluster="rolle", model="ordinal")
    assert "design" in str(regression(cluster="rolle").unweighable)


def test_coefficients_are_drawn_around_zero():
    exhibit = regression(variables=["rolle", "alder"]).model_copy(update={"id": "figur-1"})
    found = compute(exhibit, wave_data(FRAME, minimum_n=1))
    look = look_of(exhibit, found)
    figure = look.draw(exhibit, found, STYLE, {})
    assert_clean(figure)
    assert texts(figure, "item-") == ["Rolle: Lærer (mot Leder)", "Alder"]
    assert "Koeffisientene til 2 forklaringsvariabler" in look.alt_text(exhibit, found)
    beta = exhibit.model_copy(update={"drawn": "standardised"})
    drawn = texts(look.draw(beta, found, STYLE, {}), "first-")
    assert drawn == [number(value, 2) for value in found.table["effect"].iloc[1:]]
