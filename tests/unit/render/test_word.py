"""The Word document: fields that keep the report's numbers, tables that fit, the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from docx import Document as open_word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt

from evaluering.render.document import Paragraph, Section
from evaluering.render.given import NotATemplate
from evaluering.render.word.document import word
from small_document import DOCUMENT, EXHIBITS, IMAGES, MARKUP, NEW, WIDE, numbered, png

MADE = word(DOCUMENT, IMAGES)
OPENED = open_word(BytesIO(MADE))
BODY = OPENED.element.body


def text(element: Any) -> str:
    return "".join(found.text or "" for found in element.iter(qn("w:t")))


def fields(body: Any = BODY) -> Iterator[tuple[str, str]]:
    """Yield each field's instruction and what it shows; a field within another counts alone."""
    stack: list[list[Any]] = []
    for element in body.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:t")):
        kind = element.get(qn("w:fldCharType"))
        if kind == "begin":
            stack.append(["", "", False])
        elif kind == "separate":
            stack[-1][2] = True
        elif kind == "end":
            instruction, shown, _ = stack.pop()
            yield instruction.strip(), shown
        elif element.tag == qn("w:instrText"):
            stack[-1][0] += element.text
        elif stack and stack[-1][2]:
            stack[-1][1] += element.text
    assert not stack, "a field is not ended"


def bookmarks() -> dict[str, str]:
    """Return the text within each bookmark."""
    found = {}
    for start in BODY.iter(qn("w:bookmarkStart")):
        inner, element = "", start.getnext()
        while element.tag != qn("w:bookmarkEnd"):
            inner += text(element)
            element = element.getnext()
        assert element.get(qn("w:id")) == start.get(qn("w:id"))
        found[start.get(qn("w:name"))] = inner
    return found


def paragraphs(style: str) -> list[str]:
    return [p.text for p in OPENED.paragraphs if p.style is not None and p.style.name == style]


def test_an_update_of_the_fields_in_word_keeps_the_number_of_every_exhibit() -> None:
    counted: dict[str, int] = {}
    shown = []
    for instruction, number in fields():
        if instruction.startswith("SEQ"):
            label = instruction.split()[1]
            restart = re.search(r"\\r (\d+)", instruction)
            counted[label] = int(restart[1]) if restart else counted.get(label, 0) + 1
            shown.append((f"{label} {counted[label]}", f"{label} {number}"))
    assert [updated for updated, _ in shown] == [e.number for e in EXHIBITS.values()]
    assert all(updated == number for updated, number in shown)


def test_only_numbers_out_of_sequence_begin_anew() -> None:
    restarts = [i.split()[1:] for i, _ in fields() if i.startswith("SEQ") and "\\r" in i]
    assert [" ".join(words) for words in restarts] == [
        "Figur \\* ARABIC \\r 3",
        "Figur \\* ARABIC \\r 3",
        "Tabell \\* ARABIC \\r 8",
    ]


def test_captions_carry_number_and_title_as_written() -> None:
    expected = [f"{e.number}. {e.title}" for e in EXHIBITS.values()]
    assert [c for c in paragraphs("Caption") if c != "Trinn for trinn"] == expected
    assert f"Figur 3. {MARKUP}" in expected


def test_every_link_and_reference_leads_to_a_bookmark() -> None:
    named = bookmarks()
    ids = [start.get(qn("w:id")) for start in BODY.iter(qn("w:bookmarkStart"))]
    assert len(set(ids)) == len(ids) == len(named)
    assert all(re.fullmatch(r"\w{1,40}", name) for name in named)
    links = {link.get(qn("w:anchor")) for link in BODY.iter(qn("w:hyperlink"))}
    assert links <= set(named)
    references = [(i.split(), shown) for i, shown in fields() if i.startswith("REF")]
    assert references
    for words, shown in references:
        whole = named[words[1]]
        assert shown == (whole.lower() if "Lower" in words else whole)


def test_contents_and_lists_show_their_entries_before_an_update() -> None:
    assert paragraphs("toc 1") == []  # they stand in a content control
    shown = dict(fields())
    contents = next(s for i, s in shown.items() if i.startswith("TOC \\o"))
    assert contents == "InnledningUtvalgTabeller"
    for label in ("Figur", "Tabell", "Tilleggsfigur"):
        listed = shown[f'TOC \\h \\z \\c "{label}"']
        titles = [
            f"{e.number}. {e.title}" for e in EXHIBITS.values() if e.number.startswith(label + " ")
        ]
        assert listed == "".join(titles)


