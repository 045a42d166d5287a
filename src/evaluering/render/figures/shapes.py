"""What drawings of boxes and arrows share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.patches import FancyBboxPatch, Polygon

from evaluering.config.theme import Colours
from evaluering.render.figures.canvas import Canvas


@dataclass(frozen=True)
class Area:
    """A rectangle in points from the page's top left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def grown(self, by: float) -> Area:
        """Return the area with room around it."""
        return Area(self.left - by, self.top - by, self.width + 2 * by, self.height + 2 * by)


def text_on(look: str, colours: Colours) -> str:
    """Return the colour of the text in a box."""
    return colours.background if look == "strong" else colours.ink


def draw_box(canvas: Canvas, area: Area, look: str, gid: str) -> None:
    """Draw a box with rounded corners, plain, soft or strong; a heading has none."""
    colours = canvas.colours
    fills = {"plain": colours.background, "soft": colours.soft, "strong": colours.strong}
    if look in fills:
        _rounded(canvas, area, fills[look], colours.muted, "solid", gid)


def draw_frame(canvas: Canvas, area: Area, dashed: bool, gid: str) -> None:
    """Draw a frame without fill."""
    _rounded(canvas, area, "none", canvas.colours.ink, "dashed" if dashed else "solid", gid)


def _rounded(canvas: Canvas, area: Area, fill: str, edge: str, line: str, gid: str) -> None:
    round_ = min(0.35 * canvas.size, area.height / 2)
    style = f"round,pad=0,rounding_size={round_}"
    patch = FancyBboxPatch((area.left, area.top), area.width, area.height, boxstyle=style)
    wide = canvas.wide(0.8 * canvas.style.lines.mark)
    patch.set(facecolor=fill, edgecolor=edge, linestyle=line, linewidth=wide)
    patch.set(zorder=0.8 if fill == "none" else 1.2, gid=gid)
    canvas.axes.add_artist(patch)


def draw_arrow(canvas: Canvas, points: Sequence[tuple[float, float]], both: bool, gid: str) -> None:
    """Draw a line through the points with a head at its end, or at both ends."""
    head, ink = 0.55 * canvas.size, canvas.colours.ink
    path = [np.array(point) for point in points]
    heads = [(path[-1], path[-2]), *([(path[0], path[1])] if both else [])]
    for tip, before in heads:
        along = (tip - before) / max(float(np.linalg.norm(tip - before)), 1e-9)
        across = np.array([-along[1], along[0]])
        corners = [tip, tip - head * (along + 0.45 * across), tip - head * (along - 0.45 * across)]
        canvas.axes.add_artist(Polygon(corners, facecolor=ink, linewidth=0, zorder=1.5, gid=gid))
        place = -1 if tip is path[-1] else 0
        path[place] = tip - 0.8 * head * along
    xs, ys = zip(*path, strict=True)
    canvas.stroke(xs, ys, width=0.9, zorder=1.4, solid_capstyle="butt")
