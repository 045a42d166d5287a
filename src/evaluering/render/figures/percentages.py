"""A percentage distribution as columns: a cluster for each answer, a column for each group."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from matplotlib.figure import Figure

from evaluering.config.exhibits.percentages import Percentages
from evaluering.config.missing import DONT_KNOW
from evaluering.exhibits.result import Result
from evaluering.message import Number, message
from evaluering.render.figures.canvas import Canvas
from evaluering.render.figures.shading import Shade, shades
from evaluering.render.figures.slots import (
    ValueSlot,
    entries,
    named_groups,
    noted,
    slots_of,
)
from evaluering.render.figures.style import LEADING, Style
from evaluering.render.language import word
from evaluering.render.numbers import number, percent
from evaluering.render.tables.percentages import answer_label

TALL = 0.38
"""The height of the columns' field, as a share of the figure's width."""
STEP = 20
SMALLEST = 6.0
"""No text shrinks below this size, in points: the answers continue on another row instead."""
LONG_WORD = 7.0
"""A word longer than this, in font sizes, is divided rather than given more room."""
FILLED = 0.84
"""How much of the room of an answer its columns take."""


def draw(exhibit: Percentages, result: Result, style: Style, colours: Mapping[str, str]) -> Figure:
    """Draw a column for each answer and group, with the per cent above it."""
    slots, fills = read_slots(exhibit, result), shades(exhibit.groups, colours)
    plan = ColumnsPlan(exhibit, slots, style)
    base_told = word("dont_know_note") if exhibit.dont_know == "beside" else ""
    note = noted(base_told, any(slot.suppressed for slot in slots))
    canvas = Canvas(style, result, plan.rows * plan.tall, note, entries(slots, fills))
    first = canvas.top + plan.above + plan.field
    bases = [first + row * plan.tall for row in range(plan.rows)]
    for base in bases:
        _draw_scale(canvas, plan, base)
    for place, (row, lines) in enumerate(plan.texts.items()):
        base = bases[place // plan.across]
        middle = plan.left + place % plan.across * plan.cluster + plan.cluster / 2
        if row == DONT_KNOW and exhibit.dont_know == "beside" and place % plan.across:
            canvas.line([middle - plan.cluster / 2] * 2, [base - plan.field, base])
        look = {"ha": "center", "va": "top", "gid": f"item-{row}"}
        canvas.text(middle, base + 0.5 * canvas.size, lines, plan.label_size, **look)
        own = [slot for slot in slots if slot.row == row]
        start = middle - len(own) * plan.pitch / 2
        for column, slot in enumerate(own):
            x = start + column * plan.pitch + plan.pitch / 2
            _draw_slot(canvas, plan, slot, x, base, fills[slot.group])
    return canvas.figure


def alt_text(exhibit: Percentages, result: Result) -> str:
    """Say in a sentence or two which answer is the most frequent in each group."""
    slots = read_slots(exhibit, result)
    labels = list({s.row: s.label for s in slots if s.row != DONT_KNOW}.values())
    start = word(
        "alt_percentages",
        answers=len(labels),
        first=labels[0],
        last=labels[-1],
        groups=named_groups(slots),
    )
    parts = []
    for group in exhibit.groups:
        own = [slot for slot in slots if slot.group == group]
        shown = [slot for slot in own if not slot.absent]
        if shown:
            most = max(shown, key=lambda slot: slot.value)
            value = Number(most.value, 0, "percent", exhibit.rounding)
            names = {"item": most.label, "group": most.group_label}
            parts.append(message("alt_item_group", value=value, **names))
    last = word("alt_most_frequent", answers=tuple(parts)) if parts else word("alt_nothing")
    return f"{start} {last}"


def read_slots(exhibit: Percentages, result: Result) -> list[ValueSlot]:
    """Return the result's rows, answers in the scale's order and groups in the exhibit's."""
    answers = dict.fromkeys(map(str, result.table["category"]))
    slots = slots_of(result, answers, exhibit.groups, row="category", n="n_group", value="percent")
    return [replace(slot, label=answer_label(slot.row, slot.label)) for slot in slots]


