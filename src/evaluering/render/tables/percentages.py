"""The data table behind a figure of percentage columns."""

from __future__ import annotations

from evaluering.config.exhibits.percentages import Percentages
from evaluering.config.missing import DONT_KNOW
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import Format, number, suppressed
from evaluering.render.tables.framing import Row, crossed, notes_of, of
from evaluering.render.tables.table import Content, Table, body_row, column_heads, pair


def answer_label(category: str, label: str) -> str:
    """Return what an answer is called: by its scale, or "vet ikke" in the language in use."""
    return word("do_not_know") if category == DONT_KNOW else label


def layout(exhibit: Percentages, result: Result) -> Table:
    """Return one row an answer: per cent and n by group."""
    found, form = crossed(result, "category", "group", "label"), Format(rounding=exhibit.rounding)
    sizes = dict(zip(result.table["group"], result.table["n_group"], strict=True))

    def share(row: Row) -> Content:
        return suppressed() if row["suppressed"] else pair(of(row, "percent", form), of(row, "n"))

    body = tuple(
        body_row(
            answer_label(row, label), [share(found.cells[row, group]) for group in found.columns]
        )
        for row, label in found.rows.items()
    )
    heads = [
        word("group_percent", group=label, n=number(sizes[group]))
        for group, label in found.columns.items()
    ]
    return Table((column_heads([word("answer"), *heads]),), body, notes=notes_of(result))
