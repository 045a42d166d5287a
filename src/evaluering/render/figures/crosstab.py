"""One division by another as stacked bars, or as bars side by side."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle

from matplotlib.figure import Figure

from evaluering.config.exhibits.crosstab import Crosstab, CrosstabDetails
from evaluering.config.theme import Colours
from evaluering.exhibits.result import Result
from evaluering.message import Message, Number, message
from evaluering.render.figures.axis import ValueAxis
from evaluering.render.figures.canvas import Canvas
from evaluering.render.figures.diverging import answer_colours, mixed, text_colour
from evaluering.render.figures.records import as_number
from evaluering.render.figures.rows import bands, draw_cells, draw_heads, draw_ticks, right_edges
from evaluering.render.figures.shading import Shade, shades
from evaluering.render.figures.slots import absence, noted
from evaluering.render.figures.style import LEADING, Style
from evaluering.render.language import word
from evaluering.render.numbers import SUPPRESSED, number, percent
from evaluering.render.tables.framing import TOTAL, Crossed, crossed

LABEL_SHARE = 0.36
"""The names at the left take at most this share of the width."""
PITCH = 1.9
"""Height of a stacked bar with the room around it, in font sizes."""
STEP, PALEST = 20, 0.8


@dataclass(frozen=True)
class Group:
    """Whose answers a bar shows, and how many they are."""

    key: str
    label: str
    n: float
    suppressed: bool


@dataclass(frozen=True)
class SharesByGroup:
    """The per cents that a crosstab's figure draws."""

    groups: Sequence[Group]
    parts: Mapping[str, str]
    """Those whose shares are shown, and the categories that they are shares of."""
    values: Mapping[tuple[str, str], float]
    """The per cent of each group and part; NaN where there is none."""

    def absent(self, group: Group) -> str:
        """Return what stands in the place of a group's bar; empty when there is one."""
        own = [self.values[group.key, part] for part in self.parts]
        return absence(group.suppressed, math.nan if all(map(math.isnan, own)) else 0.0)


def draw(exhibit: Crosstab, result: Result, style: Style, _: Mapping[str, str]) -> Figure:
    """Draw a bar for each column (or row, of row per cents), divided in the categories."""
    shares = shares_by_group(exhibit, result)
    if is_stacked(exhibit, result):
        return _stacked(exhibit, result, shares, style)
    return _grouped(exhibit, result, shares, style)


def alt_text(exhibit: Crosstab, result: Result) -> str:
    """Say which group and category have the largest and the smallest share."""
    told, shares = result.details_as(CrosstabDetails), shares_by_group(exhibit, result)
    names = {"rows": told.question, "columns": told.heading}
    form = "stacked" if is_stacked(exhibit, result) else "grouped"
    start = word(f"alt_crosstab_{form}", n=len(shares.groups), **names)
    found = [
        (share, group.label, label)
        for group in shares.groups
        for part, label in shares.parts.items()
        if not math.isnan(share := shares.values[group.key, part]) and group.key != TOTAL
    ]
    if not found:
        return f"{start} {word('alt_nothing')}"

    def named(share: float, group: str, label: str) -> Message:
        value = Number(share, exhibit.decimals, "percent", exhibit.rounding)
        return message("alt_item_group", item=label, group=group, value=value)

    most, least = (named(*choose(found, key=lambda cell: cell[0])) for choose in (max, min))
    return f"{start} {word('alt_share_ends', most=most, least=least)}"


def is_stacked(exhibit: Crosstab, result: Result) -> bool:
    """Whether the parts of a bar add up, and are drawn after each other."""
    several = result.details_as(CrosstabDetails).several
    return exhibit.bars == "stacked" and not several[exhibit.percent == "row"]


