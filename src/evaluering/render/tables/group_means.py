"""The data table behind a figure of grouped means."""

from __future__ import annotations

from evaluering.config.exhibits import GroupMeans
from evaluering.exhibits.result import Result
from evaluering.render.numbers import SUPPRESSED, number
from evaluering.render.tables.table import Table, body_row, column_heads


def layout(exhibit: GroupMeans, result: Result) -> Table:
    """Return one row an item and group: mean, SD and n."""
    body = []
    for row in result.table.to_dict(orient="records"):
        hidden = bool(row["suppressed"])
        values = (
            str(row["group_label"]),
            SUPPRESSED if hidden else number(row["mean"], 2, exhibit.rounding),
            SUPPRESSED if hidden else number(row["sd"], 2, exhibit.rounding),
            SUPPRESSED if hidden else number(row["n"]),
        )
        body.append(body_row(str(row["item_label"]), values))
    head = column_heads(["Utsagn", "Gruppe", "Gjennomsnitt", "Standardavvik", "n"])
    return Table((head,), tuple(body), notes=result.notes)
