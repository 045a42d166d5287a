"""Frequencies of a multiple-response question, per cent of the respondents."""

from __future__ import annotations

import pandas as pd

from evaluering.config.exhibits.multiple_response import MultipleResponseTable
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.result import Result
from evaluering.message import message


def compute(exhibit: MultipleResponseTable, data: WaveData) -> Result:
    """Return how many ticked each box; several boxes can be ticked, so per cents pass 100.

    Boxes that are empty for everyone were not asked about: then there is nobody to count.
    """
    division = data.division(exhibit.survey, exhibit.question)
    frame = data.respondents(exhibit.survey)
    asked = frame[[category.name for category in division]].notna().any(axis=None)
    base = len(frame) if asked else 0
    rows = [
        {
            "category": category.name,
            "label": category.label,
            "n": (n := int(category.members.sum())),
            "percent": 100 * n / base if base else None,
        }
        for category in division
    ]
    table = pd.DataFrame(rows)
    if exhibit.order == "frequency":
        table = table.sort_values("n", ascending=False, kind="stable", ignore_index=True)
    total = pd.DataFrame([{"category": "total", "label": "total", "n": base}])
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.concat([table, total], ignore_index=True),
        n=base,
        method=(message("method_multiple_response"),),
    )
