"""Checks on drawn figures: all text inside the canvas, and no text over another."""

from __future__ import annotations

from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

TOLERANCE = 0.5
"""Pixels that an edge may pass another's, for rounding to the pixel grid."""


def text_boxes(figure: Figure) -> list[tuple[str, Bbox]]:
    """Return each visible text with its box in pixels, as a renderer measures it."""
    FigureCanvasAgg(figure)  # becomes the figure's canvas, which measures without drawing
    texts = [artist for artist in figure.findobj(Text) if isinstance(artist, Text)]
    return [
        (text.get_text(), text.get_window_extent())
        for text in texts
        if text.get_visible() and text.get_text()
    ]


def texts_outside(figure: Figure) -> list[str]:
    """Return the texts that pass the canvas on any side."""
    width, height = figure.bbox.width, figure.bbox.height
    return [
        text
        for text, box in text_boxes(figure)
        if min(box.x0, box.y0) < -TOLERANCE
        or box.x1 > width + TOLERANCE
        or box.y1 > height + TOLERANCE
    ]


def overlapping_texts(figure: Figure) -> list[tuple[str, str]]:
    """Return the pairs of texts whose boxes cover each other."""
    return [
        (one, other)
        for (one, first), (other, second) in combinations(text_boxes(figure), 2)
        if _overlap(first, second)
    ]


def _overlap(first: Bbox, second: Bbox) -> bool:
    across = min(first.x1, second.x1) - max(first.x0, second.x0)
    down = min(first.y1, second.y1) - max(first.y0, second.y0)
    return bool(min(across, down) > TOLERANCE)
