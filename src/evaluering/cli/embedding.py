"""Putting figures into self-contained pages, and links between pages."""

from __future__ import annotations

import base64
import os
from pathlib import Path


def svg_address(path: Path) -> str:
    """Return an SVG file as an address that needs no file."""
    return "data:image/svg+xml;base64," + base64.b64encode(path.read_bytes()).decode()


def link(page: Path, target: Path) -> str:
    """Return the address of a file as seen from a page."""
    return Path(os.path.relpath(target, page.parent)).as_posix()