def test_heads_are_repeated_and_rows_stay_whole() -> None:
    tables = list(BODY.iter(qn("w:tbl")))
    assert len(tables) == 5
    for made in tables:
        rows = list(made.iter(qn("w:tr")))
        heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
        assert heads[0]
        assert heads == sorted(heads, reverse=True)
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_tables_fit_their_pages_and_wide_ones_stand_on_their_side() -> None:
    turned, waiting = [], []
    for element in BODY:
        if element.tag == qn("w:tbl"):
            waiting.append(sum(int(c.get(qn("w:w"))) for c in element.iter(qn("w:gridCol"))))
        for ended in element.iter(qn("w:sectPr")):
            page, margins = ended.find(qn("w:pgSz")), ended.find(qn("w:pgMar"))
            beside = [int(margins.get(qn(f"w:{side}"))) for side in ("left", "right")]
            room = int(page.get(qn("w:w"))) - sum(beside)
            assert all(width <= room + 10 for width in waiting)
            turned += [page.get(qn("w:orient")) == "landscape"] * len(waiting)
            waiting = []
    assert turned == [False, False, False, True, False]


def test_cells_cover_every_row_from_side_to_side() -> None:
    for made in BODY.iter(qn("w:tbl")):
        columns = len(list(made.iter(qn("w:gridCol"))))
        for row in made.iter(qn("w:tr")):
            spans = [cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for cell in row.tc_lst]
            assert sum(1 if s is None else int(s.get(qn("w:val"))) for s in spans) == columns


def test_a_text_stands_apart_from_the_remarks_above_it() -> None:
    exhibit = numbered("tabell-1", "Tabell 1", notes=("Først.", "Så."))
    section = Section("a", "A", (exhibit, Paragraph(("Etterpå.",))))
    made = open_word(BytesIO(word(replace(DOCUMENT, sections=(section,)), {})))
    room = {p.text: p.paragraph_format.space_after for p in made.paragraphs}
    assert room["Så."] == Pt(10)
    assert room["Først."] is None


def test_totals_are_bold_and_joined_cells_are_marked() -> None:
    first = next(BODY.iter(qn("w:tbl")))
    bold = [row.find(f".//{qn('w:b')}") is not None for row in first.iter(qn("w:tr"))]
    assert bold == [False, False, False, True]
    merges = [m.get(qn("w:val")) for m in BODY.iter(qn("w:vMerge"))]
    assert merges == ["restart", "continue"]


def test_figures_say_what_they_show_and_stay_within_the_page() -> None:
    shown = list(BODY.iter(qn("wp:docPr")))
    assert [s.get("descr") for s in shown] == [EXHIBITS[name].alt for name in IMAGES]
    assert len({s.get("id") for s in shown}) == len(IMAGES)
    assert all(int(e.get("cx")) <= 21 * 360000 for e in BODY.iter(qn("wp:extent")))


def test_a_tall_figure_is_made_smaller_in_its_own_shape() -> None:
    tall = IMAGES | {"figur-3": png(400, 4000)}
    made = open_word(BytesIO(word(DOCUMENT, tall)))
    sizes = [(int(e.get("cx")), int(e.get("cy"))) for e in made.element.body.iter(qn("wp:extent"))]
    width, height = sizes[list(tall).index("figur-3")]
    assert height <= 25 * 360000
    assert height == pytest.approx(10 * width, rel=0.01)


@pytest.mark.parametrize(("language", "tag"), [("nb", "nb-NO"), ("en", "en-GB")])
def test_the_language_is_the_reports(language: str, tag: str) -> None:
    made = open_word(BytesIO(word(replace(DOCUMENT, language=language), IMAGES)))
    defaults = made.styles.element.find(qn("w:docDefaults"))
    assert [e.get(qn("w:val")) for e in defaults.iter(qn("w:lang"))] == [tag]


def test_the_stamp_stands_in_the_header_and_the_page_number_in_the_footer() -> None:
    for section in OPENED.sections:
        assert "Syntetiske data" in section.header.paragraphs[0].text
        assert [i for i, _ in fields(section.footer._element)] == ["PAGE"]


def test_the_zoom_has_the_per_cent_that_the_schema_asks_for() -> None:
    zoom = OPENED.settings.element.find(qn("w:zoom"))
    assert zoom.get(qn("w:percent")) == "100"


def test_headings_are_headings() -> None:
    assert paragraphs("Heading 1") == ["Innledning", "Tabeller"]
    assert paragraphs("Heading 2") == ["Utvalg"]


