"""Column per cents of an index by a structural variable, with n and group means."""

from __future__ import annotations

from evaluering.config.exhibits.crosstab import Crosstab, CrosstabDetails
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.statistics import expected_note
from evaluering.render.tables.table import (
    Cell,
    Table,
    body_row,
    column_heads,
    shown,
    sum_of_printed,
)

LEVELS = ((0.01, "1"), (0.05, "5"), (0.10, "10"))


def layout(exhibit: Crosstab, result: Result) -> Table:
    """Return the table as the report sets it: cells, total, n and mean by column."""
    table, told = result.table.set_index(["row", "column"]), result.details_as(CrosstabDetails)
    columns = list(dict.fromkeys(result.table["column"]))
    classes = [row for row in dict.fromkeys(result.table["row"]) if row != "total"]
    ids = dict(zip(classes, told.classes, strict=True))
    rule = exhibit.rounding
    printed = {
        (row, column): shown(table.loc[(row, column), "percent"], 0, rule)
        for row in classes
        for column in columns
    }
    body = [
        body_row(
            exhibit.row_label(ids[row], table.loc[(row, "total"), "row_label"]),
            [*(printed[row, column] for column in columns), shown(table.loc[(row, "total"), "n"])],
        )
        for row in classes
    ]
    sums = [sum_of_printed([printed[row, column] for row in classes]) for column in columns]
    body.append(body_row(word("total"), [*sums, ""]))
    counts = [shown(table.loc[("total", column), "n"]) for column in columns]
    body.append(body_row(word("count_head"), [*counts[:-1], "", counts[-1]]))
    # group means follow plain floating-point formatting in the report, whatever the per cents do
    means = [shown(table.loc[("total", column), "mean"], 2, "float") for column in columns]
    body.append(body_row(word("mean"), [*means, ""]))
    labels = [str(table.loc[("total", column), "column_label"]) for column in columns[:-1]]
    labels.append(word("total"))
    level = _level(result)
    spanner = (
        Cell("", "column", "left"),
        Cell(
            told.heading + ("*" if level else ""),
            "column",
            "left",
            len(labels) - 1,
        ),
        Cell("", "column"),
        Cell("", "column"),
    )
    heads = column_heads([told.question, *labels, word("count_head")])
    note = (word("level_note", level=level),) if level else ()
    total = len(body) - 3
    expected = [text for test in result.tests if (text := expected_note(test))]
    notes = (*note, *expected)
    return Table((spanner, heads), tuple(body), frozenset({total}), notes)


def _level(result: Result) -> str:
    """Return the strictest level at which the chi-square is significant, or nothing."""
    p = result.tests[0].p if result.tests else None
    if p is None:
        return ""
    return next((name for level, name in LEVELS if p < level), "")
