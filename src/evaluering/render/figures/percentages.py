"""A percentage distribution as columns: a cluster for each answer, a column for each group."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure

from evaluering.config.exhibits.percentages import Percentages
from evaluering.config.reports import FigureStyle
from evaluering.exhibits.result import Result
from evaluering.message import Number, message
from evaluering.render.figures.layout import (
    HALO,
    INK,
    LEADING,
    MUTED,
    RULE,
    Legend,
    Page,
    Slot,
    balanced,
    font,
    footer,
    frame,
    group_labels,
    hidden_note,
    named_groups,
    text_width,
)
from evaluering.render.figures.shading import Shade, shades
from evaluering.render.glyphs import drawable
from evaluering.render.language import word
from evaluering.render.numbers import number, percent

TALL = 0.38
"""The height of the columns' field, as a share of the figure's width."""
STEP = 20
SMALLEST = 6.0
"""No text shrinks below this size, in points: the answers continue on another row instead."""
LEAST_PITCH = SMALLEST * LEADING
LONG_WORD = 7.0
"""A word longer than this, in font sizes, is divided rather than given more room."""
FILLED = 0.84
"""How much of the room of an answer its columns take."""


def draw(
    exhibit: Percentages, result: Result, style: FigureStyle, colours: Mapping[str, str]
) -> Figure:
    """Draw a column for each answer and group, with the per cent above it.

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
    width, margin = frame(style)
    legend = Legend(group_labels(slots), width - 2 * margin, style.font_size)
    note = hidden_note() if any(slot.suppressed for slot in slots) else ""
    plan = _plan(exhibit, slots, style)
    page = Page(style, plan.rows * plan.tall, legend, footer(note, result, style))
    fills = shades(exhibit.groups, colours)
    legend.draw(page, fills)
    bases = [page.top + plan.above + plan.field + row * plan.tall for row in range(plan.rows)]
    for base in bases:
        _draw_scale(page, plan, base)
    for place, (row, lines) in enumerate(plan.texts.items()):
        base = bases[place // plan.across]
        start = plan.left + place % plan.across * plan.cluster
        middle = start + plan.cluster / 2
        under = base + 0.5 * page.size
        look = {"ha": "center", "va": "top", "gid": f"item-{row}"}
        page.text(middle, under, lines, plan.label_size, **look)
        own = [slot for slot in slots if slot.row == row]
        first = middle - len(own) * plan.pitch / 2
        for column, slot in enumerate(own):
            _draw_slot(page, plan, slot, first + column * plan.pitch, base, fills)
    return page.figure


def alt_text(exhibit: Percentages, result: Result) -> str:
    """Say in a sentence or two which answer is the most frequent in each group."""
    slots = read_slots(exhibit, result)
    labels = list({slot.row: slot.label for slot in slots}.values())
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


def read_slots(exhibit: Percentages, result: Result) -> list[Slot]:
    """Return the result's rows, answers in the scale's order and groups in the exhibit's."""
    rows = result.table.astype({"percent": float}).to_dict(orient="records")
    answers = dict.fromkeys(str(row["category"]) for row in rows)
    found = {(str(row["category"]), row["group"]): row for row in rows}
    ordered = [(answer, found[answer, group]) for answer in answers for group in exhibit.groups]
    return [
        Slot(
            row=answer,
            label=row["label"],
            group=row["group"],
            group_label=row["group_label"],
            n=0 if row["suppressed"] else int(row["n_group"]),
            value=row["percent"],
            suppressed=bool(row["suppressed"]),
        )
        for answer, row in ordered
    ]


@dataclass(frozen=True)
class _Plan:
    """Where things stand, in points."""

    texts: Mapping[str, Sequence[str]]
    label_size: float
    values: Mapping[tuple[str, str], str]
    value_size: float
    upright: bool
    left: float
    right: float
    across: int
    rows: int
    cluster: float
    pitch: float
    top: int
    above: float
    field: float
    below: float

    @property
    def tall(self) -> float:
        return self.above + self.field + self.below

    def height(self, value: float) -> float:
        return value / self.top * self.field


def _plan(exhibit: Percentages, slots: Sequence[Slot], style: FigureStyle) -> _Plan:
    size, (width, margin) = style.font_size, frame(style)
    labels = {slot.row: slot.label for slot in slots}
    left, right = margin + text_width(percent(100), size) + 0.5 * size, width - margin
    longest = max(text_width(part, size) for label in labels.values() for part in label.split())
    longest_word = min(longest / size, LONG_WORD) * SMALLEST
    least = max(longest_word + 0.5 * size, len(exhibit.groups) * LEAST_PITCH / FILLED)
    rows = math.ceil(len(labels) / max(1, math.floor((right - left) / least)))
    across = math.ceil(len(labels) / rows)
    cluster = (right - left) / across
    pitch = min(FILLED * cluster / len(exhibit.groups), 5 * size)
    values = {
        (slot.row, slot.group): number(slot.value, 0, exhibit.rounding)
        for slot in slots
        if not slot.absent
    }
    widest = 1.05 * max((text_width(text, size) for text in values.values()), default=0.0)
    upright = widest > 1.3 * pitch
    value_size = min(size, pitch / LEADING if upright else size * pitch / max(widest, 1))
    highest = max((slot.value for slot in slots if not slot.absent), default=0.0)
    room = cluster - 0.5 * size
    label_size = max(min(size, size * room / longest), SMALLEST)
    texts = {row: balanced(label, room, label_size) for row, label in labels.items()}
    return _Plan(
        texts=texts,
        label_size=label_size,
        values=values,
        value_size=value_size,
        upright=upright,
        left=left,
        right=right,
        across=across,
        rows=rows,
        cluster=cluster,
        pitch=pitch,
        top=min(100, max(2 * STEP, STEP * math.ceil(highest / STEP))),
        above=(widest if upright else LEADING * size) + 0.3 * size,
        field=max(TALL * width / min(rows, 2), text_width(word("no_answers"), size) + size),
        below=max(len(lines) for lines in texts.values()) * LEADING * label_size + size,
    )


def _draw_scale(page: Page, plan: _Plan, base: float) -> None:
    """Draw the grid lines with their per cents, and the line that the columns stand on."""
    for value in range(0, plan.top + 1, STEP):
        y = base - plan.height(value)
        colour = RULE if value else MUTED
        page.line([plan.left, plan.right], [y, y], colour, 0.6 if value else 0.9)
        page.text(plan.left - 0.5 * page.size, y, [percent(value)], ha="right", color=MUTED)


def _draw_slot(
    page: Page, plan: _Plan, slot: Slot, x: float, base: float, fills: Mapping[str, Shade]
) -> None:
    """Draw one column with its value above, or the words that stand in an empty slot."""
    key, middle = f"{slot.row}-{slot.group}", x + plan.pitch / 2
    text = slot.absent or plan.values[slot.row, slot.group]
    tall = 0.0 if slot.absent else plan.height(slot.value)
    if not slot.absent:
        wide = 0.88 * plan.pitch
        page.bar(middle - wide / 2, base - tall, wide, tall, fills[slot.group], f"bar-{key}")
    look: dict[str, Any] = {"color": INK, "gid": f"value-{key}", **HALO}
    y, size = base - tall - 0.1 * page.size, plan.value_size
    if slot.absent:
        look["color"], size = MUTED, min(size, plan.pitch / LEADING)
    if plan.upright or (slot.absent and not slot.suppressed):
        upright = page.axes.text(middle, y, drawable(text), rotation=90, parse_math=False)
        upright.set(ha="center", va="bottom", fontproperties=font(size), **look)
    else:
        page.text(middle, y, [text], size, ha="center", va="bottom", **look)
