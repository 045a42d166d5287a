"""Printed tables for the audit, written as they are read."""

from __future__ import annotations

from evaluering.data.published import Place


def printed_cells(text: str, exhibit: str = "tabell-1") -> dict[Place, str]:
    """Return a table written as it is printed, columns apart by ``|``."""
    head, *lines = [[part.strip() for part in line.split("|")] for line in text.strip().split("\n")]
    return {
        Place(exhibit, row, column): value
        for row, *values in lines
        for column, value in zip(head[1:], values, strict=True)
        if value
    }
