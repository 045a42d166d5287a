"""Correlations below the diagonal, with stars."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from evaluering.config.exhibits.correlation_matrix import CorrelationMatrix
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import SUPPRESSED, coefficient, number, stars
from evaluering.render.tables.table import Shown, Table, body_row, column_heads


def layout(exhibit: CorrelationMatrix, result: Result) -> Table:
    """Return a row a variable, and a numbered column for each but the last."""
    cells = {(row["row"], row["column"]): row for row in result.table.to_dict(orient="records")}
    texts = {r["column"]: r["column_label"] for r in cells.values()}
    texts |= {r["row"]: r["row_label"] for r in cells.values()}
    names = exhibit.names
    body = tuple(
        body_row(
            f"{place}. {exhibit.labels.get(name, str(texts[name]))}",
            [_cell(cells.get((name, other))) for other in names[:-1]],
        )
        for place, name in enumerate(names, 1)
    )
    heads = column_heads(["", *(str(place) for place in range(1, len(names)))])
    note = word("stars_note", five=number(0.05, 2), one=number(0.01, 2))
    return Table((heads,), body, notes=(note,))


def _cell(cell: Mapping[Hashable, Any] | None) -> str | Shown:
    if cell is None:
        return ""
    if cell["suppressed"]:
        return SUPPRESSED
    r = cell["r"]
    return Shown(coefficient(r, 2) + stars(cell["adjusted_p"]), () if r != r else (float(r),))
