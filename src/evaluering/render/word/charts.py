"""Figures in a Word document as charts that can be edited, each with its workbook."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from evaluering.languages import read
from evaluering.render.charts.chart import Chart
from evaluering.render.charts.charting import Charted
from evaluering.render.columns import Page
from evaluering.render.document import Document
from evaluering.render.drawingml.chart import chart_xml
from evaluering.render.drawingml.grid import workbook
from evaluering.render.drawingml.look import ChartLook
from evaluering.render.drawingml.room import fitted, height
from evaluering.render.packing import clean
from evaluering.render.word.pictures import EMU, TALLEST, Picture

FIRST = 200_000
"""The number of the first chart among the drawings."""
SHARE = 0.81
"""The type size in charts, as a share of running text."""
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def insert_charts(
    into: WordDocument, document: Document, found: Mapping[str, Charted], page: Page
) -> dict[str, tuple[Picture, ...]]:
    """Put charts into a Word document; return them by exhibit id.

    Parameters
    ----------
    into
        The document that holds the parts.
    document
        The report.
    found
        What each figure is, by exhibit id.
    page
        The text area, which no chart passes.
    """
    theme, language = document.theme, read(document.language)
    look = ChartLook(theme, theme.typefaces.of("word"), theme.sizes.of("word", SHARE),
                     language.locale, language.percent)  # fmt: skip
    numbers, made = count(1), {}
    for exhibit in document.numbered():
        own = found.get(exhibit.id, Charted()).charts
        pieces = [p for c in own
                  for p in fitted(c, page.width, TALLEST * page.height, look.size)]  # fmt: skip
        if pieces:
            made[exhibit.id] = tuple(
                _inserted(into, piece, look, page, next(numbers), exhibit.number, exhibit.alt)
                for piece in pieces
            )
    return made


def _inserted(
    into: WordDocument, chart: Chart, look: ChartLook, page: Page, number: int, name: str, alt: str
) -> Picture:
    """Add a chart and its workbook as parts; return what shows it."""
    package = into.part.package
    sheet = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), SHEET, workbook(chart), package)
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART,
                chart_xml(chart, look), package)  # fmt: skip
    part.relate_to(sheet, RELATIONSHIP_TYPE.PACKAGE)
    related = into.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    tall = min(height(chart, page.width, look.size), TALLEST * page.height)
    inline = parse_xml(
        f"<wp:inline {nsdecls('wp', 'a', 'c', 'r')} distT='0' distB='0' distL='0' distR='0'>"
        f"<wp:extent cx='{round(page.width * EMU)}' cy='{round(tall * EMU)}'/>"
        f"<wp:effectExtent l='0' t='0' r='0' b='0'/><wp:docPr id='{FIRST + number}' name=''/>"
        "<wp:cNvGraphicFramePr/><a:graphic>"
        f"<a:graphicData uri='{CHART_SPACE}'><c:chart r:id='{related}'/></a:graphicData>"
        "</a:graphic></wp:inline>"
    )
    shown = inline.find(qn("wp:docPr"))
    shown.set("name", clean(name))
    shown.set("descr", clean(f"{chart.title}: {alt}" if chart.title else alt))
    return Picture(inline)


CHART_SPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart"
