"""Grouped means as horizontal bars with SD whiskers, on the scale of the answers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from matplotlib.figure import Figure

from evaluering.config.exhibits.base import ScaleDetails
from evaluering.config.exhibits.group_means import GroupMeans
from evaluering.exhibits.result import Result
from evaluering.message import Message, Number, message
from evaluering.render.figures.axis import ValueAxis
from evaluering.render.figures.canvas import Canvas
from evaluering.render.figures.rows import draw_ticks
from evaluering.render.figures.shading import Shade, shades
from evaluering.render.figures.slots import (
    ValueSlot,
    entries,
    named_groups,
    noted,
    placed,
    slots_of,
)
from evaluering.render.figures.style import LEADING, Style
from evaluering.render.language import word
from evaluering.render.numbers import number

LABEL_SHARE = 0.38
"""The item texts take at most this share of the width."""


def draw(exhibit: GroupMeans, result: Result, style: Style, colours: Mapping[str, str]) -> Figure:
    """Draw a bar for each item and group, from the scale's lowest code to the mean.

    The whiskers keep their full length: the axis leaves room where one passes the scale's end.
    The value stands left of the bar's base, where no whisker comes.
    """
    slots, fills = read_slots(exhibit, result), shades(exhibit.groups, colours)
    plan = MeansPlan(exhibit, result, slots, style)
    note = noted(word("means_note"), any(slot.suppressed for slot in slots))
    body = sum(plan.heights.values()) + plan.foot
    canvas = Canvas(style, result, body, note, entries(slots, fills))
    _draw_scale(canvas, plan)
    for slot, middle in placed(canvas, slots, plan, plan.scale.right):
        _draw_slot(canvas, plan, slot, middle, fills[slot.group])
    return canvas.figure


def alt_text(exhibit: GroupMeans, result: Result) -> str:
    """Say which item and group have the extreme means, and which group is highest throughout."""
    slots = read_slots(exhibit, result)
    shown = [slot for slot in slots if not slot.absent]
    scale = result.details_as(ScaleDetails).scale
    codes, labels = scale.codes, scale.labels
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

    def named(slot: ValueSlot) -> Message:
        parts = ["item"] * (items > 1) + ["group"] * (groups > 1 or items == 1)
        value = Number(slot.value, 1, rounding=exhibit.rounding)
        names = {"item": slot.label, "group": slot.group_label}
        return message("_".join(["alt", *parts]), value=value, **{k: names[k] for k in parts})

    if len(shown) == 1:
        return f"{start} {word('alt_only_mean', what=named(shown[0]))}"
    highest, lowest = named(max(shown, key=_value)), named(min(shown, key=_value))
    extremes = word("alt_extremes", highest=highest, lowest=lowest)
    return " ".join([start, *_throughout(slots), extremes])


def _throughout(slots: Sequence[ValueSlot]) -> Iterator[str]:
    """Yield which group lies highest and which lowest on every item, where there is one."""
    rows = [[s for s in slots if s.row == row] for row in dict.fromkeys(s.row for s in slots)]
    if len(rows) < 2 or len(rows[0]) < 2 or any(slot.absent for slot in slots):
        return
    ends = [("alt_highest", max), ("alt_lowest", min)]
    for end, choose in ends if len(rows[0]) > 2 else ends[:1]:
        found = {choose(row, key=_value).group_label for row in rows}
        if len(found) == 1:
            yield word(end, group=found.pop())


def _value(slot: ValueSlot) -> float:
    return slot.value


def read_slots(exhibit: GroupMeans, result: Result) -> list[ValueSlot]:
    """Return the result's rows items in its order and groups in the exhibit's."""
    return slots_of(
        result,
        dict.fromkeys(result.table["item"]),
        exhibit.groups,
        row="item",
        label="item_label",
        value="mean",
    )


class MeansPlan:
    """Where things stand, in points; `codes` and `ends` are the scale's, with their texts."""

    def __init__(
        self, exhibit: GroupMeans, result: Result, slots: Sequence[ValueSlot], style: Style
    ) -> None:
        size, groups = style.size, len(exhibit.groups)
        answers = result.details_as(ScaleDetails).scale
        self.codes = answers.codes
        self.texts, column = style.column({slot.row: slot.label for slot in slots}, LABEL_SHARE)
        self.pitch = size * {1: 1.8, 2: 1.5, 3: 1.35, 4: 1.25}.get(groups, 1.1)
        self.value_size = min(size, self.pitch / LEADING)
        self.values = {
            (slot.row, slot.group): number(slot.value, 1, exhibit.rounding)
            for slot in slots
            if not slot.absent
        }
        beside = style.widest(self.values.values(), self.value_size) + 0.4 * size
        reach = [s.value + sign * s.sd for s in slots for sign in (-1, 1) if not math.isnan(s.sd)]
        first, last = self.codes[0], self.codes[-1]
        left = style.margin + column + size + beside
        right = style.end - style.text_width(number(last)) / 2
        marks = [(code, number(code)) for code in self.codes]
        self.scale = ValueAxis(left, right, min([first, *reach]), max([last, *reach]), marks)
        half = 0.47 * (self.scale.x(last) - self.scale.x(first))
        self.ends = [style.wrap(answers.labels[end], half) for end in (0, -1)]
        self.heights = {
            item: max(len(lines) * LEADING * size, groups * self.pitch) + 0.9 * size
            for item, lines in self.texts.items()
        }
        self.foot = (1.3 + max(map(len, self.ends))) * LEADING * size + 0.5 * size


def _draw_scale(canvas: Canvas, plan: MeansPlan) -> None:
    """Draw grid lines at the codes, the codes and the labels of the scale's ends."""
    top, bottom = canvas.top, canvas.top + sum(plan.heights.values())
    size, colours = canvas.size, canvas.colours
    marks = plan.scale.marks
    draw_ticks(canvas, plan.scale, top, bottom, 0.3, size=size, color=colours.ink)
    base = plan.scale.x(plan.codes[0])
    canvas.base_line([base, base], [top, bottom])
    under = bottom + (0.3 + LEADING) * size
    ends = (marks[0], plan.ends[0], "left", -1), (marks[-1], plan.ends[1], "right", 1)
    for (code, text), lines, ha, sign in ends:
        edge = plan.scale.x(code) + sign * canvas.style.text_width(text) / 2
        canvas.aside(edge, under, lines, size=size, ha=ha, va="top", gid=f"end-{text}")


def _draw_slot(canvas: Canvas, plan: MeansPlan, slot: ValueSlot, y: float, fill: Shade) -> None:
    """Draw one bar with its value and whisker, or the words that stand in an empty slot."""
    x, key = plan.scale.x, f"{slot.row}-{slot.group}"
    base = x(plan.codes[0])
    if slot.absent:
        look = {"size": plan.value_size, "gid": f"value-{key}", **canvas.halo}
        canvas.aside(base + 0.4 * canvas.size, y, [slot.absent], **look)
        return
    tall = 0.84 * plan.pitch
    canvas.bar(base, y - tall / 2, x(slot.value) - base, tall, fill, gid=f"bar-{key}")
    beside, text = x(plan.scale.low) - 0.4 * canvas.size, plan.values[slot.row, slot.group]
    canvas.text(beside, y, [text], plan.value_size, ha="right", gid=f"value-{key}")
    if not math.isnan(slot.sd):
        ends = x(slot.value - slot.sd), x(slot.value + slot.sd)
        canvas.whisker(ends, y, tall / 4, f"whisker-{key}")
