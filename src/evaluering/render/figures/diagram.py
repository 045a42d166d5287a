"""A conceptual figure: boxes on a grid with arrows between them, as configured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from matplotlib.figure import Figure

from evaluering.config.exhibits.diagram import Box, Diagram, Enclosure
from evaluering.exhibits.result import Result
from evaluering.message import message
from evaluering.render.figures.canvas import Canvas
from evaluering.render.figures.shapes import Area, draw_arrow, draw_box, draw_frame, text_on
from evaluering.render.figures.style import LEADING, SMALL, Style
from evaluering.render.language import word

BULLET = "– "
PAD, GAP = 0.7, 2.6
"""Room within a box and between boxes, in font sizes."""
BOLDER = 1.14
"""How much wider bold text may be."""


def draw(exhibit: Diagram, result: Result, style: Style, _: Mapping[str, str]) -> Figure:
    """Draw the boxes, then the arrows and the frames around them."""
    grid = _grid(exhibit, style)
    canvas = Canvas(style, result, grid.height + 0.4 * style.size)
    areas = {box.id: grid.area(box, canvas.top) for box in exhibit.boxes}
    for enclosure in exhibit.enclosures:
        _draw_enclosure(canvas, enclosure, areas, grid.labels[enclosure.label])
    for arrow in exhibit.arrows:
        points = route(areas[arrow.start], areas[arrow.end])
        draw_arrow(canvas, points, arrow.both_ways, f"arrow-{arrow.start}-{arrow.end}")
    for box in exhibit.boxes:
        _draw_box(canvas, box, areas[box.id], _text(box, grid.width(box), style))
    return canvas.figure


def alt_text(exhibit: Diagram, result: Result) -> str:  # noqa: ARG001 (the description is all)
    """Name the boxes with their points, the arrows and the frames."""
    numbers = {box.id: k for k, box in enumerate(exhibit.boxes, start=1)}
    boxes = tuple(
        word("alt_box", number=numbers[box.id], text=box.text)
        + (f" ({'; '.join(box.points)})" if box.points else "")
        for box in exhibit.boxes
    )
    parts = [word("alt_diagram", n=len(boxes), boxes=boxes)]
    if exhibit.arrows:
        arrows = tuple(
            message(
                "alt_arrow_both" if arrow.both_ways else "alt_arrow",
                start=numbers[arrow.start],
                end=numbers[arrow.end],
            )
            for arrow in exhibit.arrows
        )
        parts.append(word("alt_arrows", arrows=arrows))
    for enclosure in exhibit.enclosures:
        around = tuple(numbers[name] for name in enclosure.boxes)
        parts.append(word(f"alt_frame_{enclosure.line}", label=enclosure.label, boxes=around))
    return " ".join(parts)


def route(start: Area, end: Area) -> list[tuple[float, float]]:
    """Return the points of an arrow: straight where the boxes face each other, else one bend."""
    left, right = max(start.left, end.left), min(start.right, end.right)
    top, bottom = max(start.top, end.top), min(start.bottom, end.bottom)
    down = start.bottom <= end.top
    if left < right:
        x = (left + right) / 2
        return [(x, start.bottom if down else start.top), (x, end.top if down else end.bottom)]
    onward = start.right <= end.left
    side = end.left if onward else end.right
    if top < bottom:
        y = (top + bottom) / 2
        return [(start.right if onward else start.left, y), (side, y)]
    x, y = start.left + start.width / 2, end.top + end.height / 2
    return [(x, start.bottom if down else start.top), (x, y), (side, y)]


@dataclass(frozen=True)
class _Text:
    """A box's text and points, broken into lines, with the size they are set in."""

    lines: Sequence[str]
    points: Sequence[Sequence[str]]
    bold: bool
    size: float

    @property
    def small(self) -> float:
        return SMALL * self.size

    @property
    def height(self) -> float:
        count = sum(map(len, self.points))
        gap = 0.3 * self.size if self.points else 0.0
        return LEADING * (len(self.lines) * self.size + count * self.small) + gap


def _text(box: Box, width: float, style: Style) -> _Text:
    size, small = style.size, style.small
    bold = box.look in ("heading", "strong") or bool(box.points)
    room = width - (0 if box.look == "heading" else 2 * PAD * size)
    indent = style.text_width(BULLET, small)
    points = [style.wrap(point, room - indent, small) for point in box.points]
    return _Text(style.wrap(box.text, room / BOLDER if bold else room), points, bold, size)


