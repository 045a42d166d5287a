"""The HTML report: valid, self-contained, numbered, linked, and true to its texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from evaluering.render.document import Document, Section
from evaluering.render.html.report import report_page
from pages import Page
from small_document import DOCUMENT, EXHIBITS, MARKUP, NEW, numbered


def set_page(document: Document = DOCUMENT) -> Page:
    return Page(
        report_page(
            document,
            quality="../index.html#b",
            address=lambda path: f"tall/{path.name}",
            picture=lambda path: f"data:{path.name}",
        )
    )


PAGE = set_page()
TEXT = "".join(PAGE.words)


def test_the_tags_fit_together_and_the_language_is_named() -> None:
    assert PAGE.text.startswith("<!DOCTYPE html>")
    assert (PAGE.faults, PAGE.open) == ([], [])
    assert PAGE.language == DOCUMENT.language


def test_headings_start_at_one_and_skip_no_level() -> None:
    assert PAGE.levels[0] == 1
    assert PAGE.levels.count(1) == 1
    pairs = zip(PAGE.levels, PAGE.levels[1:], strict=False)
    assert all(after <= before + 1 for before, after in pairs)


def test_ids_are_unique_and_every_link_within_the_page_leads_somewhere() -> None:
    assert [value for value, count in Counter(PAGE.ids).items() if count > 1] == []
    inner = {reference[1:] for reference in PAGE.references if reference.startswith("#")}
    assert inner <= set(PAGE.ids)


def test_the_landmarks_are_there_once() -> None:
    assert (PAGE.tags["header"], PAGE.tags["main"], PAGE.tags["footer"]) == (1, 1, 1)
    assert PAGE.tags["nav"] == 3  # contents, figures, tables


def test_nothing_is_fetched_and_nothing_is_run() -> None:
    assert PAGE.tags["script"] == PAGE.tags["link"] == 0
    assert not [r for r in PAGE.references if r.startswith(("http", "//"))]


@pytest.mark.parametrize("text", [DOCUMENT.title, f"Figur 3. {MARKUP}"])
def test_markup_in_a_text_survives_as_text(text: str) -> None:
    assert text in TEXT


def test_every_exhibit_is_listed_and_linked_by_its_number() -> None:
    for name in EXHIBITS:
        assert name in PAGE.ids
        assert f"#{name}" in PAGE.references


def test_references_in_running_text_are_links() -> None:
    assert '<a href="#figur-3">figur 3</a>' in PAGE.text
    assert '<a href="#kapittel-2">neste kapittel</a>' in PAGE.text


def test_a_figure_has_its_table_folded_under_it_and_a_table_stands_open() -> None:
    drawn = numbered("figur-1", "Figur 1", image=Path("f/figur-1"), numbers=Path("f/figur-1.csv"))
    page = set_page(replace(DOCUMENT, sections=(Section("k", "K", (drawn,)),)))
    assert page.images == [{"src": "data:figur-1", "alt": drawn.alt}]
    fold = page.text.index("<details><summary>Tallene bak Figur 1")
    assert page.text.index("<img") < fold < page.text.index("<table")
    assert "tall/figur-1.csv" in page.references
    table = set_page(
        replace(DOCUMENT, sections=(Section("k", "K", (numbered("tabell-1", "Tabell 1"),)),))
    )
    assert table.tags["details"] == 0
    assert table.tags["table"] == 1


def test_the_same_document_gives_the_same_page() -> None:
    assert set_page().text == PAGE.text


def test_a_new_report_without_a_subtitle_leaves_no_empty_line_and_regenerates_nothing():
    page = "".join(set_page(NEW).words)
    assert NEW.origin in page
    assert "Gjenskaper" not in page
    content = report_page(NEW, quality="q", address=str, picture=str)
    assert "<p class=subtitle>" not in content
    assert 'class="subtitle"' not in content
    assert "subtitle" in report_page(DOCUMENT, quality="q", address=str, picture=str)
