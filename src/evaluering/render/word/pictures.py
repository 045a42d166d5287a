"""Figures in a Word document, with what they show in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from docx.document import Document as WordDocument
from docx.image.image import Image
from docx.shared import Cm, Emu

from evaluering.render.columns import Page
from evaluering.render.document import Document, Illustration
from evaluering.render.packing import clean
from evaluering.render.word.xml import Element, element

EMU = 12700
"""In a point."""
EMBLEM = 100_000
"""The number of the logo among the drawings, which are numbered from 1."""
ILLUSTRATIONS = 200_000
"""The number that the images of the texts are numbered from."""
TALLEST = 0.85
"""The share of a page's height that a figure may take."""
ILLUSTRATION = "bilde "
"""What the name of an image of the texts begins with, so that it is known again; then its file."""


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
        told = (exhibit.number, exhibit.alt)
        pictures[exhibit.id] = _placed(into, images[exhibit.id], page, number, *told)
    return pictures


def illustrations(into: WordDocument, pieces: Iterable[object], page: Page) -> Iterator[Picture]:
    """Put the images of the texts into a Word document, and yield them in their order."""
    shown = [piece for piece in pieces if isinstance(piece, Illustration)]
    for number, own in enumerate(shown, start=ILLUSTRATIONS):
        yield _placed(into, own.content, page, number, f"{ILLUSTRATION}{own.file}", own.alt)


def _placed(
    into: WordDocument, content: bytes, page: Page, number: int, name: str, alternative: str
) -> Picture:
    """Put an image into a document, in its own size or as large as the page has room for."""
    image = Image.from_blob(content)
    ratio = image.px_height / image.px_width
    width = min(page.width, TALLEST * page.height / ratio, image.width / EMU)
    inline = into.part.new_pic_inline(
        BytesIO(content), Emu(round(width * EMU)), Emu(round(width * ratio * EMU))
    )
    inline.docPr.set("id", str(number))
    inline.docPr.set("name", clean(name))
    inline.docPr.set("descr", clean(alternative))
    return Picture(inline)
