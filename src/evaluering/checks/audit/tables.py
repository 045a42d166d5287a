"""What a printed table is: read from its labels and the look of its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from statistics import median_low
from typing import Literal

from evaluering.data.numerals import MEMBERS, numerals
from evaluering.data.published import Cells, Place

Role = Literal["total", "n", "mean", "sd", "significance", "percent", "rate", "count", "other"]
TOTALS = frozenset({"total", "totalt", "sum", "i alt", "alle", "samlet"})
SIZES = frozenset({"n", "antall", "antall respondenter"})
MEANS = frozenset({"gjennomsnitt", "snitt", "middelverdi", "mean"})
SPREADS = frozenset({"standardavvik", "std. avvik", "sd"})
TESTS = frozenset({"kjikvadrat", "kji-kvadrat", "signifikans", "signifikant på"})
RATES = frozenset({"svarprosent", "svarandel", "responsrate"})
COUNTS = frozenset(
    {"frekvens", "populasjon", "utvalg", "inviterte", "sendt ut", "svar", "respondenter",
     "populasjon/sendt ut"}
)  # fmt: skip
BASES = ("populasjon", "utvalg", "inviterte", "sendt ut", "populasjon/sendt ut")
ANSWERS = ("antall svar", "svar", "respondenter")
PEARSON, SIG = re.compile(r"(.+) \((?:Pearson|r)\)"), "{} ({})"


@cache
def bare(label: str) -> str:
    """Return a label without marks, brackets and capitals."""
    return re.sub(r"\s*\((?:\d+|n)\)$", "", label.casefold().strip(" *")).strip()


@cache
def role(label: str) -> Role:
    """Return what a row or a column holds, as its label says."""
    name = bare(label)
    for names, found in _ROLES:
        if name in names:
            return found
    if "prosent" in name or "%" in name:
        return "percent"
    return "count" if name.startswith("antall ") else "other"


_ROLES: tuple[tuple[frozenset[str], Role], ...] = (
    (TOTALS, "total"), (SIZES, "n"), (MEANS, "mean"), (SPREADS, "sd"), (TESTS, "significance"),
    (RATES, "rate"), (COUNTS, "count"),
)  # fmt: skip


@dataclass(frozen=True)
class AuditTable:
    """One printed table: its labels in order, and its cells as first read.

    The cells serve to see what the table is; checks read the numbers from the cells that they
    are given, in which some may be changed.
    """

    exhibit: str
    cells: Cells

    def place(self, row: str, column: str) -> Place:
        """Return a place in the table."""
        return Place(self.exhibit, row, column)

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """The rows in order."""
        return tuple(dict.fromkeys(place.row for place in self.cells))

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns in order."""
        return tuple(dict.fromkeys(place.column for place in self.cells))

    def row_of(self, wanted: Role) -> str | None:
        """Return the first row of a role."""
        return next((row for row in self.rows if role(row) == wanted), None)

    def column_of(self, wanted: Role) -> str | None:
        """Return the first column of a role."""
        return next((column for column in self.columns if role(column) == wanted), None)

    @cached_property
    def body(self) -> tuple[str, ...]:
        """The rows of categories."""
        special = {"total", "n", "mean", "sd", "significance"}
        return tuple(row for row in self.rows if role(row) not in special)

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The columns of groups: those with a size below them."""
        n = self.row_of("n")
        named = [c for c in self.columns if role(c) not in {"total", "n", "significance"}]
        return tuple(c for c in named if n is not None and self.place(n, c) in self.cells)

    @cached_property
    def kind(self) -> str:
        """Correlations, members, columns (per cents with n), means or counts."""
        if any(PEARSON.fullmatch(row) for row in self.rows):
            return "correlations"
        texts = list(self.cells.values())
        if sum(bool(MEMBERS.fullmatch(text)) for text in texts) > len(texts) / 3:
            return "members"
        if self.groups and self.body:
            return "columns" if self._adds_up() else "means"
        return "means" if self.column_of("mean") and self.column_of("n") else "counts"

    def _adds_up(self) -> bool:
        """Return whether most groups' cells are about 100 together."""
        sums = [
            sum(float(found[0].exact) for row in self.body
                if (found := numerals(self.cells.get(self.place(row, group), ""))))
            for group in self.groups
        ]  # fmt: skip
        return median_low(abs(total - 100) for total in sums) <= max(3, len(self.body))

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The columns of counts with the columns of their per cents."""
        found = [(c, f"{c} (%)") for c in self.columns if f"{c} (%)" in self.columns]
        counts = [c for c in self.columns if role(c) in {"count", "n"}]
        percents = [c for c in self.columns if role(c) == "percent"]
        if not found and len(counts) == 1 and len(percents) == 1:
            found = [(counts[0], percents[0])]
        return tuple(found)


def split_tables(cells: Cells, without: Sequence[str] = ()) -> dict[str, AuditTable]:
    """Return the tables of a report by exhibit."""
    sorted_cells: dict[str, dict[Place, str]] = {}
    for place, text in cells.items():
        if place.exhibit not in without:
            sorted_cells.setdefault(place.exhibit, {})[place] = text
    return {exhibit: AuditTable(exhibit, own) for exhibit, own in sorted_cells.items()}
