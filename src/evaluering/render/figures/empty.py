"""What stands in the place of a figure without data in a wave."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from evaluering.config.exhibits.base import Exhibit
from evaluering.config.reports import FigureStyle
from evaluering.exhibits.result import Result
from evaluering.render.figures.layout import LEADING, MUTED, Page, footer, frame, wrap
from evaluering.render.language import exhibit_number, say, word


def draw(
    exhibit: Exhibit,
    result: Result,
    style: FigureStyle,
    colours: Mapping[str, str],  # noqa: ARG001 (every look takes them)
) -> Figure:
    """Draw a framed note: the figure's number, that it has no data, and why."""
    size, (width, margin) = style.font_size, frame(style)
    room = width - 2 * margin - 4 * size
    head = wrap(exhibit_number(exhibit.number), room, 1.1 * size)
    lines = wrap(_sentence(result), room, size)
    box = (len(head) * 1.1 + len(lines)) * LEADING * size + 4 * size
    page = Page(style, box + 0.5 * size, None, footer("", result, style))
    edge = Rectangle((margin, page.top), width - 2 * margin, box, fill=False, gid="empty-box")
    edge.set(edgecolor=MUTED, linewidth=0.9, linestyle=(0, (4, 3)))
    page.axes.add_patch(edge)
    middle, top = width / 2, page.top + 1.7 * size
    page.text(middle, top, head, 1.1 * size, bold=True, ha="center", va="top", gid="empty-number")
    top += (len(head) * 1.1 * LEADING + 0.6) * size
    page.text(middle, top, lines, ha="center", va="top", color=MUTED, gid="empty-reason")
    return page.figure


def alt_text(exhibit: Exhibit, result: Result) -> str:
    """Say that there is nothing to show, and why."""
    return f"{exhibit_number(exhibit.number)}. {_sentence(result)}"


def _sentence(result: Result) -> str:
    return word("no_data", reason=say(result.details["empty"]))
