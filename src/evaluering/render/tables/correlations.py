"""A correlation table: r with stars, and p beneath it in brackets."""

from __future__ import annotations

from evaluering.config.exhibits.correlations import Correlations
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import coefficient, number, stars
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
                Cell(word("pearson"), "row", "left"),
                *(_cell(coefficient(c["r"]) + stars(c["p"]), c["r"]) for c in cells),
            )
        )
        body.append(
            (
                Cell(word("significance"), "row", "left"),
                *(_cell(f"({coefficient(c['p'])})", c["p"]) for c in cells),
            )
        )
        body.append(
            (Cell(word("n"), "row", "left"), *(_cell(str(int(c["n"])), c["n"]) for c in cells))
        )
    labels = [
        exhibit.column_labels.get(column, str(table.loc[(rows[0], column), "column_label"]))
        for column in columns
    ]
    heads = [column_heads(["", "", *labels])]
    if exhibit.spanners:
        spanners = (Cell(s.label, "column", "left", s.columns) for s in exhibit.spanners)
        heads.insert(0, (Cell("", "column"), Cell("", "column"), *spanners))
    stars_note = word("stars_note", five=number(0.05, 2), one=number(0.01, 2))
    notes = (stars_note,)
    return Table(tuple(heads), tuple(body), notes=notes)


def _cell(text: str, value: float) -> Cell:
    return Cell(text, values=() if value != value else (float(value),))
