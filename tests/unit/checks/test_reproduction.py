"""A printed number is equal, near, different, missing or contradicted."""

from __future__ import annotations

import pytest

from evaluering.checks.matching import table_cells
from evaluering.checks.reproduction import compare, compare_texts, differing, summary
from evaluering.checks.restated import Restated
from evaluering.data.published import Correction, Place
from evaluering.render.language import say
from evaluering.render.numbers import Format, Written
from evaluering.render.tables.table import Table, body_row, column_heads, interval

PLACE = Place("tabell-1", "Godt", "Lav")


R = Format(3, zero=False)


def laid(row, column, content):
    return table_cells(Table((column_heads(["", column]),), (body_row(row, [content]),)))


def compared(printed, content, correction=None):
    cells = {} if content is None else laid("Godt", "Lav", content)
    (cell,) = compare({PLACE: printed}, [correction] if correction else [], cells)
    return cell


@pytest.mark.parametrize(
    ("printed", "number", "status"),
    [
        ("4,32", Written(4.3249, Format(2)), "equal"),
        ("4,32", Written(4.3251, Format(2)), "near"),
        ("4,32", Written(4.3351, Format(2)), "different"),
        ("-,106", Written(-0.1068, R), "near"),
        ("-,106", Written(-0.1076, R), "different"),
        ("12", Written(11.4), "near"),
        ("12", Written(14), "different"),
        ("-", Written(0), "equal"),
    ],
)
def test_the_status_follows_from_the_last_printed_digit(printed, number, status):
    cell = compared(printed, number)
    assert (cell.status, cell.unrounded) == (status, number.value)


def test_a_cell_without_a_regenerated_number_is_missing():
    cell = compared("4,32", None)
    assert (cell.status, cell.regenerated, cell.unrounded) == ("missing", None, None)


def test_a_contradicted_cell_carries_the_proof_and_what_the_data_give():
    correction = Correction(PLACE, "4,32", "4,76", "100/21 = 4,76.")
    agrees = compared("4,32", Written(4.7619, Format(2)), correction)
    differs = compared("4,32", Written(4.5, Format(2)), correction)
    assert agrees.status == differs.status == "contradicted"
    assert say(agrees.reason) == "100/21 = 4,76. Brukt: 4,76."
    assert "noe annet" in say(differs.reason)


def test_the_summary_counts_every_status_and_only_differences_count_as_such():
    cells = [compared("1", n if n is None else Written(n)) for n in (1, 2, 5, None)]
    assert summary(cells) == {
        "printed": 4, "equal": 1, "near": 1, "different": 1, "missing": 1, "contradicted": 0
    }  # fmt: skip
    assert differing(cells) == 2


def test_the_limits_in_a_rows_label_are_a_number_of_their_own():
    place = Place("tabell-17", "Lav 10,10% - 12,00%", "Antall kommuner")
    label = ("Lav (", *interval(10.1, 12, Format(2), "–"), ")")
    found = compare({place: "37"}, [], laid(label, "Antall kommuner", Written(37)))
    assert [(c.place.column, c.status) for c in found] == [
        ("Antall kommuner", "equal"), ("", "equal")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ([Restated(True, "96,1 %", numbers=[{"bounds": [95.5, 96.49]}])], "equal"),
        ([Restated(True, "96,1 %", numbers=[{"bounds": [95, None], "n": [96]}])], "equal"),
        ([Restated(True, "96,1 %", expected=(96,))], "equal"),
        ([Restated(True, "96,1 %", numbers=[{"bounds": [50, None], "n": [97]}])], "missing"),
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


@pytest.mark.parametrize(
    ("printed", "bounds", "status"),
    [
        ("cirka én av tre", [30, 36], "equal"),
        ("1/3", [40, 45], "missing"),
        ("to tredeler", [63, 70], "equal"),
        ("en halv skåre", [0.4, 0.6], "equal"),
        ("30 av 57 personer", [57, 57], "missing"),
        ("30 av 57 personer", [53, 53], "missing"),
        ("seks av tolv", [50, 50], "equal"),
        ("bare drøyt to av ti", [20, 23], "equal"),
        ("kort tid", [1, 2], "equal"),
    ],
)
def test_equal_means_that_every_number_of_a_text_is_tested(printed, bounds, status):
    place = Place("tekst", "t1", "printed")
    claims = [Restated(True, "Tall.", numbers=[{"bounds": bounds}])]
    (cell,) = compare_texts({place: printed}, [], {"t1": claims})
    assert cell.status == status