class ColumnsPlan:
    """Where things stand, in points; the answers may take several rows."""

    def __init__(self, exhibit: Percentages, slots: Sequence[ValueSlot], style: Style) -> None:
        size, groups = style.size, len(exhibit.groups)
        labels = {slot.row: slot.label for slot in slots}
        shown = [slot for slot in slots if not slot.absent]
        self.left = style.margin + style.text_width(percent(100)) + 0.5 * size
        self.right = style.end
        longest = style.longest_word(labels.values())
        least = min(longest / size, LONG_WORD) * SMALLEST + 0.5 * size
        least = max(least, groups * SMALLEST * LEADING / FILLED)
        most = max(1, math.floor((self.right - self.left) / least))
        self.rows = math.ceil(len(labels) / most)
        self.across = math.ceil(len(labels) / self.rows)
        self.cluster = (self.right - self.left) / self.across
        self.pitch = min(FILLED * self.cluster / groups, 5 * size)
        self.values = {
            (slot.row, slot.group): number(slot.value, 0, exhibit.rounding) for slot in shown
        }
        widest = 1.05 * style.widest(self.values.values())
        self.upright = widest > 1.3 * self.pitch
        beside = size * self.pitch / max(widest, 1)
        self.value_size = min(size, self.pitch / LEADING if self.upright else beside)
        room = self.cluster - 0.5 * size
        self.label_size = style.fitting(labels.values(), room, SMALLEST)
        self.texts = {
            row: style.balanced(label, room, self.label_size) for row, label in labels.items()
        }
        highest = max((slot.value for slot in shown), default=0.0)
        self.top = min(100, max(2 * STEP, STEP * math.ceil(highest / STEP)))
        self.above = (widest if self.upright else LEADING * size) + 0.3 * size
        empty = style.text_width(word("no_answers")) + size
        self.field = max(TALL * style.width / min(self.rows, 2), empty)
        below = max(map(len, self.texts.values())) * LEADING * self.label_size + size
        self.tall = self.above + self.field + below

    def height(self, value: float) -> float:
        """Return how tall a value is drawn."""
        return value / self.top * self.field


def _draw_scale(canvas: Canvas, plan: ColumnsPlan, base: float) -> None:
    """Draw the grid lines with their per cents, and the line that the columns stand on."""
    for value in range(0, plan.top + 1, STEP):
        y = base - plan.height(value)
        (canvas.line if value else canvas.base_line)([plan.left, plan.right], [y, y])
        look = {"size": canvas.size, "ha": "right"}
        canvas.aside(plan.left - 0.5 * canvas.size, y, [percent(value)], **look)


def _draw_slot(
    canvas: Canvas, plan: ColumnsPlan, slot: ValueSlot, x: float, base: float, fill: Shade
) -> None:
    """Draw one column with its value above, or the words that stand in an empty slot."""
    key = f"{slot.row}-{slot.group}"
    text = slot.absent or plan.values[slot.row, slot.group]
    tall = 0.0 if slot.absent else plan.height(slot.value)
    if not slot.absent:
        wide = 0.88 * plan.pitch
        canvas.bar(x - wide / 2, base - tall, wide, tall, fill, f"bar-{key}")
    look: dict[str, Any] = {"ha": "center", "va": "bottom", "gid": f"value-{key}", **canvas.halo}
    y, size = base - tall - 0.1 * canvas.size, plan.value_size
    if slot.absent:
        look["color"], size = canvas.colours.muted, min(size, plan.pitch / LEADING)
    if plan.upright or (slot.absent and not slot.suppressed):
        canvas.upright(x, y, text, size, **look)
    else:
        canvas.text(x, y, [text], size, **look)
