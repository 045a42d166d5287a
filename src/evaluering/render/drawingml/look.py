"""How charts look in an office format: theme, typeface, type size and language."""

from __future__ import annotations

from dataclasses import dataclass

from evaluering.config.theme import Theme


@dataclass(frozen=True)
class ChartLook:
    """What all charts of a document share."""

    theme: Theme
    """The colours and lines."""
    family: str
    size: float
    """The typeface, and the type size in points."""
    language: str
    """What the office format calls the language: ``nb-NO``."""
    percent: str
    """What stands between a per cent and its sign."""
