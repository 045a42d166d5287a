"""From those invited to those who are linked to a municipality, step by step."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluering.config.exhibits.attrition import Attrition, AttritionDetails
from evaluering.config.links import only_link
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.result import Result
from evaluering.message import message


def compute(exhibit: Attrition, data: WaveData) -> Result:
    """Return how many remain at each step, how many fall away before it, and the share left."""
    link = only_link(data.project, exhibit.link)
    registry, survey = data.project.registries[link.registry], data.group(link.group).survey
    account = data.attrition(link.id)
    invited = data.wave.surveys[survey].invited
    steps = {} if invited is None else {"invited": invited}
    steps |= {step: int(n) for step, n in account["steps"].items()}
    rows: list[dict[str, Any]] = []
    invited = before = next(iter(steps.values()))
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
    title, unit = data.project.surveys[survey].title, registry.unit
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(rows),
        n=before,
        method=(message("method_attrition", survey=title, unit=unit.one, article=unit.article),),
        details=AttritionDetails(units=int(account["units"]), noun=unit),
    )
