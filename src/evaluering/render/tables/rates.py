"""The data table behind a figure of response rates."""

from __future__ import annotations

import math

from evaluering.config.exhibits.rates import Rates
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import MISSING, number
from evaluering.render.tables.table import Shown, Table, body_row, column_heads, shown


def layout(exhibit: Rates, result: Result) -> Table:
    """Return one row a survey and category: answers, population, rate and interval."""
    body, totals = [], set()
    for place, row in enumerate(result.table.to_dict(orient="records")):
        ends = [float(row["lower"]), float(row["upper"])]
        interval = Shown(f"{number(ends[0])}–{number(ends[1])}", tuple(ends))
        values = (
            word("total_sum") if str(row["category"]) == "total" else str(row["label"]),
            shown(row["population"]),
            shown(row["n"]),
            shown(row["rate"], 0, exhibit.rounding),
            MISSING if math.isnan(ends[0]) else interval,
        )
        body.append(body_row(str(row["group_label"]), values))
        if str(row["category"]) == "total":
            totals.add(place)
    keys = ("survey", "group", "population", "answers", "rate", "interval")
    return Table((column_heads([word(key) for key in keys]),), tuple(body), frozenset(totals))
