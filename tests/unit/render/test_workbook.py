"""The workbook: numbers are numbers and look as printed; texts are never formulas."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from evaluering.languages import read
from evaluering.render.document import Section
from evaluering.render.workbook.book import workbook
from evaluering.render.workbook.names import sheet_names
from evaluering.render.workbook.values import pair, shown, unrounded
from small_document import DOCUMENT, EXHIBITS, MARKUP, NEW, numbered

NUMBERS = {
    name: [["item", "n", "mean", "skjult"], ["=led1", "146", "3.6461538461538463", "False"]]
    for name in EXHIBITS
}
MADE = workbook(DOCUMENT, NUMBERS)
BOOK = load_workbook(BytesIO(MADE))


def cells(sheet: str) -> list[list[Any]]:
    return [list(row) for row in BOOK[sheet].iter_rows(values_only=True)]


def row_of(sheet: str, first: str) -> Any:
    return next(row for row in BOOK[sheet].iter_rows() if row[0].value == first)


@pytest.mark.parametrize(
    ("text", "value", "form"),
    [
        ("4,20", 4.2, "0.00"),
        ("146", 146, "0"),
        ("0", 0, "0"),
        ("12\u00a0345", 12345, "#,##0"),
        ("−4,20", -4.2, "0.00;−0.00"),
        ("30\u00a0%", 0.3, "0 %"),
        ("28,7 %", 0.287, "0.0 %"),
        ("−,106*", -0.106, '.000"*";−.000"*"'),
        (",142", 0.142, ".000"),
        ("(,349)", 0.349, '"(".000")"'),
        ("(19)", 19, '"("0")"'),
        ("100,0", 100.0, "0.0"),
    ],
)
def test_a_printed_number_is_a_number_that_looks_as_printed(
    text: str, value: float, form: str
) -> None:
    found = shown(text, read("nb"))
    assert (found.value, found.format) == (value, form)


@pytest.mark.parametrize(
    "text", ["<0,001", "0301", "–", ":", "", "4 (19)", "=1+1", "*", "(", "2,3 til 4,5", "1.5", "(4"]
)
def test_what_is_not_wholly_a_number_stays_text(text: str) -> None:
    assert shown(text, read("nb")).value == text


def test_an_english_report_has_points() -> None:
    assert shown("4.20", read("en")).value == 4.2
    assert shown("12,345", read("en")).value == 12345
    assert shown("4,20", read("en")).value == "4,20"


@pytest.mark.parametrize(("text", "parts"), [("4 (19)", ("4", "(19)")), ("4", None), ("a b", None)])
def test_a_count_with_its_per_cent_is_two_numbers(text: str, parts: tuple[str, str] | None) -> None:
    assert pair(text) == parts


@pytest.mark.parametrize(
    ("text", "value"),
    [("3.25", 3.25), ("-1e-05", -1e-05), ("146", 146), ("0301", "0301"), ("True", True),
     ("", None), ("nan", "nan"), ("led1", "led1"), ("9" * 16, "9" * 16)],
)  # fmt: skip
def test_unrounded_values_keep_their_kind(text: str, value: object) -> None:
    assert unrounded(text) == value


def test_every_exhibit_has_a_sheet_and_a_link_from_the_first() -> None:
    index = BOOK.worksheets[0]
    assert len(BOOK.sheetnames) == 1 + len(EXHIBITS)
    linked = [c.hyperlink.location for row in index.iter_rows() for c in row if c.hyperlink]
    assert linked == [f"'{name}'!A1" for name in BOOK.sheetnames[1:]]
    for sheet in BOOK.worksheets[1:]:
        back = [c.hyperlink.location for row in sheet.iter_rows() for c in row if c.hyperlink]
        assert back == ["'Innhold'!A1"]


def test_sheets_are_named_by_number_and_told_apart_by_id() -> None:
    assert BOOK.sheetnames[1:3] == ["Figur 3", "Figur-3"]
    odd = [
        numbered(f"tabell-{n}", number) for n, number in enumerate(["Innhold", "A/B:C?", "a" * 40])
    ]
    names = list(sheet_names([*odd, *odd], "Innhold").values())
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert "Innhold" not in names


def test_printed_cells_are_numbers() -> None:
    total = row_of("Tabell 1", "Skoleeier")
    assert [total[1].value, total[2].value] == [-4.2, "<0,001"]
    assert total[1].number_format == "0.00;−0.00"
    fylke = row_of("Tabell 8", "Fylke 2")
    assert [cell.value for cell in fylke[1:5]] == [2, 0, 2, 1]


def test_a_text_is_never_a_formula() -> None:
    kinds = {c.data_type for sheet in BOOK for row in sheet.iter_rows() for c in row}
    assert "f" not in kinds
    label = row_of("Tabell 1", "=1+1")[0]
    assert label.data_type == "s"
    assert label.quotePrefix


def test_markup_characters_are_kept() -> None:
    assert BOOK["Figur-3"]["A1"].value == f"Figur 3. {MARKUP}"


def test_the_sheet_holds_tests_and_unrounded_numbers_under_the_table() -> None:
    column = [row[0] for row in cells("Tabell 1")]
    assert column.index("Totalt") < column.index("Tester") < column.index("Uavrundede tall")
    assert row_of("Tabell 1", "=led1")[2].value == 3.6461538461538463


def test_every_sheet_is_stamped_and_keeps_its_title_in_view() -> None:
    for sheet in BOOK.worksheets:
        assert "Syntetiske data" in " ".join(
            str(row[0].value) for row in sheet.iter_rows(max_row=4)
        )
        assert sheet.freeze_panes


def test_spanners_are_merged() -> None:
    merged = {str(found) for found in BOOK["Tabell 2"].merged_cells.ranges}
    assert merged == {"C5:D5", "A7:A8"}


def test_the_same_report_gives_the_same_bytes_without_dates() -> None:
    assert workbook(DOCUMENT, NUMBERS) == MADE
    with ZipFile(BytesIO(MADE)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms" not in archive.read("docProps/core.xml").replace(b"xmlns:dcterms", b"")


def test_characters_that_a_cell_cannot_hold_are_left_out() -> None:
    odd = Section("a", "A", (numbered("tabell-1", "Tabell 1", title="A\x07B"),))
    book = load_workbook(BytesIO(workbook(replace(DOCUMENT, sections=(odd,)), {})))
    assert book["Tabell 1"]["A1"].value == "Tabell 1. AB"


def test_a_new_report_without_a_subtitle_regenerates_nothing():
    made = BytesIO(workbook(NEW, NUMBERS))
    assert load_workbook(made).worksheets[0]["A2"].value == NEW.origin
    with ZipFile(made) as book:
        properties = book.read("docProps/core.xml").decode()
    assert not any(name in properties for name in ("creator", "subject", "openpyxl"))
