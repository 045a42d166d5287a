"""Groups in a given order: each group's deviation on every item, its mean and its spread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from evaluering.config.exhibits.closeness import Closeness
from evaluering.config.reports import FigureStyle
from evaluering.exhibits.result import Result
from evaluering.render.figures.axis import decimals, ticks
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
from evaluering.render.figures.shapes import draw_arrow
from evaluering.render.language import word
from evaluering.render.numbers import number, p_value

HEADS = ("mean_short", "sd_short", "n")
PITCH = 3.0


@dataclass(frozen=True)
class Place:
    """One group's deviations, and their mean and SD."""

    group: str
    label: str
    n: int
    mean: float
    sd: float
    deviations: tuple[float, ...]


def draw(
    exhibit: Closeness, result: Result, style: FigureStyle, colours: Mapping[str, str]
) -> Figure:
    """Draw a row for each group: a dot an item, a diamond for their mean, a line of one SD.

    Parameters
    ----------
    exhibit, result
        The specification and the numbers.
    style
        Width, font size and resolution.
    colours
        The colour of each group.
    """
    places = read_places(exhibit, result)
    size, (_, margin) = style.font_size, frame(style)
    plan = _plan(exhibit, places, style)
    page = Page(
        style,
        plan.head + len(places) * plan.pitch + plan.foot,
        None,
        footer(_note(result), result, style),
    )
    top = page.top + plan.head
    bottom = top + len(places) * plan.pitch
    _draw_frame(page, plan, top, bottom)
    middle = margin + 0.6 * size
    draw_arrow(page, [(middle, top + 0.3 * size), (middle, bottom - 0.3 * size)], False, "order")
    for name, lines, y in (
        ("start", plan.ends[0], page.top),
        ("end", plan.ends[1], bottom + 0.3 * size),
    ):
        page.text(margin, y, lines, 0.9 * size, va="top", color=MUTED, gid=f"end-{name}")
    for k, place in enumerate(places):
        _draw_place(page, plan, place, top + (k + 0.5) * plan.pitch, colours[place.group])
    return page.figure


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _note(result: Result) -> str:
    items = int(result.details["items"])
    return " ".join([word("closeness_note", items=items), *_tested(result)])


