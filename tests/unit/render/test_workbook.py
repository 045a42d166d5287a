"""The workbook: numbers are numbers and look as printed; texts are never formulas."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from evaluering.render.document import Section
from evaluering.render.language import writing
from evaluering.render.numbers import Format, Mark, P, Written
from evaluering.render.tables.table import Cell, interval, pair, phrase
from evaluering.render.workbook.book import workbook
from evaluering.render.workbook.formats import Held, held, unrounded
from evaluering.render.workbook.names import sheet_names
from evaluering.rounding import Rounding
from small_document import DOCUMENT, EXHIBITS, MARKUP, NEW, numbered
from spreadsheet import spreadsheet_text

NUMBERS = {
    name: [["item", "n", "mean", "skjult"], ["=led1", 146, 3.6461538461538463, False]]
    for name in EXHIBITS
}
MADE = workbook(DOCUMENT, NUMBERS)
BOOK = load_workbook(BytesIO(MADE))


def cells(sheet: str) -> list[list[Any]]:
    return [list(row) for row in BOOK[sheet].iter_rows(values_only=True)]


def row_of(sheet: str, first: str) -> Any:
    return next(row for row in BOOK[sheet].iter_rows() if row[0].value == first)


def only(content: Any) -> Held:
    (found,) = held(Cell(content))
    return found


@pytest.mark.parametrize(
    ("number", "text", "value", "code"),
    [
        (Written(4.2, Format(2)), "4,20", 4.2, "0.00"),
        (Written(146), "146", 146, "0"),
        (Written(12.5), "13", 12.5, "0"),
        (Written(4.5208333, Format(2)), "4,52", 4.5208333, "0.00"),
        (Written(12345), "12\u00a0345", 12345, "#,##0"),
        (Written(-4.2, Format(2)), "−4,20", -4.2, '0.00;"−"0.00'),
        (Written(-0.004, Format(2)), "0,00", -0.004, "0.00;0.00"),
        (Written(30.4, Format(percent=True)), "30\u00a0%", 0.304, '0"\u00a0"%'),
        (Written(-0.1063, Format(3, zero=False, stars="*")), "−,106*", -0.1063,
         '.000"*";"−".000"*"'),
        (Written(0.3491, Format(3, zero=False, brackets=True)), "(,349)", 0.3491, '"(".000")"'),
        (Written(0.00021, P), "<0,001", 0.00021, '[<0.001]"<0,001";0.000'),
        (Written(0.0321, P), "0,032", 0.0321, "0.000"),
    ],
)  # fmt: skip
def test_a_number_is_held_unrounded_and_looks_as_printed(
    number: Written, text: str, value: float, code: str
) -> None:
    assert only(number) == Held(value, text, code)
    assert spreadsheet_text(value, code) == text


@pytest.mark.parametrize(
    ("number", "value"),
    [
        (Written(2.675, Format(2)), 2.675),
        (Written(2.675, Format(2, "float")), 2.67),
        (Written(35.48, Format(0, "half_up_twice")), 36),
        (Written(35.6, Format(0, "half_up_twice")), 35.6),
        (Written(12.499999999999998), 12),
        (Written(28.5, Format(percent=True)), 0.29),
    ],
)
def test_a_number_that_a_spreadsheet_would_show_otherwise_is_held_as_printed(
    number: Written, value: float
) -> None:
    found = only(number)
    assert found.value == value
    assert spreadsheet_text(value, found.format) == number.text


@pytest.mark.parametrize("value", [0, 0.5, 12.5, 99.95, 1234.5, 99999.5, -0.05, -12.5, -45678.9])
@pytest.mark.parametrize("rounding", ["half_up", "half_up_twice", "float"])
@pytest.mark.parametrize(
    "form",
    [{}, {"decimals": 1}, {"decimals": 3, "zero": False}, {"percent": True}, {"stars": "**"},
     {"brackets": True, "decimals": 2}],
)  # fmt: skip
def test_every_format_shows_what_is_printed(
    value: float, rounding: Rounding, form: dict[str, Any]
) -> None:
    number = Written(value, Format(rounding=rounding, **form))
    found = only(number)
    assert isinstance(found.value, int | float)
    assert spreadsheet_text(found.value, found.format) == number.text


def test_numbers_of_an_english_report_are_literal_in_english() -> None:
    with writing("en"):
        small, share, large = Written(0.0001, P), Written(30, Format(percent=True)), Written(12345)
    assert only(small).format == '[<0.001]"<0.001";0.000'
    assert [only(share).format, only(large).format] == ["0%", "#,##0"]


@pytest.mark.parametrize("text", ["<0,001", "0301", "–", ":", "", "4 (19)", "=1+1", "30 %"])
def test_a_text_stays_text_whatever_it_looks_like(text: str) -> None:
    assert only(text) == Held(text, text)


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        (pair(Written(4), Written(19.2)), ["4", "(19)"]),
        (interval(2.31, 4.49, Format(2), " til "), ["2,31 til", "4,49"]),
        ((Written(27), "–", Written(31)), ["27–", "31"]),
        (phrase("of_both", rate=Written(27, Format(percent=True)),
                population=Written(16, Format(percent=True))),
         ["27\u00a0% av utvalget,", "16\u00a0% av populasjonen"]),
        (pair(Mark("–", "finnes ikke"), Written(0)), ["– (0)"]),
    ],
)  # fmt: skip
def test_several_numbers_of_a_cell_are_numbers_in_cells_of_their_own(
    content: Any, texts: list[str]
) -> None:
    found = held(Cell(content))
    assert [cell.text for cell in found] == texts
    for cell in found:
        assert isinstance(cell.value, int | float)
        assert spreadsheet_text(cell.value, cell.format) == cell.text


@pytest.mark.parametrize(
    ("value", "expected"),
    [(3.25, 3.25), (-1e-05, -1e-05), (146.0, 146), ("0301", "0301"), (True, True),
     (float("nan"), None), ("nan", "nan")],
)  # fmt: skip
def test_unrounded_values_keep_their_kind(value: object, expected: object) -> None:
    found = unrounded(value).value
    assert (found, type(found)) == (expected, type(expected))


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
    assert [total[1].value, total[2].value] == [-4.2, 0.0004]
    assert total[1].number_format == '0.00;"−"0.00'
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
