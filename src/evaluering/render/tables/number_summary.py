"""Numbers described: a row a number, and a category within it."""

from __future__ import annotations

from collections.abc import Sequence

from evaluering.config.exhibits.measured import Divided
from evaluering.config.exhibits.number_summary import NumberSummary
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import COUNT, Format
from evaluering.render.tables.framing import TOTAL, Row, TableColumn, laid, of
from evaluering.render.tables.table import Content, Table

COUNTS = ("n", "missing")
SPREAD = ("mean", "sd", "se")


def layout(exhibit: NumberSummary, result: Result) -> Table:
    """Return the statistics that are asked for; the row of all is first among its categories."""

    def column(name: str) -> TableColumn:
        def content(row: Row) -> Content:
            if name in COUNTS:
                return of(row, name, COUNT)
            value = row[name]
            places = exhibit.decimals if name in SPREAD else decimals_of(value, exhibit.decimals)
            return of(row, name, Format(places, exhibit.rounding))

        return TableColumn(word(f"summary_{name}"), content)

    rows = total_first(result.table.to_dict(orient="records")) if exhibit.by else None
    return laid(
        result,
        rows or result.table.to_dict(orient="records"),
        TableColumn(word("summary_head"), lambda row: named(exhibit, row), "left"),
        *map(column, exhibit.statistics),
    )


def decimals_of(value: float | None, decimals: int) -> int:
    """Return the decimals of a number: none of a whole one."""
    return 0 if value is None or value != value or float(value).is_integer() else decimals


def named(exhibit: Divided, row: Row) -> str:
    """Return what a row is called: the number where it is of all, else the category below it."""
    if row["group"] == TOTAL:
        return exhibit.label(str(row["item"]), str(row["item_label"]))
    label = exhibit.row_labels.get(str(row["group"]), str(row["group_label"]))
    return f"\u2003{label}"


def total_first(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with that of all before the categories of each number."""
    items = list(dict.fromkeys(row["item"] for row in rows))
    return sorted(rows, key=lambda row: (items.index(row["item"]), row["group"] != TOTAL))
