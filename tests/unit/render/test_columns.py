"""How tables fit pages: whole words, values on one line, a page on its side only when needed."""

from __future__ import annotations

from evaluering.render.columns import Page, Typeface, column_count, divided, fit, placed, unbroken
from evaluering.render.tables.table import Cell, Table, body_row, column_heads
from small_document import PLAIN, SPANNED, WIDE

TYPE, PAGE = Typeface(8, 0.6), Page(460, 700)


def test_cells_that_reach_down_hold_their_columns() -> None:
    assert [[p.column for p in row] for row in placed(SPANNED)] == [
        [0, 1, 2],
        [0, 1, 2, 3],
        [0, 1, 2, 3],
        [1, 2, 3],
    ]
    assert column_count(SPANNED) == 4
    assert column_count(Table((), ())) == 0


def test_a_small_table_is_no_wider_than_its_texts() -> None:
    found = fit(PLAIN, TYPE, PAGE)
    assert sum(found.widths) < PAGE.width / 2
    assert (found.size, found.landscape) == (8, False)


def test_a_wide_table_is_turned_and_then_made_smaller() -> None:
    turned = fit(WIDE, TYPE, PAGE)
    assert turned.landscape
    assert sum(turned.widths) <= PAGE.height
    small = fit(WIDE, Typeface(12, 0.6), PAGE)
    assert small.size < 12
    assert sum(small.widths) <= PAGE.height + 0.01


def test_a_table_that_never_fits_is_still_within_the_page() -> None:
    heads = column_heads(["x" * 40 for _ in range(30)])
    found = fit(Table((heads,), ()), TYPE, PAGE)
    assert sum(found.widths) <= PAGE.height + 0.01


def test_running_text_in_a_cell_is_wrapped_rather_than_turned() -> None:
    found = fit(Table((), (body_row("Aspekt", ("Lang tekst om skoler. " * 9,)),)), TYPE, PAGE)
    assert not found.landscape
    assert sum(found.widths) <= PAGE.width


def test_a_value_stays_on_one_line_and_a_name_may_break() -> None:
    assert unbroken(Cell("4 (19)")) == "4\u00a0(19)"
    assert unbroken(Cell("Møre og Romsdal", "row", "left")) == "Møre og Romsdal"


def test_only_words_wider_than_the_column_are_divided() -> None:
    assert divided("ord i rad", 60, 8, TYPE, False) == "ord i rad"
    assert divided("3001–8000", 30, 8, TYPE, False) == "3001–8000"
    long = divided("kompetanseutvikling", 40, 8, TYPE, False)
    assert long.replace("\u00ad", "") == "kompetanseutvikling"
    assert "\u00ad" in long
