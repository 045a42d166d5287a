"""Groups in a given order: each group's deviation on every item, its mean and its spread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure

from evaluering.config.exhibits.closeness import Closeness, ClosenessDetails
from evaluering.exhibits.result import Result
from evaluering.render.figures.axis import covering
from evaluering.render.figures.canvas import Canvas
from evaluering.render.figures.rows import draw_cells, draw_heads, draw_ticks, value_columns
from evaluering.render.figures.shapes import draw_arrow
from evaluering.render.figures.slots import noted
from evaluering.render.figures.style import LEADING, Style
from evaluering.render.language import word
from evaluering.render.numbers import SUPPRESSED, number, p_value

HEADS = ("mean_short", "sd_short", "n")
PITCH = 3.0
LABEL_SHARE = 0.26


@dataclass(frozen=True)
class OrderedGroup:
    """One group's deviations, and their mean and SD."""

    group: str
    label: str
    n: int
    mean: float
    sd: float
    deviations: tuple[float, ...]

    @property
    def cells(self) -> dict[str, str]:
        """The numbers at the right, by gid."""
        texts = _signed(self.mean), number(self.sd, 2), number(self.n)
        if self.mean != self.mean:  # a figure of this kind lacks no number but those hidden
            texts = SUPPRESSED, SUPPRESSED, SUPPRESSED
        names = (f"{name}-{self.group}" for name in ("value", "sd", "n"))
        return dict(zip(names, texts, strict=True))


def draw(exhibit: Closeness, result: Result, style: Style, colours: Mapping[str, str]) -> Figure:
    """Draw a row for each group: a dot an item, a diamond for their mean, a line of one SD."""
    places, size = read_places(exhibit, result), style.size
    plan = OrderPlan(exhibit, places, style)
    tall = len(places) * plan.pitch
    note = noted(told_of(result), any(place.mean != place.mean for place in places))
    canvas = Canvas(style, result, plan.head + tall + plan.foot, note)
    top, margin = canvas.top + plan.head, canvas.margin
    bottom = top + tall
    _draw_frame(canvas, plan, top, bottom)
    middle = margin + 0.6 * size
    draw_arrow(canvas, [(middle, top + 0.3 * size), (middle, bottom - 0.3 * size)], False, "order")
    canvas.aside(margin, canvas.top, plan.ends[0], va="top", gid="end-start")
    canvas.aside(margin, bottom + 0.3 * size, plan.ends[1], va="top", gid="end-end")
    for k, place in enumerate(places):
        _draw_place(canvas, plan, place, top + (k + 0.5) * plan.pitch, colours[place.group])
    return canvas.figure


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def told_of(result: Result) -> str:
    """Return what the marks are, whether the means fall, and the test of the order."""
    items = result.details_as(ClosenessDetails).items
    return " ".join([word("closeness_note", items=items), *_tested(result)])


def _tested(result: Result) -> list[str]:
    """Return whether the means fall, and the test of the order where it can be computed."""
    tests = [test for test in result.tests if test.statistic is not None]
    return [
        word("falls" if result.details_as(ClosenessDetails).falls else "falls_not"),
        *(
            word("closeness_test", rho=number(test.statistic, 2), p=p_value(test.p))
            for test in tests
        ),
    ]


def alt_text(exhibit: Closeness, result: Result) -> str:
    """Say whether the means fall from each group to the next, and name the ends."""
    places = read_places(exhibit, result)
    start = word(
        "alt_closeness",
        groups=len(places),
        start=exhibit.start_label,
        end=exhibit.end_label,
        items=result.details_as(ClosenessDetails).items,
        places=tuple(f"{p.label} {_signed(p.mean)}" for p in places),
    )
    return " ".join([start, *_tested(result)])


def _signed(value: float) -> str:
    text = number(value, 2)
    return f"+{text}" if value > 0 and text.strip("0,") else text


