"""The report's printed numbers, what is corrected in them, and the list of exhibits.

The files lie in data/raw/published/<report>/; its README says how they were made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluering.data.csv_table import read_csv, whole_number
from evaluering.data.files import Absent
from evaluering.data.numerals import CELL
from evaluering.errors import DataError

ABSENT = Absent("Filen finnes ikke.", "Se data/raw/published/README.md.")
TEXTS = "tekst"
CORRECTIONS = "corrections.csv"
OMISSIONS = "omissions.csv"
INDEX = "exhibits.csv"
CAPTIONS = "captions.csv"
REFERENCES = "references.csv"
LISTS = frozenset({CORRECTIONS, OMISSIONS, INDEX, CAPTIONS, REFERENCES})
TEST_ROW = re.compile(r"kji-?kvadrat|signifikan", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Place:
    """A printed cell; without a column it is the row's own label."""

    exhibit: str
    row: str
    column: str


Cells = Mapping[Place, str]
"""Printed texts by place, in the report's order."""


@dataclass(frozen=True)
class Correction:
    """A printed text that contradicts others, and what is used for it."""

    place: Place
    printed: str
    """Where it stands, and what."""
    used: str | None
    """What follows from the other numbers; None where nothing does."""
    proof: str
    """The arithmetic, in Norwegian."""


@dataclass(frozen=True)
class ListedExhibit:
    """An exhibit in the list: where it is printed, and how its numbers are rounded."""

    exhibit: str
    number: str
    page: int | None
    section: str
    rounding: str
    note: str


def read_cells(folder: Path) -> dict[Place, str]:
    """Return every printed cell of a report; a text's cell is its id and ``printed``.

    Raises
    ------
    DataError
        A file lacks a column, leaves a cell empty, names one twice or holds text for a number.
    """
    cells: dict[Place, str] = {}
    for path in sorted(p for p in folder.glob("*.csv") if p.name not in LISTS):
        row, column = ("id", None) if path.stem == TEXTS else ("row", "column")
        names = (row, "printed") if column is None else (row, column, "printed")
        for line, entry in read_lines(path, names, may_be_empty=column is None):
            place = Place(path.stem, entry[row], entry[column] if column else "printed")
            if empty := [name for name in names if not entry[name]]:
                raise DataError(path, f"Linje {line}: «{empty[0]}» mangler.", "Fyll ut cellen.")
            if place in cells:
                raise DataError(
                    path, f"Linje {line}: «{place.row}» × «{place.column}» står to ganger.",
                    "Slett den ene.",
                )  # fmt: skip
            if column and not TEST_ROW.match(place.row) and not CELL.fullmatch(entry["printed"]):
                raise DataError(
                    path,
                    f"Linje {line}, kolonne «printed»: «{entry['printed']}» er ikke et tall.",
                    "Skriv tallet slik det er trykt; en strek for ingenting.",
                )
            cells[place] = entry["printed"]
    return cells


def read_corrections(folder: Path) -> list[Correction]:
    """Return what is corrected in a report.

    Raises
    ------
    DataError
        A column is missing, a correction has no proof, or the cell does not print what the
        correction says.
    """
    path, cells = folder / CORRECTIONS, read_cells(folder)
    labels = {Place(place.exhibit, place.row, "") for place in cells}
    corrections = []
    for line, entry in read_lines(path, ("exhibit", "row", "column", "printed", "used", "proof")):
        place = Place(entry["exhibit"], entry["row"], entry["column"])
        found = place.row if place in labels else cells.get(place)
        if found != entry["printed"]:
            raise DataError(
                path,
                f"Linje {line}: «{entry['printed']}» er ikke trykt i {place.exhibit}, "
                f"«{place.row}» × «{place.column}»; der står «{found}».",
                "Rett linjen etter den publiserte tabellen.",
            )
        if not entry["proof"]:
            raise DataError(path, f"Linje {line}: «proof» mangler.", "Før opp beviset.")
        corrections.append(
            Correction(place, entry["printed"], entry["used"] or None, entry["proof"])
        )
    return corrections


def read_omissions(folder: Path) -> dict[Place, str]:
    """Return what the report should have printed and does not: the place and what follows."""
    columns = ("exhibit", "row", "column", "derived", "proof")
    return {
        Place(entry["exhibit"], entry["row"], entry["column"]): entry["derived"]
        for _, entry in read_lines(folder / OMISSIONS, columns)
    }


def read_list(folder: Path) -> list[ListedExhibit]:
    """Return the list of exhibits."""
    columns = ("exhibit", "number", "page", "section", "rounding", "note")
    for line, entry in read_lines(folder / INDEX, columns, may_be_empty=False):
        if not (folder / f"{entry['exhibit']}.csv").exists():
            raise DataError(
                folder / INDEX,
                f"Linje {line}, kolonne «exhibit»: «{entry['exhibit']}» er ukjent.",
                f"Legg {entry['exhibit']}.csv i mappen, eller slett linjen.",
            )
    return [
        ListedExhibit(
            exhibit=entry["exhibit"],
            number=entry["number"],
            page=_page(folder / INDEX, line, entry["page"]),
            section=entry["section"],
            rounding=entry["rounding"],
            note=entry["note"],
        )
        for line, entry in read_lines(folder / INDEX, columns)
    ]


def _page(path: Path, line: int, text: str) -> int | None:
    if not text:
        return None
    if (page := whole_number(text, 100_000)) is None:
        raise DataError(
            path, f"Linje {line}, kolonne «page»: «{text[:40]}» er ikke et sidetall.", "Rett det."
        )
    return page


def check_listed(folder: Path) -> None:
    """Check that every file of cells is in the list of exhibits, where there is one.

    Raises
    ------
    DataError
        A file is not in the list.
    """
    if not (folder / INDEX).exists():
        return
    known = {entry.exhibit for entry in read_list(folder)}
    for path in sorted(p for p in folder.glob("*.csv") if p.name not in LISTS):
        if path.stem not in known:
            raise DataError(
                path, f"«{path.stem}» er ukjent: det står ikke i kolonnen «exhibit» i {INDEX}.",
                f"Før det opp i {INDEX}, eller rett filnavnet.",
            )  # fmt: skip


def corrected(cells: Cells, corrections: Iterable[Correction]) -> dict[Place, str]:
    """Return the cells with what is used for the corrected ones; an open one is empty."""
    return dict(cells) | {c.place: c.used or "" for c in corrections}


def of_exhibit(cells: Cells, exhibit: str) -> dict[Place, str]:
    """Return one exhibit's cells."""
    return {place: text for place, text in cells.items() if place.exhibit == exhibit}


def read_lines(
    path: Path, columns: Sequence[str], *, may_be_empty: bool = True
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each line's number and its named columns.

    Raises
    ------
    DataError
        The file or a column is missing, or there is a header alone where there must be more.
    """
    table = read_csv(path, absent=ABSENT, separators=",;\t")
    if absent := [name for name in columns if name not in table.names]:
        raise DataError(path, f"Kolonnen «{absent[0]}» mangler.", "Føy den til.")
    if not table.rows and not may_be_empty:
        raise DataError(
            path, "Filen har en overskrift, men ingen linjer.", "Fyll den ut, eller slett den."
        )
    for line, entry in table.entries():
        yield line, {name: entry[name] for name in columns}
