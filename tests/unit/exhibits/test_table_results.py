"""The kinds that are set as tables, on numbers computable by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from evaluering.config.exhibits.correlations import Correlations
from evaluering.config.exhibits.crosstab import Crosstab
from evaluering.config.exhibits.frequencies import Frequencies
from evaluering.config.exhibits.multiple_response import MultipleResponseTable
from evaluering.config.exhibits.response_rates import ResponseRates
from evaluering.errors import DataError
from evaluering.exhibits import (
    correlations,
    crosstab,
    frequencies,
    multiple_response,
    response_rates,
)
from evaluering.exhibits.result import load_result, save_result
from evaluering.render.language import say
from small import EXHIBIT, linked_data, respondents, wave_data

BOXES = MultipleResponseTable(
    id="tabell-1", kind="multiple_response", survey="liten", question="valg", heading="Valg",
    **EXHIBIT,
)  # fmt: skip
RATES = ResponseRates(id="tabell-2", kind="response_rates", survey="liten", by="rolle", **EXHIBIT)
CROSS = Crosstab(id="tabell-3", kind="crosstab", index="indeks", by="innbyggere", **EXHIBIT)
CLASSES = Frequencies(
    id="tabell-4", kind="frequencies", structural="innbyggere", heading="Innbyggere", **EXHIBIT
)
PAIRS = Correlations(
    id="tabell-5", kind="correlations", rows=["folketall"], columns=["indeks"], **EXHIBIT
)
FRAME = pd.DataFrame(
    [["rolle", "1", 4], ["rolle", "2", 2], ["rolle", "3", 2], ["valg", "valg_a", 4],
     ["valg", "valg_b", 2]],
    columns=["variable", "category", "population"],
)  # fmt: skip


def boxes(order="codebook", **ticks):
    frame = respondents(**ticks)
    return multiple_response.compute(BOXES.model_copy(update={"order": order}), wave_data(frame))


def rates(frame, by="rolle"):
    survey = None if by is None else "liten"
    exhibit = RATES.model_copy(update={"by": by, "survey": survey})
    return response_rates.compute(exhibit, wave_data(frame, populations={"liten": FRAME}))


def rows(computed, *names):
    table = computed.table.astype("object").where(computed.table.notna(), None)
    return table[list(names)].to_numpy().tolist()


def test_boxes_are_in_per_cent_of_the_respondents_and_pass_100():
    computed = boxes(valg_a=[1, 0, 0, None], valg_b=[1, 1, 1, 1])
    assert rows(computed, "category", "n", "percent") == [
        ["valg_a", 1, 25], ["valg_b", 4, 100], ["total", 4, None],
    ]  # fmt: skip


def test_boxes_may_stand_by_frequency():
    computed = boxes("frequency", valg_a=[1, 0], valg_b=[1, 1])
    assert [name for (name,) in rows(computed, "category")] == ["valg_b", "valg_a", "total"]


def test_boxes_that_nobody_saw_have_no_per_cent():
    assert rows(boxes(valg_a=[]), "n", "percent") == [[0, None]] * 2 + [[0, None]]


def test_response_rates_are_of_the_population_and_the_total_of_all_who_were_sent_it():
    computed = rates(respondents(rolle=[1, 1, 2, None]))
    assert rows(computed, "label", "population", "n", "rate") == [
        ["Leder", 4, 2, 50], ["Lærer", 2, 1, 50], ["Annet", 2, 0, 0], ["total", 8, 3, 50],
    ]  # fmt: skip
    assert [share for (share,) in rows(computed, "population_percent")] == [50, 25, 25, 100]
    assert computed.table["n_percent"].tolist() == pytest.approx([200 / 3, 100 / 3, 0, 100])
    assert tuple(map(say, computed.notes)) == ("Opplysningen mangler for 1 respondent.",)


def test_more_marks_than_respondents_are_explained():
    computed = rates(respondents(valg_a=[1, 1, 1, 0], valg_b=[1, 1, 0, 0]), "valg")
    assert rows(computed, "n", "rate") == [[3, 75], [2, 100], [5, 50]]
    assert tuple(map(say, computed.notes)) == (
        "Rammen summerer til 6; skjemaet ble sendt til 8.",
        "5 kryss fra 4 respondenter; flere kryss var mulig.",
    )


def test_a_category_with_more_answers_than_its_population_has_no_rate_and_is_named():
    computed = rates(respondents(rolle=[2, 2, 2]))
    assert rows(computed, "rate")[1] == [None]
    assert tuple(map(say, computed.notes)) == ("Flere svar enn populasjonen i rammen: Lærer.",)


@pytest.mark.parametrize("by", ["rolle", None])
def test_more_respondents_than_were_sent_the_survey_stop_with_both_numbers(by):
    with pytest.raises(DataError) as raised:
        rates(respondents(rolle=[1] * 9), by)
    assert raised.value.file.endswith("wave.yaml")
    assert "sent er 8, men 9 har svart" in raised.value.fault


def test_response_rates_by_survey_are_of_those_it_was_sent_to():
    computed = rates(respondents(rolle=[1] * 4), None)
    assert rows(computed, "label", "population", "sent", "n", "rate", "base") == [
        ["Liten undersøkelse", 10, 8, 4, 50, "sample"]
    ]


def test_a_crosstab_has_column_per_cents_totals_and_means():
    computed = crosstab.compute(CROSS, linked_data([0, 0, 1, 1], [1, 4, 4, 5]))
    total = computed.table.query("row == 'total'")
    assert total["n"].tolist() == [2, 2, 0, 4]
    assert total["mean"].tolist()[:2] == [2.5, 4.5]
    assert total["mean"].iloc[-1] == 3.5
    cells = computed.table.query("column == '0' and row != 'total'")
    assert cells["n"].tolist() == [1, 0, 1]
    assert cells["percent"].tolist() == [50, 0, 50]
    assert computed.n == 4


def test_a_crosstab_leaves_out_those_who_lack_one_of_the_values():
    computed = crosstab.compute(CROSS, linked_data([0, None, 1, 1], [1, 4, None, 5]))
    assert computed.n == 2


def test_a_crosstab_tests_the_classes_with_respondents():
    computed = crosstab.compute(CROSS, linked_data([0, 0, 1, 1], [1, 1, 5, 5]))
    (test,) = computed.tests
    assert (test.statistic, test.df, test.n) == (pytest.approx(4), 1, 4)


def test_an_empty_crosstab_column_has_no_per_cents_and_no_mean():
    computed = crosstab.compute(CROSS, linked_data([0, 0, 1, 1], [1, 4, 4, 5]))
    empty = computed.table.query("column == '2'")
    assert empty["n"].tolist() == [0, 0, 0, 0]
    assert empty["percent"].isna().all()
    assert empty["mean"].isna().all()


@pytest.mark.parametrize("classes", [[0, 0, 0, 0], [0, 0, 1, 1]])
def test_a_crosstab_with_one_row_or_column_has_no_statistic(classes):
    (test,) = crosstab.compute(CROSS, linked_data(classes, [1, 1, 1, 1])).tests
    assert math.isnan(test.statistic)


def test_a_crosstab_without_respondents_has_no_test():
    computed = crosstab.compute(CROSS, linked_data([None, 0], [1, None]))
    assert (computed.n, computed.tests) == (0, ())


def test_classes_have_counts_per_cents_and_their_observed_range():
    data = linked_data([0, 0, 1, None, 1], [1] * 5, [1, 2, 11, math.nan, 13])
    computed = frequencies.compute(CLASSES, data)
    assert rows(computed, "label", "n", "percent", "minimum", "maximum") == [
        ["Liten", 2, 50, 1, 2], ["Stor", 2, 50, 11, 13], ["Størst", 0, 0, None, None],
        ["total", 4, 100, 1, 13],
    ]  # fmt: skip
    assert tuple(map(say, computed.notes)) == (
        "Tallene er 5 respondenter fra 1 kommune.",
        "1 respondent uten verdi er holdt utenfor.",
    )


def test_classes_of_an_index_are_of_those_who_have_it():
    exhibit = CLASSES.model_copy(update={"index": "indeks", "structural": None})
    computed = frequencies.compute(exhibit, linked_data([0] * 4, [1, 3, 5, None]))
    assert [n for (n,) in rows(computed, "n")] == [1, 1, 1, 3]


def test_classes_may_count_all_units_of_the_registry():
    exhibit = CLASSES.model_copy(update={"units": "registry"})
    table = pd.DataFrame({"key": ["1", "2", "3"], "folketall": [1.0, 15.0, 15.0]})
    computed = frequencies.compute(exhibit, wave_data(unit_tables={"kommuner": table}))
    assert [n for (n,) in rows(computed, "n")] == [1, 2, 0, 3]


def test_correlations_are_over_the_pairs_that_have_both():
    data = linked_data([0] * 5, [1, 3, 2, 4, None], [1, 2, 3, 4, 5])
    computed = correlations.compute(PAIRS, data)
    (row,) = computed.table.to_dict(orient="records")
    assert (row["r"], row["p"], row["n"]) == (pytest.approx(0.8), pytest.approx(0.2), 4)
    assert (row["row_label"], row["column_label"]) == ("Folketall", "Indeksen")


@pytest.mark.parametrize("values", [[2, 2, 2, 2], [1, 2, None, None]])
def test_a_correlation_that_cannot_be_computed_is_missing_with_the_reason(values):
    computed = correlations.compute(PAIRS, linked_data([0] * 4, values))
    assert computed.table["r"].isna().all()
    assert computed.notes


def test_a_result_is_read_back_as_it_was_saved(tmp_path):
    computed = crosstab.compute(CROSS, linked_data([0, 0, 1, 1], [1, 4, 4, 5]))
    save_result(computed, tmp_path / "tabell-3")
    back = load_result(tmp_path / "tabell-3")
    pd.testing.assert_frame_equal(
        back.table, computed.table.astype({"row": "str", "column": "str"}), check_dtype=False
    )
    assert (back.n, back.method, back.notes) == (computed.n, computed.method, computed.notes)
    assert back.tests[0].df == computed.tests[0].df
