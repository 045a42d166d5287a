"""Groups in an order are a picture: a chart has no rows of dots with names."""

from __future__ import annotations

from evaluering.config.exhibits.closeness import Closeness
from evaluering.exhibits.result import Result
from evaluering.message import Message, message
from evaluering.render.charts.charting import Palette


def charts(_exhibit: Closeness, _result: Result, _palette: Palette) -> Message:
    """Say why it is a picture."""
    return message("no_chart_closeness")
