"""One division by another: per cents or counts, with n, means and marks of residuals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evaluering.config.exhibits.crosstab import Crosstab, CrosstabDetails
from evaluering.exhibits.result import Result
from evaluering.exhibits.significance import ContingencyTest
from evaluering.render.language import word
from evaluering.render.numbers import NO_BREAK, Format, Mark, Written
from evaluering.render.tables.blocks import MOST, Line, Span, in_blocks
from evaluering.render.tables.framing import TOTAL, Crossed, crossed, notes_of, of, sum_of_printed
from evaluering.render.tables.frequencies import missing_name
from evaluering.render.tables.table import (
    Cell,
    Content,
    Table,
    body_row,
    column_heads,
    pair,
)

LEVELS = (1, 5, 10)
MEAN = Format(2, "float")
"""Group means follow plain floating-point formatting in the report, whatever the per cents do."""
MARKED, STRONG = 1.96, 2.58
"""Adjusted residuals beyond these are marked: the normal distribution's 5 and 1 per cent."""


def layout(exhibit: Crosstab, result: Result) -> Table:
    """Return the table of an index as a report sets it, or that of any two divisions."""
    if exhibit.index is not None:
        return _of_index(exhibit, result)
    grid = CrosstabGrid(exhibit, result)
    table = grid.turned() if grid.is_wide else grid.upright()
    marks = (word("residuals_note"),) if exhibit.residuals and result.tests else ()
    return Table(table.head, table.body, table.total_rows, (*marks, *notes_of(result)))


class CrosstabGrid:
    """The contents of a crosstab by row and column, which may be turned."""

    def __init__(self, exhibit: Crosstab, result: Result) -> None:
        self.exhibit, self.told = exhibit, result.details_as(CrosstabDetails)
        self.found: Crossed = crossed(result, "row", "column")
        self.share = Format(exhibit.decimals, exhibit.rounding)
        self.columns = list(self.found.columns)
        missing = set(self.told.missing)
        self.rows = [row for row in self.found.rows if row not in {TOTAL, *missing}]
        self.missing = [row for row in self.found.rows if row in missing]
        self.residuals = _residuals(result) if exhibit.residuals else {}

    @property
    def is_wide(self) -> bool:
        """Whether the columns are too many to stand beside each other, and the rows are not."""
        return len(self.columns) > MOST >= len(self.rows)

    def upright(self) -> Table:
        """Return a row a category of the rows."""
        per_row = self.exhibit.percent == "row"
        lines = [Line(self.name(row), self._line(row, per_row)) for row in self.rows]
        if any(totals := self._totals(per_row)):
            lines.append(Line(word("total"), totals, emphasized=True))
        if not per_row and self.exhibit.show == "percent":
            lines.append(Line(word("row_base"), [self.base(c) for c in self.columns]))
        lines += [Line(self.name(row), self._counts(row, per_row)) for row in self.missing]
        if self.exhibit.mean:
            means = [of(self.found.cells[TOTAL, c], "mean", Format(2)) for c in self.columns]
            lines.append(Line(word("mean"), [*means, ""] if per_row else means))
        *labels, _ = self.found.columns.values()
        spans = [Span(self.told.heading, [(label,) for label in labels])]
        spans.append(Span("", [(word("total"),), *([(word("row_base"),)] if per_row else [])]))
        return in_blocks(self.told.question, spans, lines)

    def turned(self) -> Table:
        """Return a row a category of the columns, with its n last."""
        names = [*self.rows, TOTAL]
        lines = []
        for column, label in self.found.columns.items():
            cells = [self.cell(row, column) for row in self.rows]
            extra = [self.total(column), *(self.count(row, column) for row in self.missing)]
            if self.exhibit.show == "percent":
                extra.append(self.base(column))
            if self.exhibit.mean:
                extra.append(of(self.found.cells[TOTAL, column], "mean", Format(2)))
            total = column == TOTAL
            lines.append(Line(word("total") if total else label, [*cells, *extra], total))
        labels = [self.name(row) for row in names[:-1]] + [word("total")]
        labels += [self.name(row) for row in self.missing]
        labels += [word("row_base")] if self.exhibit.show == "percent" else []
        labels += [word("mean")] if self.exhibit.mean else []
        spans = [Span(self.told.question, [(label,) for label in labels])]
        return in_blocks(self.told.heading, spans, lines)

    def name(self, row: str) -> str:
        """Return what a row is called in the exhibit."""
        label = self.found.rows[row]
        if row in self.told.missing:
            return word("without_n", label=missing_name(label))
        if row in self.told.nets:
            return label
        return self.exhibit.row_label(self.told.classes[self.rows.index(row)], label)

    def cell(self, row: str, column: str) -> Content:
        """Return what a cell shows: per cent, count or both, with the mark of its residual."""
        own = self.found.cells[row, column]
        if self.exhibit.show == "both":
            n, share = of(own, "n"), of(own, "percent", self.share)
            content: Content = n if isinstance(n, Mark) else pair(n, share)
        else:
            content = self.count(row, column)
            if self.exhibit.show == "percent":
                content = of(own, "percent", self.share)
        mark = self.residuals.get((row, column), "")
        if not mark or isinstance(content, Mark):
            return content
        pieces = content if isinstance(content, tuple) else (content,)
        return (*pieces, f"{NO_BREAK}{mark}")

    def count(self, row: str, column: str) -> Written | Mark:
        """Return how many are in a cell."""
        return of(self.found.cells[row, column], "n")

    def base(self, column: str) -> Written | Mark:
        """Return how many a column is of."""
        return self.count(TOTAL, column)

    def total(self, column: str) -> Content:
        """Return the last row's cell; the per cents of several answers have no total."""
        several, _ = self.told.several
        if several and self.exhibit.percent != "row" and self.exhibit.show == "percent":
            return ""
        return self.cell(TOTAL, column)

    def _line(self, row: str, per_row: bool) -> list[Content]:
        cells = [self.cell(row, column) for column in self.columns]
        return [*cells, self.count(row, TOTAL)] if per_row else cells

    def _totals(self, per_row: bool) -> list[Content]:
        cells = [self.total(column) for column in self.columns]
        return [*cells, self.base(TOTAL)] if per_row else cells

    def _counts(self, row: str, per_row: bool) -> list[Content]:
        cells: list[Content] = [self.count(row, column) for column in self.columns]
        return [*cells, ""] if per_row else cells


