"""Response rates as bars with intervals, survey by survey, against each survey's total."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from matplotlib.figure import Figure

from evaluering.config.exhibits.rates import Rates
from evaluering.exhibits.result import Result
from evaluering.message import Number, Value, message
from evaluering.render.figures.axis import ValueAxis
from evaluering.render.figures.canvas import Canvas
from evaluering.render.figures.records import records
from evaluering.render.figures.rows import draw_cells, draw_ticks, right_edges
from evaluering.render.figures.shading import Shade
from evaluering.render.figures.slots import noted
from evaluering.render.figures.style import LEADING, Style
from evaluering.render.language import word
from evaluering.render.numbers import SUPPRESSED, number, percent

LABEL_SHARE = 0.36
PITCH = 1.6
STEP = 25


@dataclass(frozen=True)
class Rate:
    """The response rate of one category of a survey; `panel` tells the figure's panels apart."""

    title: str
    category: str
    label: str
    n: int
    population: int
    value: float
    lower: float
    upper: float
    panel: str = ""
    suppressed: bool = False

    @property
    def key(self) -> str:
        """The name of its row."""
        return f"{self.panel}-{self.category}"

    @property
    def is_total(self) -> bool:
        """Whether it is the survey's own rate."""
        return self.category == "total"

    @property
    def shown(self) -> str:
        """What the row is called: a total in the language in use."""
        return word("total_sum") if self.is_total else self.label

    @property
    def counts(self) -> str:
        """How many of how many, where that is known and shown."""
        if self.suppressed:
            return SUPPRESSED
        if self.is_total and not self.population:
            return number(self.n)
        return word("n_of", n=number(self.n), size=number(self.population))


def draw(exhibit: Rates, result: Result, style: Style, colours: Mapping[str, str]) -> Figure:
    """Draw a bar for each category, and a line at the survey's total."""
    panels = read_panels(exhibit, result)
    plan = RatesPlan(exhibit, [rate for rates in panels for rate in rates], style)
    titles = [style.wrap(rates[0].title, style.room, bold=True) for rates in panels]
    foot = (LEADING + 1.3) * style.size
    heads = [(LEADING * len(lines) + 0.4) * style.size for lines in titles]
    body = sum(heads) + sum(plan.heights.values()) + len(panels) * foot
    note = noted(word("rates_note"), any(rate.suppressed for own in panels for rate in own))
    canvas = Canvas(style, result, body, note)
    top = canvas.top
    for panel, rates, lines, head in zip(exhibit.panels, panels, titles, heads, strict=True):
        name = f"title-{rates[0].panel}"
        canvas.text(canvas.margin, top, lines, va="top", bold=True, gid=name)
        fill = Shade(colours[panel.colour_of])
        top = _draw_panel(canvas, plan, rates, top + head, fill) + foot
    return canvas.figure


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
    rates = iter(records(result, Rate, title="group_label", value="rate"))
    surveys, panels = [panel.survey for panel in exhibit.panels], []
    for panel in exhibit.panels:
        twice = surveys.count(panel.survey) > 1
        key = f"{panel.survey}-{panel.by}" if twice else panel.survey
        own = [replace(rate, panel=key, label=rate.shown) for rate in _until_total(rates)]
        if exhibit.sort_by == "rate":
            own.sort(key=lambda rate: -math.inf if math.isnan(rate.value) else rate.value)
            own.reverse()
        panels.append([*(r for r in own if not r.is_total), *(r for r in own if r.is_total)])
    return panels


def _until_total(rates: Iterator[Rate]) -> Iterator[Rate]:
    """Yield a panel's rates: its total is the last."""
    for rate in rates:
        yield rate
        if rate.is_total:
            return


class RatesPlan:
    """Where things stand, in points."""

    def __init__(self, exhibit: Rates, rates: Sequence[Rate], style: Style) -> None:
        size = style.size
        self.texts, column = style.column({rate.key: rate.label for rate in rates}, LABEL_SHARE)
        self.values = {
            rate.key: SUPPRESSED if rate.suppressed else percent(rate.value, 0, exhibit.rounding)
            for rate in rates
        }
        counts = style.widest((rate.counts for rate in rates), style.small)
        widths = style.text_width(percent(100), bold=True), counts
        self.columns, right = right_edges(style.end, widths, 0.8 * size, 1.2 * size)
        marks = [(value, percent(value)) for value in range(0, 101, STEP)]
        self.scale = ValueAxis(style.margin + column + 0.8 * size, right, 0, 100, marks)
        self.heights = {
            key: max(PITCH, LEADING * len(lines) + 0.4) * size for key, lines in self.texts.items()
        }


def _draw_panel(
    canvas: Canvas, plan: RatesPlan, rates: Sequence[Rate], top: float, shade: Shade
) -> float:
    """Draw one survey's bars under its title; return where they end."""
    bottom, key = top + sum(plan.heights[rate.key] for rate in rates), rates[0].panel
    draw_ticks(canvas, plan.scale, top, bottom, 0.2, base=0, gid=f"axis-{key}")
    total = next(rate for rate in rates if rate.is_total)
    if not math.isnan(total.value):
        look: dict[str, Any] = {"linestyle": (0, (4, 2)), "zorder": 2.5}
        xs = [plan.scale.x(total.value)] * 2
        canvas.stroke(xs, [top, bottom], f"total-{key}", width=1.1, edge=2.64, **look)
    for rate in rates:
        height = plan.heights[rate.key]
        _draw_rate(canvas, plan, rate, top + height / 2, shade)
        top += height
    return bottom


def _draw_rate(canvas: Canvas, plan: RatesPlan, rate: Rate, y: float, shade: Shade) -> None:
    """Draw one bar with its interval, the rate and the counts behind it."""
    key, bold, x = rate.key, rate.is_total, plan.scale.x
    canvas.text(canvas.margin, y, plan.texts[key], bold=bold, gid=f"item-{key}")
    draw_cells(canvas, {f"value-{key}": plan.values[key]}, plan.columns[:1], y, bold=bold)
    canvas.aside(plan.columns[1], y, [rate.counts], ha="right", gid=f"n-{key}")
    if math.isnan(rate.value):
        return
    tall = 0.7 * PITCH * canvas.size
    canvas.bar(x(0), y - tall / 2, x(rate.value) - x(0), tall, shade, f"bar-{key}")
    canvas.whisker((x(rate.lower), x(rate.upper)), y, tall / 4, f"whisker-{key}")
