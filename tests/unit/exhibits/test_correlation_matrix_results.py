"""Correlations among items: each pair once, by hand and as cor.test and p.adjust give them."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from evaluering.config.exhibits.base import KeyPlace
from evaluering.config.exhibits.correlation_matrix import CorrelationMatrix
from evaluering.exhibits.correlation_matrix import compute
from evaluering.render.tables.laying import lay_out
from small import EXHIBIT, PROJECT, respondents, wave_data

ANSWERS = {"led1": [1, 2, 3, 4], "led2": [2, 1, 4, 3], "led3": [1, 2, 3, 4]}


def matrix(**keys):
    keys = {"items": ["led1", "led2", "led3"], **keys}
    return CorrelationMatrix(
        id="tabell-1", kind="correlation_matrix", group="alle", **keys, **EXHIBIT
    )


def test_each_pair_stands_once_with_its_own_n():
    frame = respondents(**ANSWERS | {"led3": [1, 2, 3, 8]})
    found = compute(matrix(), wave_data(frame, minimum_n=1)).table
    assert found[["row", "column"]].to_numpy().tolist() == [
        ["led2", "led1"], ["led3", "led1"], ["led3", "led2"],
    ]  # fmt: skip
    assert found["n"].tolist() == [4, 3, 3]
    assert found["r"][0] == pytest.approx(0.6)
    assert found["p"][0] == pytest.approx(0.4)
    listwise = compute(matrix(missing="listwise"), wave_data(frame, minimum_n=1)).table
    assert listwise["n"].tolist() == [3, 3, 3]


def test_p_is_adjusted_for_the_number_of_pairs():
    found = compute(matrix(adjustment="holm"), wave_data(respondents(**ANSWERS), minimum_n=1)).table
    assert found["p"].tolist() == pytest.approx([0.4, 0.0, 0.4])
    assert found["adjusted_p"].tolist() == pytest.approx([0.8, 0.0, 0.8])


def test_the_table_has_the_triangle_and_hides_pairs_of_few():
    frame = respondents(**ANSWERS)
    exhibit = matrix(labels={"led2": "Kort"})
    texts = lay_out(exhibit, compute(exhibit, wave_data(frame, minimum_n=1))).texts()
    assert texts == [
        ["", "1", "2"], ["1. Første ledd", "", ""], ["2. Kort", ",60", ""],
        ["3. Tredje ledd", "1,00**", ",60"],
    ]  # fmt: skip
    hidden = compute(exhibit, wave_data(frame, minimum_n=5))
    assert hidden.table[["r", "p", "n"]].isna().all(axis=None)
    assert lay_out(exhibit, hidden).texts()[-1][1:] == [":", ":"]


def test_an_index_of_another_group_is_a_fault():
    exhibit = matrix(indices=["indeks"]).model_copy(update={"group": "leder"})
    (fault,) = exhibit.faults(PROJECT, KeyPlace("fil.yaml", "exhibits[0]"))
    assert "indeks" in str(fault)
    with pytest.raises(ValidationError, match="1 tall, ledd og indekser"):
        matrix(items=["led1"])