def read_places(exhibit: Closeness, result: Result) -> list[OrderedGroup]:
    """Return the groups in the order of the exhibit."""
    table = result.table.astype({"deviation": float, "sd": float})
    places = []
    for group in exhibit.groups:
        own = table[table["group"] == group]
        total = own[own["item"] == "total"].iloc[0]
        places.append(
            OrderedGroup(
                group=group,
                label=str(total["group_label"]),
                n=0 if total["n"] != total["n"] else int(total["n"]),
                mean=float(total["deviation"]),
                sd=float(total["sd"]),
                deviations=tuple(map(float, own.loc[own["item"] != "total", "deviation"])),
            )
        )
    return places


class OrderPlan:
    """Where things stand, in points; the ends are those of the arrow."""

    def __init__(self, exhibit: Closeness, places: Sequence[OrderedGroup], style: Style) -> None:
        size, small, arrow = style.size, style.small, 1.6 * style.size
        self.texts, beside = style.column({p.group: p.label for p in places}, LABEL_SHARE)
        said = [_sentence(text) for text in (exhibit.start_label, exhibit.end_label)]
        under = style.widest(said, small) - arrow
        cells = [place.cells for place in places]
        self.columns, right = value_columns(style, HEADS, cells, 0.8 * size, size)
        self.indent = style.margin + arrow
        left = self.indent + max(beside, min(under, LABEL_SHARE * style.width)) + size
        reach = [value for place in places for value in place.deviations if value == value]
        reach += [p.mean + sign * p.sd for p in places for sign in (-1, 1) if p.sd == p.sd]
        self.scale = covering(left, right, reach, 2.8 * size)
        self.ends = [style.wrap(text, left - style.margin - size, small) for text in said]
        self.axis = style.wrap(word("closeness_axis"), style.end - left, small)
        self.head = (LEADING * len(self.ends[0]) + 0.6) * size
        self.pitch = max(PITCH, LEADING * max(map(len, self.texts.values())) + 0.6) * size
        self.foot = (LEADING * max(len(self.ends[1]), 1 + len(self.axis)) + 0.8) * size


def _draw_frame(canvas: Canvas, plan: OrderPlan, top: float, bottom: float) -> None:
    """Draw the heads, the grid with its values, the line of no deviation and its name."""
    draw_heads(canvas, HEADS, plan.columns)
    draw_ticks(canvas, plan.scale, top, bottom, 0.3)
    if plan.scale.low <= 0 <= plan.scale.high:
        axis = canvas.style.lines.axis
        canvas.line([plan.scale.x(0)] * 2, [top, bottom], canvas.colours.ink, axis)
    at = bottom + (0.3 + LEADING) * canvas.size
    canvas.aside(plan.scale.left, at, plan.axis, va="top", gid="axis")


def _draw_place(
    canvas: Canvas, plan: OrderPlan, place: OrderedGroup, y: float, colour: str
) -> None:
    """Draw one group: its name, its dots, its mean with spread and its numbers."""
    key, x, count = place.group, plan.scale.x, len(place.deviations)
    canvas.text(plan.indent, y, plan.texts[key], gid=f"item-{key}")
    draw_cells(canvas, place.cells, plan.columns, y)
    heights = [y + 0.72 * plan.pitch * ((k + 0.5) / count - 0.5) for k in range(count)]
    dots: dict[str, Any] = {"linestyle": "none", "color": colour, "alpha": 0.55, "zorder": 2}
    xs = [x(value) for value in place.deviations]
    canvas.points(xs, heights, f"dots-{key}", marker="o", share=0.42, edge=0, **dots)
    if place.sd == place.sd:
        ends = [x(place.mean - place.sd), x(place.mean + place.sd)]
        canvas.stroke(ends, [y, y], f"spread-{key}", width=1.4, edge=3.2)
    mean: dict[str, Any] = {
        "color": colour,
        "markeredgecolor": canvas.colours.background,
        "zorder": 4,
    }
    canvas.points([x(place.mean)], [y], f"mean-{key}", marker="D", share=0.8, edge=1, **mean)
