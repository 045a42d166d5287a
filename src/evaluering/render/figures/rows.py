"""What figures with a row an item share: a scale with its ticks, columns at the right, bands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evaluering.render.figures.axis import ValueAxis
from evaluering.render.figures.canvas import Canvas
from evaluering.render.figures.style import Style
from evaluering.render.language import word


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


def value_columns(
    style: Style, heads: Sequence[str], rows: Sequence[Mapping[str, str]], gap: float, size: float
) -> tuple[list[float], float]:
    """Return the right edges of columns that are as wide as their heads and cells."""
    columns = zip(heads, zip(*(row.values() for row in rows), strict=True), strict=True)
    widths = [style.widest([word(head), *cells], size) for head, cells in columns]
    return right_edges(style.end, widths, gap, 1.2 * style.size)


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
    canvas: Canvas, scale: ValueAxis, top: float, bottom: float, gap: float, *,
    base: float | None = None, gid: str = "", **look: Any,
) -> None:  # fmt: skip
    """Draw a grid line for each mark of a scale, with its text under it.

    Parameters
    ----------
    canvas, scale
        Where, and what.
    top, bottom, gap
        The ends of the lines, and the room under them in font sizes.
    base
        The value that bars stand on.
    gid, look
        The name of the texts, which the values end, and their look.
    """
    for value, text in scale.marks:
        x = scale.x(value)
        (canvas.base_line if value == base else canvas.line)([x, x], [top, bottom])
        name = f"{gid}-{value}" if gid else None
        look = {"ha": "center", "va": "top", **look}
        canvas.aside(x, bottom + gap * canvas.size, [text], gid=name, **look)


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
