"""The percentage distribution of one item by actor group, with a chi-square test."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluering.config.exhibits.percentages import Percentages
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.association import chi_square
from evaluering.exhibits.result import Result, named_tests
from evaluering.exhibits.selection import scale_details
from evaluering.message import message


def compute(exhibit: Percentages, data: WaveData) -> Result:
    """Return n and per cent of each answer by group, of those with a valid answer."""
    minimum = data.project.settings.disclosure.minimum_n
    details = scale_details(exhibit.groups[0], exhibit.item, data)
    values = {group: data.answers(group, [exhibit.item]) for group in exhibit.groups}
    scale = dict(zip(details["scale"]["codes"], details["scale"]["labels"], strict=True))
    rows: list[dict[str, Any]] = []
    counts: dict[str, pd.Series] = {}
    hidden: list[str] = []
    for group, frame in values.items():
        valid = frame[exhibit.item].dropna()
        count = valid.value_counts().reindex(list(scale), fill_value=0)
        suppressed = 0 < len(valid) < minimum
        if suppressed:
            hidden.append(data.group(group).label)
        elif len(valid):
            counts[group] = count
        rows += [
            {
                "category": code,
                "label": label,
                "group": group,
                "group_label": data.group(group).label,
                "n_group": None if suppressed else len(valid),
                "n": None if suppressed else int(count[code]),
                "percent": None
                if suppressed or not len(valid)
                else 100 * int(count[code]) / len(valid),
                "suppressed": suppressed,
            }
            for code, label in scale.items()
        ]
    tests = []
    if len(counts) > 1:
        tests = [chi_square(pd.DataFrame(counts), data.project.settings.conventions)]
    compared = (message("groups_compared", tests=named_tests(tests)),) if tests else ()
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(rows),
        n=sum(int(frame.notna().any(axis=1).sum()) for frame in values.values()),
        method=(message("method_percentages"), *compared),
        tests=tuple(tests),
        notes=tuple(message("too_few", label=label) for label in hidden),
        details=details,
    )
