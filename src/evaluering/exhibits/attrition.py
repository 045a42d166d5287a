"""From those invited to those who are linked to a municipality, step by step."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluering.config.exhibits import Attrition
from evaluering.exhibits.result import Result
from evaluering.exhibits.wave_data import WaveData

INVITED = "Fikk skjemaet"


def compute(exhibit: Attrition, data: WaveData) -> Result:
    """Return how many remain at each step, how many fall away before it, and the share left."""
    survey = data.group(data.project.registry.linking.group).survey
    steps = {INVITED: data.project.waves[data.wave].surveys[survey].sent}
    steps |= {str(step): int(n) for step, n in data.attrition["steps"].items()}
    rows: list[dict[str, Any]] = []
    invited = before = steps[INVITED]
    for number, (step, n) in enumerate(steps.items()):
        rows.append(
            {
                "row": number,
                "row_label": step,
                "n": n,
                "lost": before - n,
                "percent_of_previous": 100 * n / before if before else None,
                "percent_of_invited": 100 * n / invited if invited else None,
            }
        )
        before = n
    title = data.project.surveys[survey].title
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(rows),
        n=before,
        method=f"Undersøkelsen «{title}»: antall som gjenstår etter hvert steg i koblingen til "
        "kommune.",
        details={"municipalities": int(data.attrition["municipalities"])},
    )