def shares_by_group(exhibit: Crosstab, result: Result) -> SharesByGroup:
    """Return the per cents by what they are per cents of."""
    told, found = result.details_as(CrosstabDetails), crossed(result, "row", "column")
    outside = {*told.nets, *told.missing}
    named = {TOTAL: word("total")}
    places = dict(zip((row for row in found.rows if row not in {TOTAL, *outside}), told.classes,
                      strict=True))  # fmt: skip
    rows = {row: exhibit.row_label(name, found.rows[row]) for row, name in places.items()} | named
    columns = {**found.columns, **named}
    turned = exhibit.percent == "row"
    groups, parts = (rows, columns) if turned else (columns, rows)
    parts = {key: label for key, label in parts.items() if key != TOTAL}
    if exhibit.percent == "total":
        groups = {key: label for key, label in groups.items() if key != TOTAL}

    def cell(group: str, part: str) -> Mapping[str, object]:
        row, column = (group, part) if turned else (part, group)
        return found.cells[row, column]  # type: ignore[return-value]

    return SharesByGroup(
        [_group(key, label, found, turned) for key, label in groups.items()], parts,
        {(g, p): as_number(cell(g, p)["percent"]) for g in groups for p in parts},
    )  # fmt: skip


def _group(key: str, label: str, found: Crossed, turned: bool) -> Group:
    base = found.cells[(key, TOTAL) if turned else (TOTAL, key)]
    return Group(key, label, as_number(base["n"]), bool(base.get("suppressed")))


def _stacked(exhibit: Crosstab, result: Result, shares: SharesByGroup, style: Style) -> Figure:
    ordered = result.details_as(CrosstabDetails).ordered[exhibit.percent == "row"]
    fills = part_fills(len(shares.parts), style.colours, ordered)
    legend = {part: (label, fill) for (part, label), fill in zip(
        shares.parts.items(), fills, strict=True)}  # fmt: skip
    plan = StackedPlan(shares, style)
    note = word("percent_of_everyone" if exhibit.percent == "total" else "percent_of_columns")
    note = noted(note, any(group.suppressed for group in shares.groups))
    body = plan.head + sum(plan.heights.values()) + plan.foot
    canvas = Canvas(style, result, body, note, legend)
    top = canvas.top + plan.head
    bottom = top + sum(plan.heights.values())
    draw_heads(canvas, ["n"], plan.columns)
    draw_ticks(canvas, plan.axis, top, bottom, 0.3, base=0)
    for group, (_key, y, height) in zip(
        shares.groups, bands(canvas, plan.heights, top, canvas.end), strict=True
    ):
        _draw_bar(canvas, plan, shares, group, y + height / 2, fills, exhibit)
    return canvas.figure


def _draw_bar(
    canvas: Canvas, plan: StackedPlan, shares: SharesByGroup, group: Group, y: float,
    fills: Sequence[Shade], exhibit: Crosstab,
) -> None:  # fmt: skip
    """Draw one bar with the per cents that there is room for, and n."""
    total, small = group.key == TOTAL, canvas.style.small
    canvas.text(canvas.margin, y, plan.texts[group.key], bold=total, gid=f"item-{group.key}")
    n = SUPPRESSED if group.suppressed else number(group.n)
    draw_cells(canvas, {f"n-{group.key}": n}, plan.columns, y, color=canvas.colours.muted)
    x = plan.axis.x(0)
    if text := shares.absent(group):
        look = {"size": canvas.size, "gid": f"value-{group.key}", **canvas.halo}
        canvas.aside(x + 0.35 * canvas.size, y, [text], **look)
        return
    tall = 0.74 * PITCH * canvas.size
    for part, fill in zip(shares.parts, fills, strict=True):
        share = shares.values[group.key, part]
        wide = plan.axis.x(share) - plan.axis.x(0)
        key = f"{group.key}-{part}"
        canvas.bar(x, y - tall / 2, wide, tall, fill, gid=f"bar-{key}")
        text = number(share, exhibit.decimals, exhibit.rounding)
        if canvas.style.text_width(text, small) + 0.35 * canvas.size <= wide:
            look = {"ha": "center", "color": text_colour(fill.colour, canvas.colours), "zorder": 3}
            canvas.text(x + wide / 2, y, [text], small, gid=f"value-{key}", **look)
        x += wide


