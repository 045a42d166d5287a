"""An exhibit as everyone can read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from evaluering.config.exhibits.base import Exhibit
from evaluering.config.project import Project
from evaluering.disclosure.attack.statements import CellPlace
from evaluering.exhibits.result import Result

TOTAL = "total"
OF_GROUP = ("item_label", "group_label", "column_label")
LABELS = ("item_label", "group_label", "row_label", "column_label", "label")
"""Columns with labels: of the group or column that a row is in, and of the row itself."""


@dataclass(frozen=True, eq=False)
class PublishedExhibit:
    """An exhibit as it is published; what is read out of one is kept as long as it is the same.

    Attributes
    ----------
    project
        The configuration that it was made by.
    wave, report
        Of which wave, and in which report.
    exhibit, result
        Its specification, and the numbers that everyone can read.
    rounded
        The least count that its means are said to be rounded by; nothing of unrounded ones.
    """

    project: Project
    wave: str
    report: str
    exhibit: Exhibit
    result: Result
    rounded: int = 0

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of its numbers, by column."""
        records = self.result.table.to_dict("records")
        return [{str(name): value for name, value in row.items()} for row in records]

    @property
    def counts_respondents(self) -> bool:
        """Whether its counts are of those who answered, not of units or of those who were asked."""
        columns = self.result.table.columns
        asked = self.key("units") != "registry"
        return asked and (self.exhibit.filtered or {"n", "population"} <= set(columns))

    def key(self, name: str) -> Any:
        """Return one of the exhibit's keys; None where its kind has no such key."""
        return getattr(self.exhibit, name, None)

    def place(self, row: Mapping[str, Any], labels: Sequence[str] = LABELS) -> CellPlace:
        """Return where a row of the numbers stands, by some of its labels."""
        names = tuple(dict.fromkeys(str(row[c]) for c in labels if isinstance(row.get(c), str)))
        return CellPlace(self.wave, self.report, self.exhibit.id, names)