@dataclass(frozen=True)
class _Grid:
    """The columns (left edge and width) and rows (top and height) of the grid."""

    columns: Sequence[tuple[float, float]]
    rows: Sequence[tuple[float, float]] = ()
    foot: float = 0.0
    labels: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def width(self, box: Box) -> float:
        first, last = box.at[1] - 1, box.at[1] + box.span[1] - 2
        return self.columns[last][0] + self.columns[last][1] - self.columns[first][0]

    def area(self, box: Box, top: float) -> Area:
        first, last = box.at[0] - 1, box.at[0] + box.span[0] - 2
        start, (end, height) = self.rows[first][0], self.rows[last]
        left = self.columns[box.at[1] - 1][0]
        return Area(left, top + start, self.width(box), end + height - start)

    @property
    def height(self) -> float:
        return sum(self.rows[-1]) + self.foot


def _grid(exhibit: Diagram, style: Style) -> _Grid:
    """Return the grid: columns as configured, each row as high as its highest box.

    A box over several rows stretches the last of them; a frame's label has its room under the
    frame's last row.
    """
    size = style.size
    gap, inset = GAP * size, 0.7 * size if exhibit.enclosures else 0.0
    weights = exhibit.column_widths or [1.0] * exhibit.columns
    room = style.room - 2 * inset - gap * (len(weights) - 1)
    columns, left = [], style.margin + inset
    for weight in weights:
        columns.append((left, room * weight / sum(weights)))
        left += columns[-1][1] + gap
    across = _Grid(columns)
    after = [gap] * max(_last(box) + 1 for box in exhibit.boxes)
    heights, labels = [0.0] * len(after), {}
    inner = {box.id: box for box in exhibit.boxes}
    for enclosure in exhibit.enclosures:
        own = [inner[name] for name in enclosure.boxes]
        first, last = min(b.at[1] for b in own), max(b.at[1] + b.span[1] - 1 for b in own)
        wide = sum(columns[last - 1]) - columns[first - 1][0]
        labels[enclosure.label] = style.wrap(enclosure.label, wide / BOLDER)
        below = max(map(_last, own))
        after[below] = max(
            after[below], gap + (LEADING * len(labels[enclosure.label]) + 0.4) * size
        )
    for box in sorted(exhibit.boxes, key=lambda box: box.span[0]):
        first, last = box.at[0] - 1, _last(box)
        needed = _text(box, across.width(box), style).height + 2 * PAD * size
        taken = sum(heights[first : last + 1]) + sum(after[first:last])
        heights[last] += max(needed - taken, 0.0)
    rows, top = [], 0.7 * size if exhibit.enclosures else 0.0
    for height, space in zip(heights, after, strict=True):
        rows.append((top, height))
        top += height + space
    return _Grid(columns, rows, after[-1] - gap + inset, labels)


def _last(box: Box) -> int:
    return box.at[0] + box.span[0] - 2


def _draw_box(canvas: Canvas, box: Box, area: Area, text: _Text) -> None:
    """Draw one box with its text in the middle, or to the left when it has points."""
    draw_box(canvas, area, box.look, f"box-{box.id}")
    look: dict[str, Any] = {"va": "top", "color": text_on(box.look, canvas.colours), "zorder": 3}
    top = area.top + (area.height - text.height) / 2
    x, ha = area.left + area.width / 2, "center"
    if box.look == "heading" or box.points:
        x, ha = area.left + (PAD * canvas.size if box.points else 0), "left"
    canvas.text(x, top, text.lines, ha=ha, bold=text.bold, gid=f"text-{box.id}", **look)
    top += LEADING * len(text.lines) * text.size + 0.3 * canvas.size
    indent = canvas.style.text_width(BULLET, text.small)
    for number, lines in enumerate(text.points):
        canvas.text(x, top, [BULLET.strip()], text.small, gid=f"bullet-{box.id}-{number}", **look)
        canvas.text(x + indent, top, lines, text.small, gid=f"point-{box.id}-{number}", **look)
        top += LEADING * len(lines) * text.small


def _draw_enclosure(
    canvas: Canvas, enclosure: Enclosure, areas: Mapping[str, Area], label: Sequence[str]
) -> None:
    """Draw a frame around its boxes, with its label under them."""
    own = [areas[name] for name in enclosure.boxes]
    left, top = min(a.left for a in own), min(a.top for a in own)
    right, bottom = max(a.right for a in own), max(a.bottom for a in own)
    around = Area(left, top, right - left, bottom - top).grown(0.6 * canvas.size)
    room = LEADING * len(label) * canvas.size
    around = replace(around, height=around.height + room)
    draw_frame(canvas, around, enclosure.line == "dashed", f"frame-{enclosure.label}")
    look: dict[str, Any] = {
        "va": "top",
        "bold": True,
        "gid": f"label-{enclosure.label}",
        **canvas.halo,
    }
    canvas.text(left, bottom + 0.4 * canvas.size, label, **look)
