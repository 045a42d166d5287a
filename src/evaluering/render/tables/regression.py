"""A regression: a row a term, with its coefficient, interval and p."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from evaluering.config.exhibits.regression import Regression
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.tables.table import Table, body_row, column_heads, shown

DECIMALS = {"coefficient": 3, "se": 3, "lower": 3, "upper": 3, "p": 3, "effect": 2}


def layout(exhibit: Regression, result: Result) -> Table:
    """Return the terms in the order of the model; a category with what it is compared with."""
    body = tuple(
        body_row(
            _name(row),
            [shown(row[name], places, exhibit.rounding) for name, places in DECIMALS.items()],
        )
        for row in result.table.to_dict(orient="records")
    )
    effect = "odds_ratio" if exhibit.model == "ordinal" else "beta"
    names = ("coefficient", "standard_error", "from_head", "to_head", "p", effect)
    heads = column_heads([exhibit.heading or word("predictor_head"), *map(word, names)])
    return Table((heads,), body)


def _name(row: Mapping[Hashable, Any]) -> str:
    if row["row_label"] == "constant":
        return word("constant")
    if row["column"] in ("", None) or row["column"] != row["column"]:
        return str(row["row_label"])
    return word(
        "against", variable=row["row_label"], category=row["column"], reference=row["reference"]
    )
