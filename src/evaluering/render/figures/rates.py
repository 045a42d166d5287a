"""Response rates as bars with intervals, survey by survey, against each survey's total."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from evaluering.config.exhibits.rates import Rates
from evaluering.config.reports import FigureStyle
from evaluering.exhibits.result import Result
from evaluering.message import Number, Value, message
from evaluering.render.figures.layout import (
    INK,
    LEADING,
    MUTED,
    Page,
    footer,
    frame,
    text_width,
    wrap,
)
from evaluering.render.figures.shading import Shade
from evaluering.render.language import word
from evaluering.render.numbers import number, percent

LABEL_SHARE = 0.36
PITCH = 1.6
STEP = 25


@dataclass(frozen=True)
class Rate:
    """The response rate of one category of a survey; `panel` tells the figure's panels apart."""

    panel: str
    title: str
    category: str
    label: str
    n: int
    population: int
    value: float
    lower: float
    upper: float

    @property
    def is_total(self) -> bool:
        """Whether it is the survey's own rate."""
        return self.category == "total"

    @property
    def counts(self) -> str:
        """How many of how many, where that is known."""
        if self.is_total and not self.population:
            return number(self.n)
        return word("n_of", n=number(self.n), size=number(self.population))


def draw(exhibit: Rates, result: Result, style: FigureStyle, colours: Mapping[str, str]) -> Figure:
    """Draw a bar for each category, and a line at the survey's total.

    Parameters
    ----------
    exhibit, result
        The specification and the numbers.
    style
        Width, font size and resolution.
    colours
        The colour of each group.
    """
    panels = read_panels(exhibit, result)
    size, (width, margin) = style.font_size, frame(style)
    plan = _plan(exhibit, panels, style)
    page = Page(style, plan.height, None, footer(word("rates_note"), result, style))
    top = page.top
    for panel, rates in zip(exhibit.panels, panels, strict=True):
        key = rates[0].panel
        page.text(margin, top, wrap(rates[0].title, width - 2 * margin, size), va="top",
                  bold=True, gid=f"title-{key}")  # fmt: skip
        top += plan.heads[key]
        top = _draw_panel(page, plan, rates, top, Shade(colours[panel.colour_of]))
    return page.figure


def alt_text(exhibit: Rates, result: Result) -> str:
    """Say for each survey its rate, and the highest and lowest category."""
    parts = [word("alt_rates")]

    def share(value: float) -> Number:
        return Number(value, 0, "percent", exhibit.rounding)

    for rates in read_panels(exhibit, result):
        total = next(rate for rate in rates if rate.is_total)
        shown = [rate for rate in rates if not rate.is_total and not math.isnan(rate.value)]
        values: dict[str, Value] = {"survey": total.title, "rate": share(total.value)}
        if len(shown) > 1:
            for end, rate in (
                ("highest", max(shown, key=_value)),
                ("lowest", min(shown, key=_value)),
            ):
                values[end] = message("alt_group", group=rate.label, value=share(rate.value))
        parts.append(word("alt_rate_ends" if len(shown) > 1 else "alt_rate", **values))
    return " ".join(parts)


def _value(rate: Rate) -> float:
    return rate.value


def read_panels(exhibit: Rates, result: Result) -> list[list[Rate]]:
    """Return each survey's rates in the order of the figure, the total last."""
    table = result.table.astype({"rate": float, "lower": float, "upper": float})
    rows = iter(table.to_dict(orient="records"))
    surveys = [panel.survey for panel in exhibit.panels]
    panels = []
    for panel in exhibit.panels:
        twice = surveys.count(panel.survey) > 1
        key = f"{panel.survey}-{panel.by}" if twice else panel.survey
        own = [_rate(key, row) for row in _until_total(rows)]
        if exhibit.sort_by == "rate":
            own.sort(key=lambda rate: -math.inf if math.isnan(rate.value) else rate.value)
            own.reverse()
        panels.append([*(r for r in own if not r.is_total), *(r for r in own if r.is_total)])
    return panels


def _until_total(rows: Iterator[dict[Hashable, Any]]) -> Iterator[dict[Hashable, Any]]:
    """Yield a panel's rows: its total is the last."""
    for row in rows:
        yield row
        if str(row["category"]) == "total":
            return


def _rate(panel: str, row: Mapping[Hashable, Any]) -> Rate:
    return Rate(
        panel=panel,
        title=str(row["group_label"]),
        category=str(row["category"]),
        label=word("total_sum") if str(row["category"]) == "total" else str(row["label"]),
        n=int(row["n"]),
        population=0 if pd.isna(row["population"]) else int(row["population"]),
        value=row["rate"],
        lower=row["lower"],
        upper=row["upper"],
    )


