"""Trends as lines over waves, a panel a measure, with intervals; broken where what is asked is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from evaluering.config.exhibits.trend import Trend, TrendDetails
from evaluering.exhibits.result import Result
from evaluering.message import Message, Number, message
from evaluering.render.figures.axis import ValueAxis, covering
from evaluering.render.figures.canvas import Canvas
from evaluering.render.figures.records import records
from evaluering.render.figures.shading import Shade, shades
from evaluering.render.figures.slots import absence, noted
from evaluering.render.figures.style import LEADING, Style
from evaluering.render.language import word

MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
"""The points of the groups, told apart without colour."""
TALL = 9.5
"""The height of a panel's field, in font sizes."""
BREAK = "†"


@dataclass(frozen=True)
class TrendPoint:
    """The value of one measure in one group and wave."""

    item: str
    item_label: str
    group: str
    group_label: str
    wave: str
    wave_label: str
    value: float
    lower: float
    upper: float
    change: float
    p_adjusted: float
    apart: str
    suppressed: bool

    @property
    def absent(self) -> str:
        """What stands where there is nothing to draw."""
        return absence(self.suppressed, self.value)

    @property
    def broken(self) -> bool:
        """Whether what is measured is new in this wave."""
        return self.apart not in ("", "nan", "None")


def draw(exhibit: Trend, result: Result, style: Style, colours: Mapping[str, str]) -> Figure:
    """Draw a line a group in each panel; groups stand beside each other where they meet."""
    points = read_points(exhibit, result)
    fills = shades(exhibit.groups, colours)
    named = {p.group: (p.group_label, fills[p.group]) for p in points}
    told = [word("trend_note")]
    told += [word("trend_break_note", sign=BREAK)] if any(p.broken for p in points) else []
    note = noted(" ".join(told), any(p.suppressed for p in points))
    scales = {} if result.empty else result.details_as(TrendDetails).scales
    plan = TrendPlan(exhibit, points, scales, style)
    canvas = Canvas(style, result, sum(plan.heights), note, named)
    top = canvas.top
    for row, height in enumerate(plan.heights):
        for column, item in enumerate(exhibit.measures[row * plan.across :][: plan.across]):
            own = [point for point in points if point.item == item]
            _draw_panel(canvas, plan, own, (plan.lefts[column], top), fills)
        top += height
    return canvas.figure


def alt_text(exhibit: Trend, result: Result) -> str:
    """Say how many changes there are, and which is the largest."""
    points = read_points(exhibit, result)
    waves = tuple(dict.fromkeys(point.wave_label for point in points))
    groups = tuple(dict.fromkeys(point.group_label for point in points))
    start = word("alt_trend", waves=waves, groups=message("groups_n", n=len(groups), names=groups),
                 questions=message("questions_n", n=len(exhibit.measures)))  # fmt: skip
    if all(point.absent for point in points):
        return f"{start} {word('alt_nothing')}"
    changed = [point for point in points if not math.isnan(point.change)]
    if not changed:
        return start
    return f"{start} {word('alt_trend_change', change=_told(exhibit, changed))}"


def _told(exhibit: Trend, changed: Sequence[TrendPoint]) -> Message:
    most = max(changed, key=lambda point: abs(point.change))
    value = Number(most.change, 1 if exhibit.codes else 2, rounding=exhibit.rounding)
    names = {"item": most.item_label, "group": most.group_label, "wave": most.wave_label}
    return message("alt_trend_largest", value=value, p=Number(most.p_adjusted, 3, "p"), **names)


def read_points(exhibit: Trend, result: Result) -> list[TrendPoint]:
    """Return a result's rows, with the texts that the exhibit gives its measures."""
    value = "percent" if exhibit.codes else "mean"
    table = result.table.assign(
        item_label=[
            exhibit.label(str(name), str(label))
            for name, label in zip(result.table["item"], result.table["item_label"], strict=True)
        ],
        apart=result.table["apart"].fillna(""),
    )
    return records(Result(result.exhibit, result.kind, table, result.n), TrendPoint, value=value)


