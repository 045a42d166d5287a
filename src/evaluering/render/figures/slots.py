"""The values of a figure by row and group, and how an absent one is told of."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from evaluering.exhibits.result import Result
from evaluering.render.figures.canvas import Canvas, Entries
from evaluering.render.figures.records import records
from evaluering.render.figures.rows import bands
from evaluering.render.figures.shading import Shade
from evaluering.render.language import word
from evaluering.render.numbers import SUPPRESSED, number


def absence(suppressed: bool, value: float) -> str:
    """Return what stands in the place of a value; empty when there is one to draw."""
    if suppressed:
        return SUPPRESSED
    return word("no_answers") if math.isnan(value) else ""


@dataclass(frozen=True)
class ValueSlot:
    """The place of one value in a figure: of a row (item or category) and a group."""

    row: str
    label: str
    group: str
    group_label: str
    n: int
    value: float = math.nan
    sd: float = math.nan
    suppressed: bool = False

    @property
    def absent(self) -> str:
        """What stands in an empty slot; empty when there is a value to draw."""
        return absence(self.suppressed, self.value)


class SlotPlan(Protocol):
    """The height of each row, its text, and the height of a slot."""

    heights: dict[str, float]
    texts: dict[str, Sequence[str]]
    pitch: float


def slots_of(
    result: Result, rows: Iterable[str], groups: Sequence[str], **columns: str
) -> list[ValueSlot]:
    """Return a result's values in the order of rows and groups, as `records` names columns."""
    found = {(slot.row, slot.group): slot for slot in records(result, ValueSlot, **columns)}
    return [found[row, group] for row in rows for group in groups]


def placed(
    canvas: Canvas, slots: Sequence[ValueSlot], plan: SlotPlan, right: float
) -> Iterator[tuple[ValueSlot, float]]:
    """Write the name of each row; yield its slots, each with the middle of its place."""
    for row, top, height in bands(canvas, plan.heights, canvas.top, right):
        canvas.text(canvas.margin, top + height / 2, plan.texts[row], gid=f"item-{row}")
        own = [slot for slot in slots if slot.row == row]
        start = top + (height - len(own) * plan.pitch) / 2
        for place, slot in enumerate(own):
            yield slot, start + (place + 0.5) * plan.pitch


def noted(note: str, hidden: bool) -> str:
    """Return a figure's note, with what the sign of a hidden value means where there is any."""
    return f"{note} {word('hidden_note', sign=SUPPRESSED)}".strip() if hidden else note


def entries(slots: Sequence[ValueSlot], fills: Mapping[str, Shade]) -> Entries:
    """Return the legend: each group's name with its n, a range when n varies over the rows."""
    labels: dict[str, tuple[str, Shade]] = {}
    for slot in slots:
        own = [other for other in slots if other.group == slot.group]
        counts = sorted({other.n for other in own if not other.absent})
        low_high = dict.fromkeys(number(n) for n in (counts[:1] + counts[-1:]))
        missing = SUPPRESSED if any(other.suppressed for other in own) else number(0)
        text = f"{slot.group_label} (n={'–'.join(low_high) or missing})"
        labels[slot.group] = text, fills[slot.group]
    return labels


def named_groups(slots: Sequence[ValueSlot]) -> str:
    """Name the groups for an alt text, those without any value as such."""
    shown = {slot.group_label for slot in slots if not slot.absent}
    labels = list(dict.fromkeys(slot.group_label for slot in slots))
    names = tuple(
        label if label in shown else word("alt_group_absent", group=label) for label in labels
    )
    return word("groups_n", n=len(names), names=names)
