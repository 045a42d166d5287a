"""A sample that chose itself has no response rate: nobody knows how many could have answered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import ValidationError

from evaluering.config.exhibits.outcome_rates import OutcomeRates
from evaluering.config.exhibits.response_rates import ResponseRates
from evaluering.config.waves import OutcomeCounts, SurveyFile
from evaluering.exhibits import outcome_rates, response_rates
from evaluering.exhibits.absence import NoDataError
from evaluering.render.language import say
from evaluering.render.tables.laying import lay_out
from small import EXHIBIT, respondents, wave_data

ANSWERS = respondents(rolle=[1, 1, 2])
OPEN = {"file": "liten.sav", "sample": "convenience"}


def data(**keys):
    found = wave_data(ANSWERS)
    file = SurveyFile(**keys)
    return replace(found, wave=found.wave.model_copy(update={"surveys": {"liten": file}}))


@pytest.mark.parametrize("keys", [{}, {"survey": "liten", "by": "rolle"}])
def test_no_rate_is_printed_and_the_reader_is_told_why(keys):
    exhibit = ResponseRates(id="tabell-1", kind="response_rates", **keys, **EXHIBIT)
    found = response_rates.compute(exhibit, data(**OPEN))
    assert found.table["rate"].isna().all()
    assert any("Ingen vet hvor mange" in say(note) for note in found.notes)
    assert "100" not in {cell.text for row in lay_out(exhibit, found).body for cell in row}


@pytest.mark.parametrize("key", [{"sent": 3}, {"population": 3}, {"dispositions": {"refusal": 1}}])
def test_what_would_make_a_rate_of_it_is_refused(key):
    with pytest.raises(ValidationError, match="sample: convenience"):
        SurveyFile(**OPEN, **key)


def test_outcomes_without_those_who_are_left_are_no_rates():
    """3 answers and no refusals are no response rate of 100 per cent."""
    exhibit = OutcomeRates(id="tabell-1", kind="outcome_rates", **EXHIBIT)
    counts = OutcomeCounts(partial=0)
    with pytest.raises(NoDataError):
        outcome_rates.compute(exhibit, data(file="liten.sav", dispositions=counts))
    known = counts.model_copy(update={"unknown": 3})
    found = outcome_rates.compute(exhibit, data(file="liten.sav", dispositions=known))
    assert found.table["RR1"].tolist() == [50]
