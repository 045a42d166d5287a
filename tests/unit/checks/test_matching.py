"""Printed cells find the rendered ones, whatever the dashes, spaces and signs."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from evaluering.checks.matching import (
    Entry,
    differences,
    figure_cells,
    label,
    printed_limits,
    table_cells,
)
from evaluering.data.numerals import Numeral
from evaluering.data.published import Correction, Place
from evaluering.exhibits.result import Result
from evaluering.render.numbers import Format, Written, missing
from evaluering.render.tables.table import (
    Cell,
    Table,
    body_row,
    column_heads,
    interval,
    pair,
    phrase,
)


def place(row: str, column: str) -> Place:
    return Place("tabell-1", row, column)


def table(heads, *rows, level=None):
    return Table((column_heads(heads),), tuple(body_row(*row) for row in rows), level=level)


ONE = table(
    ["Fylke", "Populasjon (%)", "Svarprosent"],
    ("30 001 eller flere", [pair(Written(18), Written(7.2)), Written(33)]),
)
SHARE, R = Format(percent=True), Format(3, zero=False)


@pytest.mark.parametrize(
    ("printed", "content"),
    [
        ("50 prosent av pop.", phrase("of_population", rate=Written(49.8, SHARE))),
        ("27 prosent av utvalg 16 prosent av pop.",
         phrase("of_both", rate=Written(27, SHARE), population=Written(16.4, SHARE))),
        ("4394/2677*", (Written(4394), "/", Written(2677))),
        ("-,106", Written(-0.1061, R)),
        (",254*", Written(0.2541, replace(R, stars="*"))),
        ("(,345)", Written(0.345, replace(R, brackets=True))),
        ("25.6", Written(25.6, Format(1))),
        ("-", Written(0)),
        ("-", missing()),
        ("12 345", Written(12345)),
        ("4 (19)", pair(Written(4), Written(19))),
        ("ja", "Ja"),
    ],
)  # fmt: skip
def test_spellings_of_the_same_number_are_alike(printed, content):
    cells = table_cells(table(["", "Tall"], ("Rad", [content])))
    assert differences({place("Rad", "Tall"): printed}, [], cells) == []


@pytest.mark.parametrize(
    ("printed", "content"),
    [
        (",254*", Written(0.254, R)),
        ("7", Written(70)),
        ("-,106", Written(0.106, R)),
        ("1,0", Written(10)),
        ("4,3", Written(4.3, Format(2))),
        ("50 prosent av pop.", phrase("of_sample", rate=Written(50, SHARE))),
        ("4 ()", pair(Written(4), Written(0))),
    ],
)
def test_other_numbers_are_not(printed, content):
    cells = table_cells(table(["", "Tall"], ("Rad", [content])))
    (found,) = differences({place("Rad", "Tall"): printed}, [], cells)
    assert str(found).startswith(f"tabell-1, «Rad» × «Tall»: ventet «{printed}», fikk «")


def test_a_count_and_its_per_cent_are_two_cells():
    printed = {
        place("30001 eller flere", "Populasjon"): "18",
        place("30001 eller flere", "Populasjon (%)"): "7",
        place("30001 eller flere", "Svarprosent"): "33",
    }
    assert differences(printed, [], table_cells(ONE)) == []


def test_a_cell_that_is_not_rendered_is_a_difference():
    (found,) = differences({place("Oslo", "Svarprosent"): "33"}, [], table_cells(ONE))
    assert str(found).endswith("fikk ingen slik celle")


def test_a_corrected_cell_is_compared_with_what_is_used_and_an_open_one_not_at_all():
    printed = {place("30001 eller flere", "Svarprosent"): "34"}
    (spot,) = printed
    assert len(differences(printed, [], table_cells(ONE))) == 1
    assert differences(printed, [Correction(spot, "34", "33", "…")], table_cells(ONE)) == []
    assert differences(printed, [Correction(spot, "34", None, "…")], table_cells(ONE)) == []
    (found,) = differences(printed, [Correction(spot, "34", "35", "…")], table_cells(ONE))
    assert "ventet «35» (trykt «34»), fikk «33»" in str(found)


@pytest.mark.parametrize(
    ("text", "name", "ends"),
    [
        ("Svært lav 7,73% - 10,00%", "sværtlav", "7,73-10,00"),
        ("Svært lav (7,73–10,00)", "sværtlav", "7,73-10,00"),
        ("Høye 66035 - 107135 kr", "høye", "66035-107135"),
        ("Høye (66 035–107 135)", "høye", "66035-107135"),
        ("Innlandet (9)", "innlandet", ""),
        ("3001–8000", "3001-8000", ""),
        ("Totalt", "total", ""),
        ("Møre og Romsdal (Romsdal, VGO)", "møreogromsdal(romsdalvgo)", ""),
    ],
)
def test_a_label_is_told_from_its_limits_and_counts(text, name, ends):
    assert (label(text), printed_limits(text)) == (name, ends)


def test_limits_are_compared_too():
    low = ("Lav (", *interval(1, 2, Format(1), "–"), ")")
    cells = table_cells(table(["", "Antall"], (low, [Written(5)])))
    assert differences({place("Lav 1,0% - 2,0%", "Antall"): "5"}, [], cells) == []
    (found,) = differences({place("Lav 1,1% - 2,0%", "Antall"): "5"}, [], cells)
    assert (found.place.column, found.rendered) == ("", "1,0-2,0")


def test_rows_that_span_lines_go_before_the_lines_own_names():
    laid = Table(
        (column_heads(["", "", "Omfang"]),),
        (
            (Cell("Folketall", "row", rows=3), Cell("Pearson", "row"), Cell(Written(0.15, R))),
            (Cell("(Sig.)", "row"), Cell(Written(0.183, replace(R, brackets=True)))),
            (Cell("n", "row"), Cell(Written(80))),
        ),
    )
    cells = table_cells(laid)
    assert cells["folketall(pearson)", "omfang"].text == ",150"
    assert cells["folketall(sig.)", "omfang"].text == "(,183)"
    assert cells["folketall(n)", "omfang"].text == "80"


@pytest.mark.parametrize(
    ("printed", "level", "same"),
    [("5 prosent-nivå", 5, True), ("10%-nivå", 10, True), ("1%-nivå", 10, False),
     ("–", None, True), ("–", 5, False), ("5%-nivå", None, False)],
)  # fmt: skip
def test_the_level_of_a_chi_square_is_the_tables_own(printed, level, same):
    cells = table_cells(table(["", "Antall"], ("Rad", [Written(5)]), level=level))
    found = differences({place("Kjikvadrat", "signifikant på"): printed}, [], cells)
    assert (not found) is same


def test_a_figures_numbers_stand_by_row_and_group_and_n_in_a_row_of_its_own():
    numbers = pd.DataFrame(
        {"item_label": ["A", "B"], "group_label": "Skoleeier", "mean": [3.25, 4.0], "n": [120, 123]}
    )
    result = Result("figur-1", "group_means", numbers, 123, "")
    cells = figure_cells(result, "mean", lambda value: Written(value, Format(1)))
    assert cells == {
        ("a", "skoleeier"): Entry("3,3", (Numeral(33, 1),), 3.25, "#"),
        ("b", "skoleeier"): Entry("4,0", (Numeral(40, 1),), 4.0, "#"),
        ("n", "skoleeier"): Entry("123", (Numeral(123, 0),), 123.0, "#"),
    }  # fmt: skip
