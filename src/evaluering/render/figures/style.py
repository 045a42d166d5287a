"""What a figure is drawn by: the theme, its width and type, and how text is measured and broken."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from evaluering.config.reports import FigureStyle
from evaluering.config.theme import Colours, Lines, Theme
from evaluering.errors import DataError
from evaluering.render.faces import Face, shipped_face
from evaluering.render.figures.fonts import read_once
from evaluering.render.glyphs import drawable

read_once()

LEADING = 1.2
"""Line height in font sizes."""
SMALL = 0.9
"""The share of the font size that heads, axes and notes within a figure are set in."""

_HINTING = 1.05
_BREAKS = re.compile(r".+?(?:(?<=[^\W\d_])[/-](?=[^\W\d_])| |$)")
_SYLLABLE = re.compile("[^aeiouyæøå][aeiouyæøå]", re.IGNORECASE)


@dataclass(frozen=True)
class Style:
    """What all figures of a report are drawn by; lengths in points."""

    theme: Theme = field(default_factory=Theme)
    figures: FigureStyle = field(default_factory=FigureStyle)
    """Colours, lines and scale of type, and the width and type size of figures."""
    face: Face = field(default_factory=shipped_face)
    """The typeface."""
    mark: str = ""
    """What every figure says of whom it is for."""

    @cached_property
    def size(self) -> float:
        """The type size."""
        return self.figures.font_size * self.theme.sizes.all

    @property
    def small(self) -> float:
        """The type size of what is less than text."""
        return SMALL * self.size

    @cached_property
    def width(self) -> float:
        """The width of the canvas."""
        return self.figures.width_cm / 2.54 * 72

    @property
    def margin(self) -> float:
        """The room between the canvas's edge and what is drawn."""
        return 0.6 * self.size

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @property
    def end(self) -> float:
        """The right margin."""
        return self.width - self.margin

    @property
    def colours(self) -> Colours:
        """The theme's colours."""
        return self.theme.colours

    @property
    def lines(self) -> Lines:
        """The theme's widths of lines."""
        return self.theme.lines

    def font(self, size: float, bold: bool = False) -> FontProperties:
        """Return the typeface in a size."""
        return font(self.face, size, bold)

    def text_width(self, text: str, size: float | None = None, bold: bool = False) -> float:
        """Return the width of a line, with room for the hinting of a coarse screen."""
        scale = (size or self.size) / text_to_path.FONT_SCALE
        return _unit_width(text, bold, self.face) * scale * _HINTING

    def widest(self, texts: Iterable[str], size: float | None = None, least: float = 0.0) -> float:
        """Return the width of the widest of some lines."""
        return max((self.text_width(text, size) for text in texts), default=least)

    def wrap(
        self, text: str, width: float, size: float | None = None, bold: bool = False
    ) -> list[str]:
        """Break a text into lines of at most the width.

        Lines break at spaces and after ``/`` or ``-`` between letters; a word that is wider than a
        line is divided with a hyphen, one consonant to the new line, so that nothing is ever cut.
        """
        size, lines = size or self.size, [""]
        for piece in self._pieces(re.sub(r"[ \t\r\n]+", " ", text.strip()), width, size, bold):
            if lines[-1] and self.text_width((lines[-1] + piece).rstrip(" "), size, bold) > width:
                lines.append("")
            lines[-1] += piece
        return [line.rstrip(" ") for line in lines]

    def balanced(self, text: str, width: float, size: float) -> list[str]:
        """Break a text as `wrap` does, with lines about as long as each other."""
        lines = self.wrap(text, width, size)
        for share in (0.5, 0.6, 0.7, 0.8, 0.9):
            even = self.wrap(text, share * width, size)
            if len(even) == len(lines) and not any(line.endswith("-") for line in even):
                return even
        return lines

    def column(
        self, labels: Mapping[str, str], share: float
    ) -> tuple[dict[str, Sequence[str]], float]:
        """Return the lines of a column of labels, and the width of the widest.

        Parameters
        ----------
        labels
            The text of each row.
        share
            The share of the canvas's width that the column may take.
        """
        texts: dict[str, Sequence[str]] = {
            row: self.wrap(label, share * self.width) for row, label in labels.items()
        }
        return texts, self.widest(line for lines in texts.values() for line in lines)

    def longest_word(self, texts: Iterable[str], size: float | None = None) -> float:
        """Return the width of the widest piece of some texts that no line breaks within."""
        pieces = (piece for text in texts for piece in _BREAKS.findall(text))
        return self.widest((piece.rstrip(" ") for piece in pieces), size)

    def fitting(self, texts: Collection[str], room: float, least: float) -> float:
        """Return the size, no less than the least, in which no word is wider than the room."""
        widest = self.longest_word(texts)
        size = max(min(self.size, self.size * room / widest if widest else self.size), least)
        # widths are of whole pixels: one that is a hair too wide would divide the word
        return size if self.longest_word(texts, size) <= room else max(0.98 * size, least)

    def _pieces(self, text: str, width: float, size: float, bold: bool) -> Iterator[str]:
        for piece in _BREAKS.findall(text):
            while self.text_width(piece.rstrip(" "), size, bold) > width and len(piece) > 4:
                ends = range(len(piece) - 3, 2, -1)
                fits = (k for k in ends if self.text_width(f"{piece[:k]}-", size, bold) <= width)
                cuts = list(fits) or [2]
                cut = next((k for k in cuts if _SYLLABLE.match(piece, k)), cuts[0])
                yield piece[:cut] + "-"
                piece = piece[cut:]
            yield piece


@cache
def font(face: Face, size: float, bold: bool = False) -> FontProperties:
    """Return a typeface from its own files.

    Raises
    ------
    DataError
        The font file is missing.
    """
    path = face.bold if bold else face.regular
    if not path.is_file():
        raise DataError(
            path, f"Skriftfilen {path.name} mangler.", "Hent den fra prosjektet på nytt."
        )
    return FontProperties(fname=path, size=size)


@cache
def _unit_width(text: str, bold: bool, face: Face) -> float:
    """Return the width of a line in the size that text is measured in, whatever it is set in."""
    unit = font(face, text_to_path.FONT_SCALE, bold)
    width, _, _ = text_to_path.get_text_width_height_descent(drawable(text, face), unit, False)
    return float(width)
