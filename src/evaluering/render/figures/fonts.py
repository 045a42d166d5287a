"""Fonts in memory: matplotlib reads a font's file anew for each letter that it sets."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from matplotlib import font_manager, ft2font


class FontFile(BytesIO):
    """A font file's content, which is called by its path."""

    def __init__(self, path: str) -> None:
        super().__init__(Path(path).read_bytes())
        self.path = path

    def __str__(self) -> str:
        """Return the path, by which the fonts of a PDF are told apart."""
        return self.path


class _FromMemory:
    """`matplotlib.ft2font`, but for fonts, which are read once."""

    def FT2Font(self, file: Any, *rest: Any, **options: Any) -> ft2font.FT2Font:
        """Return a font, as matplotlib does."""
        return ft2font.FT2Font(FontFile(file) if isinstance(file, str) else file, *rest, **options)

    def __getattr__(self, name: str) -> Any:
        return getattr(ft2font, name)


def read_once() -> None:
    """Let matplotlib hold the fonts that it draws with in memory: a sixth of a figure's time.

    A matplotlib that asks for its fonts otherwise (before 3.11: by name alone) is left as it is.
    """
    if hasattr(font_manager, "FontPath"):
        font_manager.__dict__["ft2font"] = _FromMemory()
