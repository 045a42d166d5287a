"""The distribution of a battery as stacked bars, with n and who do not know at the names."""

from __future__ import annotations

from collections.abc import Sequence

from evaluering.config.exhibits.likert import Likert, LikertDetails
from evaluering.exhibits.result import Result
from evaluering.render.charts.chart import Chart, ChartSeries, headed, printed
from evaluering.render.charts.charting import Palette
from evaluering.render.figures.diverging import answer_colours
from evaluering.render.figures.likert import Row, read_rows
from evaluering.render.figures.slots import noted
from evaluering.render.language import word
from evaluering.render.numbers import SUPPRESSED, number, percent


def charts(exhibit: Likert, result: Result, palette: Palette) -> tuple[Chart, ...]:
    """Return a bar for each item and group; the items head their groups where there are several."""
    rows, told = read_rows(result), result.details_as(LikertDetails)
    unknown = exhibit.dont_know != "none" and told.dont_know
    categories, heads = _categories(rows, len(exhibit.groups) > 1, unknown)
    shown: list[Row | None] = list(rows)
    for head in sorted(heads):
        shown.insert(head, None)
    hidden = frozenset(k for k, row in enumerate(shown) if row and row.suppressed)
    labels = told.scale.labels
    colours = answer_colours(len(labels), palette.theme)
    series = tuple(
        ChartSeries(
            label,
            tuple(
                None if row is None or row.absent else printed(row.shares[k], 0, exhibit.rounding)
                for row in shown
            ),
            colours[k],
            hidden=hidden,
        )
        for k, label in enumerate(labels)
    )
    note = noted(word("chart_likert_note"), bool(hidden))
    return (Chart("stacked", categories, series, percent=True, low=0, note=note, heads=heads),)


def _categories(
    rows: Sequence[Row], several: bool, unknown: bool
) -> tuple[tuple[str, ...], frozenset[int]]:
    if not several:
        return tuple(_named(row.item_label, row, unknown) for row in rows), frozenset()
    items = {row.item: row.item_label for row in rows}
    return headed([
        (label, [_named(row.group_label, row, unknown) for row in rows if row.item == item])
        for item, label in items.items()
    ])  # fmt: skip


def _named(label: str, row: Row, unknown: bool) -> str:
    n = SUPPRESSED if row.suppressed else number(row.n)
    if not unknown:
        return word("chart_n", label=label, n=n)
    share = SUPPRESSED if row.suppressed else percent(row.do_not_know)
    return word("chart_n_unknown", label=label, n=n, share=share)
