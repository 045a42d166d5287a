"""The data table behind a figure of differences."""

from __future__ import annotations

from evaluering.config.exhibits.forest import Forest, ForestDetails
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import Format, P
from evaluering.render.tables.framing import by_row, intervals, numbers, texts
from evaluering.render.tables.table import Table


def layout(exhibit: Forest, result: Result) -> Table:
    """Return one row an item: both means, the difference with its interval, g, p and n."""
    first, second = result.details_as(ForestDetails).groups
    own = Format(2, exhibit.rounding)
    return by_row(
        result,
        texts(word("item"), "item_label"),
        numbers(first, "mean_first", own),
        numbers(second, "mean_second", own),
        numbers(word("difference"), "difference", own),
        intervals(word("interval"), Format(2)),
        numbers(word("stat_hedges_g"), "hedges_g", Format(2)),
        numbers(word("p"), "p", P),
        numbers(word("n_in", group=first), "n_first"),
        numbers(word("n_in", group=second), "n_second"),
    )
