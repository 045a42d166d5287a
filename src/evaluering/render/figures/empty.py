"""What stands in the place of a figure without data in a wave."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from evaluering.config.exhibits.base import Exhibit
from evaluering.exhibits.result import Result
from evaluering.render.figures.canvas import Canvas
from evaluering.render.figures.style import LEADING, Style
from evaluering.render.language import exhibit_number, word
from evaluering.render.material import empty_reason


def draw(exhibit: Exhibit, result: Result, style: Style, _: Mapping[str, str]) -> Figure:
    """Draw a framed note: the figure's number, that it has no data, and why."""
    size, room = style.size, style.room - 4 * style.size
    head = style.wrap(exhibit_number(exhibit.number), room, 1.1 * size)
    lines = style.wrap(_sentence(result), room)
    box = (len(head) * 1.1 + len(lines)) * LEADING * size + 4 * size
    canvas = Canvas(style, result, box + 0.5 * size)
    edge = Rectangle((style.margin, canvas.top), style.room, box, fill=False, gid="empty-box")
    edge.set(edgecolor=style.colours.muted, linewidth=style.lines.axis, linestyle=(0, (4, 3)))
    canvas.axes.add_artist(edge)
    look = {"ha": "center", "va": "top"}
    middle, top = style.width / 2, canvas.top + 1.7 * size
    canvas.text(middle, top, head, 1.1 * size, bold=True, gid="empty-number", **look)
    top += (len(head) * 1.1 * LEADING + 0.6) * size
    canvas.aside(middle, top, lines, size=size, gid="empty-reason", **look)
    return canvas.figure


def alt_text(exhibit: Exhibit, result: Result) -> str:
    """Say that there is nothing to show, and why."""
    return f"{exhibit_number(exhibit.number)}. {_sentence(result)}"


def _sentence(result: Result) -> str:
    return word("no_data", reason=empty_reason(result))
