"""The data table behind a figure of grouped means."""

from __future__ import annotations

from evaluering.config.exhibits import GroupMeans
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import Format
from evaluering.render.tables.framing import by_row, numbers, texts
from evaluering.render.tables.table import Table


def layout(exhibit: GroupMeans, result: Result) -> Table:
    """Return one row an item and group: mean, SD and n."""
    own = Format(2, exhibit.rounding)
    return by_row(
        result,
        texts(word("item"), "item_label"),
        texts(word("group"), "group_label"),
        numbers(word("mean"), "mean", own),
        numbers(word("sd"), "sd", own),
        numbers(word("n"), "n"),
    )
