"""A diagram is a picture: a chart has no boxes and arrows."""

from __future__ import annotations

from evaluering.config.exhibits.diagram import Diagram
from evaluering.exhibits.result import Result
from evaluering.message import Message, message
from evaluering.render.charts.charting import Palette


def charts(_exhibit: Diagram, _result: Result, _palette: Palette) -> Message:
    """Say why it is a picture."""
    return message("no_chart_diagram")
