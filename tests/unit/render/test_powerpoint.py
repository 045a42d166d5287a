"""Slides: one exhibit each, what stands on all of them, long tables and titles, the same bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document as open_word
from openpyxl import load_workbook
from pptx import Presentation
from pptx.util import Pt

from evaluering.config.formats import formats
from evaluering.config.theme import Theme
from evaluering.render.charts.chart import Chart, ChartSeries
from evaluering.render.charts.charting import Charted
from evaluering.render.document import Document, Numbered, Section
from evaluering.render.given import Given
from evaluering.render.powerpoint.deck import TALL, WIDE
from evaluering.render.powerpoint.slides import write
from evaluering.render.tables.table import Table, body_row, column_heads
from evaluering.render.word.document import word
from office_charts import charts_in
from small_document import DOCUMENT, IMAGES, numbered

FIGURES = [exhibit for exhibit in DOCUMENT.numbered() if exhibit.id in IMAGES]
CHART = Chart(
    "columns", ("Nord", "Sør"), (ChartSeries("Eiere", (12.0, None), "#281C6E",
                                             hidden=frozenset({1})),), percent=True,
)  # fmt: skip


def made(document: Document = DOCUMENT, charts: dict[str, Charted] | None = None) -> bytes:
    images = {name: image for name, image in IMAGES.items() if name not in (charts or {})}
    given = Given(lambda _: images, dict, str, "#", charts=lambda: charts or {})
    return write(document, given)


def opened(content: bytes):
    return list(Presentation(BytesIO(content)).slides)


def alone(exhibit: Numbered, **more: object) -> Document:
    """Return a document of one exhibit."""
    return replace(DOCUMENT, sections=(Section("k", "Kapittel", (exhibit,)),), **more)


def texts(slide) -> str:
    return "\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)


def test_a_chart_on_a_slide_can_be_edited_and_its_workbook_has_its_numbers():
    first = FIGURES[0]
    content = made(charts={first.id: Charted((CHART,))})
    (shape,) = (s for slide in opened(content) for s in slide.shapes if s.has_chart)
    plot = shape.chart.plots[0]
    assert list(plot.categories) == ["Nord", "Sør"]
    assert [(s.name, list(s.values)) for s in plot.series] == [("Eiere", [12.0, None])]
    assert shape._element.nvGraphicFramePr.cNvPr.get("descr") == first.alt
    book = load_workbook(BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
    assert [list(row) for row in book.active.values] == [
        [None, "Eiere"],
        ["Nord", 12],
        ["Sør", ":"],
    ]
    (read,) = charts_in(content)
    assert read.labels == {":"}


def test_every_exhibit_has_a_slide_with_its_number_title_and_notes():
    slides = opened(made())
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert titles[0] == DOCUMENT.title
    for exhibit in DOCUMENT.numbered():
        own = [s for s, title in zip(slides, titles, strict=True)
               if title.startswith(f"{exhibit.number}. {exhibit.title}")]  # fmt: skip
        assert own, exhibit.number
        notes = own[0].notes_slide.notes_text_frame.text
        assert all(note in notes for note in exhibit.notes)


def test_every_slide_has_the_stamp_the_name_and_its_number():
    stamped = replace(DOCUMENT, stamp="Syntetiske data")
    for number, slide in enumerate(opened(made(stamped)), start=1):
        assert "Syntetiske data" in texts(slide)
        assert number == 1 or DOCUMENT.title[:20] in texts(slide)
        assert 'type="slidenum"' in slide.shapes._spTree.xml
    assert not any("Syntetiske" in texts(s) for s in opened(made(replace(DOCUMENT, stamp=""))))


def test_slides_have_the_colours_typeface_and_language_of_the_report():
    theme = Theme.model_validate(
        {"colours": {"accents": ["#7A1F3D", "#B5651D"]}, "typefaces": {"all": "Georgia"}}
    )
    content = made(replace(DOCUMENT, theme=theme, language="nn"))
    with ZipFile(BytesIO(content)) as package:
        own = package.read("ppt/theme/theme1.xml").decode()
        first = package.read("ppt/slides/slide1.xml").decode()
    assert 'accent1><a:srgbClr val="7A1F3D"' in own
    assert 'latin typeface="Georgia"' in own
    assert "7A1F3D" in first
    assert set(re.findall(r'lang="([^"]*)"', first)) == {"nn-NO"}


def test_a_picture_says_what_it_shows():
    pictures = [s for slide in opened(made()) for s in slide.shapes if s.shape_type == 13]
    told = [p._element.nvPicPr.cNvPr.get("descr") for p in pictures]
    assert told == [exhibit.alt for exhibit in FIGURES]


def test_nothing_stands_outside_its_slide():
    wide = replace(FIGURES[0], title="Et langt ord og et til " * 13)
    charts = {wide.id: Charted((CHART,) * 5)}
    for slide in [*opened(made()), *opened(made(alone(wide), charts))]:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= Pt(WIDE) + 1
            assert shape.top + shape.height <= Pt(TALL) + 1


def test_a_title_of_three_hundred_letters_stands_whole_above_the_exhibit():
    exhibit = replace(FIGURES[0], title="Hvor enig er du i dette? " * 12)
    slide = opened(made(alone(exhibit), {exhibit.id: Charted((CHART,))}))[-1]
    title = slide.shapes.title
    assert exhibit.title in title.text_frame.text
    assert title.text_frame.paragraphs[0].runs[0].font.size <= Pt(16)
    chart = next(s for s in slide.shapes if s.has_chart)
    assert title.top + title.height <= chart.top


def test_panels_share_slides_of_four():
    content = made(alone(FIGURES[0]), {FIGURES[0].id: Charted((CHART,) * 5)})
    counts = [sum(s.has_chart for s in slide.shapes) for slide in opened(content)]
    assert [count for count in counts if count] == [4, 1]
    titles = [slide.shapes.title.text_frame.text for slide in opened(content)]
    assert titles[-2].endswith("(1 av 2)")
    assert titles[-1].endswith("(2 av 2)")


LONG = Table(
    (column_heads(["Fylke", "Antall"]),),
    tuple(body_row(f"Fylke {n}", (str(n),)) for n in range(1, 31)),
    frozenset({29}),
)


def rows_of(content: bytes) -> list[list[str]]:
    """Return the first column of each slide's table."""
    return [
        [shape.table.cell(k, 0).text_frame.text for k in range(len(shape.table.rows))]
        for slide in opened(content)
        for shape in slide.shapes
        if shape.has_table
    ]


