"""Members by role, and the variants of the tables of answers and classes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from evaluering.config.exhibits.crosstab import Crosstab
from evaluering.config.exhibits.frequencies import Frequencies
from evaluering.config.exhibits.membership import Membership
from evaluering.config.exhibits.response_rates import ResponseRates
from evaluering.errors import DataError
from evaluering.exhibits import crosstab, frequencies, membership, response_rates
from evaluering.exhibits.result import load_result, save_result
from evaluering.render.tables import crosstab as crosstab_table
from evaluering.render.tables import frequencies as frequencies_table
from evaluering.render.tables import membership as membership_table
from evaluering.render.tables import response_rates as rates_table
from evaluering.synthesis.membership import membership_frame
from evaluering.synthesis.published import PublishedTable
from small import EXHIBIT, linked_data, respondents, wave_data

MEMBERS = Membership(
    id="tabell-2", kind="membership", survey="liten", heading="Forum", rounding="half_up", **EXHIBIT
)
RATES = {"id": "tabell-9", "kind": "response_rates", "survey": "liten", "by": "valg", **EXHIBIT}
FRAME = pd.DataFrame(
    [["valg", "valg_a", 4], ["valg", "valg_b", 2]], columns=["variable", "category", "population"]
)


def members(networks):
    frame = pd.DataFrame(
        {
            "unit": ["Agder", "Agder", "Oslo", "Oslo"],
            "networks": pd.array(networks, dtype="Int64"),
            "role": ["UH", "KS"] * 2,
            "members": [2, 1, 0, 0],
        }
    )
    return membership.compute(MEMBERS, wave_data(memberships={"liten": frame}))


def texts(table):
    return [[cell.text for cell in row] for row in (*table.head, *table.body)]


def test_members_stand_by_unit_and_role_with_their_share_of_the_unit(tmp_path):
    save_result(members([None] * 4), tmp_path / "t")
    computed = load_result(tmp_path / "t")
    assert computed.n == 3
    assert texts(membership_table.layout(MEMBERS, computed)) == [
        ["Forum", "Antall personer", "UH", "KS"],
        ["Agder", "3", "2 (67)", "1 (33)"],
        ["Oslo", "–", "–", "–"],
        ["Totalt", "3", "2 (67)", "1 (33)"],
    ]


def test_the_number_of_networks_stands_after_the_unit():
    names = [row[0] for row in texts(membership_table.layout(MEMBERS, members([2, 2, 0, 0])))]
    assert names == ["Forum", "Agder (2)", "Oslo (0)", "Totalt (2)"]


def test_the_synthetic_frame_is_read_from_the_printed_table():
    cells = {
        "Agder (6)": {"Antall personer": "61", "UH": "4 (7)", "KS": "0 ()"},
        "Møre: (Søre)": {"Antall personer": "-", "UH": "-", "KS": "-"},
        "Totalt (6)": {"Antall personer": "61", "UH": "4 (7)", "KS": "0 (0)"},
    }
    frame = membership_frame(PublishedTable(Path("tabell-3.csv"), cells))
    assert frame.to_numpy().tolist() == [
        ["Agder", "6", "UH", 4], ["Agder", "6", "KS", 0],
        ["Møre: (Søre)", "", "UH", 0], ["Møre: (Søre)", "", "KS", 0],
    ]  # fmt: skip


def test_a_cell_that_is_no_number_of_members_is_refused():
    table = PublishedTable(Path("tabell-3.csv"), {"Agder": {"UH": "fire"}})
    with pytest.raises(DataError, match="ikke medlemmer og prosent"):
        membership_frame(table)


def rates(**options):
    exhibit = ResponseRates(**RATES, **options)
    frame = respondents(valg_a=[1, 1, 0, 0], valg_b=[1, 0, 0, 0])
    computed = response_rates.compute(exhibit, wave_data(frame, populations={"liten": FRAME}))
    return texts(rates_table.layout(exhibit, computed))


def test_per_cents_may_be_of_the_marks_or_of_the_respondents():
    assert [row[2] for row in rates()] == ["Antall svar (%)", "2 (67)", "1 (33)", "3 (100)"]
    several = rates(percent_of="respondents")
    assert [row[2] for row in several] == ["Antall svar (%)", "2 (50)", "1 (25)", "4 (100)"]


def test_the_total_rate_may_be_of_those_sent_or_of_the_frame():
    assert rates()[-1][-1] == "50"  # 4 of 8
    assert rates(total_rate_of="frame")[-1][-1] == "50"  # 3 of 6


def test_shares_may_be_left_out_and_rows_renamed():
    found = rates(shares=["n"], row_labels={"valg_a": "Boks A"})
    assert found[0][1:] == ["Populasjon", "Antall svar (%)", "Svarprosent"]
    assert found[1] == ["Boks A", "4", "2 (67)", "50"]


def test_a_samples_rate_may_also_be_of_the_population():
    exhibit = ResponseRates(id="tabell-7", kind="response_rates", population_rate=True, **EXHIBIT)
    computed = response_rates.compute(exhibit, wave_data(respondents(rolle=[1, 1])))
    (_, row) = texts(rates_table.layout(exhibit, computed))
    assert row[-1].replace("\u00a0", " ") == "25 % av utvalget, 20 % av populasjonen"


def test_the_total_of_an_index_is_the_sum_of_the_rounded_per_cents():
    exhibit = Frequencies(
        id="tabell-25", kind="frequencies", index="indeks", heading="Indeks", **EXHIBIT
    )
    data = linked_data([0] * 3, [2.0, 3.0, 4.0])
    laid = frequencies_table.layout(exhibit, frequencies.compute(exhibit, data))
    assert [row[-1] for row in texts(laid)[1:]] == ["33", "33", "33", "99"]


def test_a_crosstabs_rows_may_be_renamed():
    exhibit = Crosstab(
        id="tabell-29", kind="crosstab", index="indeks", by="innbyggere",
        row_labels={"1": "Ganske lav"}, **EXHIBIT,
    )  # fmt: skip
    computed = crosstab.compute(exhibit, linked_data([0, 1, 2], [2.0, 3.0, 4.0]))
    assert texts(crosstab_table.layout(exhibit, computed))[2][0] == "Ganske lav"
