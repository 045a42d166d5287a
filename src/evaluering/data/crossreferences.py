"""The report's captions, and its references to them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evaluering.data.files import present
from evaluering.data.published import CAPTIONS, REFERENCES, read_lines
from evaluering.errors import DataError


@dataclass(frozen=True)
class CaptionText:
    """A caption: which exhibit, the number printed over it, and the section it stands in."""

    exhibit: str
    number: str
    section: str


@dataclass(frozen=True)
class TextReference:
    """A reference in the text."""

    section: str
    target: str
    """Where it stands, and what the text speaks of, in own words."""
    printed: str
    """The reference as printed."""
    meant: str
    """The exhibit that it speaks of."""


def read_captions(folder: Path) -> list[CaptionText]:
    """Return the captions in order; none where the report's are not written down."""
    path = folder / CAPTIONS
    if not present(path):
        return []
    lines = read_lines(path, ("exhibit", "number", "section"), may_be_empty=False)
    return [CaptionText(entry["exhibit"], entry["number"], entry["section"]) for _, entry in lines]


def read_references(folder: Path) -> list[TextReference]:
    """Return the references in order; none where the report's are not written down.

    Raises
    ------
    DataError
        A reference is meant for an exhibit that has no caption.
    """
    path = folder / REFERENCES
    if not present(path):
        return []
    known = {caption.exhibit for caption in read_captions(folder)}
    found = []
    for line, entry in read_lines(path, ("section", "target", "printed", "meant")):
        if entry["meant"] not in known:
            raise DataError(
                path, f"Linje {line}, kolonne «meant»: «{entry['meant']}» er ukjent.",
                f"Bruk en «exhibit» i {CAPTIONS}.",
            )  # fmt: skip
        found.append(TextReference(**entry))
    return found
