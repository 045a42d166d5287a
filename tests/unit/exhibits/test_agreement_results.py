"""Agreement of raters, on numbers computable by hand (and by psych::cohen.kappa, irr)."""

from __future__ import annotations

import pandas as pd
import pytest
from pydantic import ValidationError

from evaluering.config.exhibits.agreement import Agreement
from evaluering.config.exhibits.base import KeyPlace
from evaluering.exhibits.absence import NoDataError
from evaluering.exhibits.agreement import compute
from evaluering.exhibits.result import load_result, save_result
from evaluering.render.tables.laying import lay_out
from small import EXHIBIT, PROJECT, respondents, wave_data

FIRST, SECOND = [1, 1, 2, 2, 3, 8], [1, 2, 2, 2, None, 1]


def agreement(**keys):
    raters = keys.pop("raters", [["led1"], ["led2"]])
    return Agreement(
        id="tabell-1", kind="agreement", survey="liten", raters=raters, **keys, **EXHIBIT
    )


def test_a_pair_has_kappa_of_those_whom_both_rated_and_all_have_alpha():
    exhibit = agreement(labels=["Kari", "Ola"])
    found = compute(exhibit, wave_data(respondents(led1=FIRST, led2=SECOND), minimum_n=1))
    pair, alpha = found.table.to_dict(orient="records")
    assert (pair["n"], pair["agreement"]) == (4, 75)
    assert pair["value"] == pytest.approx(0.5)
    assert alpha["value"] == pytest.approx(1 - (2 / 8) / (30 / 56))
    assert found.n == 4
    assert lay_out(exhibit, found).body[0][0].text == "Kari – Ola"


def test_raters_with_several_codes_are_compared_code_by_code(tmp_path):
    frame = respondents(
        led1=[1, 1, 2, 2], led2=[2, None, None, 3], led3=[1, 1, 2, 3], led4=[None, 2, None, None]
    )
    exhibit = agreement(raters=[["led1", "led2"], ["led3", "led4"]])
    result = compute(exhibit, wave_data(frame, minimum_n=1))
    save_result(result, tmp_path / "tabell-1")
    table = lay_out(exhibit, load_result(tmp_path / "tabell-1"))
    assert [row[0].text for row in table.body[:2]] == ["Helt uenig", "Delvis uenig"]
    found = result.table.set_index("row")
    assert list(found.index) == ["1", "2", "3", "4", "5"]
    assert found.loc["1", "value"] == pytest.approx(1)
    assert found.loc["2", "agreement"] == pytest.approx(25)
    assert pd.isna(found.loc["5", "value"])


def test_few_respondents_are_hidden_and_none_give_no_table():
    frame = respondents(led1=FIRST, led2=SECOND)
    hidden = compute(agreement(), wave_data(frame, minimum_n=5)).table
    assert hidden["suppressed"].all()
    assert hidden["value"].isna().all()
    with pytest.raises(NoDataError):
        compute(agreement(), wave_data(respondents(led1=[1, None], led2=[None, 2])))


def test_faults_name_what_cannot_be_compared():
    at = KeyPlace("fil.yaml", "exhibits[0]")
    told = [str(f) for f in agreement(raters=[["led1"], ["rolle"]]).faults(PROJECT, at)]
    assert len(told) == 1
    assert "rolle med andre koder" in told[0]
    assert "alder" in str(next(iter(agreement(raters=[["alder"], ["led1"]]).faults(PROJECT, at))))
    with pytest.raises(ValidationError, match="3 kodere med flere variabler"):
        agreement(raters=[["led1", "led2"], ["led3"], ["led4"]])
