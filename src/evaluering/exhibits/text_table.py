"""A qualitative table has no data: its result is its texts."""

from __future__ import annotations

import pandas as pd

from evaluering.config.exhibits.text_table import TextTable
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.result import Result


def compute(exhibit: TextTable, data: WaveData) -> Result:  # noqa: ARG001 (every kind takes both)
    """Return one row a cell: its section, its row and column from 1, and its text."""
    rows = [
        {"section": section.heading, "line": line, "place": place, "label": text}
        for section in exhibit.sections
        for line, cells in enumerate(section.rows, start=1)
        for place, text in enumerate(cells, start=1)
    ]
    return Result(exhibit=exhibit.id, kind=exhibit.kind, table=pd.DataFrame(rows), n=0)
