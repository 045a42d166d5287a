"""The printed tables as the generator reads them: corrected, by row and column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluering.data.numerals import single
from evaluering.data.published import TEXTS, Cells, Correction
from evaluering.errors import DataError

TOTALS = frozenset({"total", "totalt", "n"})
REMEDY = "Rett tallet, eller før opp hvilket tall som brukes, i corrections.csv."


@dataclass(frozen=True)
class PublishedTable:
    """The printed cells of one exhibit, by row and column in the report's order."""

    file: Path
    """Where they stand."""
    cells: Mapping[str, Mapping[str, str]]
    """Printed text by row and column; a corrected cell has what is used for it, if anything."""
    columns: tuple[str, ...] = ()
    """Every printed column, in the order of the first row that has it."""
    disputed: frozenset[str] = frozenset()
    """Rows whose label carries numbers that cannot be this table's; see the corrections."""

    @property
    def id(self) -> str:
        """The exhibit's id."""
        return self.file.stem

    def text(self, row: str, column: str) -> str | None:
        """Return a cell as printed; None where there is none."""
        return self.cells.get(row, {}).get(column)

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
        if (found := single(printed)) is None:
            raise DataError(
                self.file,
                f"Cellen «{row}» × «{column}» er «{printed}», ikke et tall.",
                "Rett cellen.",
            )
        return float(found.exact)

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
            row: self.number(row, column) for row in rows if row.split()[0].casefold() not in TOTALS
        }


def published_tables(
    folder: Path, printed: Cells, corrections: Iterable[Correction]
) -> dict[str, PublishedTable]:
    """Return every exhibit's table, corrections applied.

    Parameters
    ----------
    folder
        Where the files stand.
    printed
        Every printed cell; see `evaluering.data.published.read_cells`.
    corrections
        What is used for contradicted cells. One without a column disputes the row's label.
    """
    cells: dict[str, dict[str, dict[str, str]]] = {}
    columns: dict[str, dict[str, None]] = {}
    for place, text in printed.items():
        if place.exhibit != TEXTS:
            cells.setdefault(place.exhibit, {}).setdefault(place.row, {})[place.column] = text
            columns.setdefault(place.exhibit, {})[place.column] = None
    disputed: dict[str, set[str]] = {}
    for correction in corrections:
        place = correction.place
        if place.exhibit == TEXTS:
            continue
        if not place.column:
            disputed.setdefault(place.exhibit, set()).add(place.row)
        elif correction.used is None:
            del cells[place.exhibit][place.row][place.column]
        else:
            cells[place.exhibit][place.row][place.column] = correction.used
    return {
        exhibit: PublishedTable(
            folder / f"{exhibit}.csv",
            rows,
            tuple(columns[exhibit]),
            frozenset(disputed.get(exhibit, ())),
        )
        for exhibit, rows in cells.items()
    }