class TrendPlan:
    """Where panels stand, in points: in two columns where there are several."""

    def __init__(
        self,
        exhibit: Trend,
        points: Sequence[TrendPoint],
        scales: Mapping[str, str],
        style: Style,
    ) -> None:
        size, gap = style.size, 2 * style.size
        labels = {p.item: p.item_label for p in points}
        self.waves = {p.wave: p.wave_label for p in points}
        self.groups, self.style, self.scales = exhibit.groups, style, scales
        self.across = 2 if len(labels) > 1 and len(self.waves) < 5 else 1
        self.wide = (style.room - gap * (self.across - 1)) / self.across
        self.lefts = [style.margin + k * (self.wide + gap) for k in range(self.across)]
        self.field = TALL * size
        self.axes = {item: self._axis(exhibit, points, item) for item in labels}
        marks = [text for axis in self.axes.values() for _, text in axis.marks]
        self.indent = style.widest(marks, style.small) + 0.8 * size
        self.step = (self.wide - self.indent) / len(self.waves)
        self.texts = {
            wave: style.wrap(label, self.step - 0.4 * size, style.small)
            for wave, label in self.waves.items()
        }
        self.titles = {
            item: style.wrap(text, self.wide, style.size, bold=True)
            for item, text in labels.items()
        }
        foot = (max(map(len, self.texts.values())) * LEADING + 0.5) * style.small + 1.4 * size
        names = list(labels)
        rows = [names[k : k + self.across] for k in range(0, len(names), self.across)]
        self.heads = {
            item: max(len(self.titles[own]) for own in row) * LEADING * size + 0.8 * size
            for row in rows for item in row
        }  # fmt: skip
        self.heights = [self.heads[row[0]] + self.field + foot for row in rows]

    def _axis(self, exhibit: Trend, points: Sequence[TrendPoint], item: str) -> ValueAxis:
        """Return the scale of a panel: the same for all shares, and items of one answer scale."""
        own = self.scales.get(item, item)
        alike = {p.item for p in points if exhibit.codes or self.scales.get(p.item, p.item) == own}
        shown = [p for p in points if p.item in alike and not p.absent]
        ends = [v for p in shown for v in (p.value, p.lower, p.upper) if not math.isnan(v)]
        return covering(0, self.field, ends or [0.0, 1.0], 2.2 * self.style.size)

    def x(self, left: float, wave: str, group: str) -> float:
        """Return where a group's point of a wave stands."""
        middle = left + self.indent + (list(self.waves).index(wave) + 0.5) * self.step
        room = min(0.9 * self.style.size, 0.6 * self.step / len(self.groups))
        return middle + (self.groups.index(group) - (len(self.groups) - 1) / 2) * room


def _draw_panel(
    canvas: Canvas, plan: TrendPlan, points: Sequence[TrendPoint], at: tuple[float, float],
    fills: Mapping[str, Shade],
) -> None:  # fmt: skip
    """Draw the title, the scale, the waves and a line a group."""
    item, size, (left, top) = points[0].item, canvas.size, at
    canvas.text(left, top, plan.titles[item], va="top", bold=True, gid=f"title-{item}")
    base = top + plan.heads[item] + plan.field
    axis, right = plan.axes[item], left + plan.wide
    for value, text in axis.marks:
        y = base - axis.x(value)
        canvas.line([left + plan.indent, right], [y, y])
        canvas.aside(left + plan.indent - 0.4 * size, y, [text], ha="right")
    for place, (wave, lines) in enumerate(plan.texts.items()):
        middle = left + plan.indent + (place + 0.5) * plan.step
        look = {"ha": "center", "va": "top", "gid": f"wave-{item}-{wave}"}
        canvas.aside(middle, base + 0.5 * size, lines, **look)
    for number, group in enumerate(plan.groups):
        own = [point for point in points if point.group == group]
        drawn = MARKERS[number % len(MARKERS)], fills[group].colour
        _draw_line(canvas, plan, own, (left, base), drawn)


def _draw_line(
    canvas: Canvas, plan: TrendPlan, points: Sequence[TrendPoint], at: tuple[float, float],
    look: tuple[str, str],
) -> None:  # fmt: skip
    """Draw one group by its marker and colour: joined stretches, intervals, and points."""
    axis, key = plan.axes[points[0].item], f"{points[0].item}-{points[0].group}"
    (left, base), (marker, colour) = at, look
    for number, stretch in enumerate(stretches(points)):
        xs = [plan.x(left, p.wave, p.group) for p in stretch]
        ys = [base - axis.x(p.value) for p in stretch]
        if len(stretch) > 1:
            canvas.stroke(xs, ys, f"line-{key}-{number}", width=1.4, color=colour, zorder=2)
        name = f"points-{key}-{number}"
        canvas.points(xs, ys, name, marker=marker, share=0.75, edge=1.2, color=colour,
                      zorder=3, linestyle="none")  # fmt: skip
    for point in points:
        x = plan.x(left, point.wave, point.group)
        if point.absent:
            continue
        if not math.isnan(point.lower):
            ends = [base - axis.x(end) for end in (point.lower, point.upper)]
            name = f"interval-{key}-{point.wave}"
            canvas.stroke([x, x], ends, name, color=colour, zorder=2)
        if point.broken:
            y = base - axis.x(point.value)
            canvas.text(x + 0.55 * canvas.size, y, [BREAK], gid=f"break-{key}-{point.wave}")


def stretches(points: Sequence[TrendPoint]) -> Iterator[list[TrendPoint]]:
    """Yield the points that may be joined: nothing lacks between them, and all ask the same."""
    stretch: list[TrendPoint] = []
    for point in points:
        if stretch and (point.absent or point.broken):
            yield stretch
            stretch = []
        if not point.absent:
            stretch.append(point)
    if stretch:
        yield stretch
