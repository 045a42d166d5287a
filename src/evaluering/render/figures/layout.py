"""What figures share: measured and wrapped text, a page in points, legend, footer and shades."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from evaluering.config.reports import FigureStyle
from evaluering.errors import DataError
from evaluering.exhibits.result import Result
from evaluering.render.figures.shading import Shade
from evaluering.render.glyphs import drawable
from evaluering.render.language import stamp, word
from evaluering.render.numbers import SUPPRESSED, number

INK, MUTED, RULE, STAMP = "#222222", "#595959", "#D9D9D9", "#8A1C1C"
LEADING = 1.2
"""Line height in font sizes."""
BASELINE = 0.94
"""From the top of a line to its baseline, in font sizes."""
FONTS = Path(__file__).parent.parent / "fonts"
HALO = {"path_effects": (withStroke(linewidth=2, foreground="white"),), "zorder": 1.5}
"""The look of a text over grid lines: a white edge, under the bars."""

_HINTING = 1.05
_SYLLABLE = re.compile("[^aeiouyæøå][aeiouyæøå]", re.IGNORECASE)


@dataclass(frozen=True)
class Slot:
    """The place of one value in a figure: of a row (item or category) and a group."""

    row: str
    label: str
    group: str
    group_label: str
    n: int
    value: float = math.nan
    sd: float = math.nan
    suppressed: bool = False

    @property
    def absent(self) -> str:
        """What stands in an empty slot; empty when there is a value to draw."""
        if self.suppressed:
            return SUPPRESSED
        return word("no_answers") if math.isnan(self.value) else ""


@cache
def font(size: float, bold: bool = False) -> FontProperties:
    """Return DejaVu Sans from the project's own files, so that every machine draws alike.

    Raises
    ------
    DataError
        The font file is missing.
    """
    path = FONTS / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")
    if not path.is_file():
        raise DataError(
            path, f"Skriftfilen {path.name} mangler.", "Hent den fra prosjektet på nytt."
        )
    return FontProperties(fname=path, size=size)


@cache
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width in points of a line, with room for the hinting of a coarse screen."""
    width, _, _ = text_to_path.get_text_width_height_descent(
        drawable(text), font(size, bold), False
    )
    return float(width) * _HINTING


def wrap(text: str, width: float, size: float) -> list[str]:
    """Break a text into lines of at most the width in points.

    Lines break at spaces and after ``/`` or ``-`` between letters; a word that is wider than a
    line is divided with a hyphen, one consonant to the new line, so that nothing is ever cut.
    """
    lines = [""]
    for piece in _pieces(re.sub(r"[ \t\r\n]+", " ", text.strip()), width, size):
        if lines[-1] and text_width((lines[-1] + piece).rstrip(" "), size) > width:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip(" ") for line in lines]


def balanced(text: str, width: float, size: float) -> list[str]:
    """Break a text as `wrap` does, with lines about as long as each other."""
    lines = wrap(text, width, size)
    for share in (0.5, 0.6, 0.7, 0.8, 0.9):
        even = wrap(text, share * width, size)
        if len(even) == len(lines) and not _divided(even):
            return even
    return lines


def _divided(lines: Sequence[str]) -> bool:
    return any(line.endswith("-") for line in lines)


def _pieces(text: str, width: float, size: float) -> Iterator[str]:
    letter = r"[^\W\d_]"
    for piece in re.findall(rf".+?(?:(?<={letter})[/-](?={letter})| |$)", text):
        while text_width(piece.rstrip(" "), size) > width and len(piece) > 4:
            ends = range(len(piece) - 3, 2, -1)
            cuts = [k for k in ends if text_width(f"{piece[:k]}-", size) <= width] or [2]
            cut = next((k for k in cuts if _SYLLABLE.match(piece, k)), cuts[0])
            yield piece[:cut] + "-"
            piece = piece[cut:]
        yield piece


def group_labels(slots: Sequence[Slot]) -> dict[str, str]:
    """Return each group's name with its n, a range when n varies over the rows."""
    labels: dict[str, str] = {}
    for slot in slots:
        own = [other for other in slots if other.group == slot.group]
        counts = sorted({other.n for other in own if not other.absent})
        low_high = dict.fromkeys(number(n) for n in (counts[:1] + counts[-1:]))
        missing = SUPPRESSED if any(other.suppressed for other in own) else number(0)
        labels[slot.group] = f"{slot.group_label} (n={'–'.join(low_high) or missing})"
    return labels


def hidden_note() -> str:
    """Return what the sign of too few answers means."""
    return word("hidden_note", sign=SUPPRESSED)


def named_groups(slots: Sequence[Slot]) -> str:
    """Name the groups for an alt text, those without any value as such."""
    shown = {slot.group_label for slot in slots if not slot.absent}
    labels = list(dict.fromkeys(slot.group_label for slot in slots))
    names = tuple(
        label if label in shown else word("alt_group_absent", group=label) for label in labels
    )
    return word("groups_n", n=len(names), names=names)


