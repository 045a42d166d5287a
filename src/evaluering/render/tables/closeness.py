"""The data table behind a figure of groups in order."""

from __future__ import annotations

from evaluering.config.exhibits.closeness import Closeness
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.tables.table import Table, body_row, column_heads, shown


def layout(exhibit: Closeness, result: Result) -> Table:
    """Return one row an item: each group's deviation; then the mean, SD and n over the items."""
    table = result.table
    labels = dict(zip(table["group"], table["group_label"], strict=True))
    body = []
    for _, own in table[table["item"] != "total"].groupby("item", sort=False):
        found = own.set_index("group")["deviation"].astype(float)
        values = [shown(found[group], 2, exhibit.rounding) for group in labels]
        body.append(body_row(str(own.iloc[0]["item_label"]), values))
    totals = table[table["item"] == "total"].set_index("group")
    rows = (("mean", "deviation", 2), ("sd", "sd", 2), ("n", "n", 0))
    for name, key, places in rows if len(totals) else ():
        found = totals[key].astype(float)
        body.append(body_row(word(name), [shown(found[group], places) for group in labels]))
    count = len(body)
    head = column_heads([word("item"), *map(str, labels.values())])
    return Table((head,), tuple(body), frozenset(range(max(count - 3, 0), count)))
