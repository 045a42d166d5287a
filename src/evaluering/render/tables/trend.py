"""Trends: a row a measure, group and wave, with the change since the wave before."""

from __future__ import annotations

from evaluering.config.exhibits.trend import Trend
from evaluering.exhibits.result import Result
from evaluering.render.language import word
from evaluering.render.numbers import Format, P
from evaluering.render.tables.framing import Row, TableColumn, intervals, laid, numbers, of
from evaluering.render.tables.table import Content, Table, interval

EM = "\u2003"


def layout(exhibit: Trend, result: Result) -> Table:
    """Return n, the mean or per cent with its interval, and the change with its own and p."""
    value = "percent" if exhibit.codes else "mean"
    own = Format(1 if exhibit.codes else 2, exhibit.rounding)

    def changed(row: Row) -> Content:
        return interval(row["change_lower"], row["change_upper"], own)

    return laid(
        result,
        result.table.to_dict(orient="records"),
        TableColumn(word("item"), lambda row: named(exhibit, row), "left"),
        TableColumn(word("wave"), lambda row: _marked(row), "left"),
        numbers(word("n"), "n"),
        numbers(word("percent_head" if exhibit.codes else "mean"), value, own),
        intervals(word("interval"), own),
        TableColumn(word("change_head"), lambda row: of(row, "change", own)),
        TableColumn(word("change_interval"), changed),
        TableColumn(word("p"), lambda row: of(row, "p_adjusted", P)),
    )


def named(exhibit: Trend, row: Row) -> str:
    """Return what a line is called: the measure, and the group where there are several."""
    label = exhibit.label(str(row["item"]), str(row["item_label"]))
    return f"{label} ({row['group_label']})" if len(exhibit.groups) > 1 else label


def _marked(row: Row) -> str:
    """Return a wave, with a mark where what is measured is new in it."""
    return (
        f"{row['wave_label']}†"
        if isinstance(row["apart"], str) and row["apart"]
        else str(row["wave_label"])
    )
