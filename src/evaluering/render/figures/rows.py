"""What figures with a row an item share: a scale with its ticks, columns at the right, bands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluering.render.figures.canvas import Canvas
from evaluering.render.language import word


@dataclass(frozen=True)
class Scale:
    """A stretch of the canvas that shows the values from `low` to `high`, in points."""

    left: float
    right: float
    low: float
    high: float

    def x(self, value: float) -> float:
        """Return where a value stands."""
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)


def right_edges(
    end: float, widths: Sequence[float], gap: float, lead: float
) -> tuple[list[float], float]:
    """Return the right edges of columns of values, and where the room before them ends.

    Parameters
    ----------
    end
        The right edge of the last one.
    widths
        The width of each.
    gap, lead
        The room between them, and before the first.
    """
    edges = [end]
    for width in reversed(widths[1:]):
        edges.insert(0, edges[0] - width - gap)
    return edges, edges[0] - widths[0] - lead


def draw_heads(canvas: Canvas, keys: Sequence[str], edges: Sequence[float]) -> None:
    """Write the heads of columns at the right; the keys are words of the language."""
    for key, right in zip(keys, edges, strict=True):
        canvas.aside(right, canvas.top, [word(key)], ha="right", va="top", gid=f"head-{key}")


def draw_cells(
    canvas: Canvas, cells: Mapping[str, str], edges: Sequence[float], y: float,
    size: float | None = None, **look: Any,
) -> None:  # fmt: skip
    """Write a row's values, by gid, into the columns at the right."""
    for (gid, text), right in zip(cells.items(), edges, strict=True):
        canvas.text(right, y, [text], size, ha="right", gid=gid, **look)


def draw_ticks(
    canvas: Canvas, scale: Scale, marks: Iterable[tuple[float, str]], top: float, bottom: float,
    gap: float, base: float | None = None, **look: Any,
) -> None:  # fmt: skip
    """Draw a grid line for each mark, with its text under it.

    Parameters
    ----------
    canvas, scale, marks
        Where, and the values with their texts.
    top, bottom, gap
        The ends of the lines, and the room under them in font sizes.
    base
        The value that bars stand on.
    look
        The look of the texts.
    """
    for value, text in marks:
        x = scale.x(value)
        (canvas.base_line if value == base else canvas.line)([x, x], [top, bottom])
        under = bottom + gap * canvas.size
        canvas.aside(x, under, [text], **({"ha": "center", "va": "top"} | look))


def bands(
    canvas: Canvas, heights: Mapping[str, float], top: float, right: float
) -> Iterator[tuple[str, float, float]]:
    """Yield each row with its top and height; a line is drawn between rows."""
    first = top
    for row, height in heights.items():
        if top > first:
            canvas.line([canvas.margin, right], [top, top])
        yield row, top, height
        top += height
