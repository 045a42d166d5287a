"""The canvas of a figure, in points from its top left corner, with legend, note and stamp."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from evaluering.exhibits.result import Result
from evaluering.render.figures.shading import Shade
from evaluering.render.figures.style import LEADING, Style
from evaluering.render.glyphs import drawable
from evaluering.render.language import stamp as made_stamp

BASELINE = 0.94
"""From the top of a line to its baseline, in font sizes."""
LINE_SIZE = 9
"""The font size at which lines are as wide as the theme says."""

Entries = Mapping[str, tuple[str, Shade]]
"""What a legend tells: the text and fill of each group, in the order of the bars."""
NO_LEGEND: Entries = MappingProxyType({})


class Canvas:
    """A figure whose height follows its content.

    The axes are in points from the start: marks are added as artists, since matplotlib's own ways
    of adding them ask each how the axes must grow.

    Parameters
    ----------
    style
        What it is drawn by.
    stamp
        The result whose stamp it carries, or the stamp itself.
    body
        The height of the drawing, between legend and footer.
    note, legend
        What stands under and over the drawing.
    """

    def __init__(
        self, style: Style, stamp: Result | str, body: float, note: str = "",
        legend: Entries = NO_LEGEND,
    ) -> None:  # fmt: skip
        self.style, self.size, self.colours = style, style.size, style.colours
        self.margin, self.end = style.margin, style.end
        made = made_stamp(stamp.provenance.get("stamp")) if isinstance(stamp, Result) else stamp
        mark = " · ".join(own for own in (made, style.mark) if own)
        above, below = _Legend(legend, style), _Footer(note, mark, style)
        self.top = self.margin + above.height
        self.height = self.top + body + below.height + self.margin
        inches, paper = (style.width / 72, self.height / 72), self.colours.background
        self.figure = Figure(figsize=inches, dpi=style.figures.dpi, facecolor=paper)
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1), facecolor="none")
        self.axes.set(xlim=(0, style.width), ylim=(self.height, 0))
        self.axes.set_axis_off()
        below.draw(self)
        above.draw(self)

    def text(
        self, x: float, y: float, lines: Sequence[str], size: float | None = None, **look: Any
    ) -> list[Text]:
        """Write lines as they are, without markup, on baselines an even distance apart."""
        size, gid = size or self.size, look.pop("gid", None)
        share = {"top": 0.0, "center": 0.5, "bottom": 1.0}[look.pop("va", "center")]
        font = self.style.font(size, look.pop("bold", False))
        look = {"color": self.colours.ink, "fontproperties": font} | look
        first = y + (BASELINE - share * LEADING * len(lines)) * size
        texts = []
        for place, line in enumerate(lines):
            height = first + place * LEADING * size
            text = self.axes.text(x, height, drawable(line, self.style.face), parse_math=False)
            text.set(va="baseline", gid=f"{gid}-{place}" if place else gid, **look)
            texts.append(text)
        return texts

    def upright(self, x: float, y: float, text: str, size: float, **look: Any) -> None:
        """Write a line from the bottom up."""
        drawn = self.axes.text(x, y, drawable(text, self.style.face), rotation=90, parse_math=False)
        font = self.style.font(size)
        drawn.set(**({"color": self.colours.ink, "fontproperties": font} | look))

    def aside(self, x: float, y: float, lines: Sequence[str], **look: Any) -> None:
        """Write muted small text."""
        size = look.pop("size", self.style.small)
        self.text(x, y, lines, size, **({"color": self.colours.muted} | look))

    @property
    def halo(self) -> dict[str, Any]:
        """The look of a text over grid lines: an edge as the background, under the bars."""
        edge = withStroke(linewidth=2, foreground=self.colours.background)
        return {"path_effects": (edge,), "zorder": 1.5}

    def bar(
        self, x: float, y: float, width: float, height: float, shade: Shade, gid: str | None = None
    ) -> None:
        """Fill a rectangle with a group's shade."""
        edge = self.colours.background
        patch = Rectangle((x, y), width, height, facecolor=shade.colour, edgecolor=edge)
        patch.set(linewidth=0, hatch=shade.hatch, zorder=2, gid=gid)
        patch.set_hatch_linewidth(0.9)
        self.axes.add_artist(patch)

    def wide(self, width: float) -> float:
        """Return a line's width in points at this font size."""
        return width * self.size / LINE_SIZE

    def line(
        self, xs: Sequence[float], ys: Sequence[float], colour: str = "", width: float = 0
    ) -> None:
        """Draw a line behind the bars, as the grid's unless told otherwise."""
        wide = self.wide(width or self.style.lines.grid)
        look: dict[str, Any] = {"color": colour or self.colours.grid, "zorder": 1}
        self.axes.add_artist(Line2D(xs, ys, linewidth=wide, solid_capstyle="butt", **look))

    def base_line(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Draw the line that bars stand on."""
        self.line(xs, ys, self.colours.muted, self.style.lines.axis)

    def stroke(
        self, xs: Sequence[float], ys: Sequence[float], gid: str | None = None, *,
        width: float = 1.0, edge: float = 0.0, **look: Any,
    ) -> None:  # fmt: skip
        """Draw a line that shows numbers.

        Parameters
        ----------
        xs, ys, gid
            Its points and name.
        width, edge
            Its width, and that of the edge that shows it on dark bars, in the theme's marks.
        look
            Other properties of the line.
        """
        unit = self.wide(self.style.lines.mark)
        if edge:
            halo = withStroke(linewidth=edge * unit, foreground=self.colours.background)
            look["path_effects"] = [halo]
        look = {"color": self.colours.ink, "zorder": 3, **look}
        self.axes.add_artist(Line2D(xs, ys, linewidth=width * unit, gid=gid, **look))

    def whisker(
        self, ends: tuple[float, float], y: float, cap: float, gid: str, **look: Any
    ) -> None:
        """Draw an interval with caps, edged so that it shows on dark bars."""
        low, high = ends
        ys = (y - cap, y + cap, y, y, y - cap, y + cap)
        self.stroke((low, low, low, high, high, high), ys, gid, **({"edge": 2.4} | look))

    def points(
        self, xs: Sequence[float], ys: Sequence[float], gid: str, *,
        marker: str, share: float, edge: float, **look: Any,
    ) -> None:  # fmt: skip
        """Draw points; `share` is of the font size, `edge` their edge in the theme's marks."""
        wide = self.wide(edge * self.style.lines.mark)
        look = {"marker": marker, "markersize": share * self.size, "markeredgewidth": wide, **look}
        self.axes.add_artist(Line2D(xs, ys, gid=gid, **look))


class _Legend:
    """The groups with their fills, row by row in aligned columns."""

    def __init__(self, entries: Entries, style: Style) -> None:
        self.entries, self.size = entries, style.size
        self.indent = gap = 1.6 * self.size
        texts = {
            group: style.wrap(text, style.room - self.indent)
            for group, (text, _) in entries.items()
        }
        wide = [self.indent + style.widest(lines) + gap for lines in texts.values()]
        room = style.room + gap
        fitting = (k for k in range(len(wide), 1, -1) if sum(_columns(wide, k)) <= room)
        rows = math.ceil(len(wide) / next(fitting, 1)) or 1
        count = math.ceil(len(wide) / rows)
        self.columns, listed = _columns(wide, count), list(texts.items())
        self.rows = [listed[k : k + count] for k in range(0, len(texts), count or 1)]
        self.heights = [LEADING * self.size * max(len(own) for _, own in row) for row in self.rows]
        self.height = sum(self.heights) + self.size if entries else 0

    def draw(self, canvas: Canvas) -> None:
        """Draw the legend at the top of the canvas."""
        top, line = canvas.margin, LEADING * self.size
        for row, height in zip(self.rows, self.heights, strict=True):
            left = canvas.margin
            for (group, lines), column in zip(row, self.columns, strict=False):
                fill = self.entries[group][1]
                canvas.bar(left, top + 0.15 * line, 1.1 * self.size, 0.7 * line, fill)
                canvas.text(left + self.indent, top, lines, va="top", gid=f"legend-{group}")
                left += column
            top += height


def _columns(widths: Sequence[float], count: int) -> list[float]:
    return [max(widths[k::count]) for k in range(count)]


class _Footer:
    """A small note to the left and the stamp to the right, under the drawing."""

    def __init__(self, note: str, stamp: str, style: Style) -> None:
        self.size, self.stamp = 0.85 * style.size, stamp
        size, self.pad = self.size, 0.45 * self.size
        box = style.text_width(stamp, size, bold=True) + 2 * self.pad if stamp else 0.0
        room = style.room - box - (size if stamp else 0)
        self.lines = style.wrap(note, room, size) if note else []
        self.block = max(LEADING * size * len(self.lines), 2 * LEADING * size if stamp else 0)
        self.height = self.block + 0.5 * size if self.block else 0.0

    def draw(self, canvas: Canvas) -> None:
        """Draw the footer at the bottom of the canvas."""
        middle = canvas.height - canvas.margin - self.block / 2
        if self.lines:
            canvas.aside(canvas.margin, middle, self.lines, size=self.size, gid="note")
        if self.stamp:
            colour = canvas.colours.stamp
            look = {"ha": "right", "bold": True, "color": colour, "gid": "stamp"}
            (text,) = canvas.text(canvas.end - self.pad, middle, [self.stamp], self.size, **look)
            text.set_bbox({"boxstyle": "round,pad=0.35", "fill": False, "edgecolor": colour})
