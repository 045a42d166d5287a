"""A Word document and a presentation of a figure and a table, and leaks planted in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from openpyxl import load_workbook

from evaluering.render.charts.chart import Chart, ChartSeries
from evaluering.render.charts.charting import Charted
from evaluering.render.document import Document, Paragraph, Section
from evaluering.render.given import Given, ReportSource
from evaluering.render.numbers import Written, suppressed
from evaluering.render.powerpoint.slides import write as slides
from evaluering.render.tables.table import Table, body_row, column_heads
from evaluering.render.word.document import write as word
from small_document import DOCUMENT, numbered, png

ROWS = Table(
    (column_heads(["Svar", "n"]),),
    (
        body_row("Helt uenig", (suppressed(),)),
        body_row("Delvis uenig", (suppressed(),)),
        body_row("Både – og", (Written(30),)),
        body_row("Delvis enig", (Written(20),)),
        body_row("Helt enig", (Written(10),)),
    ),
)
OFFICE = replace(
    DOCUMENT,
    title="En liten evaluering", subtitle="", source="", origin="Laget av Våren 2024.",
    wave="Våren 2024",
    sections=(
        Section("kapittel-1", "Svar", (
            numbered("figur-4", "Figur 4", ROWS, notes=("n = 60.",)),
            Paragraph(("I 2019 var de 77.",)),
            numbered("tabell-4", "Tabell 4", ROWS, notes=("n = 60.",)),
            Paragraph(("Og 88 i 2018.",)),
        )),
    ),
)  # fmt: skip
CHART = Chart(
    "bars",
    ("Helt uenig", "Delvis uenig", "Både – og", "Delvis enig", "Helt enig"),
    (ChartSeries("Rektor", (None, None, 30, 20, 10), "#332288", hidden=frozenset({0, 1})),),
)
GIVEN = Given(
    pictures=lambda _: {"figur-4": png()},
    numbers=dict,
    address=Path.as_posix,
    quality="",
    charts=lambda: {"figur-4": Charted((CHART,))},
    source=ReportSource("rapport", "2024", {}),
)
WRITERS: dict[str, Callable[[Document, Given], bytes]] = {"word": word, "powerpoint": slides}


@dataclass(frozen=True)
class OfficePlant:
    """A number that is put into a part of a file: where, and in place of what."""

    form: str
    part: str
    old: str
    new: str
    of: str = ""

    def planted(self, content: bytes) -> bytes:
        """Return the file with the number in it; a part that is not there is added."""
        made, written = BytesIO(), False
        with ZipFile(BytesIO(content)) as source, ZipFile(made, "w") as target:
            for name in source.namelist():
                own = source.read(name)
                if name == self.part:
                    changed = _in_sheet(own) if name.endswith(".xlsx") else self._replaced(own)
                    assert changed != own
                    own, written = changed, True
                target.writestr(name, own)
            if not written:
                target.writestr(self.part, self.new)
        return made.getvalue()

    def _replaced(self, part: bytes) -> bytes:
        return part.replace(self.old.encode(), self.new.encode(), 1)


def _in_sheet(workbook: bytes) -> bytes:
    book, written = load_workbook(BytesIO(workbook)), BytesIO()
    book.worksheets[0].cell(40, 9, 17)
    book.save(written)
    return written.getvalue()


COMMENTS = (
    '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:comment w:id='1'><w:p><w:r><w:t>Er 17 riktig?</w:t></w:r></w:p></w:comment></w:comments>"
)
CUSTOM = "<Properties><property name='n'><lpwstr>17</lpwstr></property></Properties>"
CHARTED = ("word/charts/chart1.xml", "ppt/charts/chart1.xml")
SHEETS = ("word/embeddings/chart1.xlsx", "ppt/embeddings/chart1.xlsx")
CORE = "docProps/core.xml"
SLIDE = "ppt/slides/slide{}.xml"
OFFICE_PLANTS = {
    "a cell of a table": OfficePlant("word", "word/document.xml", ">:<", ">17<", "tabell-4"),
    "a remark": OfficePlant("word", "word/document.xml", "n = 60.", "n = 60, 17.", "figur-4"),
    "the alternative text": OfficePlant(
        "word", "word/document.xml", 'descr="', 'descr="17 ', "figur-4"
    ),
    "a number of a chart": OfficePlant(
        "word", CHARTED[0], "<c:v>30</c:v>", "<c:v>17</c:v>", "figur-4"
    ),
    "the workbook of a chart": OfficePlant(
        "word", "word/embeddings/chart1.xlsx", "", "", "figur-4"
    ),
    "a comment": OfficePlant("word", "word/comments.xml", "", COMMENTS),
    "a header": OfficePlant("word", "word/header1.xml", "Våren 2024", "Våren 2024 (17)"),
    "a property": OfficePlant("word", CORE, "En liten", "17: en liten"),
    "a property of one's own": OfficePlant("word", "docProps/custom.xml", "", CUSTOM),
    "what a document carries of itself": OfficePlant(
        "word", "customXml/item2.xml", ">30</", ">17</"
    ),
    "a cell on a slide": OfficePlant("powerpoint", SLIDE.format(4), ">:<", ">17<", "tabell-4"),
    "the notes of a slide": OfficePlant(
        "powerpoint", "ppt/notesSlides/notesSlide1.xml", "n = 60.", "n = 17.", "figur-4"
    ),
    "the chart of a slide": OfficePlant(
        "powerpoint", CHARTED[1], "<c:v>30</c:v>", "<c:v>17</c:v>", "figur-4"
    ),
    "the workbook on a slide": OfficePlant("powerpoint", SHEETS[1], "", "", "figur-4"),
    "the alternative text on a slide": OfficePlant(
        "powerpoint", SLIDE.format(3), 'descr="', 'descr="17 ', "figur-4"
    ),
    "a comment on a slide": OfficePlant("powerpoint", "ppt/comments/comment1.xml", "", "<c>17</c>"),
    "a property of slides": OfficePlant(
        "powerpoint", "docProps/core.xml", "En liten", "17 en liten"
    ),
}