@dataclass(frozen=True)
class _Plan:
    """Where things stand, in points."""

    texts: Mapping[tuple[str, str], Sequence[str]]
    values: Mapping[tuple[str, str], str]
    heads: Mapping[str, float]
    height: float
    columns: tuple[float, float]
    left: float
    right: float
    size: float

    def x(self, value: float) -> float:
        return self.left + value / 100 * (self.right - self.left)

    def row(self, rate: Rate) -> float:
        lines = self.texts[rate.panel, rate.category]
        return max(PITCH, LEADING * len(lines) + 0.4) * self.size


def _plan(exhibit: Rates, panels: Sequence[Sequence[Rate]], style: FigureStyle) -> _Plan:
    size, (width, margin) = style.font_size, frame(style)
    every = [rate for rates in panels for rate in rates]
    texts = {(r.panel, r.category): wrap(r.label, LABEL_SHARE * width, size) for r in every}
    values = {(r.panel, r.category): percent(r.value, 0, exhibit.rounding) for r in every}
    column = max(text_width(line, size) for lines in texts.values() for line in lines)
    counts = max(text_width(rate.counts, 0.9 * size) for rate in every)
    shares = text_width(percent(100), size, bold=True)
    columns = (width - margin - counts - 0.8 * size, width - margin)
    left, right = margin + column + 0.8 * size, columns[0] - shares - 1.2 * size
    room = width - 2 * margin
    heads = {
        rates[0].panel: (LEADING * len(wrap(rates[0].title, room, size)) + 0.4) * size
        for rates in panels
    }
    plan = _Plan(texts, values, heads, 0.0, columns, left, right, size)
    rows = sum(plan.row(rate) for rate in every)
    foot = len(panels) * (LEADING + 1.3) * size
    return replace(plan, height=sum(heads.values()) + rows + foot)


def _draw_panel(page: Page, plan: _Plan, rates: Sequence[Rate], top: float, shade: Shade) -> float:
    """Draw one survey's bars under its title; return where the next one begins."""
    bottom = top + sum(plan.row(rate) for rate in rates)
    small, key = 0.9 * page.size, rates[0].panel
    for value in range(0, 101, STEP):
        x = plan.x(value)
        page.line([x, x], [top, bottom], *((MUTED, 0.9) if not value else ()))
        look = {"ha": "center", "va": "top", "color": MUTED, "gid": f"axis-{key}-{value}"}
        page.text(x, bottom + 0.2 * page.size, [percent(value)], small, **look)
    total = next(rate for rate in rates if rate.is_total)
    if not math.isnan(total.value):
        x, wide = plan.x(total.value), 1.1 * page.size / 9
        page.axes.plot([x, x], [top, bottom], color=INK, linewidth=wide, linestyle=(0, (4, 2)),
                       zorder=2.5, path_effects=[_edge(wide)], gid=f"total-{key}")  # fmt: skip
    for rate in rates:
        height = plan.row(rate)
        _draw_rate(page, plan, rate, top + height / 2, shade)
        top += height
    return top + (LEADING + 1.3) * page.size


def _draw_rate(page: Page, plan: _Plan, rate: Rate, y: float, shade: Shade) -> None:
    """Draw one bar with its interval, the rate and the counts behind it."""
    key, bold = f"{rate.panel}-{rate.category}", rate.is_total
    page.text(page.margin, y, plan.texts[rate.panel, rate.category], bold=bold, gid=f"item-{key}")
    text = plan.values[rate.panel, rate.category]
    page.text(plan.columns[0], y, [text], ha="right", bold=bold, gid=f"value-{key}")
    look = {"ha": "right", "color": MUTED, "gid": f"n-{key}"}
    page.text(plan.columns[1], y, [rate.counts], 0.9 * page.size, **look)
    if math.isnan(rate.value):
        return
    tall = 0.7 * PITCH * page.size
    page.bar(plan.x(0), y - tall / 2, plan.x(rate.value) - plan.x(0), tall, shade, f"bar-{key}")
    low, high, cap = plan.x(rate.lower), plan.x(rate.upper), tall / 4
    wide = page.size / 9
    page.axes.plot(
        [low, low, low, high, high, high], [y - cap, y + cap, y, y, y - cap, y + cap], color=INK,
        linewidth=wide, zorder=3, path_effects=[_edge(wide)], gid=f"whisker-{key}",
    )  # fmt: skip


def _edge(width: float) -> withStroke:
    """Return the white edge that shows a line on dark bars."""
    return withStroke(linewidth=2.4 * width, foreground="white")