class Legend:
    """The groups with their fills, row by row in aligned columns.

    Parameters
    ----------
    labels
        The text of each group, in the order of the bars.
    width, size
        Room and font size in points.
    """

    def __init__(self, labels: Mapping[str, str], width: float, size: float) -> None:
        self.size = size
        self.indent = gap = 1.6 * size
        texts = [(group, wrap(text, width - self.indent, size)) for group, text in labels.items()]
        widths = [max(text_width(line, size) for line in lines) for _, lines in texts]
        wide = [self.indent + own + gap for own in widths]
        fitting = (k for k in range(len(wide), 1, -1) if sum(_columns(wide, k)) <= width + gap)
        rows = math.ceil(len(wide) / next(fitting, 1))
        count = math.ceil(len(wide) / rows)
        self.columns = _columns(wide, count)
        self.rows = [texts[k : k + count] for k in range(0, len(texts), count)]
        self.heights = [LEADING * size * max(len(own) for _, own in row) for row in self.rows]
        self.height = sum(self.heights) + size

    def draw(self, page: Page, fills: Mapping[str, Shade]) -> None:
        """Draw the legend at the top of the page."""
        top, line = page.margin, LEADING * self.size
        for row, height in zip(self.rows, self.heights, strict=True):
            left = page.margin
            for (group, lines), column in zip(row, self.columns, strict=False):
                page.bar(left, top + 0.15 * line, 1.1 * self.size, 0.7 * line, fills[group])
                page.text(left + self.indent, top, lines, va="top", gid=f"legend-{group}")
                left += column
            top += height


def _columns(widths: Sequence[float], count: int) -> list[float]:
    return [max(widths[k::count]) for k in range(count)]


class Footer:
    """A small note to the left and the stamp to the right, under the drawing."""

    def __init__(self, note: str, stamp: str, width: float, size: float) -> None:
        self.size, self.stamp = size, stamp
        self.pad = 0.45 * size
        box = text_width(stamp, size, bold=True) + 2 * self.pad if stamp else 0.0
        self.lines = wrap(note, width - box - (size if stamp else 0), size) if note else []
        self.block = max(LEADING * size * len(self.lines), 2 * LEADING * size if stamp else 0)
        self.height = self.block + 0.5 * size if self.block else 0.0

    def draw(self, page: Page) -> None:
        """Draw the footer at the bottom of the page."""
        middle = page.height - page.margin - self.block / 2
        if self.lines:
            page.text(page.margin, middle, self.lines, size=self.size, color=MUTED, gid="note")
        if self.stamp:
            right = page.width - page.margin - self.pad
            look = {"ha": "right", "bold": True, "color": STAMP, "gid": "stamp"}
            (text,) = page.text(right, middle, [self.stamp], self.size, **look)
            text.set_bbox({"boxstyle": "round,pad=0.35", "fill": False, "edgecolor": STAMP})


def footer(note: str, result: Result, style: FigureStyle) -> Footer:
    """Return the footer of a figure: a note, and the stamp that its result carries."""
    width, margin = frame(style)
    return Footer(
        note, stamp(result.provenance.get("stamp")), width - 2 * margin, 0.85 * style.font_size
    )


class Page:
    """A white figure whose height follows its content, in points from the top left corner.

    Parameters
    ----------
    style
        Width, font size and resolution.
    body
        The height of the drawing itself, between legend and footer.
    legend
        None for a figure without one.
    """

    def __init__(
        self, style: FigureStyle, body: float, legend: Legend | None, footer: Footer
    ) -> None:
        self.size, self.width, self.margin = style.font_size, *frame(style)
        self.top = self.margin + (legend.height if legend else 0)
        self.height = self.top + body + footer.height + self.margin
        inches = (self.width / 72, self.height / 72)
        self.figure = Figure(figsize=inches, dpi=style.dpi, facecolor="white")
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1), facecolor="none")
        self.axes.set(xlim=(0, self.width), ylim=(self.height, 0))
        self.axes.set_axis_off()
        footer.draw(self)

    def text(
        self, x: float, y: float, lines: Sequence[str], size: float | None = None, **look: Any
    ) -> list[Text]:
        """Write lines as they are, without markup, on baselines an even distance apart."""
        size, gid = size or self.size, look.pop("gid", None)
        share = {"top": 0.0, "center": 0.5, "bottom": 1.0}[look.pop("va", "center")]
        look = {"color": INK, "fontproperties": font(size, look.pop("bold", False))} | look
        first = y + (BASELINE - share * LEADING * len(lines)) * size
        texts = []
        for place, line in enumerate(lines):
            height = first + place * LEADING * size
            text = self.axes.text(x, height, drawable(line), parse_math=False)
            text.set(va="baseline", gid=f"{gid}-{place}" if place else gid, **look)
            texts.append(text)
        return texts

    def bar(
        self, x: float, y: float, width: float, height: float, shade: Shade, gid: str | None = None
    ) -> None:
        """Fill a rectangle with a group's shade."""
        patch = Rectangle((x, y), width, height, facecolor=shade.colour, edgecolor="white")
        patch.set(linewidth=0, hatch=shade.hatch, zorder=2, gid=gid)
        patch.set_hatch_linewidth(0.9)
        self.axes.add_patch(patch)

    def line(
        self, xs: Sequence[float], ys: Sequence[float], colour: str = RULE, width: float = 0.6
    ) -> None:
        """Draw a line behind the bars; its width is that at font size 9."""
        wide = width * self.size / 9
        self.axes.plot(xs, ys, color=colour, linewidth=wide, zorder=1, solid_capstyle="butt")


def frame(style: FigureStyle) -> tuple[float, float]:
    """Return the page's width and margin in points."""
    return style.width_cm / 2.54 * 72, 0.6 * style.font_size
