"""What drawings of boxes and arrows share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.patches import FancyBboxPatch, Polygon

from evaluering.render.figures.layout import INK, MUTED, Page

FILLS = {"plain": "#FFFFFF", "soft": "#E6EEF5", "strong": "#1F3A5F", "heading": "none"}
TEXTS = {"plain": INK, "soft": INK, "strong": "#FFFFFF", "heading": INK}


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


def draw_box(page: Page, area: Area, look: str, gid: str) -> None:
    """Draw a box with rounded corners in one of the looks of `FILLS`; a heading has none."""
    if look == "heading":
        return
    _rounded(page, area, FILLS[look], MUTED, "solid", gid)


def draw_frame(page: Page, area: Area, dashed: bool, gid: str) -> None:
    """Draw a frame without fill."""
    _rounded(page, area, "none", INK, "dashed" if dashed else "solid", gid)


def _rounded(page: Page, area: Area, fill: str, edge: str, line: str, gid: str) -> None:
    round_ = min(0.35 * page.size, area.height / 2)
    style = f"round,pad=0,rounding_size={round_}"
    patch = FancyBboxPatch((area.left, area.top), area.width, area.height, boxstyle=style)
    patch.set(facecolor=fill, edgecolor=edge, linestyle=line, linewidth=0.8 * page.size / 9)
    patch.set(zorder=0.8 if fill == "none" else 1.2, gid=gid)
    page.axes.add_patch(patch)


def draw_arrow(page: Page, points: Sequence[tuple[float, float]], both: bool, gid: str) -> None:
    """Draw a line through the points with a head at its end, or at both ends."""
    head = 0.55 * page.size
    path = [np.array(point) for point in points]
    heads = [(path[-1], path[-2]), *([(path[0], path[1])] if both else [])]
    for tip, before in heads:
        along = (tip - before) / max(float(np.linalg.norm(tip - before)), 1e-9)
        across = np.array([-along[1], along[0]])
        corners = [tip, tip - head * (along + 0.45 * across), tip - head * (along - 0.45 * across)]
        page.axes.add_patch(Polygon(corners, facecolor=INK, linewidth=0, zorder=1.5, gid=gid))
        place = -1 if tip is path[-1] else 0
        path[place] = tip - 0.8 * head * along
    xs, ys = zip(*path, strict=True)
    wide = 0.9 * page.size / 9
    page.axes.plot(xs, ys, color=INK, linewidth=wide, zorder=1.4, solid_capstyle="butt")
