"""A conceptual figure has no data: its result is the description itself."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluering.config.exhibits.diagram import Diagram
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.result import Result

COLUMNS = ["element", "row", "row_label", "target"]


def compute(exhibit: Diagram, data: WaveData) -> Result:  # noqa: ARG001 (every kind takes both)
    """Return one row a box, point, arrow and frame, in the order of the description."""
    rows: list[dict[str, Any]] = []
    for box in exhibit.boxes:
        rows.append({"element": "box", "row": box.id, "row_label": box.text})
        rows += [{"element": "point", "row": box.id, "row_label": point} for point in box.points]
    rows += [
        {"element": "arrow", "row": arrow.start, "target": arrow.end} for arrow in exhibit.arrows
    ]
    rows += [
        {"element": "arrow", "row": arrow.end, "target": arrow.start}
        for arrow in exhibit.arrows
        if arrow.both_ways
    ]
    rows += [
        {"element": "enclosure", "row_label": frame.label, "target": name}
        for frame in exhibit.enclosures
        for name in frame.boxes
    ]
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(rows, columns=COLUMNS),
        n=0,
    )