def test_a_long_table_goes_on_with_its_head_on_each_slide():
    pieces = rows_of(made(alone(numbered("tabell-9", "Tabell 9", LONG))))
    assert len(pieces) > 1
    assert all(piece[0] == "Fylke" for piece in pieces)
    assert [name for piece in pieces for name in piece[1:]] == [f"Fylke {n}" for n in range(1, 31)]


def test_a_very_long_table_is_cut_and_says_so():
    rows = tuple(body_row(f"Fylke {n}", (str(n),)) for n in range(1, 401))
    content = made(alone(numbered("tabell-9", "Tabell 9", replace(LONG, body=rows))))
    pieces = rows_of(content)
    last = int(pieces[-1][-1].split()[1])
    assert len(pieces) == 4
    assert last < 400
    told = f"Viser rad 1 til {last} av 400. Hele tabellen står i rapporten."
    assert told in texts(opened(content)[-1])


def test_an_exhibit_without_data_has_its_reason_on_its_slide():
    empty = numbered("tabell-9", "Tabell 9", Table((), ()), notes=("Ingen data: ingen svarte.",))
    figure = replace(FIGURES[0], table=Table((), ()), alt="Figur 1. Ingen svarte.")
    assert "Ingen data: ingen svarte." in texts(opened(made(alone(empty)))[-1])
    assert "Ingen svarte." in texts(opened(made(alone(figure)))[-1])


def test_the_file_is_the_same_bytes_and_has_no_dates():
    content = made(charts={FIGURES[0].id: Charted((CHART,))})
    assert content == made(charts={FIGURES[0].id: Charted((CHART,))})
    with ZipFile(BytesIO(content)) as package:
        assert "docProps/thumbnail.jpeg" not in package.namelist()
        for name in package.namelist():
            assert not re.search(rb"20\d\d-\d\d-\d\dT", package.read(name)), name


@pytest.mark.parametrize("control", ["\x00", "\x0b", "\ufffe"])
def test_characters_that_xml_cannot_hold_are_left_out(control):
    exhibit = replace(FIGURES[0], title=f"Tittel{control}en", alt=f"Viser{control} noe")
    slide = opened(made(alone(exhibit), {exhibit.id: Charted((CHART,))}))[-1]
    assert "Tittelen" in slide.shapes.title.text_frame.text


def test_it_is_made_on_request_only():
    assert formats()["powerpoint"].on_request
    assert not any(form.on_request for name, form in formats().items() if name != "powerpoint")


def test_a_report_with_a_title_of_three_hundred_letters_is_set_in_word_and_on_slides():
    long = replace(DOCUMENT, title="Evaluering av ordningen, del en " * 10, source="AFI " * 90)
    slides = opened(made(long))
    assert long.title in slides[0].shapes.title.text_frame.text
    assert long.title[:60] in texts(slides[1])
    assert open_word(BytesIO(word(long, IMAGES))).core_properties.title.endswith("…")
