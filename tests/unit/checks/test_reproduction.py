"""A printed number is equal, near, different, missing or contradicted."""

from __future__ import annotations

import pytest

from evaluering.checks.matching import Entry
from evaluering.checks.reproduction import Restated, compare, compare_texts, differing, summary
from evaluering.data.published import Correction, Place
from evaluering.render.language import say

PLACE = Place("tabell-1", "Godt", "Lav")


def compared(printed, rendered, correction=None):
    cells = {("godt", "lav"): rendered} if rendered else {}
    (cell,) = compare({PLACE: printed}, [correction] if correction else [], cells)
    return cell


@pytest.mark.parametrize(
    ("printed", "regenerated", "status"),
    [
        ("4,32", "4,32", "equal"),
        ("4,32", "4,33", "near"),
        ("4,32", "4,34", "different"),
        ("-,106", "-,107", "near"),
        ("-,106", "-,108", "different"),
        ("12", "11", "near"),
        ("12", "14", "different"),
        ("-", "0", "equal"),
    ],
)
def test_the_status_follows_from_the_last_printed_digit(printed, regenerated, status):
    cell = compared(printed, Entry(regenerated, 4.3249))
    assert (cell.status, cell.unrounded) == (status, 4.3249)


def test_a_cell_without_a_regenerated_number_is_missing():
    cell = compared("4,32", None)
    assert (cell.status, cell.regenerated, cell.unrounded) == ("missing", None, None)


def test_a_contradicted_cell_carries_the_proof_and_what_the_data_give():
    correction = Correction(PLACE, "4,32", "4,76", "100/21 = 4,76.")
    agrees = compared("4,32", Entry("4,76", 4.7619), correction)
    differs = compared("4,32", Entry("4,50", 4.5), correction)
    assert agrees.status == differs.status == "contradicted"
    assert say(agrees.reason) == "100/21 = 4,76. Brukt: 4,76."
    assert "noe annet" in say(differs.reason)


def test_the_summary_counts_every_status_and_only_differences_count_as_such():
    cells = [compared("1", Entry(text, 1.0)) for text in ("1", "2", "5")] + [compared("1", None)]
    assert summary(cells) == {
        "printed": 4, "equal": 1, "near": 1, "different": 1, "missing": 1, "contradicted": 0
    }  # fmt: skip
    assert differing(cells) == 2


def test_the_limits_in_a_rows_label_are_a_number_of_their_own():
    place = Place("tabell-17", "Lav 10,10% - 12,00%", "Antall kommuner")
    rendered = {("lav", "antallkommuner"): Entry("37", 37.0), ("lav", ""): Entry("10,10-12,00")}
    found = compare({place: "37"}, [], rendered)
    assert [(c.place.column, c.status) for c in found] == [
        ("Antall kommuner", "equal"), ("", "equal")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ([Restated(True, "96,1 %")], "equal"),
        ([Restated(True, "96,1 %"), Restated(False, "86 %")], "different"),
        ([Restated(False, "83 %", "Tabell 5 har 83.")], "contradicted"),
        ([Restated(None, "")], "missing"),
        ([], "missing"),
    ],
)
def test_a_number_of_the_text_is_what_became_of_its_claims(claims, status):
    place = Place("tekst", "t6-05", "printed")
    (cell,) = compare_texts({place: "96 prosent"}, [], {"t6-05": claims})
    assert cell.status == status


def test_a_corrected_number_of_the_text_is_contradicted():
    place = Place("tekst", "t3-18", "printed")
    correction = Correction(place, "443", "369", "Tabell 3 har 369.")
    (cell,) = compare_texts({place: "443"}, [correction], {"t3-18": [Restated(False, "369")]})
    assert (cell.status, cell.reason) == ("contradicted", "Tabell 3 har 369.")
