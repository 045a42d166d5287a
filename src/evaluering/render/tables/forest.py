"""The data table behind a figure of differences."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

from evaluering.config.exhibits.forest import Forest, ForestDetails
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import MISSING, SUPPRESSED, number, p_cell
from evaluering.render.tables.table import Shown, Table, body_row, column_heads, shown


def layout(exhibit: Forest, result: Result) -> Table:
    """Return one row an item: both means, the difference with its interval, g, p and n."""
    body = [
        body_row(str(row["item_label"]), _values(row, exhibit))
        for row in result.table.to_dict(orient="records")
    ]
    first, second = result.details_as(ForestDetails).groups
    heads = [
        *(word("item"), first, second, word("difference"), word("interval")),
        *(word("stat_hedges_g"), word("p")),
        *(word("n_in", group=group) for group in (first, second)),
    ]
    return Table((column_heads(heads),), tuple(body))


def _values(row: Mapping[Hashable, Any], exhibit: Forest) -> list[str | Shown]:
    if row["suppressed"]:
        return [SUPPRESSED] * 8
    ends = [float(row["lower"]), float(row["upper"])]
    interval = Shown(f"{number(ends[0], 2)} {word('to')} {number(ends[1], 2)}", tuple(ends))
    p = float(row["p"])
    return [
        shown(row["mean_first"], 2, exhibit.rounding),
        shown(row["mean_second"], 2, exhibit.rounding),
        shown(row["difference"], 2, exhibit.rounding),
        MISSING if math.isnan(ends[0]) else interval,
        shown(row["hedges_g"], 2),
        MISSING if math.isnan(p) else Shown(p_cell(p), (p,)),
        shown(row["n_first"]),
        shown(row["n_second"]),
    ]
