"""Response rates by county or another variable, with intervals, survey by survey."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluering.config.exhibits.rates import RatePanel, Rates
from evaluering.config.exhibits.response_rates import ResponseRates
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.absence import NO_FRAME, NoDataError
from evaluering.exhibits.response_rates import compute as response_rates
from evaluering.exhibits.result import Result
from evaluering.message import Message, message
from evaluering.stats.proportions import proportion


def compute(exhibit: Rates, data: WaveData) -> Result:
    """Return each category's answers, population and rate with its interval, and the totals."""
    for panel in exhibit.panels:
        frame = data.frame(panel.survey)
        if frame is None or panel.by not in set(frame["variable"]):
            raise NoDataError(NO_FRAME)
    rows: list[dict[str, Any]] = []
    notes: list[Message] = []
    for panel in exhibit.panels:
        title = data.project.surveys[panel.survey].title
        found = response_rates(_table(exhibit, panel), data)
        file = data.wave.surveys[panel.survey]
        sent, known = file.invited, file.sample == "invited"
        notes += [message("of_survey", survey=title, note=note) for note in found.notes]
        for row in found.table.to_dict(orient="records"):
            total = row["category"] == "total"
            n, size = (found.n, sent) if total else (int(row["n"]), int(row["population"]))
            estimate = proportion(n, size) if known and size and size >= n else None
            rows.append(
                {
                    "group": panel.survey,
                    "group_label": title,
                    "category": row["category"],
                    "label": row["label"],
                    "n": n,
                    "population": size,
                    "rate": 100 * estimate.value if estimate else None,
                    "lower": 100 * estimate.interval.lower if estimate else None,
                    "upper": 100 * estimate.interval.upper if estimate else None,
                }
            )
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(rows),
        n=sum(int(row["n"]) for row in rows if row["category"] == "total"),
        method=(message("method_rates"),),
        notes=tuple(notes),
    )


def _table(exhibit: Rates, panel: RatePanel) -> ResponseRates:
    """Return the table whose rows a panel draws."""
    return ResponseRates(
        id=exhibit.id,
        number=exhibit.number,
        title=exhibit.title,
        section=exhibit.section,
        kind="response_rates",
        survey=panel.survey,
        by=panel.by,
    )
