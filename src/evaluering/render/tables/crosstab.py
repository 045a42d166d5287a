"""Column per cents of an index by a structural variable, with n and group means."""

from __future__ import annotations

from evaluering.config.exhibits.crosstab import Crosstab, CrosstabDetails
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import Format
from evaluering.render.tables.framing import TOTAL, crossed, notes_of, of, sum_of_printed
from evaluering.render.tables.table import Cell, Table, body_row, column_heads

LEVELS = (1, 5, 10)
MEAN = Format(2, "float")
"""Group means follow plain floating-point formatting in the report, whatever the per cents do."""


def layout(exhibit: Crosstab, result: Result) -> Table:
    """Return the table as the report sets it: cells, total, n and mean by column."""
    found, share = crossed(result, "row", "column"), Format(rounding=exhibit.rounding)
    told = result.details_as(CrosstabDetails)
    cells, columns = found.cells, list(found.columns)
    classes = [row for row in found.rows if row != TOTAL]
    printed = [[of(cells[row, column], "percent", share) for column in columns] for row in classes]
    body = [
        body_row(exhibit.row_label(name, found.rows[row]), [*own, of(cells[row, TOTAL], "n")])
        for row, name, own in zip(classes, told.classes, printed, strict=True)
    ]
    sums = [sum_of_printed(own) for own in zip(*printed, strict=True)] or [""] * len(columns)
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


def _level(result: Result) -> int | None:
    """Return the strictest level, in per cent, at which the chi-square is significant."""
    p = result.tests[0].p if result.tests else None
    return None if p is None else next((level for level in LEVELS if p < level / 100), None)
