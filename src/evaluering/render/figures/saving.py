"""Figures as files: the same figure gives the same bytes, whenever and wherever it is saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure

SETTINGS: Any = {
    "svg.hashsalt": "evaluering",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "savefig.bbox": "standard",
    "savefig.transparent": False,
}
NO_DATES: Mapping[str, dict[str, None]] = {
    "svg": {"Date": None, "Creator": None},
    "png": {"Software": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


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
        content = BytesIO()
        with rc_context(SETTINGS):
            figure.savefig(
                content, format=ending, dpi=dpi, facecolor="white", metadata=NO_DATES[ending]
            )
        whole = stem.with_name(f"{stem.name}.{ending}")
        partial = stem.with_name(f".{stem.name}.{ending}.part")
        partial.write_bytes(content.getvalue())
        partial.replace(whole)
