"""The fills of the groups, told apart in colour and in grey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.colors import to_rgb

from evaluering.config.contrast import luminance

HATCHES = ("", "////", "....", "xxxx")
"""How groups that are about as light as each other are told apart, in order."""
CLOSE = 9.0
"""Two greys closer than this, of 100, are hard to tell apart."""


@dataclass(frozen=True)
class Shade:
    """A group's fill: its colour, and a hatch where the colour alone is not enough in grey."""

    colour: str
    hatch: str = ""


def shades(groups: Sequence[str], colours: Mapping[str, str]) -> dict[str, Shade]:
    """Return each group's fill; groups about as light as each other get different hatches."""
    filled: dict[str, Shade] = {}
    for group in groups:
        own = colours[group]
        near = {shade.hatch for shade in filled.values() if alike_in_grey(shade.colour, own)}
        hatch = next((hatch for hatch in HATCHES if hatch not in near), HATCHES[-1])
        filled[group] = Shade(own, hatch)
    return filled


def alike_in_grey(one: str, other: str) -> bool:
    """Whether two colours are hard to tell apart in grey, as the eye or as a printer makes it."""
    return any(abs(scale(one) - scale(other)) < CLOSE for scale in (lightness, luma))


def luma(colour: str) -> float:
    """Return the grey that a printer or a program makes of a colour, 0 to 100 (Rec. 601)."""
    red, green, blue = to_rgb(colour)
    return 100 * (0.299 * red + 0.587 * green + 0.114 * blue)


def lightness(colour: str) -> float:
    """Return CIE L*, 0 for black and 100 for white."""
    light = luminance(colour)
    return 116 * light ** (1 / 3) - 16 if light > 0.008856 else 903.3 * light
