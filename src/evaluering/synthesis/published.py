"""The report's printed numbers, exactly as printed: one CSV an exhibit."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluering.errors import DataError


@dataclass(frozen=True)
class PublishedTable:
    """The printed cells of one exhibit, by row and column in the report's order."""

    file: Path
    cells: Mapping[str, Mapping[str, str]]

    def number(self, row: str, column: str) -> float:
        """Return a printed number; a dash is 0.

        Raises
        ------
        DataError
            The cell is absent or no number.
        """
        printed = self.cells.get(self._printed_row(row), {}).get(column)
        if printed is None:
            raise DataError(
                self.file,
                f"Cellen «{row}» × «{column}» finnes ikke.",
                "Rett tabellen eller planen.",
            )
        text = printed.replace("\u00a0", "").replace(" ", "").replace(",", ".")
        if text in {"-", "–"}:
            return 0.0
        try:
            return float(text)
        except ValueError:
            raise DataError(
                self.file,
                f"Cellen «{row}» × «{column}» er «{printed}», ikke et tall.",
                "Rett cellen.",
            ) from None

    def has(self, row: str, column: str) -> bool:
        """Return whether a cell is printed."""
        return column in self.cells.get(self._printed_row(row), {})

    def _printed_row(self, row: str) -> str:
        """Return the printed label of a row, which may carry a count: ``Innlandet (9)``."""
        counted = (label for label in self.cells if label.startswith(f"{row} ("))
        return row if row in self.cells else next(counted, row)

    def column(self, column: str) -> dict[str, float]:
        """Return a column's numbers by row, the total left out."""
        rows = [row for row in self.cells if column in self.cells[row]]
        return {
            row: self.number(row, column)
            for row in rows
            if row.split()[0].casefold() not in {"total", "totalt", "n"}
        }


def read_published(path: Path) -> PublishedTable:
    """Read one published table: a CSV with row, column and printed.

    Raises
    ------
    DataError
        The file is absent, lacks a column, or names a cell twice.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except FileNotFoundError:
        raise DataError(
            path, "Den publiserte tabellen finnes ikke.", "Se synthesis.yaml."
        ) from None
    cells: dict[str, dict[str, str]] = {}
    for line, entry in enumerate(rows, start=2):
        if missing := [name for name in ("row", "column", "printed") if not entry.get(name)]:
            raise DataError(path, f"Linje {line}: «{missing[0]}» mangler.", "Fyll ut cellen.")
        row = cells.setdefault(entry["row"], {})
        if entry["column"] in row:
            raise DataError(
                path, f"Linje {line}: «{entry['row']}» × «{entry['column']}» står to ganger.",
                "Slett den ene.",
            )  # fmt: skip
        row[entry["column"]] = entry["printed"]
    return PublishedTable(path, cells)
