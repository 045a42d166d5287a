"""The distribution of a battery as stacked bars on both sides of the middle answer."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure

from evaluering.config.exhibits.likert import Likert
from evaluering.config.reports import FigureStyle
from evaluering.exhibits.result import Result
from evaluering.message import Message, Number, message
from evaluering.render.figures.diverging import answer_colours, text_colour
from evaluering.render.figures.layout import (
    LEADING,
    MUTED,
    Legend,
    Page,
    footer,
    frame,
    hidden_note,
    text_width,
    wrap,
)
from evaluering.render.figures.shading import Shade
from evaluering.render.language import word
from evaluering.render.numbers import SUPPRESSED, number, percent

HEADS = ("n", "do_not_know")
PITCH = 1.75
"""Height of a row, in font sizes."""


@dataclass(frozen=True)
class Row:
    """The answers of one group to one item."""

    item: str
    item_label: str
    group: str
    group_label: str
    n: int
    do_not_know: float
    shares: tuple[float, ...]
    suppressed: bool

    @property
    def absent(self) -> str:
        """What stands in an empty row; empty when there is a bar to draw."""
        if self.suppressed:
            return SUPPRESSED
        return "" if self.n else word("no_answers")

    @property
    def below(self) -> float:
        """The per cent left of the middle: half of an odd middle answer is on either side."""
        half = len(self.shares) // 2
        return sum(self.shares[:half]) + (self.shares[half] / 2 if len(self.shares) % 2 else 0)


def draw(
    exhibit: Likert,
    result: Result,
    style: FigureStyle,
    colours: Mapping[str, str],  # noqa: ARG001 (the answers have the colours, not the groups)
) -> Figure:
    """Draw a bar for each item and group, with n and the share of "vet ikke" at the right.

    Parameters
    ----------
    exhibit, result
        The specification and the numbers.
    style
        Width, font size and resolution.
    colours
        The colour of each group; not used.
    """
    rows = read_rows(result)
    size, (width, margin) = style.font_size, frame(style)
    labels = [str(label) for label in result.details["scale"]["labels"]]
    fills = [Shade(colour) for colour in answer_colours(len(labels))]
    names = {str(place): label for place, label in enumerate(labels)}
    legend = Legend(names, width - 2 * margin, size)
    hidden = any(row.suppressed for row in rows)
    note = f"{word('likert_note')} {hidden_note()}" if hidden else word("likert_note")
    plan = _plan(exhibit, rows, style)
    page = Page(style, plan.head + sum(plan.heights), legend, footer(note, result, style))
    legend.draw(page, {str(place): fill for place, fill in enumerate(fills)})
    for text, right in zip(HEADS, plan.columns, strict=True):
        look = {"ha": "right", "va": "top", "color": MUTED, "gid": f"head-{text}"}
        page.text(right, page.top, [word(text)], 0.9 * size, **look)
    top = page.top + plan.head
    for item, height in zip(exhibit.item_names, plan.heights, strict=True):
        if top > page.top + plan.head:
            page.line([margin, width - margin], [top, top])
        own = [row for row in rows if row.item == item]
        if len(exhibit.groups) > 1:
            lines = plan.texts[item]
            page.text(margin, top + 0.4 * size, lines, va="top", gid=f"item-{item}")
            start = top + (0.55 + LEADING * len(lines)) * size
            page.line([plan.middle] * 2, [start, top + height], MUTED, 0.9)
            for place, row in enumerate(own):
                y = start + (place + 0.5) * plan.pitch
                page.text(margin, y, plan.names[row.group], gid=f"group-{item}-{row.group}")
                _draw_row(page, plan, row, y, fills)
        else:
            page.line([plan.middle] * 2, [top, top + height], MUTED, 0.9)
            page.text(margin, top + height / 2, plan.texts[item], gid=f"item-{item}")
            _draw_row(page, plan, own[0], top + height / 2, fills)
        top += height
    return page.figure


def alt_text(exhibit: Likert, result: Result) -> str:
    """Say which item and group have the largest and the smallest share above the middle."""
    rows = read_rows(result)
    labels = result.details["scale"]["labels"]
    names = tuple(dict.fromkeys(row.group_label for row in rows))
    start = word(
        "alt_likert",
        first=labels[0],
        last=labels[-1],
        questions=message("questions_n", n=len(exhibit.item_names)),
        groups=message("groups_n", n=len(exhibit.groups), names=names),
    )
    shown = [row for row in rows if not row.absent]
    if not shown:
        return f"{start} {word('alt_nothing')}"

    def named(row: Row) -> Message:
        value = Number(_above(row), 0, "percent", exhibit.rounding)
        if len(exhibit.groups) == 1:
            return message("alt_item", item=row.item_label, value=value)
        return message("alt_item_group", item=row.item_label, group=row.group_label, value=value)

    if len(shown) == 1:
        return f"{start} {word('alt_only_share', what=named(shown[0]))}"
    most, least = named(max(shown, key=_above)), named(min(shown, key=_above))
    return f"{start} {word('alt_shares', most=most, least=least)}"


def _above(row: Row) -> float:
    return sum(row.shares[(len(row.shares) + 1) // 2 :])


def read_rows(result: Result) -> list[Row]:
    """Return one row an item and group, with the per cents in the scale's order."""
    table = result.table.astype({"percent": float, "do_not_know_percent": float, "n_group": float})
    rows = []
    for (item, group), own in table.groupby(["item", "group"], sort=False):
        first = own.iloc[0]
        rows.append(
            Row(
                item=str(item),
                item_label=str(first["item_label"]),
                group=str(group),
                group_label=str(first["group_label"]),
                n=0 if math.isnan(first["n_group"]) else int(first["n_group"]),
                do_not_know=float(first["do_not_know_percent"]),
                shares=tuple(float(share) for share in own["percent"]),
                suppressed=bool(first["suppressed"]),
            )
        )
    return rows


