"""The PDF: accessible, everything within the page, texts as they are, the same bytes."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from evaluering.errors import DataError
from evaluering.render.document import Paragraph, Section
from evaluering.render.faces import FONTS, Face, shipped_face
from evaluering.render.pdf.document import pdf
from evaluering.render.pdf.typesetting import typeset
from small_document import DOCUMENT, EXHIBITS, MARKUP, NEW, PICTURES, WIDE, numbered

FACE = shipped_face()
MADE = pdf(DOCUMENT, PICTURES, FACE)
poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")


def reading(content: bytes, *options: str) -> str:
    command = ["pdftotext", *options, "-", "-"]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()


def words(text: str) -> str:
    """Return a text on one line; a hyphen at a line's end joins."""
    return " ".join(re.sub(r"\s+", " ", text).split())


def test_it_says_that_it_is_accessible_and_in_which_language() -> None:
    assert MADE.startswith(b"%PDF")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in MADE
    assert b"nb" in MADE


def test_the_same_report_gives_the_same_bytes_without_dates() -> None:
    assert pdf(DOCUMENT, PICTURES, FACE) == MADE
    for date in (b"CreationDate", b"ModDate", b"CreateDate", b"ModifyDate"):
        assert date not in MADE
    assert str(FONTS).encode() not in MADE


def test_a_missing_font_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="DejaVu Sans mangler"):
        pdf(DOCUMENT, PICTURES, Face("DejaVu Sans", tmp_path / "a.ttf", tmp_path / "b.ttf"))


def test_a_reference_to_nothing_is_plain_text() -> None:
    assert pdf(replace(DOCUMENT, sections=DOCUMENT.sections[:1]), PICTURES, FACE)


@poppler
def test_a_text_stands_apart_from_the_notes_of_the_exhibit_before_it() -> None:
    exhibit, text = numbered("tabell-1", "T 1"), Paragraph(("Etterpå.",))
    made = pdf(replace(DOCUMENT, sections=(Section("a", "A", (exhibit, text)),)), {}, FACE)
    lines = re.findall(
        r'<line xMin="[^"]+" yMin="([^"]+)" xMax="[^"]+" yMax="([^"]+)">\s*<word[^>]*>([^<]*)',
        reading(made, "-bbox-layout"),
    )
    (place,) = (k for k, line in enumerate(lines) if line[2] == "Etterpå.")
    (_, before, _), (above, below, _) = lines[place - 1 : place + 1]
    assert float(above) - float(before) > 0.5 * (float(below) - float(above))


@pytest.mark.parametrize("sections", [(), (Section("a", "A", (numbered("tabell-1", "T 1"),)),)])
def test_a_report_without_figures_is_still_a_report(sections: tuple[Section, ...]) -> None:
    assert pdf(replace(DOCUMENT, sections=sections, stamp=""), {}, FACE).startswith(b"%PDF")


@poppler
def test_markup_characters_are_shown_as_they_are() -> None:
    text = words(reading(MADE, "-layout"))
    assert text.count(words(MARKUP)) >= 3  # the list, the caption and the running text


@poppler
def test_every_exhibit_is_captioned_and_listed() -> None:
    text = words(reading(MADE))
    for exhibit in EXHIBITS.values():
        if exhibit.title != MARKUP:
            assert text.count(f"{exhibit.number}. {exhibit.title}") >= 2


@poppler
def test_everything_stands_within_the_page_and_wide_tables_on_their_side() -> None:
    pages = reading(MADE, "-bbox").split("<page ")[1:]
    shapes = set()
    for page in pages:
        size = re.match(r'width="([\d.]+)" height="([\d.]+)"', page)
        assert size
        width, height = float(size[1]), float(size[2])
        shapes.add(width > height)
        assert all(float(x) > 40 for x in re.findall(r'xMin="([\d.]+)"', page))
        assert all(float(x) < width - 40 for x in re.findall(r'xMax="([\d.]+)"', page))
        assert all(float(y) < height - 20 for y in re.findall(r'yMax="([\d.]+)"', page))
    assert shapes == {True, False}


@poppler
def test_a_table_over_several_pages_repeats_its_head() -> None:
    long = replace(WIDE, body=WIDE.body * 3, total_rows=frozenset())
    section = Section("a", "A", (numbered("tabell-1", "Tabell 1", long),))
    text = reading(pdf(replace(DOCUMENT, sections=(section,)), {}, FACE))
    pages = [page for page in text.split("\f") if "Fylke" in page]
    assert len(pages) > 1
    assert all("Samarbeidsforum" in page for page in pages)


@poppler
def test_fonts_are_embedded() -> None:
    listed = subprocess.run(["pdffonts", "-"], input=MADE, capture_output=True, check=True)
    rows = listed.stdout.decode().splitlines()[2:]
    assert rows
    assert all(re.search(r"DejaVuSans\S* .* yes yes yes ", row) for row in rows)


def test_a_new_report_without_a_subtitle_has_no_author_and_no_description() -> None:
    made = pdf(NEW, PICTURES, FACE)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert not [name for name in (b"dc:creator", b"dc:description") if name in made]
    assert b"dc:creator" in MADE


@poppler
def test_a_new_report_regenerates_nothing() -> None:
    text = words(reading(pdf(NEW, PICTURES, FACE)))
    assert NEW.origin in text
    assert "Gjenskaper" not in text


def test_what_cannot_be_set_is_told_in_the_typesetters_words() -> None:
    with pytest.raises(RuntimeError, match="unknown variable: nothing"):
        typeset("#nothing", "{}", [shipped_face().regular.parent])
