"""AAPOR's rates of a wave: the dispositions it states, and the rest of those who were sent it."""

from __future__ import annotations

from typing import Any

import pytest

from evaluering.config.exhibits.outcome_rates import OutcomeRates
from evaluering.config.waves import OutcomeCounts, SurveyFile
from evaluering.errors import DataError
from evaluering.exhibits.absence import NoDataError
from evaluering.exhibits.outcome_rates import compute
from evaluering.exhibits.result import Result
from small import EXHIBIT, WAVE, respondents, wave_data

RATES = OutcomeRates(id="tabell-1", kind="outcome_rates", **EXHIBIT)


def rates(n: int = 5, sent: int | None = 8, eligible: float | None = None, **counts: Any) -> Result:
    file = SurveyFile(
        file="liten.sav", sent=sent, dispositions=OutcomeCounts(**counts) if counts else None
    )
    wave = WAVE.model_copy(update={"surveys": {"liten": file}})
    exhibit = RATES.model_copy(update={"eligible_share": eligible})
    return compute(exhibit, wave_data(respondents(rolle=[1] * n), wave=wave))


def test_the_rates_are_those_of_the_definitions():
    (row,) = rates(partial=1, refusal=1, non_contact=1).table.to_dict(orient="records")
    assert (row["n"], row["units"], row["unknown"], row["eligible_share"]) == (5, 8, 1, 1.0)
    expected = {"RR1": 4 / 8, "RR2": 5 / 8, "RR5": 4 / 7, "COOP1": 4 / 6, "REF1": 1 / 8,
                "CON1": 6 / 8}  # fmt: skip
    assert {name: row[name] for name in expected} == pytest.approx(
        {name: 100 * share for name, share in expected.items()}
    )


def test_who_has_no_disposition_is_of_unknown_eligibility():
    plain = rates().table.iloc[0]
    assert plain["unknown"] == 3
    assert plain["RR1"] == pytest.approx(62.5)
    assert rates(eligible=0.5).table.iloc[0]["RR3"] == pytest.approx(100 * 5 / 6.5)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"partial": 6}, "partial er 6, men 5 har svart"),
        ({"refusal": 4}, "1 flere enn de 8"),
        ({"refusal": 1, "unknown": 1}, "1 er oppgitt med ukjent status, og 2 er igjen"),
    ],
)
def test_numbers_that_do_not_add_up_are_named(counts, told):
    with pytest.raises(DataError, match=told):
        rates(**counts)


def test_without_the_number_sent_there_are_no_rates():
    with pytest.raises(NoDataError, match="reason_not_sent"):
        rates(sent=None)
    assert rates(sent=None, refusal=5).table.iloc[0]["RR1"] == pytest.approx(50)
