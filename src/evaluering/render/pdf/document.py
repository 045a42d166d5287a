"""Setting a report as PDF/UA-1 with typst."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

import typst

from evaluering.errors import DataError
from evaluering.render.columns import Page, Typeface
from evaluering.render.document import Document
from evaluering.render.given import Given
from evaluering.render.glyphs import drawable_content
from evaluering.render.pdf.content import content

FONT = "DejaVu Sans"
STANDARD: Final = "ua-1"
CENTIMETRE = 72 / 2.54
PAGE = Page((21 - 2 * 2.2) * CENTIMETRE, (29.7 - 2 * 2.2) * CENTIMETRE)
"""A4 with the template's margins."""
NOT_DRAWN = frozenset({"picture", "id", "target", "kind", "style"})
"""What of a document is no text that is set."""
TABLE = Typeface(7.5, 0.62)


def write(document: Document, given: Given) -> bytes:
    """Set a report as PDF, with the fonts that the package has."""
    pictures = {name: svg.decode() for name, svg in given.pictures("svg").items()}
    with as_file(files("evaluering.render").joinpath("fonts")) as fonts:
        return pdf(document, pictures, fonts)


def pdf(document: Document, pictures: Mapping[str, str], fonts: Path) -> bytes:
    """Set a report as PDF/UA-1: tagged, with bookmarks and embedded fonts.

    Everything is given to typst in memory: no file, path or date reaches the result.

    Parameters
    ----------
    document
        The report.
    pictures
        The figures as SVG, by exhibit id.
    fonts
        The folder with the fonts; those of the machine are not used.

    Raises
    ------
    DataError
        A font is missing.
    """
    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]
    )
    if FONT not in found.families():
        raise DataError(
            fonts,
            f"Skrifttypen {FONT} mangler.",
            "Skriften følger med prosjektet: hent mappen på nytt, eller installer pakken på nytt.",
        )
    template = files("evaluering.render.pdf").joinpath("report.typ").read_bytes()
    plain = drawable_content(content(document, pictures, TABLE, PAGE), NOT_DRAWN)
    data = json.dumps(plain, ensure_ascii=False)
    return typst.compile(
        template, sys_inputs={"document": data}, pdf_standards=STANDARD, font_paths=found
    )
