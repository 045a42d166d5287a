"""Charts in Word and their pieces: what is drawn, what is left out, the same bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document as open_word
from docx.oxml.ns import qn

from evaluering.config.theme import Theme
from evaluering.render.charts.chart import Chart, ChartSeries, headed, parts, printed, reach
from evaluering.render.charts.charting import Charted, with_remarks
from evaluering.render.drawingml.chart import chart_xml
from evaluering.render.drawingml.grid import columns, workbook
from evaluering.render.drawingml.look import ChartLook
from evaluering.render.drawingml.room import fitted, height
from evaluering.render.language import writing
from evaluering.render.word.document import word
from office_charts import charts_in, read_chart
from small_document import DOCUMENT, IMAGES

LOOK = ChartLook(Theme(), "Georgia", 9.0, "nn-NO", "\u00a0")
BARS = Chart(
    "bars",
    ("=1+1", "Kart & plan", "Uten svar"),
    (
        ChartSeries("Eiere (n=12)", (3.7, 4.1, None), "#281C6E",
                    intervals=((0.5, 0.5), (1.25, 0.75), None)),
        ChartSeries("Ledere (n=:)", (2.0, None, None), "#D55E00", "////", frozenset({1})),
    ),
    decimals=1,
    low=0,
    high=6,
    scale=(1, 5),
    note="Strekene er standardavvik.",
)  # fmt: skip
MANY = Chart(
    "bars",
    tuple(f"Et fylke med et langt navn, nummer {n}" for n in range(30)),
    (ChartSeries("", tuple(float(n) for n in range(30)), "#281C6E"),),
)
FIGURES = [exhibit for exhibit in DOCUMENT.numbered() if exhibit.id in IMAGES]


def test_a_chart_and_its_workbook_hold_the_same_and_nothing_hidden():
    read = read_chart(chart_xml(BARS, LOOK), workbook(BARS))
    assert read.categories == ["=1+1", "Kart & plan", "Uten svar"]
    assert read.series == [
        ("Eiere (n=12)", [3.7, 4.1, None]), ("Ledere (n=:)", [2.0, None, None])
    ]  # fmt: skip
    assert read.labels == {":"}
    assert read.sheet == [
        [None, "Eiere (n=12)", "Ledere (n=:)", "Eiere (n=12) −", "Eiere (n=12) +"],
        ["=1+1", 3.7, 2, 0.5, 0.5],
        ["Kart & plan", 4.1, ":", 1.25, 0.75],
        ["Uten svar", None, None, None, None],
    ]


def test_a_chart_refers_to_the_cells_that_hold_its_numbers():
    xml = chart_xml(BARS, LOOK).decode()
    assert re.findall(r"<c:f>([^<]*)</c:f>", xml) == [
        "Tall!$B$1", "Tall!$E$2:$E$4", "Tall!$D$2:$D$4", "Tall!$A$2:$A$4", "Tall!$B$2:$B$4",
        "Tall!$C$1", "Tall!$A$2:$A$4", "Tall!$C$2:$C$4",
    ]  # fmt: skip
    assert [column.head for column in columns(BARS)][2:] == ["Eiere (n=12) −", "Eiere (n=12) +"]


def test_a_chart_has_the_colours_typeface_and_language_of_the_report():
    xml = chart_xml(BARS, LOOK).decode()
    assert 'val="281C6E"' in xml
    assert 'prst="wdUpDiag"' in xml
    assert 'typeface="Georgia"' in xml
    assert 'val="nn-NO"' in xml
    theme = Theme.model_validate({"colours": {"ink": "#102030"}})
    assert 'val="102030"' in chart_xml(BARS, replace(LOOK, theme=theme)).decode()


@pytest.mark.parametrize(
    ("percent", "decimals", "code"),
    [(True, 0, '0"\u00a0%"'), (False, 2, "0.00"), (False, None, "General")],
)
def test_numbers_are_written_with_the_decimals_that_are_printed(percent, decimals, code):
    chart = replace(BARS, percent=percent, decimals=decimals)
    xml = chart_xml(chart, LOOK).decode().replace("&quot;", '"')
    assert f'<c:numFmt formatCode="{code}"'.replace('""', '"') in xml.replace("&#160;", "\u00a0")


def test_numbers_are_rounded_by_the_rule_that_prints_them():
    assert printed(2.675, 2) == 2.68
    assert printed(2.675, 2, "float") == 2.67
    assert str(printed(-0.2, 0)) == "0.0"
    assert reach(3.0, 2.45, float("nan"), 1) is None
    assert reach(3.0, 2.454, 3.546, 1) == (0.55, 0.55)


def test_stacked_parts_fill_the_axis_whatever_rounding_does_to_their_sum():
    third = ChartSeries("a", (33.0,), "#111111")
    stacked = Chart("stacked", ("x",), (third, third, third), percent=True)
    assert stacked.whole
    assert "percentStacked" in chart_xml(stacked, LOOK).decode()
    short = replace(stacked, series=(third, third))
    assert not short.whole
    assert "percentStacked" not in chart_xml(short, LOOK).decode()


def test_a_long_chart_is_cut_in_even_pieces_on_one_axis():
    pieces = fitted(MANY, 460, 300, 9)
    assert len(pieces) > 1
    assert [name for piece in pieces for name in piece.categories] == list(MANY.categories)
    assert {(piece.low, piece.high) for piece in pieces} == {(0.0, 30.0)}
    sizes = [len(piece.categories) for piece in pieces]
    assert max(sizes) - min(sizes) <= len(pieces)
    assert all(height(piece, 460, 9) <= 330 for piece in pieces)


@pytest.mark.parametrize(("form", "cut"), [("columns", True), ("dots", True), ("lines", False)])
def test_names_beside_each_other_have_room_and_waves_stay_together(form, cut):
    pieces = fitted(replace(MANY, form=form), 460, 300, 9)
    assert (len(pieces) > 1) == cut
    assert [name for piece in pieces for name in piece.categories] == list(MANY.categories)
    assert 'rot="0"' in chart_xml(pieces[0], LOOK).decode()


def test_a_piece_stands_under_the_head_that_it_belongs_to():
    names, heads = headed([("A", ["a1", "a2", "a3", "a4"]), ("B", ["b1"])])
    values = (None, 1.0, 2.0, 3.0, 4.0, None, 5.0)
    hidden = frozenset({6})
    chart = Chart("stacked", names, (ChartSeries("s", values, "#111111", hidden=hidden),),
                  heads=heads)  # fmt: skip
    first, *_, last = parts(chart, 3)
    assert (first.categories[0], last.categories[0]) == (
        "A",
        "A" if "a4" in last.categories else "B",
    )
    for piece in parts(chart, 3):
        assert 0 in piece.heads
        assert piece.series[0].values[0] is None
    shown = [v for piece in parts(chart, 3) for v in piece.series[0].values if v is not None]
    assert shown == [1.0, 2.0, 3.0, 4.0, 5.0]
    assert sum(len(piece.series[0].hidden) for piece in parts(chart, 3)) == 1


def test_a_series_without_a_name_or_numbers_is_in_no_legend_and_has_none():
    dots = ChartSeries("", (1.0, 2.0), "#111111", numbered=False)
    named = ChartSeries("Snitt", (1.5, 1.5), "#222222")
    xml = chart_xml(Chart("dots", ("a", "b"), (dots, dots, named)), LOOK).decode()
    entries = re.findall(r'<c:legendEntry><c:idx val="(\d)"/><c:delete val="1"/>', xml)
    assert entries == ["0", "1"]
    assert xml.count('<c:dLbls><c:delete val="1"/></c:dLbls>') == 2


@pytest.fixture(scope="module")
def in_word() -> bytes:
    """Return the small document with its first figure as a chart, in place of the picture."""
    first, *others = FIGURES
    charts = {first.id: Charted((BARS,)), **{e.id: Charted(why="grunnen") for e in others}}
    images = {name: image for name, image in IMAGES.items() if name != first.id}
    with writing("nb"):
        document = with_remarks(DOCUMENT, charts)
    made = word(document, images, charts=charts)
    assert made == word(document, images, charts=charts)
    return made


def test_a_word_chart_can_be_edited_and_says_what_it_shows(in_word):
    (read,) = charts_in(in_word)
    assert read.series[0] == ("Eiere (n=12)", [3.7, 4.1, None])
    body = open_word(BytesIO(in_word)).element.body
    (frame,) = (d for d in body.iter(qn("wp:inline")) if d.find(".//" + qn("c:chart")) is not None)
    shown = frame.find(qn("wp:docPr"))
    assert (shown.get("name"), shown.get("descr")) == (FIGURES[0].number, FIGURES[0].alt)
    numbers = [d.get("id") for d in body.iter(qn("wp:docPr"))]
    assert len(numbers) == len(set(numbers))


def test_a_word_document_says_which_figures_are_pictures_and_how_charts_are_read(in_word):
    texts = [p.text for p in open_word(BytesIO(in_word)).paragraphs]
    assert "Strekene er standardavvik." in texts
    told = "Figuren er et bilde, ikke et diagram som kan redigeres: grunnen."
    assert texts.count(told) == len(FIGURES) - 1


def test_a_word_document_with_charts_has_no_dates(in_word):
    with ZipFile(BytesIO(in_word)) as package:
        for name in package.namelist():
            content = package.read(name)
            inner = ZipFile(BytesIO(content)) if name.endswith(".xlsx") else None
            for text in [inner.read(n) for n in inner.namelist()] if inner else [content]:
                assert not re.search(rb"20\d\d-\d\d-\d\dT", text), name


def test_a_picture_stays_beside_its_chart_where_both_are_asked_for():
    first = FIGURES[0]
    made = word(DOCUMENT, IMAGES, charts={first.id: Charted((BARS,))})
    body = open_word(BytesIO(made)).element.body
    told = [d.get("descr") for d in body.iter(qn("wp:docPr"))]
    assert len(told) == len(FIGURES) + 1
    assert told[:2] == [first.alt, first.alt]
