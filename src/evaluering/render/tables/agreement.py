"""The agreement of raters: a row a pair, or a code."""

from __future__ import annotations

from evaluering.config.exhibits.agreement import Agreement
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import Format, P
from evaluering.render.tables.framing import Row, TableColumn, by_row, numbers
from evaluering.render.tables.table import Table


def layout(exhibit: Agreement, result: Result) -> Table:
    """Return agreement in per cent, the coefficient, its interval and p."""
    whole, own = Format(rounding=exhibit.rounding), Format(2, exhibit.rounding)
    return by_row(
        result,
        TableColumn(word("raters_head"), lambda row: _name(exhibit, row), "left"),
        numbers(word("n"), "n", whole),
        numbers(word("same_percent"), "agreement", whole),
        numbers(word("coefficient"), "value", own),
        numbers(word("from_head"), "lower", own),
        numbers(word("to_head"), "upper", own),
        numbers(word("p"), "p", P),
    )


def _name(exhibit: Agreement, row: Row) -> str:
    if row["row"] == "alpha":
        return word("krippendorff_row")
    if row["column"] in ("", None) or row["column"] != row["column"]:
        return str(row["row_label"])
    first, second = str(row["row_label"]), str(row["column_label"])
    if exhibit.labels:
        first, second = (exhibit.labels[int(str(row[key]))] for key in ("row", "column"))
    return f"{first} – {second}"
