"""A correlation table: r with stars, and p beneath it in brackets."""

from __future__ import annotations

from evaluering.config.exhibits import Correlations
from evaluering.exhibits.result import Result
from evaluering.render.numbers import coefficient, stars
from evaluering.render.tables.table import Cell, Table, column_heads


def layout(exhibit: Correlations, result: Result) -> Table:
    """Return two lines a row, as SPSS sets them: Pearson and (Sig.)."""
    table = result.table.set_index(["row", "column"])
    rows = list(dict.fromkeys(result.table["row"]))
    columns = list(dict.fromkeys(result.table["column"]))
    body: list[tuple[Cell, ...]] = []
    for row in rows:
        cells = [table.loc[(row, column)] for column in columns]
        body.append(
            (
                Cell(str(cells[0]["row_label"]), "row", "left", rows=3),
                Cell("Pearson", "row", "left"),
                *(Cell(coefficient(c["r"]) + stars(c["p"])) for c in cells),
            )
        )
        body.append(
            (Cell("(Sig.)", "row", "left"), *(Cell(f"({coefficient(c['p'])})") for c in cells))
        )
        body.append((Cell("n", "row", "left"), *(Cell(str(int(c["n"]))) for c in cells)))
    labels = [
        exhibit.column_labels.get(column, str(table.loc[(rows[0], column), "column_label"]))
        for column in columns
    ]
    heads = [column_heads(["", "", *labels])]
    if exhibit.spanners:
        spanners = (Cell(s.label, "column", "left", s.columns) for s in exhibit.spanners)
        heads.insert(0, (Cell("", "column"), Cell("", "column"), *spanners))
    notes = ("* p < 0,05; ** p < 0,01 (tosidig).", *result.notes)
    return Table(tuple(heads), tuple(body), notes=notes)
