"""The data table behind a figure of groups in order."""

from __future__ import annotations

from evaluering.config.exhibits.closeness import Closeness
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import COUNT, Format
from evaluering.render.tables.framing import TOTAL, crossed, of
from evaluering.render.tables.table import Table, body_row, column_heads


def layout(exhibit: Closeness, result: Result) -> Table:
    """Return one row an item: each group's deviation; then the mean, SD and n over the items."""
    found, own, over = crossed(result, "item", "group"), Format(2, exhibit.rounding), Format(2)
    body = [
        body_row(label, [of(found.cells[item, group], "deviation", own) for group in found.columns])
        for item, label in found.rows.items()
        if item != TOTAL
    ]
    count = len(body)
    rows = (("mean", "deviation", over), ("sd", "sd", over), ("n", "n", COUNT))
    for name, key, form in rows if TOTAL in found.rows else ():
        values = [of(found.cells[TOTAL, group], key, form) for group in found.columns]
        body.append(body_row(word(name), values))
    head = column_heads([word("item"), *found.columns.values()])
    return Table((head,), tuple(body), frozenset(range(count, len(body))))
