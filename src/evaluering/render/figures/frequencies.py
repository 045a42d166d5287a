"""The frequencies of a variable as horizontal bars, with per cent and n."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from evaluering.config.exhibits.frequencies import Frequencies, FrequenciesDetails
from evaluering.exhibits.result import Result
from evaluering.message import Number, message
from evaluering.render.figures.axis import ValueAxis
from evaluering.render.figures.canvas import Canvas
from evaluering.render.figures.records import records
from evaluering.render.figures.rows import bands, draw_cells, draw_heads, draw_ticks, right_edges
from evaluering.render.figures.shading import Shade
from evaluering.render.figures.slots import absence, noted
from evaluering.render.figures.style import LEADING, Style
from evaluering.render.language import word
from evaluering.render.numbers import SUPPRESSED, number, percent

LABEL_SHARE = 0.42
"""The categories' names take at most this share of the width."""
PITCH = 1.7
"""Height of a bar with the room around it, in font sizes."""
STEP = 20


@dataclass(frozen=True)
class Bar:
    """One category or net: how many, and the per cent of those who answered."""

    category: str
    label: str
    n: int
    percent: float = math.nan
    role: str = "category"
    suppressed: bool = False

    @property
    def absent(self) -> str:
        """What stands in the place of a bar; empty when there is one to draw."""
        return absence(self.suppressed, self.percent)


def draw(exhibit: Frequencies, result: Result, style: Style, _: Mapping[str, str]) -> Figure:
    """Draw a bar for each category and net, with its per cent at its end and n at the right."""
    bars = read_bars(exhibit, result)
    plan = BarsPlan(exhibit, bars, style)
    note = noted(word("frequencies_note"), any(bar.suppressed for bar in bars))
    canvas = Canvas(style, result, plan.head + sum(plan.heights.values()) + plan.foot, note)
    top = canvas.top + plan.head
    bottom = top + sum(plan.heights.values())
    draw_heads(canvas, ["n"], plan.columns)
    draw_ticks(canvas, plan.axis, top, bottom, 0.3, base=0)
    shade = Shade(canvas.colours.accents[0])
    for bar, (_name, y, height) in zip(
        bars, bands(canvas, plan.heights, top, canvas.end), strict=True
    ):
        middle, key = y + height / 2, bar.category
        canvas.text(canvas.margin, middle, plan.texts[key], bold=bar.role == "net",
                    gid=f"item-{key}")  # fmt: skip
        counts = SUPPRESSED if bar.suppressed else number(bar.n)
        draw_cells(canvas, {f"n-{key}": counts}, plan.columns, middle, color=canvas.colours.muted)
        start, gap = plan.axis.x(0), 0.35 * canvas.size
        look = {"gid": f"value-{key}", **canvas.halo}
        if bar.absent:
            canvas.aside(start + gap, middle, [bar.absent], size=canvas.size, **look)
            continue
        tall, end = 0.7 * PITCH * canvas.size, plan.axis.x(bar.percent)
        canvas.bar(start, middle - tall / 2, end - start, tall, shade, gid=f"bar-{key}")
        canvas.text(end + gap, middle, [plan.values[key]], **look)
    return canvas.figure


def alt_text(exhibit: Frequencies, result: Result) -> str:
    """Say which category is the largest and which the smallest."""
    bars = read_bars(exhibit, result)
    heading = exhibit.heading or result.details_as(FrequenciesDetails).heading
    own = [bar for bar in bars if bar.role == "category"]
    start = word("alt_frequencies", label=heading or exhibit.title, n=len(own))
    shown = [bar for bar in own if not bar.absent]
    if not shown:
        return f"{start} {word('alt_nothing')}"
    most, least = (
        message("alt_item", item=bar.label,
                value=Number(bar.percent, exhibit.decimals, "percent", exhibit.rounding))
        for bar in (max(shown, key=_size), min(shown, key=_size))
    )  # fmt: skip
    return f"{start} {word('alt_share_ends', most=most, least=least)}"


def _size(bar: Bar) -> float:
    return bar.percent


def read_bars(exhibit: Frequencies, result: Result) -> list[Bar]:
    """Return the categories and nets, named as the exhibit names them."""
    outside = {"total", "missing", "asked"}
    return [
        Bar(bar.category, exhibit.row_label(bar.category, bar.label), bar.n, bar.percent, bar.role,
            bar.suppressed)
        for bar in records(result, Bar)
        if bar.category != "total" and bar.role not in outside
    ]  # fmt: skip


class BarsPlan:
    """Where things stand, in points."""

    def __init__(self, exhibit: Frequencies, bars: Sequence[Bar], style: Style) -> None:
        size = style.size
        labels = {bar.category: bar.label for bar in bars}
        self.texts, beside = style.column(labels, LABEL_SHARE)
        self.values = {
            bar.category: percent(bar.percent, exhibit.decimals, exhibit.rounding)
            for bar in bars
            if not bar.absent
        }
        counts = style.widest([word("n"), *(number(bar.n) for bar in bars)])
        after = style.widest(self.values.values(), least=2 * size) + 0.7 * size
        self.columns, right = right_edges(style.end, (counts,), size, size)
        highest = max((bar.percent for bar in bars if not bar.absent), default=0.0)
        top = min(100, max(2 * STEP, STEP * math.ceil(highest / STEP)))
        marks = [(float(value), percent(value)) for value in range(0, top + 1, STEP)]
        self.axis = ValueAxis(style.margin + beside + size, right - after, 0, top, marks)
        self.head, self.foot = 1.4 * LEADING * size, 1.5 * LEADING * size
        self.heights = {
            name: max(LEADING * len(lines), PITCH) * size + 0.2 * size
            for name, lines in self.texts.items()
        }
