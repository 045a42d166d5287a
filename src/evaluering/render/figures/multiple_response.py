"""The boxes of a question as horizontal bars, one for each group that is compared."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import cycle

from matplotlib.figure import Figure

from evaluering.config.exhibits.multiple_response import (
    MultipleResponseDetails,
    MultipleResponseTable,
)
from evaluering.config.theme import Colours
from evaluering.exhibits.result import Result
from evaluering.message import Number, message
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
from evaluering.render.numbers import percent
from evaluering.render.tables.framing import TOTAL

LABEL_SHARE = 0.42
"""The boxes' texts take at most this share of the width."""
STEP = 20


def draw(
    exhibit: MultipleResponseTable, result: Result, style: Style, colours: Mapping[str, str]
) -> Figure:
    """Draw a bar for each box and group, with its per cent at its end."""
    slots = read_slots(exhibit, result)
    plan = BoxesPlan(exhibit, slots, style)
    base = result.details_as(MultipleResponseDetails).base
    note = noted(word(f"multiple_note_{base}"), any(slot.suppressed for slot in slots))
    names = list(dict.fromkeys(slot.group for slot in slots))
    fills = box_fills(names, colours, style.colours)
    body = sum(plan.heights.values()) + plan.foot
    canvas = Canvas(style, result, body, note, entries(slots, fills))
    bottom = canvas.top + sum(plan.heights.values())
    draw_ticks(canvas, plan.axis, canvas.top, bottom, 0.3, base=0)
    for slot, middle in placed(canvas, slots, plan, canvas.end):
        _draw_bar(canvas, plan, slot, middle, fills[slot.group])
    return canvas.figure


def box_fills(names: Sequence[str], colours: Mapping[str, str], theme: Colours) -> dict[str, Shade]:
    """Return the groups' own fills; of others, the theme's in order."""
    palette = cycle([theme.accents[0]] if len(names) == 1 else theme.groups)
    return shades(names, {name: colours.get(name) or next(palette) for name in names})


def _draw_bar(canvas: Canvas, plan: BoxesPlan, slot: ValueSlot, middle: float, fill: Shade) -> None:
    key = f"{slot.row}-{slot.group}"
    start, gap = plan.axis.x(0), 0.35 * canvas.size
    look = {"gid": f"value-{key}", **canvas.halo}
    if slot.absent:
        canvas.aside(start + gap, middle, [slot.absent], size=plan.value_size, **look)
        return
    tall, end = 0.84 * plan.pitch, plan.axis.x(slot.value)
    canvas.bar(start, middle - tall / 2, end - start, tall, fill, gid=f"bar-{key}")
    canvas.text(end + gap, middle, [plan.values[slot.row, slot.group]], plan.value_size, **look)


def alt_text(exhibit: MultipleResponseTable, result: Result) -> str:
    """Say which box most have ticked, in each group."""
    slots = read_slots(exhibit, result)
    question = exhibit.heading or result.details_as(MultipleResponseDetails).question
    boxes, groups = {slot.row for slot in slots}, dict.fromkeys(slot.group for slot in slots)
    start = word("alt_multiple", label=question, n=len(boxes), groups=named_groups(slots))
    parts = []
    for group in groups:
        shown = [slot for slot in slots if slot.group == group and not slot.absent]
        if shown:
            most = max(shown, key=_value)
            value = Number(most.value, exhibit.decimals, "percent", exhibit.rounding)
            names = {"item": most.label, "group": most.group_label}
            parts.append(message("alt_item_group", value=value, **names))
    last = word("alt_most_frequent", answers=tuple(parts)) if parts else word("alt_nothing")
    return f"{start} {last}"


def _value(slot: ValueSlot) -> float:
    return slot.value


def read_slots(exhibit: MultipleResponseTable, result: Result) -> list[ValueSlot]:
    """Return the boxes' per cents by group, or of everyone where there are no groups."""
    table = result.table.loc[result.table["category"] != TOTAL]
    if "column" in table:
        table = table.loc[table["column"] != TOTAL]
    else:
        everyone = word("multiple_all")
        table = table.assign(column=TOTAL, column_label=everyone, base=result.n, suppressed=False)
    table = table.assign(
        label=[exhibit.row_label(row["category"], row["label"])
               for row in table.to_dict(orient="records")]
    )  # fmt: skip
    own = replace(result, table=table)
    rows, groups = dict.fromkeys(table["category"]), list(dict.fromkeys(table["column"]))
    return slots_of(
        own, rows, groups, row="category", group="column", group_label="column_label", n="base",
        value="percent",
    )  # fmt: skip


class BoxesPlan:
    """Where things stand, in points."""

    def __init__(
        self, exhibit: MultipleResponseTable, slots: Sequence[ValueSlot], style: Style
    ) -> None:
        size, groups = style.size, len({slot.group for slot in slots})
        self.texts, beside = style.column({slot.row: slot.label for slot in slots}, LABEL_SHARE)
        self.pitch = size * {1: 1.5, 2: 1.4, 3: 1.3, 4: 1.2}.get(groups, 1.1)
        self.value_size = min(size, self.pitch / LEADING)
        self.values = {
            (slot.row, slot.group): percent(slot.value, exhibit.decimals, exhibit.rounding)
            for slot in slots
            if not slot.absent
        }
        after = style.widest(self.values.values(), least=2 * size) + 0.7 * size
        highest = max((slot.value for slot in slots if not slot.absent), default=0.0)
        top = min(100, max(2 * STEP, STEP * math.ceil(highest / STEP)))
        marks = [(float(value), percent(value)) for value in range(0, top + 1, STEP)]
        self.axis = ValueAxis(style.margin + beside + size, style.end - after, 0, top, marks)
        self.foot = 1.5 * LEADING * size
        self.heights = {
            box: max(LEADING * len(lines) * size, groups * self.pitch) + 0.6 * size
            for box, lines in self.texts.items()
        }