def _residuals(result: Result) -> Mapping[tuple[str, str], str]:
    """Return the mark of each cell that departs from independence."""
    marks = {}
    for test in result.tests:
        assert isinstance(test, ContingencyTest)
        for cell in test.cells:
            size = cell.adjusted_residual or 0.0
            if abs(size) > MARKED:
                sign = "▲" if size > 0 else "▼"
                key = (str(cell.row), str(cell.column))
                marks[key] = sign * (2 if abs(size) > STRONG else 1)
    return marks


def _of_index(exhibit: Crosstab, result: Result) -> Table:
    """Return the table as the report sets it: cells, total, n and mean by column."""
    found, share = crossed(result, "row", "column"), Format(exhibit.decimals, exhibit.rounding)
    told = result.details_as(CrosstabDetails)
    cells, columns = found.cells, list(found.columns)
    classes = [row for row in found.rows if row != TOTAL]
    printed = [[of(cells[row, column], "percent", share) for column in columns] for row in classes]
    body = [
        body_row(exhibit.row_label(name, found.rows[row]), [*own, of(cells[row, TOTAL], "n")])
        for row, name, own in zip(classes, told.classes, printed, strict=True)
    ]
    sums = _sums(exhibit, found, printed, share)
    counts = [of(cells[TOTAL, column], "n") for column in columns]
    means = [of(cells[TOTAL, column], "mean", MEAN) for column in columns]
    body += [
        body_row(word("total"), [*sums, ""]),
        body_row(word("count_head"), [*counts[:-1], "", counts[-1]]),
        body_row(word("mean"), [*means, ""]),
    ]
    level = _level(result)
    over = told.heading + ("*" if level else "")
    spanner = (
        Cell("", "column", "left"),
        Cell(over, "column", "left", len(columns) - 1),
        *[Cell("", "column")] * 2,
    )
    labels = [*list(found.columns.values())[:-1], word("total")]
    heads = column_heads([told.question, *labels, word("count_head")])
    note = (word("level_note", level=level),) if level else ()
    total = frozenset({len(classes)})
    return Table((spanner, heads), tuple(body), total, (*note, *notes_of(result)), level)


def _sums(
    exhibit: Crosstab, found: Crossed, printed: Sequence[Sequence[Content]], share: Format
) -> list[Content]:
    """Return the totals: of per cents of the column, the sums of those that are printed."""
    if exhibit.percent != "column":
        return [of(found.cells[TOTAL, column], "percent", share) for column in found.columns]
    return [sum_of_printed(own) for own in zip(*printed, strict=True)] or [""] * len(found.columns)


def _level(result: Result) -> int | None:
    """Return the strictest level, in per cent, at which the chi-square is significant."""
    p = result.tests[0].p if result.tests else None
    return None if p is None else next((level for level in LEVELS if p < level / 100), None)
