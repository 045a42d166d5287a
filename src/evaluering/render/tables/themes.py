"""How many mention each theme, in all and by category."""

from __future__ import annotations

from evaluering.config.exhibits.themes import Themes
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import SUPPRESSED, number
from evaluering.render.tables.table import Table, body_row, column_heads, shown


def layout(exhibit: Themes, result: Result) -> Table:
    """Return count and per cent of all, and per cent of each category."""
    table = result.table
    columns = list(dict.fromkeys(table["column"]))
    heads = [exhibit.heading or word("theme_head"), word("n"), word("percent_head")]
    for name in columns[1:]:
        first = table[table["column"] == name].iloc[0]
        base = SUPPRESSED if first["suppressed"] else number(first["base"])
        heads.append(word("group_percent", group=str(first["column_label"]), n=base))
    body = []
    for code, rows in table.groupby("row", sort=False):
        own = {row["column"]: row for row in rows.to_dict(orient="records")}
        hidden = {name: row["suppressed"] for name, row in own.items()}
        percents = [
            SUPPRESSED if hidden[name] else shown(own[name]["percent"], 0, exhibit.rounding)
            for name in columns
        ]
        count = SUPPRESSED if hidden["total"] else shown(own["total"]["n"])
        label = exhibit.row_label(code, own["total"]["row_label"])
        body.append(body_row(label, [count, *percents]))
    return Table((column_heads(heads),), tuple(body))
