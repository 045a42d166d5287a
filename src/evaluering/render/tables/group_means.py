"""The data table behind a figure of grouped means."""

from __future__ import annotations

from evaluering.config.exhibits import GroupMeans
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import SUPPRESSED
from evaluering.render.tables.table import Table, body_row, column_heads, shown


def layout(exhibit: GroupMeans, result: Result) -> Table:
    """Return one row an item and group: mean, SD and n."""
    body = []
    for row in result.table.to_dict(orient="records"):
        hidden = bool(row["suppressed"])
        values = (
            str(row["group_label"]),
            SUPPRESSED if hidden else shown(row["mean"], 2, exhibit.rounding),
            SUPPRESSED if hidden else shown(row["sd"], 2, exhibit.rounding),
            SUPPRESSED if hidden else shown(row["n"]),
        )
        body.append(body_row(str(row["item_label"]), values))
    head = column_heads([word(key) for key in ("item", "group", "mean", "sd", "n")])
    return Table((head,), tuple(body))
