"""The difference between two groups on each item, with its interval."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluering.config.exhibits.forest import Forest, ForestDetails
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.comparison import compare_means, with_adjusted_p
from evaluering.exhibits.result import Result
from evaluering.exhibits.selection import item_labels, respondents_behind, scale_details
from evaluering.exhibits.significance import MeansTest
from evaluering.message import message

COLUMNS = ["item", "item_label", "n_first", "n_second", "suppressed"]
ESTIMATES = ["mean_first", "mean_second", "difference", "lower", "upper", "hedges_g", "p"]


def compute(exhibit: Forest, data: WaveData) -> Result:
    """Return the mean difference, its 95 per cent interval, Hedges' g and p of each item.

    The difference is the first group minus the second. The test and the interval are of the
    variant in the report's conventions. An item with too few answers in either group is shown
    without numbers.
    """
    conventions = data.project.settings.conventions
    minimum = data.project.settings.disclosure.minimum_n
    values = {group: data.answers(group, exhibit.item_names) for group in exhibit.groups}
    labels = item_labels(exhibit, data)
    rows: list[dict[str, Any]] = []
    tests: list[MeansTest] = []
    for item in exhibit.item_names:
        valid = {group: frame[item].dropna() for group, frame in values.items()}
        first, second = (valid[group] for group in exhibit.groups)
        suppressed = any(0 < len(own) < minimum for own in valid.values())
        row: dict[str, Any] = {
            "item": item,
            "item_label": labels[item],
            "n_first": None if suppressed else len(first),
            "n_second": None if suppressed else len(second),
            "suppressed": suppressed,
        }
        if not suppressed and min(len(first), len(second)) > 1:
            compared = compare_means(valid, conventions, item)
            found = {record.statistic: record for record in compared.statistics}
            difference = found["mean_difference"]
            row |= {
                "mean_first": first.mean(),
                "mean_second": second.mean(),
                "difference": difference.value,
                "lower": difference.lower,
                "upper": difference.upper,
                "hedges_g": compared.effect_size,
                "p": compared.p,
            }
            tests.append(compared)
        rows.append(row)
    table = pd.DataFrame(rows).reindex(columns=[*COLUMNS, *ESTIMATES])
    one, other = (data.group(group).label for group in exhibit.groups)
    shared = scale_details(exhibit, data)
    test = message(f"by_{conventions.two_groups}_t")
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=table.astype(dict.fromkeys(ESTIMATES, float)),
        n=respondents_behind(exhibit, data),
        method=(message("method_forest", first=one, second=other, test=test),),
        tests=with_adjusted_p(tests),
        details=ForestDetails(groups=(one, other), scale=shared.scale),
    )
