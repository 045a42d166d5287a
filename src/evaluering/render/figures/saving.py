"""Figures as files: the same figure gives the same bytes, whenever and wherever it is saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

SETTINGS: Any = {
    "text.hinting": "none",
    "svg.hashsalt": "evaluering",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "savefig.bbox": "standard",
    "savefig.transparent": False,
}
NO_DATES: Mapping[str, dict[str, None]] = {
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
COMPRESSION = 3
"""Of PNG: about a tenth larger than the default, in two thirds of the time."""


def save(figure: Figure, stem: Path, formats: Iterable[str], dpi: int) -> None:
    """Write ``<stem>.<format>`` for each format, without dates, versions or half files.

    Parameters
    ----------
    figure
        The drawn figure.
    stem
        Folder and name without ending.
    formats
        Some of svg, png and pdf.
    dpi
        Resolution of the PNG.
    """
    for ending in formats:
        with rc_context(SETTINGS):
            content = _png(figure, dpi) if ending == "png" else _vector(figure, ending)
        whole = stem.with_name(f"{stem.name}.{ending}")
        partial = stem.with_name(f".{stem.name}.{ending}.part")
        partial.write_bytes(content)
        partial.replace(whole)


def _vector(figure: Figure, ending: str) -> bytes:
    content = BytesIO()
    figure.savefig(content, format=ending, metadata=NO_DATES[ending])
    return content.getvalue()


def _png(figure: Figure, dpi: int) -> bytes:
    """Return the figure as PNG without transparency, which takes half the time of `savefig`."""
    figure.set_dpi(dpi)
    canvas: Any = FigureCanvasAgg(figure)  # matplotlib leaves its drawing untyped
    canvas.draw()
    size = canvas.get_width_height(physical=True)
    image = Image.frombytes("RGB", size, canvas.buffer_rgba(), "raw", "RGBX")
    del canvas.renderer  # its pixels would wait for the next search for rubbish
    content = BytesIO()
    image.save(content, "png", dpi=(dpi, dpi), compress_level=COMPRESSION)
    return content.getvalue()