def test_the_same_report_gives_the_same_bytes_without_dates() -> None:
    assert word(DOCUMENT, IMAGES) == MADE
    with ZipFile(BytesIO(MADE)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml")
        assert b"created" not in core
        assert b"modified" not in core
        assert b"w:rsid" not in archive.read("word/document.xml")
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    odd = replace(DOCUMENT, sections=(Section("a", "A\x07B", (Paragraph(("C\x00D",)),)),))
    texts = [p.text for p in open_word(BytesIO(word(odd, {}))).paragraphs]
    assert texts[-2:] == ["AB", "CD"]


def test_a_number_that_word_cannot_count_is_written_as_it_is() -> None:
    odd = Section("a", "A", (numbered("tabell-x", "Tabell A"), numbered("tabell-3b", "Tabell 3b")))
    made = open_word(BytesIO(word(replace(DOCUMENT, sections=(odd,)), {})))
    captions = [p.text for p in made.paragraphs if p.style and p.style.name == "Caption"]
    assert captions == ["Tabell A. Tittel på Tabell A", "Tabell 3b. Tittel på Tabell 3b"]


def test_a_report_that_begins_with_a_wide_table_has_no_empty_page() -> None:
    only = Section("a", "A", (numbered("tabell-1", "Tabell 1", WIDE),))
    made = open_word(BytesIO(word(replace(DOCUMENT, sections=(only,)), {})))
    assert [s.orientation for s in made.sections] == [0, 1]
    assert not list(made.element.body.iter(qn("w:br")))


def template(own_header: bool = False, kind: str = "") -> bytes:
    """Return an institute's template with a style of its own and without some of ours."""
    made = open_word()
    made.styles["Heading 1"].font.size = Pt(33)
    made.styles["Caption"].delete()
    made.styles.add_style("Tabelltekst", WD_STYLE_TYPE.PARAGRAPH).font.name = "Georgia"
    made.add_paragraph("Slett meg")
    if own_header:
        made.sections[0].header.paragraphs[0].text = "Instituttet"
        made.sections[0].different_first_page_header_footer = True
    written = BytesIO()
    made.save(written)
    if kind != "dotx":
        return written.getvalue()
    packed = BytesIO()
    with ZipFile(written) as source, ZipFile(packed, "w") as target:
        for name in source.namelist():
            part = source.read(name).replace(b"document.main+xml", b"template.main+xml")
            target.writestr(name, part)
    return packed.getvalue()


@pytest.mark.parametrize("kind", ["docx", "dotx"])
def test_a_template_keeps_its_styles_and_gets_those_it_lacks(kind: str) -> None:
    made = open_word(BytesIO(word(DOCUMENT, IMAGES, template(kind=kind))))
    assert made.styles["Heading 1"].font.size == Pt(33)
    assert made.styles["Tabelltekst"].font.name == "Georgia"
    assert made.styles["Caption"].font.bold
    assert "Slett meg" not in [p.text for p in made.paragraphs]


def test_a_templates_header_is_kept_and_the_first_page_is_stamped_too() -> None:
    section = open_word(BytesIO(word(DOCUMENT, IMAGES, template(own_header=True)))).sections[0]
    shown = [p.text for p in section.header.paragraphs]
    assert shown[0].startswith("Syntetiske data")
    assert shown[1] == "Instituttet"
    assert "Syntetiske data" in section.first_page_header.paragraphs[0].text


def test_a_wide_table_is_set_smaller_than_a_templates_large_type() -> None:
    made = open_word(BytesIO(template()))
    made.styles["Tabelltekst"].font.size = Pt(16)
    written = BytesIO()
    made.save(written)
    report = open_word(BytesIO(word(DOCUMENT, IMAGES, written.getvalue())))
    sizes = {int(size.get(qn("w:val"))) for size in report.element.body.iter(qn("w:sz"))}
    assert sizes
    assert max(sizes) < 32


@pytest.mark.parametrize("content", [b"", b"ikke en mal", b"PK\x05\x06" + b"\0" * 18])
def test_a_file_that_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(NotATemplate):
        word(DOCUMENT, IMAGES, content)


def test_a_new_report_without_a_subtitle_leaves_no_empty_line_and_regenerates_nothing():
    opened = open_word(BytesIO(word(NEW, IMAGES)))
    first = [paragraph.text for paragraph in opened.paragraphs[:2]]
    assert first[1] == NEW.origin
    assert opened.core_properties.author == opened.core_properties.subject == ""
