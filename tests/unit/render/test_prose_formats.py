"""Running text with stress, links, notes, lists and doubts, the same in every format."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from evaluering.render.document import (
    Bound,
    Bullets,
    Doubted,
    Emphasis,
    Footnote,
    Paragraph,
    Section,
    WebLink,
)
from evaluering.render.faces import shipped_face
from evaluering.render.html.report import report_page
from evaluering.render.pdf.document import pdf
from evaluering.render.word.document import word
from evaluering.render.word.marginalia import tag_of
from pages import Page
from small_document import DOCUMENT, IMAGES, MARKUP, PICTURES

BINDING = "figur-3: eier: mean"
SECTION = Section(
    "tekst-a", "Sammendrag",
    (
        Paragraph(("Snitt ", Emphasis(("minst ", Bound("4,2", BINDING)), strong=True),
                   Footnote(("Note ", Emphasis(("en",)), ".")), " og ",
                   WebLink("https://nifu.no/?a=1&b=2", ("NIFU",)), Footnote(("Note to.",)), ".")),
        Paragraph((Doubted(("En setning.",), f"Holder ikke {MARKUP}"),)),
        Paragraph((f"Sitat {MARKUP}",), "quote"),
        Bullets((("Først",), ("Under",), ("Så",)), (0, 1, 0), ("1.", "", "2.")),
    ),
)  # fmt: skip
REPORT = replace(DOCUMENT, sections=(SECTION, *DOCUMENT.sections))


def test_the_page_has_notes_with_ways_back_and_nested_lists():
    page = Page(report_page(REPORT, "", lambda path: path.name, lambda path: path.name))
    assert (page.faults, page.open) == ([], [])
    text = page.text
    for number in (1, 2):
        assert f'href="#note_{number}"' in text
        assert f'id="note_{number}"' in text
        assert f'href="#note_til_{number}"' in text
    assert '<a href="https://nifu.no/?a=1&amp;b=2">NIFU</a>' in text
    assert f'title="{BINDING}">4,2</span>' in text
    assert "Holder ikke" in "".join(page.words)
    assert text.count("<ol>\n<li>Først<ul>") == 1


def test_word_has_real_footnotes_comments_and_content_controls_without_dates():
    made = word(REPORT, IMAGES)
    assert word(REPORT, IMAGES) == made
    parts = ZipFile(BytesIO(made))
    body = parts.read("word/document.xml").decode()
    notes = parts.read("word/footnotes.xml").decode()
    comments = parts.read("word/comments.xml").decode()
    assert body.count("<w:footnoteReference ") == notes.count("<w:footnoteRef/>") == 2
    assert "Holder ikke" in comments
    assert "w:date" not in comments
    assert body.count("<w:commentRangeStart") == body.count("<w:commentReference") == 1
    assert f'<w:tag w:val="{tag_of(BINDING)}"/>' in body
    assert len(tag_of(BINDING * 40)) <= 64
    assert "https://nifu.no/?a=1&amp;b=2" in parts.read("word/_rels/document.xml.rels").decode()


def test_a_report_without_notes_has_no_part_for_them():
    names = ZipFile(BytesIO(word(DOCUMENT, IMAGES))).namelist()
    assert "word/footnotes.xml" not in names
    assert "word/comments.xml" not in names


def test_the_pdf_is_accessible_and_has_the_text_and_both_notes():
    made = pdf(REPORT, PICTURES, shipped_face())
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    command = ["pdftotext", "-", "-"]
    text = subprocess.run(command, input=made, capture_output=True, check=True).stdout.decode()
    flat = " ".join(text.split())
    for said in ("minst 4,2", "NIFU", "En setning.", "Note en.", "Note to.", "Holder ikke"):
        assert said in flat
