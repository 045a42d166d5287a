"""The agreement of raters: a row a pair, or a code."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from evaluering.config.exhibits.agreement import Agreement
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import SUPPRESSED
from evaluering.render.tables.table import Table, body_row, column_heads, p_shown, shown

DECIMALS = {"n": 0, "agreement": 0, "value": 2, "lower": 2, "upper": 2}


def layout(exhibit: Agreement, result: Result) -> Table:
    """Return agreement in per cent, the coefficient, its interval and p."""
    body = tuple(
        body_row(
            _name(exhibit, row),
            [SUPPRESSED] * (len(DECIMALS) + 1)
            if row["suppressed"]
            else [
                *(shown(row[name], places, exhibit.rounding) for name, places in DECIMALS.items()),
                p_shown(row["p"]),
            ],
        )
        for row in result.table.to_dict(orient="records")
    )
    names = ("raters_head", "n", "same_percent", "coefficient", "from_head", "to_head", "p")
    return Table((column_heads([word(name) for name in names]),), body)


def _name(exhibit: Agreement, row: Mapping[Hashable, Any]) -> str:
    if row["row"] == "alpha":
        return word("krippendorff_row")
    if row["column"] in ("", None) or row["column"] != row["column"]:
        return str(row["row_label"])
    first, second = str(row["row_label"]), str(row["column_label"])
    if exhibit.labels:
        first, second = (exhibit.labels[int(str(row[key]))] for key in ("row", "column"))
    return f"{first} – {second}"
