"""Members of forums and networks by role."""

from __future__ import annotations

import pandas as pd

from evaluering.config.exhibits.membership import Membership
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import MISSING, number
from evaluering.render.tables.table import Cell, Shown, Table, body_row, column_heads, shown


def layout(exhibit: Membership, result: Result) -> Table:
    """Return one row a unit: its members in all, then n (per cent) by role."""
    labels = dict(zip(result.table["column"], result.table["column_label"], strict=True))
    labels["total"] = word("persons")
    rows = result.table.groupby("row", sort=False)
    body = tuple(_row(exhibit, group.set_index("column")) for _, group in rows)
    head = column_heads([exhibit.heading, *map(str, labels.values())])
    return Table((head,), body, frozenset({len(body) - 1}))


def _row(exhibit: Membership, cells: pd.DataFrame) -> tuple[Cell, ...]:
    first = cells.iloc[0]
    name = word("total") if first["row"] == "total" else str(first["row_label"])
    if not pd.isna(first["networks"]):
        name = f"{name} ({int(first['networks'])})"
    if not first["n"]:
        return body_row(name, [MISSING] * len(cells))
    shares = [
        Shown(
            f"{number(cell['n'])} ({number(cell['percent'], 0, exhibit.rounding)})",
            (float(cell["n"]), float(cell["percent"])),
        )
        for _, cell in cells.iloc[1:].iterrows()
    ]
    return body_row(name, [shown(first["n"]), *shares])