def _grouped(exhibit: Crosstab, result: Result, shares: SharesByGroup, style: Style) -> Figure:
    palette = cycle(style.colours.groups)
    colours = {group.key: next(palette) for group in shares.groups}
    fills = shades(list(colours), colours)
    legend = {g.key: (f"{g.label} (n={SUPPRESSED if g.suppressed else number(g.n)})", fills[g.key])
              for g in shares.groups}  # fmt: skip
    plan = GroupedPlan(exhibit, shares, style)
    note = word("percent_of_everyone" if exhibit.percent == "total" else "percent_of_group")
    note = noted(note, any(group.suppressed for group in shares.groups))
    canvas = Canvas(style, result, sum(plan.heights.values()) + plan.foot, note, legend)
    bottom = canvas.top + sum(plan.heights.values())
    draw_ticks(canvas, plan.axis, canvas.top, bottom, 0.3, base=0)
    for part, top, height in bands(canvas, plan.heights, canvas.top, canvas.end):
        canvas.text(canvas.margin, top + height / 2, plan.texts[part], gid=f"item-{part}")
        start = top + (height - len(shares.groups) * plan.pitch) / 2
        for place, group in enumerate(shares.groups):
            y, key = start + (place + 0.5) * plan.pitch, f"{part}-{group.key}"
            share, x = shares.values[group.key, part], plan.axis.x(0)
            look = {"gid": f"value-{key}", **canvas.halo}
            if text := absence(group.suppressed, share):
                look |= {"size": plan.value_size}
                canvas.aside(x + 0.35 * canvas.size, y, [text], **look)
                continue
            tall, end = 0.84 * plan.pitch, plan.axis.x(share)
            canvas.bar(x, y - tall / 2, end - x, tall, fills[group.key], gid=f"bar-{key}")
            value = percent(share, exhibit.decimals, exhibit.rounding)
            canvas.text(end + 0.35 * canvas.size, y, [value], plan.value_size, **look)
    return canvas.figure


def part_fills(count: int, theme: Colours, ordered: bool) -> list[Shade]:
    """Return the fills of a bar's parts: on both sides of a middle, or from dark to light."""
    if ordered:
        return [Shade(colour) for colour in answer_colours(count, theme)]
    dark, light = theme.accents[0], theme.background
    shares = (PALEST * k / max(count - 1, 1) for k in range(count))
    return [Shade(mixed(dark, light, share)) for share in shares]


def _percent_axis(left: float, right: float, highest: float) -> ValueAxis:
    top = min(100, max(2 * STEP, STEP * math.ceil(highest / STEP - 1e-9)))
    marks = [(float(value), percent(value)) for value in range(0, top + 1, STEP)]
    return ValueAxis(left, right, 0, top, marks)


class StackedPlan:
    """Where the bars stand, in points."""

    def __init__(self, shares: SharesByGroup, style: Style) -> None:
        size = style.size
        self.texts, beside = style.column({g.key: g.label for g in shares.groups}, LABEL_SHARE)
        counts = style.widest([word("n"), *(number(group.n) for group in shares.groups)])
        self.columns, right = right_edges(style.end, (counts,), size, size)
        sums = [sum(v for (g, _), v in shares.values.items() if g == own.key and v == v)
                for own in shares.groups]  # fmt: skip
        half = style.text_width(percent(100), style.small) / 2
        left = style.margin + beside + size
        self.axis = _percent_axis(left, right - half, max(sums, default=0.0))
        self.head, self.foot = 1.4 * LEADING * size, 1.5 * LEADING * size
        self.heights = _heights(self.texts, PITCH * size, size)


class GroupedPlan:
    """Where the bars stand, in points."""

    def __init__(self, exhibit: Crosstab, shares: SharesByGroup, style: Style) -> None:
        size, count = style.size, len(shares.groups)
        self.texts, beside = style.column(shares.parts, LABEL_SHARE)
        self.pitch = size * {1: 1.8, 2: 1.5, 3: 1.35, 4: 1.25}.get(count, 1.1)
        self.value_size = min(size, self.pitch / LEADING)
        known = [value for value in shares.values.values() if not math.isnan(value)]
        texts = [percent(value, exhibit.decimals, exhibit.rounding) for value in known]
        after = style.widest(texts, self.value_size, 2 * size) + 0.7 * size
        left, right = style.margin + beside + size, style.end - after
        self.axis = _percent_axis(left, right, max(known, default=0.0))
        self.foot = 1.5 * LEADING * size
        self.heights = _heights(self.texts, count * self.pitch, size)


def _heights(texts: Mapping[str, Sequence[str]], least: float, size: float) -> dict[str, float]:
    """Return the height of each row: of its text or its bars, with some room around."""
    return {
        key: max(LEADING * len(lines) * size, least) + 0.5 * size for key, lines in texts.items()
    }
