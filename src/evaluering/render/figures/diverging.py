"""Colours on both sides of a middle, each as light as no other, so that they are told in grey."""

from __future__ import annotations

from matplotlib.colors import to_hex, to_rgb

from evaluering.render.figures.layout import INK
from evaluering.render.figures.shading import lightness

MIDDLE = "#E9E9E9"
LOWER = ("#7A3A06", "#D8953A")
"""From the end towards the middle."""
UPPER = ("#2A6BA2", "#A9CDE4")
_DARK = 56.0


def answer_colours(count: int) -> list[str]:
    """Return the fills of a scale's answers, from its lowest code; the odd middle one is grey."""
    half = count // 2
    lower = [mixed(*LOWER, _share(k, half)) for k in range(half)]
    upper = [mixed(*UPPER, _share(k, half)) for k in range(half)]
    return [*lower, *([MIDDLE] if count % 2 else []), *reversed(upper)]


def value_colour(value: float, limit: float) -> str:
    """Return the fill of a value between minus and plus the limit."""
    end = LOWER[0] if value < 0 else UPPER[0]
    return mixed("#FFFFFF", end, min(abs(value) / limit, 1.0) * 0.85)


def text_colour(fill: str) -> str:
    """Return white on a dark fill and ink on a light one."""
    return "#FFFFFF" if lightness(fill) < _DARK else INK


def mixed(first: str, second: str, share: float) -> str:
    """Return the colour that lies a share of the way from the first to the second."""
    pairs = zip(to_rgb(first), to_rgb(second), strict=True)
    red, green, blue = ((1 - share) * one + share * other for one, other in pairs)
    return to_hex((red, green, blue))


def _share(place: int, half: int) -> float:
    return place / (half - 1) if half > 1 else 0.0
