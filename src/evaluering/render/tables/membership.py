"""Members of forums and networks by role."""

from __future__ import annotations

import math

from evaluering.config.exhibits.membership import Membership
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import Format, Written, missing
from evaluering.render.tables.framing import TOTAL, counted, crossed, of
from evaluering.render.tables.table import Cell, Content, Table, body_row, column_heads


def layout(exhibit: Membership, result: Result) -> Table:
    """Return one row a unit: its members in all, then n (per cent) by role."""
    found, share = crossed(result, "row", "column"), Format(rounding=exhibit.rounding)
    body: list[tuple[Cell, ...]] = []
    totals = set()
    for row, own_label in found.rows.items():
        label = word("total") if row == TOTAL else own_label
        own = [found.cells[row, column] for column in found.columns]
        networks = own[0]["networks"]
        name: Content = (
            label if math.isnan(networks) else (f"{label} (", Written(float(networks)), ")")
        )
        values = [of(own[0], "n"), *(counted(cell, "n", "percent", share) for cell in own[1:])]
        if row == TOTAL:
            totals.add(len(body))
        body.append(body_row(name, values if own[0]["n"] else [missing()] * len(own)))
    labels = {**found.columns, TOTAL: word("persons")}
    head = column_heads([exhibit.heading, *labels.values()])
    return Table((head,), tuple(body), frozenset(totals))
