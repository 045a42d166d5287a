"""Colours on both sides of a middle, each as light as no other, so that they are told in grey."""

from __future__ import annotations

import math

from matplotlib.colors import to_hex, to_rgb

from evaluering.config.contrast import readable
from evaluering.config.theme import Colours
from evaluering.render.figures.shading import Shade

STRONGEST = 0.85
"""How much of an end's colour the largest value has."""


def answer_colours(count: int, colours: Colours) -> list[str]:
    """Return the fills of a scale's answers, from its lowest code; the odd middle one is grey."""
    half = count // 2
    lower = [mixed(*colours.below, _share(k, half)) for k in range(half)]
    upper = [mixed(*colours.above, _share(k, half)) for k in range(half)]
    return [*lower, *([colours.middle] if count % 2 else []), *reversed(upper)]


def unknown_shade(colours: Colours) -> Shade:
    """Return the fill of those who do not know: hatched, as it is none of the answers."""
    return Shade(colours.grid, "////")


def value_colour(value: float, limit: float, colours: Colours) -> str:
    """Return the fill of a value between minus and plus the limit; of none, the background's."""
    if math.isnan(value):
        return colours.background
    end = colours.below[0] if value < 0 else colours.above[0]
    return mixed(colours.background, end, min(abs(value) / limit, 1.0) * STRONGEST)


def text_colour(fill: str, colours: Colours) -> str:
    """Return the background's colour on a dark fill and ink on a light one."""
    return readable(fill, colours.background, colours.ink)


def mixed(first: str, second: str, share: float) -> str:
    """Return the colour that lies a share of the way from the first to the second."""
    pairs = zip(to_rgb(first), to_rgb(second), strict=True)
    red, green, blue = ((1 - share) * one + share * other for one, other in pairs)
    return to_hex((red, green, blue))


def _share(place: int, half: int) -> float:
    return place / (half - 1) if half > 1 else 0.0
