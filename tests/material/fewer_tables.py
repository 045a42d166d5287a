"""A wave's tables with some of the rows, which remember what is asked of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from evaluering.data.tables import Tables

ROWS = ("respondents", "units", "linked")
NAMES = {
    "respondents": "surveys", "frame": "frames", "members": "members", "units": "registries",
    "linked": "links", "attrition": "links", "indices": "indices", "analyses": "indices",
}  # fmt: skip
"""What each table is called in `Reads`."""


class FewerTables:
    """Tables of which only the first rows are there.

    Parameters
    ----------
    tables
        All of them.
    rows
        How many rows of each table of answers and units; all where it is left out.
    """

    def __init__(self, tables: Tables, rows: int | None = None) -> None:
        self.tables, self.rows = tables, rows
        self.asked: set[tuple[str, str]] = set()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def ask(*of: str) -> Any:
            if name in NAMES:
                self.asked.add((NAMES[name], of[0] if of else ""))
            found = getattr(self.tables, name)(*of)
            return found if self.rows is None or name not in ROWS else found.head(self.rows)

        return ask
