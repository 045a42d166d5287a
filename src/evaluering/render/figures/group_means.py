"""Grouped means as horizontal bars with SD whiskers, on the scale of the answers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from evaluering.config.exhibits.group_means import GroupMeans
from evaluering.config.reports import FigureStyle
from evaluering.exhibits.result import Result
from evaluering.message import Message, Number, message
from evaluering.render.figures.layout import (
    HALO,
    INK,
    LEADING,
    MUTED,
    Legend,
    Page,
    Slot,
    footer,
    frame,
    group_labels,
    hidden_note,
    named_groups,
    text_width,
    wrap,
)
from evaluering.render.figures.shading import Shade, shades
from evaluering.render.language import word
from evaluering.render.numbers import number

LABEL_SHARE = 0.38
"""The item texts take at most this share of the width."""


def draw(
    exhibit: GroupMeans, result: Result, style: FigureStyle, colours: Mapping[str, str]
) -> Figure:
    """Draw a bar for each item and group, from the scale's lowest code to the mean.

    The whiskers keep their full length: the axis leaves room where one passes the scale's end.
    The value stands left of the bar's base, where no whisker comes.

    Parameters
    ----------
    exhibit, result
        The specification and the numbers.
    style
        Width, font size and resolution.
    colours
        The colour of each group.
    """
    slots = read_slots(exhibit, result)
    fills = shades(exhibit.groups, colours)
    width, margin = frame(style)
    legend = Legend(group_labels(slots), width - 2 * margin, style.font_size)
    note = word("means_note")
    if any(slot.suppressed for slot in slots):
        note = f"{note} {hidden_note()}"
    plan = _plan(exhibit, result, slots, style)
    page = Page(style, sum(plan.heights) + plan.foot, legend, footer(note, result, style))
    legend.draw(page, fills)
    _draw_scale(page, plan)
    top = page.top
    for item, height in zip(exhibit.item_names, plan.heights, strict=True):
        if top > page.top:
            page.line([margin, plan.right], [top, top])
        page.text(margin, top + height / 2, plan.texts[item], gid=f"item-{item}")
        own = [slot for slot in slots if slot.row == item]
        start = top + (height - len(own) * plan.pitch) / 2
        for place, slot in enumerate(own):
            _draw_slot(page, plan, slot, start + (place + 0.5) * plan.pitch, fills)
        top += height
    return page.figure


def alt_text(exhibit: GroupMeans, result: Result) -> str:
    """Say which item and group have the extreme means, and which group is highest throughout."""
    slots = read_slots(exhibit, result)
    shown = [slot for slot in slots if not slot.absent]
    codes, labels = result.details["scale"]["codes"], result.details["scale"]["labels"]
    items, groups = len(exhibit.item_names), len(exhibit.groups)
    start = word(
        "alt_group_means",
        low=codes[0],
        low_label=labels[0],
        high=codes[-1],
        high_label=labels[-1],
        questions=message("questions_n", n=items),
        groups=named_groups(slots),
    )
    if not shown:
        return f"{start} {word('alt_nothing')}"

    def named(slot: Slot) -> Message:
        parts = ["item"] * (items > 1) + ["group"] * (groups > 1 or items == 1)
        value = Number(slot.value, 1, rounding=exhibit.rounding)
        names = {"item": slot.label, "group": slot.group_label}
        return message("_".join(["alt", *parts]), value=value, **{k: names[k] for k in parts})

    if len(shown) == 1:
        return f"{start} {word('alt_only_mean', what=named(shown[0]))}"
    highest, lowest = named(max(shown, key=_value)), named(min(shown, key=_value))
    extremes = word("alt_extremes", highest=highest, lowest=lowest)
    return " ".join([start, *_throughout(slots), extremes])


def _throughout(slots: Sequence[Slot]) -> Iterator[str]:
    """Yield which group lies highest and which lowest on every item, where there is one."""
    rows = [[s for s in slots if s.row == row] for row in dict.fromkeys(s.row for s in slots)]
    if len(rows) < 2 or len(rows[0]) < 2 or any(slot.absent for slot in slots):
        return
    ends = [("alt_highest", max), ("alt_lowest", min)]
    for end, choose in ends if len(rows[0]) > 2 else ends[:1]:
        found = {choose(row, key=_value).group_label for row in rows}
        if len(found) == 1:
            yield word(end, group=found.pop())


def _value(slot: Slot) -> float:
    return slot.value


def read_slots(exhibit: GroupMeans, result: Result) -> list[Slot]:
    """Return the result's rows in the order of the exhibit's items and groups."""
    table = result.table.astype({"mean": float, "sd": float})
    rows = {(row["item"], row["group"]): row for row in table.to_dict(orient="records")}
    ordered = [rows[item, group] for item in exhibit.item_names for group in exhibit.groups]
    return [
        Slot(
            row=row["item"],
            label=row["item_label"],
            group=row["group"],
            group_label=row["group_label"],
            n=0 if row["suppressed"] else int(row["n"]),
            value=row["mean"],
            sd=row["sd"],
            suppressed=bool(row["suppressed"]),
        )
        for row in ordered
    ]


@dataclass(frozen=True)
class _Plan:
    """Where things stand, in points."""

    texts: Mapping[str, Sequence[str]]
    heights: Sequence[float]
    pitch: float
    values: Mapping[tuple[str, str], str]
    value_size: float
    left: float
    right: float
    low: float
    high: float
    codes: Sequence[float]
    ends: tuple[list[str], list[str]]
    foot: float

    def x(self, value: float) -> float:
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)


def _plan(exhibit: GroupMeans, result: Result, slots: Sequence[Slot], style: FigureStyle) -> _Plan:
    size, (width, margin) = style.font_size, frame(style)
    room = LABEL_SHARE * width
    texts = {slot.row: wrap(slot.label, room, size) for slot in slots}
    column = max(text_width(line, size) for lines in texts.values() for line in lines)
    pitch = size * {1: 1.8, 2: 1.5, 3: 1.35, 4: 1.25}.get(len(exhibit.groups), 1.1)
    value_size = min(size, pitch / LEADING)
    values = {
        (slot.row, slot.group): number(slot.value, 1, exhibit.rounding)
        for slot in slots
        if not slot.absent
    }
    beside = max((text_width(text, value_size) for text in values.values()), default=0.0)
    codes, labels = result.details["scale"]["codes"], result.details["scale"]["labels"]
    reach = [s.value + sign * s.sd for s in slots for sign in (-1, 1) if not math.isnan(s.sd)]
    left = margin + column + size + beside + 0.4 * size
    right = width - margin - text_width(number(codes[-1]), size) / 2
    low, high = min([codes[0], *reach]), max([codes[-1], *reach])
    half = 0.47 * (right - left) * (codes[-1] - codes[0]) / (high - low)
    ends = wrap(labels[0], half, size), wrap(labels[-1], half, size)
    blocks = [
        max(len(lines) * LEADING * size, len(exhibit.groups) * pitch) for lines in texts.values()
    ]
    return _Plan(
        texts=texts,
        heights=[block + 0.9 * size for block in blocks],
        pitch=pitch,
        values=values,
        value_size=value_size,
        left=left,
        right=right,
        low=low,
        high=high,
        codes=codes,
        ends=ends,
        foot=(1.3 + max(map(len, ends))) * LEADING * size + 0.5 * size,
    )


def _draw_scale(page: Page, plan: _Plan) -> None:
    """Draw grid lines at the codes, the codes and the labels of the scale's ends."""
    bottom = page.top + sum(plan.heights)
    for code in plan.codes:
        at = plan.x(code)
        page.line([at, at], [page.top, bottom])
        page.text(at, bottom + 0.3 * page.size, [number(code)], ha="center", va="top")
    base = plan.x(plan.codes[0])
    page.line([base, base], [page.top, bottom], MUTED, 0.9)
    under = bottom + (0.3 + LEADING) * page.size
    for code, lines, ha, sign in zip(
        (plan.codes[0], plan.codes[-1]), plan.ends, ("left", "right"), (-1, 1), strict=True
    ):
        edge = plan.x(code) + sign * text_width(number(code), page.size) / 2
        page.text(edge, under, lines, ha=ha, va="top", color=MUTED, gid=f"end-{number(code)}")


