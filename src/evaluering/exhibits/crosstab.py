"""Whatever divides a survey by whatever else does: per cents, n, means and chi-square."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from evaluering.config.exhibits.crosstab import Crosstab, CrosstabDetails
from evaluering.config.exhibits.ordering import arranged
from evaluering.data.divisions import Division, Mask, divided
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.absence import NO_ANSWERS, NoDataError
from evaluering.exhibits.association import association_notes, chi_square
from evaluering.exhibits.design_tests import association_test
from evaluering.exhibits.result import Result
from evaluering.exhibits.significance import ContingencyTest, compared_by, named_tests
from evaluering.exhibits.tabulating import (
    MISSING,
    NET,
    TableRow,
    counted,
    everyone,
    hidden,
    missing_rows,
    of_group,
    remarks,
    rows_of,
)
from evaluering.exhibits.weighting import Numbers, design_in, percents, weighted_mean
from evaluering.message import Message, message
from evaluering.stats.arguments import FloatArray
from evaluering.stats.design import SurveyDesign
from evaluering.stats.tabulation import cross_counts

METHODS = {
    "column": "method_crosstab",
    "row": "method_row_percent",
    "total": "method_total_percent",
}


def compute(exhibit: Crosstab, data: WaveData) -> Result:
    """Return the cells (n and per cent), the totals, the means by column and the test.

    Only respondents with a category of both divisions count.
    """
    found = exhibit.divisions(data.project)
    rows, columns = (of_group(data, divided(data, of), exhibit.group) for of in found if of)
    both = rows.answered & columns.answered
    if exhibit.index is None and not both.any():
        raise NoDataError(NO_ANSWERS)
    table = Crossing(exhibit, data, rows, columns)
    tests = table.tests()
    tested = compared_by("association_tested", tests)
    method: tuple[Message, ...] = (message(METHODS[exhibit.percent]), *tested)
    if exhibit.index is not None and tests and exhibit.percent == "column":
        method = (message("method_crosstab_tested", test=named_tests(tests)),)
    index = data.project.indices.get(exhibit.index or "")
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(table.records()),
        n=int(both.sum()),
        method=method,
        tests=tests,
        notes=() if index else tuple(table.notes(tests)),
        details=CrosstabDetails(
            question=index.question if index else rows.label,
            heading=columns.label,
            classes=tuple(rows.of.names[place] for place in table.row_order),
            nets=tuple(str(row.name) for row in table.rows if row.role == NET),
            missing=tuple(str(row.name) for row in table.rows if row.role == MISSING),
            ordered=(rows.of.ordered, columns.of.ordered),
            several=(rows.of.several, columns.of.several),
        ),
    )


@dataclass(frozen=True)
class CrossColumn:
    """A category of the columns, or all of them, with the counts of the rows."""

    name: str
    label: str
    """What results and readers call it."""
    places: tuple[int, ...]
    """The categories that it is of; nothing of all."""
    counts: FloatArray
    base: int
    """Respondents by row, and in all."""


class Crossing:
    """The numbers of a crosstab."""

    def __init__(
        self, exhibit: Crosstab, data: WaveData, rows: Division, columns: Division
    ) -> None:
        self.exhibit, self.data, self.by_row, self.by_column = exhibit, data, rows, columns
        self.design = design_in(exhibit, data, rows.of.survey, rows.frame)
        names, own = columns.of.names, everyone(columns.answered)
        weights = None if self.design is None else self.design.weights
        sizes = cross_counts(rows.inside, len(rows.of.names), own, 1, weights)[:, 0]
        self.row_order = arranged(exhibit.order, rows.of.names, sizes.tolist())
        self.rows = rows_of(rows.of, self.row_order, exhibit.nets)
        self.rows += missing_rows(rows, exhibit.missing, data)
        counts = counted(rows, self.rows, columns.inside, len(names))
        bases = cross_counts(everyone(rows.answered), 1, columns.inside, len(names))[0]
        across = cross_counts(everyone(rows.answered), 1, columns.inside, len(names), weights)[0]
        order = arranged(exhibit.by_order, names, across.tolist())
        self.columns = [
            CrossColumn(
                str(columns.of.keys[k]), columns.of.labels[k], (k,), counts[:, k], int(bases[k])
            )
            for k in order
        ]
        total = int((rows.answered & columns.answered).sum())
        sums = counted(rows, self.rows, own, 1)[:, 0]
        self.columns.append(CrossColumn("total", "total", (), sums, total))

    def records(self) -> list[dict[str, Any]]:
        """Return a row a cell, and each column's total with its mean."""
        exhibit, found = self.exhibit, []
        total = self.columns[-1]
        for column in self.columns:
            own = {"column": column.name, "column_label": column.label}
            few = exhibit.index is None and hidden(column.base, self.data)
            flag = {"suppressed": few} if exhibit.index is None else {}
            bases = {"column": column.base, "total": total.base}
            for row, n, in_all in zip(self.rows, column.counts, total.counts, strict=True):
                base = bases.get(exhibit.percent, in_all)
                whole = None if row.role == MISSING or not base else 100 * int(n) / int(base)
                numbers = {"n": int(n), "percent": whole, "mean": None}
                if whole is not None and self.design is not None:
                    numbers |= self._weighted(self._inside(row), column, self.design)
                name = {"row": row.name, "row_label": row.label, **own}
                found.append({**name, **(dict.fromkeys(numbers) if few else numbers), **flag})
            base = {"column": column.base, "row": total.base, "total": total.base}[exhibit.percent]
            share = 100 * column.base / base if base else None
            numbers = {"n": column.base, "percent": share, "mean": self._mean(column)}
            if share is not None and self.design is not None and exhibit.percent != "column":
                numbers |= self._weighted(self.by_row.answered, column, self.design)
            name = {"row": "total", "row_label": "total", **own}
            found.append({**name, **(dict.fromkeys(numbers) if few else numbers), **flag})
        return found

    def _mean(self, column: CrossColumn) -> float | None:
        values = self.by_row.values
        if values is None or not (self.exhibit.index or self.exhibit.mean):
            return None
        columns = self.by_column
        inside = columns.within(column.places) if column.places else columns.answered
        counted = inside & self.by_row.answered
        if self.design is not None:
            return weighted_mean(values[counted], self.design.within(counted))["mean"]
        return float(values[counted].mean()) if column.base else float("nan")

    def _inside(self, row: TableRow) -> Mask:
        """Return who is in a row."""
        return self.by_row.within(row.places) if row.who is None else row.who

    def _weighted(self, row: Mask, column: CrossColumn, design: SurveyDesign) -> Numbers:
        """Return a cell's weighted per cent of its column, of its row or of all."""
        by_row, by_column = self.by_row.answered, self.by_column
        own = by_column.within(column.places) if column.places else by_column.answered
        base = {
            "column": own & by_row,
            "row": row & by_column.answered,
            "total": by_row & by_column.answered,
        }[self.exhibit.percent]
        return percents(row & own, base, design)

    def tests(self) -> tuple[ContingencyTest, ...]:
        """Return the test of the association, where the counts are of respondents in one each."""
        rows, columns, index = self.by_row.of, self.by_column.of, self.exhibit.index is not None
        total = self.columns[-1].base
        if rows.several or columns.several or rows.name == columns.name or not total:
            return ()
        by_key = {str(row.name): place for place, row in enumerate(self.rows)}
        shown = [c for c in self.columns[:-1] if index or not hidden(c.base, self.data)]
        by_name = {column.name: column for column in shown}
        keys = [key for key in columns.keys if str(key) in by_name]
        cells = [[int(by_name[str(key)].counts[by_key[str(row)]]) for key in keys]
                 for row in rows.keys]  # fmt: skip
        shape = (len(rows.keys), len(keys))
        values = np.asarray(cells, dtype=np.int64).reshape(shape)
        counts = pd.DataFrame(values, index=list(rows.keys), columns=keys)
        if not index and ((counts.sum(axis=1) > 0).sum() < 2 or (counts.sum() > 0).sum() < 2):
            return ()
        if self.design is not None:
            places = [place for column in shown for place in column.places]
            inside = np.isin(self.by_column.inside, places)
            given = np.where(inside & self.by_row.answered, self.by_row.inside, np.nan)
            across = np.where(inside, self.by_column.inside, np.nan)
            return (association_test(given.tolist(), across.tolist(), self.design),)
        ordinal = rows.ordered and columns.ordered
        conventions = self.data.project.settings.conventions
        return (chi_square(counts, conventions, ordinal=ordinal, sparse_only=not index),)

    def notes(self, tests: Sequence[ContingencyTest]) -> list[Message]:
        """Return what must be told of who is left out, of small columns and of the test."""
        rows, columns = self.by_row, self.by_column
        notes = list(remarks(rows, self.exhibit.missing))
        if rows.of.name == columns.of.name:
            notes.append(message("against_itself", label=rows.label))
        else:
            notes += remarks(columns, "hide", is_row=False)
        few = [c.label for c in self.columns if hidden(c.base, self.data)]
        notes += [message("too_few", label=label) for label in few if label != "total"]
        for test in tests:
            notes += association_notes(test)
        return notes
