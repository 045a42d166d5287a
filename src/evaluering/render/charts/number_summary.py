"""Boxes are a picture: charts have none that every program reads."""

from __future__ import annotations

from evaluering.config.exhibits.number_summary import NumberSummary
from evaluering.exhibits.result import Result
from evaluering.message import Message, message
from evaluering.render.charts.charting import Palette


def charts(_exhibit: NumberSummary, _result: Result, _palette: Palette) -> Message:
    """Say why it is a picture."""
    return message("no_chart_number_summary")