@dataclass(frozen=True)
class _Plan:
    """Where things stand, in points."""

    texts: Mapping[str, Sequence[str]]
    names: Mapping[str, Sequence[str]]
    heights: Sequence[float]
    pitch: float
    values: Mapping[tuple[str, str, int], str]
    columns: tuple[float, float]
    head: float
    middle: float
    unit: float


def _plan(exhibit: Likert, rows: Sequence[Row], style: FigureStyle) -> _Plan:
    size, (width, margin) = style.font_size, frame(style)
    several = len(exhibit.groups) > 1
    labels = {row.item: row.item_label for row in rows}
    room = width - 2 * margin if several else 0.38 * width
    texts = {item: wrap(label, room, size) for item, label in labels.items()}
    names = {row.group: wrap(row.group_label, 0.3 * width, size) for row in rows}
    column = names if several else texts
    beside = max(text_width(line, size) for lines in column.values() for line in lines)
    pitch = size * max(PITCH, LEADING * max(map(len, names.values())) + 0.4 if several else 0)
    last = max(text_width(word(HEADS[1]), 0.9 * size), text_width(percent(100), size))
    first = max(text_width(number(row.n), size) for row in rows)
    columns = (width - margin - last - size, width - margin)
    left, right = margin + beside + size, columns[0] - first - 0.8 * size
    shown = [row for row in rows if not row.absent]
    below = max((row.below for row in shown), default=50.0)
    above = max((100 - row.below for row in shown), default=50.0)
    unit = (right - left) / (below + above)
    block = len(exhibit.groups) * pitch
    heights = [
        (LEADING * len(lines) * size + block + 1.1 * size)
        if several
        else max(LEADING * len(lines) * size, block) + 0.7 * size
        for lines in texts.values()
    ]
    values = {
        (row.item, row.group, place): number(share, 0, exhibit.rounding)
        for row in shown
        for place, share in enumerate(row.shares)
    }
    head = 1.3 * LEADING * size
    return _Plan(texts, names, heights, pitch, values, columns, head, left + below * unit, unit)


def _draw_row(page: Page, plan: _Plan, row: Row, y: float, fills: Sequence[Shade]) -> None:
    """Draw one stacked bar with its per cents, n and share of "vet ikke"."""
    key, tall = f"{row.item}-{row.group}", 0.82 * PITCH * page.size
    texts = [
        SUPPRESSED if row.suppressed else number(row.n),
        SUPPRESSED if row.suppressed else percent(row.do_not_know),
    ]
    for text, right, name in zip(texts, plan.columns, ("n", "unknown"), strict=True):
        page.text(right, y, [text], ha="right", color=MUTED, gid=f"{name}-{key}")
    if row.absent:
        where = plan.middle + 0.4 * page.size
        look: dict[str, Any] = {"color": MUTED, "gid": f"value-{key}"}
        page.text(where, y, [row.absent], **look)
        return
    x = plan.middle - row.below * plan.unit
    for place, (share, fill) in enumerate(zip(row.shares, fills, strict=True)):
        wide = share * plan.unit
        page.bar(x, y - tall / 2, wide, tall, fill, gid=f"bar-{key}-{place}")
        text, small = plan.values[row.item, row.group, place], 0.9 * page.size
        if text_width(text, small) + 0.35 * page.size <= wide:
            look = {"ha": "center", "color": text_colour(fill.colour), "zorder": 3}
            page.text(x + wide / 2, y, [text], small, gid=f"value-{key}-{place}", **look)
        x += wide