def _draw_slot(page: Page, plan: _Plan, slot: Slot, y: float, fills: Mapping[str, Shade]) -> None:
    """Draw one bar with its value and whisker, or the words that stand in an empty slot."""
    base, key = plan.x(plan.codes[0]), f"{slot.row}-{slot.group}"
    if slot.absent:
        where = (base + 0.4 * page.size, y)
        look: dict[str, Any] = {"color": MUTED, "gid": f"value-{key}", **HALO}
        page.text(*where, [slot.absent], plan.value_size, **look)
        return
    tall, end = 0.84 * plan.pitch, plan.x(slot.value)
    page.bar(base, y - tall / 2, end - base, tall, fills[slot.group], gid=f"bar-{key}")
    beside = plan.x(plan.low) - 0.4 * page.size
    text = plan.values[slot.row, slot.group]
    page.text(beside, y, [text], plan.value_size, ha="right", gid=f"value-{key}")
    if not math.isnan(slot.sd):
        ends = (plan.x(slot.value - slot.sd), plan.x(slot.value + slot.sd))
        _draw_whisker(page, ends, y, tall / 4, f"whisker-{key}")


def _draw_whisker(page: Page, ends: tuple[float, float], y: float, cap: float, gid: str) -> None:
    """Draw a whisker with caps, edged in white so that it shows on dark bars."""
    low, high = ends
    ys = (y - cap, y + cap, y, y, y - cap, y + cap)
    wide = page.size / 9
    halo = withStroke(linewidth=2.4 * wide, foreground="white")
    xs = (low, low, low, high, high, high)
    page.axes.plot(xs, ys, color=INK, linewidth=wide, zorder=3, path_effects=[halo], gid=gid)
