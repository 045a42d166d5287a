"""Figures in a Word document, with what they show in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from docx.document import Document as WordDocument
from docx.image.image import Image
from docx.shared import Cm, Emu

from evaluering.render.columns import Page
from evaluering.render.document import Document
from evaluering.render.packing import clean
from evaluering.render.word.xml import Element, element

EMU = 12700
"""In a point."""
EMBLEM = 100_000
"""The number of the logo among the drawings, which are numbered from 1."""
TALLEST = 0.85
"""The share of a page's height that a figure may take."""


@dataclass(frozen=True)
class Picture:
    """A figure that is part of the document."""

    inline: Element

    def run(self) -> Element:
        """Return the run that shows it."""
        return element("w:r", None, element("w:drawing", None, self.inline))


def emblem(into: WordDocument, document: Document) -> Picture | None:
    """Put the logo of the front into a Word document."""
    logo = document.emblem
    if logo is None:
        return None
    inline = into.part.new_pic_inline(BytesIO(logo.content), Cm(logo.width_cm))
    inline.docPr.set("id", str(EMBLEM))
    inline.docPr.set("name", "logo")
    inline.docPr.set("descr", clean(logo.alt))
    return Picture(inline)


def insert(
    into: WordDocument, document: Document, images: Mapping[str, bytes], page: Page
) -> dict[str, Picture]:
    """Put the figures into a Word document; return them by exhibit id.

    Parameters
    ----------
    into
        The document that holds the image files.
    document
        The report.
    images
        PNG files by exhibit id.
    page
        The text area, which no figure passes.
    """
    pictures = {}
    drawn = [exhibit for exhibit in document.numbered() if exhibit.id in images]
    for number, exhibit in enumerate(drawn, start=1):
        content = images[exhibit.id]
        image = Image.from_blob(content)
        ratio = image.px_height / image.px_width
        width = min(page.width, TALLEST * page.height / ratio, image.width / EMU)
        inline = into.part.new_pic_inline(
            BytesIO(content), Emu(round(width * EMU)), Emu(round(width * ratio * EMU))
        )
        shown = inline.docPr
        shown.set("id", str(number))
        shown.set("name", clean(exhibit.number))
        shown.set("descr", clean(exhibit.alt))
        pictures[exhibit.id] = Picture(inline)
    return pictures
