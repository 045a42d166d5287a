"""The typeface that figures and PDF are set in: its files, which every machine draws alike."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evaluering.config.theme import SHIPPED, Theme
from evaluering.errors import DataError

FONTS = Path(__file__).parent / "fonts"
"""The fonts that come with the package."""


@dataclass(frozen=True)
class Face:
    """A typeface with its files; `bold` is the plain one where there is no bold."""

    family: str
    regular: Path
    bold: Path


def shipped_face() -> Face:
    """Return the typeface that comes with the package."""
    return Face(SHIPPED, FONTS / "DejaVuSans.ttf", FONTS / "DejaVuSans-Bold.ttf")


def face_of(theme: Theme, root: Path) -> Face:
    """Return the typeface of a theme's figures and PDF.

    Parameters
    ----------
    theme
        A theme that has been checked.
    root
        The project's folder, from which the theme names font files.

    Raises
    ------
    DataError
        No font file holds the typeface.
    """
    family = theme.typefaces.of("drawn")
    if family == SHIPPED:
        return shipped_face()
    from matplotlib.ft2font import FT2Font, StyleFlags

    found: dict[bool, Path] = {}
    for path in (root / name for name in theme.typefaces.files):
        font = FT2Font(str(path))
        if font.family_name == family:
            found.setdefault(StyleFlags.BOLD in font.style_flags, path)
    if not found:
        raise DataError(
            root, f"Skriften {family} mangler.", "Før opp skriftfilen under «typefaces.files»."
        )
    regular = found.get(False, found.get(True))
    assert regular is not None
    return Face(family, regular, found.get(True, regular))
