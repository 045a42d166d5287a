"""Setting a report as PDF/UA-1 with typst."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files

import typst

from evaluering.errors import DataError
from evaluering.render.columns import Page, Typeface
from evaluering.render.document import Document
from evaluering.render.faces import Face, face_of
from evaluering.render.given import Given
from evaluering.render.glyphs import drawable_content
from evaluering.render.pdf.content import SIZES, content
from evaluering.render.pdf.typesetting import typeset

CENTIMETRE = 72 / 2.54
PAGE = Page((21 - 2 * 2.2) * CENTIMETRE, (29.7 - 2 * 2.2) * CENTIMETRE)
"""A4 with the template's margins."""
NOT_DRAWN = frozenset({"picture", "id", "target", "kind", "style", "look", "logo"})
"""What of a document is no text that is set."""
LETTER = 0.62
"""A letter's average width in sizes."""


def write(document: Document, given: Given) -> bytes:
    """Set a report as PDF, in the typeface of its theme."""
    pictures = {name: svg.decode() for name, svg in given.pictures("svg").items()}
    return pdf(document, pictures, face_of(document.theme, given.root))


def pdf(document: Document, pictures: Mapping[str, str], face: Face) -> bytes:
    """Set a report as PDF/UA-1: tagged, with bookmarks and embedded fonts.

    Everything is given to typst in memory: no file, path or date reaches the result.

    Parameters
    ----------
    document
        The report.
    pictures
        The figures as SVG, by exhibit id.
    face
        The typeface, from its own files; those of the machine are not used.

    Raises
    ------
    DataError
        A font is missing.
    """
    folders = sorted({path.parent for path in (face.regular, face.bold)})
    found = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders],
    )
    if face.family not in found.families():
        raise DataError(
            face.regular.parent,
            f"Skrifttypen {face.family} mangler.",
            "Skriften følger med prosjektet: hent mappen på nytt, eller installer pakken på nytt.",
        )
    template = files("evaluering.render.pdf").joinpath("report.typ").read_text("utf-8")
    theme = document.theme
    table = Typeface(theme.sizes.of("pdf", SIZES["small"]), LETTER, 2 * theme.paddings.cell)
    plain = drawable_content(content(document, pictures, table, PAGE), NOT_DRAWN, face)
    data = json.dumps(plain, ensure_ascii=False)
    return typeset(template, data, folders)
