"""Office files that can be read, and are the same bytes whenever and wherever they are written."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIRST = "[Content_Types].xml"
CORE = "docProps/core.xml"
LONGEST = 255
"""Letters that a property holds."""
EPOCH = (1980, 1, 1, 0, 0, 0)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DATES = re.compile(
    rb"<dcterms:(created|modified)\b.*?</dcterms:\1>|<cp:lastPrinted>.*?</cp:[^>]*>"
)


def clean(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def as_property(text: str) -> str:
    """Return a text as a property of an Office file holds it: not all of a very long one."""
    kept = clean(text)
    return kept if len(kept) <= LONGEST else f"{kept[: LONGEST - 1]}…"


def packed(content: bytes) -> bytes:
    """Return a Word or Excel file without dates, its parts in a fixed order.

    Parameters
    ----------
    content
        The file as its library wrote it.
    """
    written = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != FIRST, name)):
            part = source.read(name)
            if name == CORE:
                part = _DATES.sub(b"", part)
            entry = ZipInfo(name, EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            target.writestr(entry, part)
    return written.getvalue()
