"""A regression: a row a term, with its coefficient, interval and p."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from math import floor, inf, log10
from typing import Any

from evaluering.config.exhibits.regression import Regression
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.tables.table import Table, body_row, column_heads, p_shown, shown

LEAST, MOST = 3, 9
"""Decimals of a coefficient: enough for two digits of its standard error."""


def layout(exhibit: Regression, result: Result) -> Table:
    """Return the terms in the order of the model; a category with what it is compared with."""
    body = tuple(
        body_row(
            _name(row),
            [
                *(
                    shown(row[name], _decimals(row["se"]), exhibit.rounding)
                    for name in ("coefficient", "se", "lower", "upper")
                ),
                p_shown(row["p"]),
                shown(row["effect"], 2, exhibit.rounding),
            ],
        )
        for row in result.table.to_dict(orient="records")
    )
    effect = "odds_ratio" if exhibit.model == "ordinal" else "beta"
    names = ("coefficient", "standard_error", "from_head", "to_head", "p", effect)
    heads = column_heads([exhibit.heading or word("predictor_head"), *map(word, names)])
    return Table((heads,), body)


def _decimals(error: float) -> int:
    if not 0 < error < inf:
        return LEAST
    return min(MOST, max(LEAST, 1 - floor(log10(error))))


def _name(row: Mapping[Hashable, Any]) -> str:
    if row["row_label"] == "constant":
        return word("constant")
    if row["column"] in ("", None) or row["column"] != row["column"]:
        return str(row["row_label"])
    return word(
        "against", variable=row["row_label"], category=row["column"], reference=row["reference"]
    )
