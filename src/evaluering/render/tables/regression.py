"""A regression: a row a term, with its coefficient, interval and p."""

from __future__ import annotations

from math import floor, inf, log10

from evaluering.config.exhibits.regression import Regression
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import Format, P
from evaluering.render.tables.framing import Row, TableColumn, by_row, numbers, of
from evaluering.render.tables.table import Content, Table

LEAST, MOST = 3, 9
"""Decimals of a coefficient: enough for two digits of its standard error."""


def layout(exhibit: Regression, result: Result) -> Table:
    """Return the terms in the order of the model; a category with what it is compared with."""

    def estimate(key: str, head: str) -> TableColumn:
        def content(row: Row) -> Content:
            return of(row, key, Format(decimals_by(row["se"]), exhibit.rounding))

        return TableColumn(word(head), content)

    return by_row(
        result,
        TableColumn(exhibit.heading or word("predictor_head"), term_name, "left"),
        estimate("coefficient", "coefficient"),
        estimate("se", "standard_error"),
        estimate("lower", "from_head"),
        estimate("upper", "to_head"),
        numbers(word("p"), "p", P),
        numbers(
            word("odds_ratio" if exhibit.model == "ordinal" else "beta"),
            "effect",
            Format(2, exhibit.rounding),
        ),
    )


def decimals_by(error: float) -> int:
    """Return the decimals that show two digits of a standard error, three at the least."""
    if not 0 < error < inf:
        return LEAST
    return min(MOST, max(LEAST, 1 - floor(log10(error))))


def term_name(row: Row) -> str:
    """Return what a row of a model is called; a category with what it is compared with."""
    if row["row_label"] == "constant":
        return word("constant")
    if row["column"] in ("", None) or row["column"] != row["column"]:
        return str(row["row_label"])
    return word(
        "against", variable=row["row_label"], category=row["column"], reference=row["reference"]
    )
