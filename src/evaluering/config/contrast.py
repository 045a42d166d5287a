"""Whether colours can be told apart, as WCAG 2.2 measures it."""

from __future__ import annotations

from collections.abc import Sequence

TEXT, GRAPHICS = 4.5, 3.0
"""The least contrast of text and of graphics (success criteria 1.4.3 and 1.4.11, level AA)."""
BLACK, WHITE = (0, 0, 0), (255, 255, 255)
STEPS = 255


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour: 0 for black and 1 for white."""
    shares = (part / 255 for part in _parts(colour))
    linear = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in shares)
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast between two colours: from 1, the same, to 21, black and white."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable(fill: str, *inks: str) -> str:
    """Return the ink that stands out most from a fill."""
    return max(inks, key=lambda ink: contrast(ink, fill))


def nearest(colour: str, against: str, least: float) -> str:
    """Return the colour nearest to one, towards black or white, with enough contrast.

    Parameters
    ----------
    colour, against
        The colour to change, and the one that it stands on.
    least
        The contrast to reach; no more than black or white has.
    """
    parts = _parts(colour)
    for step in range(STEPS + 1):
        for end in (BLACK, WHITE):
            mixed = [round(a + (b - a) * step / STEPS) for a, b in zip(parts, end, strict=True)]
            found = _colour(mixed)
            if contrast(found, against) >= least:
                return found
    return readable(against, _colour(BLACK), _colour(WHITE))


def _colour(parts: Sequence[int]) -> str:
    return "#" + "".join(f"{part:02X}" for part in parts)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
