"""The data table behind a figure of percentage columns."""

from __future__ import annotations

from evaluering.config.exhibits.percentages import Percentages
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import SUPPRESSED, number
from evaluering.render.statistics import expected_note
from evaluering.render.tables.table import Shown, Table, body_row, column_heads
from evaluering.rounding import Rounding


def layout(exhibit: Percentages, result: Result) -> Table:
    """Return one row an answer: per cent and n by group."""
    groups = list(dict.fromkeys(result.table["group"]))
    labels = dict(zip(result.table["group"], result.table["group_label"], strict=True))
    sizes = dict(zip(result.table["group"], result.table["n_group"], strict=True))
    table = result.table.set_index(["category", "group"])
    body = []
    for category in dict.fromkeys(result.table["category"]):
        cells = [table.loc[(category, group)] for group in groups]
        values = [
            SUPPRESSED
            if cell["suppressed"]
            else _share(cell["percent"], cell["n"], exhibit.rounding)
            for cell in cells
        ]
        body.append(body_row(str(cells[0]["label"]), values))
    heads = [word("group_percent", group=labels[group], n=number(sizes[group])) for group in groups]
    expected = [text for test in result.tests if (text := expected_note(test))]
    head = column_heads([word("answer"), *heads])
    return Table((head,), tuple(body), notes=tuple(expected))


def _share(percent: float, n: float, rounding: Rounding) -> Shown:
    return Shown(f"{number(percent, 0, rounding)} ({number(n)})", (float(percent), float(n)))
