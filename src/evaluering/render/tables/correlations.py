"""A correlation table: r with stars, p beneath it in brackets, and n."""

from __future__ import annotations

from evaluering.config.exhibits.correlations import Correlations
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import COUNT, Format, number, shown, stars
from evaluering.render.tables.framing import Row, crossed
from evaluering.render.tables.table import Cell, Table, column_heads

LINES = (("pearson", "r"), ("significance", "p"), ("n", "n"))


def layout(exhibit: Correlations, result: Result) -> Table:
    """Return three lines a row, as SPSS sets them: Pearson, (Sig.) and n."""
    found = crossed(result, "row", "column")
    body = [
        (
            *((Cell(label, "row", "left", rows=len(LINES)),) if key == "r" else ()),
            Cell(word(name), "row", "left"),
            *(
                Cell(shown(own[key], _format(key, own)))
                for own in (found.cells[row, column] for column in found.columns)
            ),
        )
        for row, label in found.rows.items()
        for name, key in LINES
    ]
    labels = [exhibit.column_labels.get(key, label) for key, label in found.columns.items()]
    heads = [column_heads(["", "", *labels])]
    if exhibit.spanners:
        spanners = (Cell(s.label, "column", "left", s.columns) for s in exhibit.spanners)
        heads.insert(0, (Cell("", "column"), Cell("", "column"), *spanners))
    stars_note = word("stars_note", five=number(0.05, 2), one=number(0.01, 2))
    return Table(tuple(heads), tuple(body), notes=(stars_note,))


def _format(key: str, row: Row) -> Format:
    if key == "n":
        return COUNT
    return Format(3, zero=False, brackets=key == "p", stars=stars(row["p"]) if key == "r" else "")
