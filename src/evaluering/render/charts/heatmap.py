"""A heat map is a picture: a chart has no squares."""

from __future__ import annotations

from evaluering.config.exhibits.heatmap import Heatmap
from evaluering.exhibits.result import Result
from evaluering.message import Message, message
from evaluering.render.charts.charting import Palette


def charts(_exhibit: Heatmap, _result: Result, _palette: Palette) -> Message:
    """Say why it is a picture."""
    return message("no_chart_heatmap")
