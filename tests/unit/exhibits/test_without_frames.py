"""What a wave does not know of a population is not printed, and an exhibit of it says why."""

from __future__ import annotations

import pytest

from evaluering.cli.results import result_of
from evaluering.config.exhibits.membership import Membership
from evaluering.config.exhibits.rates import Rates
from evaluering.config.exhibits.response_rates import ResponseRates
from evaluering.config.paths import Paths
from evaluering.config.waves import SurveyFile
from evaluering.data.tables import GivenTables
from evaluering.data.wave_data import WaveData
from evaluering.exhibits import membership, rates, response_rates
from evaluering.exhibits.absence import NO_FRAME, NO_MEMBERS, NoDataError
from evaluering.message import message
from evaluering.render.tables import response_rates as rates_table
from small import EXHIBIT, PROJECT, WAVE, respondents

UNKNOWN = WAVE.model_copy(update={"surveys": {"liten": SurveyFile(file="liten.sav")}})
FRAME = respondents(rolle=[1, 1, 2], valg_a=[1, 1, 0], valg_b=[1, 0, 0])
PANEL = {"survey": "liten", "by": "rolle", "colour_of": "leder"}
RATES = Rates(id="figur-1", kind="rates", panels=[PANEL], **EXHIBIT)
MEMBERS = Membership(
    id="tabell-1", kind="membership", survey="liten", heading="Nettverk", **EXHIBIT
)


def data(wave=UNKNOWN) -> WaveData:
    account = {"file": "liten.sav", "sha256": "0" * 64}
    return WaveData(
        PROJECT, wave, GivenTables(surveys={"liten": FRAME}, qualities={"liten": account})
    )


def table(**keys) -> list[list[str]]:
    exhibit = ResponseRates(id="tabell-2", kind="response_rates", **keys, **EXHIBIT)
    laid = rates_table.layout(exhibit, response_rates.compute(exhibit, data()))
    return [[cell.text.replace("\u00a0", " ") for cell in row] for row in (*laid.head, *laid.body)]


def test_answers_by_category_stand_alone_without_population_and_rate():
    assert table(survey="liten", by="rolle") == [
        ["Aktør", "Antall svar (%)"],
        ["Leder", "2 (67)"], ["Lærer", "1 (33)"], ["Annet", "0 (0)"], ["Total", "3 (100)"],
    ]  # fmt: skip


def test_answers_by_survey_stand_alone_without_rate():
    head, *rows = table()
    assert not [text for text in head if "prosent" in text.lower() or "popul" in text.lower()]
    assert rows[0][0] == "Liten undersøkelse"
    assert rows[0][-1] == "3"


@pytest.mark.parametrize(
    ("module", "exhibit", "reason"), [(rates, RATES, NO_FRAME), (membership, MEMBERS, NO_MEMBERS)]
)
def test_an_exhibit_of_what_the_wave_lacks_is_empty_with_the_reason(
    tmp_path, module, exhibit, reason
):
    with pytest.raises(NoDataError):
        module.compute(exhibit, data())
    computed = result_of(exhibit, data(), Paths(tmp_path))
    assert computed.n == 0
    assert computed.empty == reason
    assert computed.notes == (message("no_data", reason=reason),)


def test_a_known_number_of_sent_gives_a_rate_where_no_frame_does():
    exhibit = ResponseRates(id="tabell-2", kind="response_rates", **EXHIBIT)
    computed = response_rates.compute(exhibit, data(WAVE))
    assert computed.table["rate"].tolist() == [37.5]
    assert computed.method
    assert response_rates.compute(exhibit, data()).method == ()
