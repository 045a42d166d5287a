"""Putting figures into self-contained pages and documents, and links between pages."""

from __future__ import annotations

import base64
import os
from pathlib import Path

from evaluering.errors import DataError
from evaluering.render.document import Document


def svg_address(path: Path) -> str:
    """Return an SVG file as an address that needs no file."""
    return "data:image/svg+xml;base64," + base64.b64encode(path.read_bytes()).decode()


def link(page: Path, target: Path) -> str:
    """Return the address of a file as seen from a page."""
    return Path(os.path.relpath(target, page.parent)).as_posix()


def drawings(document: Document, ending: str) -> dict[str, bytes]:
    """Return a report's drawn figures in one format, by exhibit id.

    Raises
    ------
    DataError
        A figure is not drawn in the format.
    """
    found = {}
    for exhibit in document.numbered():
        if exhibit.image is not None:
            path = exhibit.image.with_name(f"{exhibit.image.name}.{ending}")
            if not path.is_file():
                raise DataError(
                    path,
                    f"{exhibit.number} er ikke tegnet som {ending.upper()}.",
                    f"Ta med «{ending}» i «figures.formats» i config/config.yaml, og kjør på nytt.",
                )
            found[exhibit.id] = path.read_bytes()
    return found