def _tested(result: Result) -> list[str]:
    """Return whether the means fall, and the test of the order where it can be computed."""
    tests = [test for test in result.tests if test["statistic"] is not None]
    return [
        word("falls" if result.details["falls"] else "falls_not"),
        *(
            word("closeness_test", rho=number(test["statistic"], 2), p=p_value(test["p"]))
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
        items=result.details["items"],
        places=tuple(f"{p.label} {_signed(p.mean)}" for p in places),
    )
    return " ".join([start, *_tested(result)])


def _signed(value: float) -> str:
    text = number(value, 2)
    return f"+{text}" if value > 0 and text.strip("0,") else text


def read_places(exhibit: Closeness, result: Result) -> list[Place]:
    """Return the groups in the order of the exhibit."""
    table = result.table.astype({"deviation": float, "sd": float})
    places = []
    for group in exhibit.groups:
        own = table[table["group"] == group]
        total = own[own["item"] == "total"].iloc[0]
        places.append(
            Place(
                group=group,
                label=str(total["group_label"]),
                n=int(total["n"]),
                mean=float(total["deviation"]),
                sd=float(total["sd"]),
                deviations=tuple(map(float, own.loc[own["item"] != "total", "deviation"])),
            )
        )
    return places


@dataclass(frozen=True)
class _Plan:
    """Where things stand, in points."""

    texts: Mapping[str, Sequence[str]]
    ends: tuple[list[str], list[str]]
    axis: list[str]
    columns: Sequence[float]
    indent: float
    left: float
    right: float
    marks: list[float]
    head: float
    pitch: float
    foot: float

    def x(self, value: float) -> float:
        low, high = self.marks[0], self.marks[-1]
        return self.left + (value - low) / (high - low) * (self.right - self.left)


def _plan(exhibit: Closeness, places: Sequence[Place], style: FigureStyle) -> _Plan:
    size, (width, margin) = style.font_size, frame(style)
    indent = margin + 1.6 * size
    texts = {place.group: wrap(place.label, 0.26 * width, size) for place in places}
    said = [_sentence(text) for text in (exhibit.start_label, exhibit.end_label)]
    beside = max(text_width(line, size) for lines in texts.values() for line in lines)
    under = max(text_width(end, 0.9 * size) for end in said) - 1.6 * size
    cells = ([number(p.n) for p in places], [number(p.sd, 2) for p in places])
    columns = [width - margin]
    for head, own in zip(HEADS[:0:-1], cells, strict=True):
        wide = max(text_width(text, size) for text in (word(head), *own))
        columns.insert(0, columns[0] - wide - 0.8 * size)
    wide = max(
        text_width(text, size) for text in (word(HEADS[0]), *(_signed(p.mean) for p in places))
    )
    left = indent + max(beside, min(under, 0.26 * width)) + size
    right = columns[0] - wide - 1.2 * size
    reach = [value for place in places for value in place.deviations]
    reach += [p.mean + sign * p.sd for p in places for sign in (-1, 1) if p.sd == p.sd]
    marks = ticks(min(reach), max(reach), max(int((right - left) / (2.8 * size)), 3))
    ends = tuple(wrap(text, left - margin - size, 0.9 * size) for text in said)
    axis = wrap(word("closeness_axis"), width - margin - left, 0.9 * size)
    return _Plan(
        texts=texts,
        ends=(ends[0], ends[1]),
        axis=axis,
        columns=columns,
        indent=indent,
        left=left,
        right=right,
        marks=marks,
        head=(LEADING * len(ends[0]) + 0.6) * size,
        pitch=max(PITCH, LEADING * max(map(len, texts.values())) + 0.6) * size,
        foot=(LEADING * max(len(ends[1]), 1 + len(axis)) + 0.8) * size,
    )


def _draw_frame(page: Page, plan: _Plan, top: float, bottom: float) -> None:
    """Draw the heads, the grid with its values, the line of no deviation and its name."""
    small, look = 0.9 * page.size, {"va": "top", "color": MUTED}
    for head, right in zip(HEADS, plan.columns, strict=True):
        page.text(right, page.top, [word(head)], small, ha="right", gid=f"head-{head}", **look)
    places = decimals(plan.marks)
    for mark in plan.marks:
        x = plan.x(mark)
        page.line([x, x], [top, bottom])
        page.text(x, bottom + 0.3 * page.size, [number(mark, places)], small, ha="center", **look)
    if plan.marks[0] <= 0 <= plan.marks[-1]:
        page.line([plan.x(0)] * 2, [top, bottom], INK, 0.9)
    at = bottom + (0.3 + LEADING) * page.size
    page.text(plan.left, at, plan.axis, small, gid="axis", **look)


def _draw_place(page: Page, plan: _Plan, place: Place, y: float, colour: str) -> None:
    """Draw one group: its name, its dots, its mean with spread and its numbers."""
    key, wide = place.group, page.size / 9
    page.text(plan.indent, y, plan.texts[key], gid=f"item-{key}")
    texts = (_signed(place.mean), number(place.sd, 2), number(place.n))
    for text, right, name in zip(texts, plan.columns, ("value", "sd", "n"), strict=True):
        page.text(right, y, [text], ha="right", gid=f"{name}-{key}")
    count = len(place.deviations)
    heights = [y + 0.72 * plan.pitch * ((k + 0.5) / count - 0.5) for k in range(count)]
    page.axes.plot(
        [plan.x(value) for value in place.deviations], heights, linestyle="none", marker="o",
        markersize=0.42 * page.size, color=colour, alpha=0.55, markeredgewidth=0, zorder=2,
        gid=f"dots-{key}",
    )  # fmt: skip
    halo = [withStroke(linewidth=3.2 * wide, foreground="white")]
    if place.sd == place.sd:
        ends = [plan.x(place.mean - place.sd), plan.x(place.mean + place.sd)]
        page.axes.plot(ends, [y, y], color=INK, linewidth=1.4 * wide, zorder=3, path_effects=halo,
                       gid=f"spread-{key}")  # fmt: skip
    page.axes.plot(
        [plan.x(place.mean)], [y], marker="D", markersize=0.8 * page.size, color=colour,
        markeredgecolor="white", markeredgewidth=wide, zorder=4, gid=f"mean-{key}",
    )  # fmt: skip
