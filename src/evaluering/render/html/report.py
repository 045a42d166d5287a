"""Setting a report as one HTML page."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

from evaluering.render.document import Document, Emblem, Illustration, nested
from evaluering.render.given import Given
from evaluering.render.language import writing
from evaluering.render.pages import page


def write(document: Document, given: Given) -> bytes:
    """Set a report as a page with its figures within it."""
    drawn = given.pictures("svg")

    def picture(stem: Path) -> str:
        return f"data:image/svg+xml;base64,{b64encode(drawn[stem.name]).decode()}"

    return report_page(document, given.quality, given.address, picture).encode()


def report_page(
    document: Document, quality: str, address: Callable[[Path], str], picture: Callable[[Path], str]
) -> str:
    """Set a report as one page that needs no other file.

    Parameters
    ----------
    document
        The report.
    quality
        The address of the pages on data quality.
    address, picture
        The address of a file as seen from the page, and of a drawn figure within it.
    """
    words, numbered = document.words, list(document.numbered())
    lists = [
        (words["figures"], [block for block in numbered if block.is_figure]),
        (words["tables"], [block for block in numbered if not block.is_figure]),
    ]
    with writing(document.language):
        return page(
            "report.html",
            document.theme,
            logo=embedded(document.emblem) if document.emblem else "",
            embedded=embedded,
            document=document,
            footnotes=[],
            nested=nested,
            lists=[entry for entry in lists if entry[1]],
            quality=quality,
            address=address,
            picture=picture,
        )


def embedded(image: Emblem | Illustration) -> str:
    """Return an image as an address that needs no file."""
    kind = {"png": "png", "jpg": "jpeg"}[image.format]
    return f"data:image/{kind};base64,{b64encode(image.content).decode()}"
