"""The distribution of a battery as stacked bars on both sides of the middle answer."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from evaluering.config.exhibits.likert import Likert, LikertDetails
from evaluering.exhibits.result import Result
from evaluering.message import Message, Number, message
from evaluering.render.figures.canvas import Canvas
from evaluering.render.figures.diverging import answer_colours, text_colour, unknown_shade
from evaluering.render.figures.rows import bands, draw_cells, draw_heads, right_edges
from evaluering.render.figures.shading import Shade
from evaluering.render.figures.slots import absence, noted
from evaluering.render.figures.style import LEADING, Style
from evaluering.render.language import word
from evaluering.render.numbers import SUPPRESSED, number, percent

PITCH = 1.75
"""Height of a row, in font sizes."""
LABEL_SHARE, GROUP_SHARE = 0.38, 0.3
"""What the texts of items, or the names of groups, take of the width."""


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
        return absence(self.suppressed, self.n or math.nan)

    @property
    def below(self) -> float:
        """The per cent left of the middle: half of an odd middle answer is on either side."""
        half = len(self.shares) // 2
        return sum(self.shares[:half]) + (self.shares[half] / 2 if len(self.shares) % 2 else 0)


def draw(exhibit: Likert, result: Result, style: Style, _: Mapping[str, str]) -> Figure:
    """Draw a bar for each item and group, with n and the share of "vet ikke" at the right."""
    rows, told = read_rows(result), result.details_as(LikertDetails)
    labels, look = told.scale.labels, exhibit.dont_know if told.dont_know else "none"
    fills = [Shade(colour) for colour in answer_colours(len(labels), style.colours)]
    legend = {str(k): own for k, own in enumerate(zip(labels, fills, strict=True))}
    if look == "bar":
        legend["unknown"] = word("do_not_know"), unknown_shade(style.colours)
    note = noted(word("likert_note"), any(row.suppressed for row in rows))
    plan = LikertPlan(exhibit, rows, style, look)
    canvas = Canvas(style, result, plan.head + sum(plan.heights.values()), note, legend)
    draw_heads(canvas, plan.heads, plan.columns)
    for item, top, height in bands(canvas, plan.heights, canvas.top + plan.head, canvas.end):
        lines, start = plan.texts[item], top
        if plan.names:
            canvas.text(canvas.margin, top + 0.4 * style.size, lines, va="top", gid=f"item-{item}")
            start = top + (0.55 + LEADING * len(lines)) * style.size
        for base in (plan.middle, *([plan.aside] if look == "bar" else [])):
            canvas.base_line([base] * 2, [start, top + height])
        if not plan.names:
            canvas.text(canvas.margin, top + height / 2, lines, gid=f"item-{item}")
        for place, row in enumerate(row for row in rows if row.item == item):
            y = start + (place + 0.5) * plan.pitch if plan.names else top + height / 2
            if plan.names:
                name = f"group-{item}-{row.group}"
                canvas.text(canvas.margin, y, plan.names[row.group], gid=name)
            _draw_row(canvas, plan, row, y, fills)
    return canvas.figure


def alt_text(exhibit: Likert, result: Result) -> str:
    """Say which item and group have the largest and the smallest share above the middle."""
    rows = read_rows(result)
    labels = result.details_as(LikertDetails).scale.labels
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


class LikertPlan:
    """Where things stand, in points; one group alone has no name at its bars.

    `aside` is where the bars of "vet ikke" begin, which are to the scale of the others.
    """

    def __init__(self, exhibit: Likert, rows: Sequence[Row], style: Style, look: str) -> None:
        size, groups = style.size, len(exhibit.groups)
        labels = {row.item: row.item_label for row in rows}
        self.texts, beside = style.column(labels, LABEL_SHARE)
        self.names: dict[str, Sequence[str]] = {}
        self.pitch = size * PITCH
        if groups > 1:
            self.texts = {item: style.wrap(label, style.room) for item, label in labels.items()}
            names = {row.group: row.group_label for row in rows}
            self.names, beside = style.column(names, GROUP_SHARE)
            self.pitch = size * max(PITCH, LEADING * max(map(len, self.names.values())) + 0.4)
        self.heads = ("n",) if look == "none" else ("n", "do_not_know")
        unknown = max(style.text_width(word("do_not_know"), style.small),
                      style.text_width(percent(100)))  # fmt: skip
        widths = (style.widest(number(row.n) for row in rows), unknown)[: len(self.heads)]
        self.columns, self.right = right_edges(style.end, widths, size, 0.8 * size)
        self.left = left = style.margin + beside + size
        shown = [row for row in rows if not row.absent]
        below = max((row.below for row in shown), default=50.0)
        above = max((100 - row.below for row in shown), default=50.0)
        beyond, gap = 0.0, 0.0
        if look == "bar":
            own = (row.do_not_know for row in rows if not row.suppressed)
            beyond, gap = max((k for k in own if not math.isnan(k)), default=0.0), 1.2 * size
        self.unit = (self.right - left - gap) / (below + above + beyond)
        self.middle = left + below * self.unit
        self.aside = self.middle + above * self.unit + gap if look == "bar" else math.nan
        self.head, block = 1.3 * LEADING * size, groups * self.pitch
        tall = {item: LEADING * len(lines) * size for item, lines in self.texts.items()}
        self.heights = {
            item: (own + block + 1.1 * size) if groups > 1 else (max(own, block) + 0.7 * size)
            for item, own in tall.items()
        }
        self.values = {
            (row.item, row.group, place): number(share, 0, exhibit.rounding)
            for row in shown
            for place, share in enumerate(row.shares)
        }


def _draw_row(canvas: Canvas, plan: LikertPlan, row: Row, y: float, fills: Sequence[Shade]) -> None:
    """Draw one stacked bar with its per cents, n and share of "vet ikke"."""
    key, tall = f"{row.item}-{row.group}", 0.82 * PITCH * canvas.size
    cells = {f"n-{key}": number(row.n), f"unknown-{key}": percent(row.do_not_know)}
    cells = dict(list(cells.items())[: len(plan.heads)])
    if row.suppressed:
        cells = dict.fromkeys(cells, SUPPRESSED)
    draw_cells(canvas, cells, plan.columns, y, color=canvas.colours.muted)
    if row.do_not_know > 0 and not row.suppressed and not math.isnan(plan.aside):
        wide, fill = row.do_not_know * plan.unit, unknown_shade(canvas.colours)
        canvas.bar(plan.aside, y - tall / 2, wide, tall, fill, gid=f"bar-{key}-unknown")
    if row.absent:
        look = {"size": canvas.size, "gid": f"value-{key}"}
        beside, room = 0.4 * canvas.size, canvas.style.text_width(row.absent)
        start = plan.middle if plan.middle + beside + room < plan.right else plan.left
        canvas.aside(start + beside, y, [row.absent], **look)
        return
    x, small = plan.middle - row.below * plan.unit, canvas.style.small
    for place, (share, fill) in enumerate(zip(row.shares, fills, strict=True)):
        wide = share * plan.unit
        canvas.bar(x, y - tall / 2, wide, tall, fill, gid=f"bar-{key}-{place}")
        text = plan.values[row.item, row.group, place]
        if canvas.style.text_width(text, small) + 0.35 * canvas.size <= wide:
            ink = text_colour(fill.colour, canvas.colours)
            look = {"ha": "center", "color": ink, "zorder": 3}
            canvas.text(x + wide / 2, y, [text], small, gid=f"value-{key}-{place}", **look)
        x += wide
