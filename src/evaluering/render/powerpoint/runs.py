"""Text on slides: how large, on how many lines, and in which colour."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.util import Pt

from evaluering.render.packing import clean

LETTER = 0.54
"""A letter's average width, in type sizes."""
LEADING = 1.2


class SlideBox(NamedTuple):
    """Where something stands on a slide, in points."""

    left: float
    top: float
    width: float
    height: float


def rgb(colour: str) -> RGBColor:
    """Return a colour as the library has it."""
    return RGBColor(*bytes.fromhex(colour[1:]))  # type: ignore[no-untyped-call]


def lines_of(text: str, width: float, size: float, bold: bool = False) -> int:
    """Return how many lines a text takes."""
    letters = len(text) * LETTER * size * (1.1 if bold else 1)
    return max(1, math.ceil(letters / max(width - size, size)))


def size_for(text: str, box: SlideBox, sizes: Sequence[float]) -> float:
    """Return the first of some sizes in which a bold text has room in a box, else the last."""
    fitting = (
        size
        for size in sizes
        if lines_of(text, box.width - 14, size, bold=True) * LEADING * size <= box.height - 6
    )
    return next(fitting, sizes[-1])


def write_text(
    shape: Any, texts: Sequence[str], size: float, colour: str, bold: bool = False,
    right: bool = False,
) -> None:  # fmt: skip
    """Write paragraphs into a shape."""
    frame = shape.text_frame
    frame.word_wrap = True
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text = clean(text)
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(size), bold
            run.font.color.rgb = rgb(colour)
