"""The difference between two groups on each item, with its interval."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluering.config.exhibits.forest import Forest, ForestDetails
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.comparison import with_adjusted_p
from evaluering.exhibits.ranking import by_rank, item_ranks, ranked
from evaluering.exhibits.result import Result
from evaluering.exhibits.selection import (
    GroupAnswers,
    answers_by_item,
    compared_answers,
    item_labels,
    respondents_behind,
    scale_details,
)
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
    answers = answers_by_item(exhibit, data)
    labels = item_labels(exhibit, data)
    rows: list[dict[str, Any]] = []
    tests: list[MeansTest] = []
    for first, second in zip(answers[::2], answers[1::2], strict=True):
        item, suppressed = first.item, first.suppressed or second.suppressed
        row: dict[str, Any] = {
            "item": item,
            "item_label": labels[item],
            "n_first": None if suppressed else len(first.valid),
            "n_second": None if suppressed else len(second.valid),
            "suppressed": suppressed,
        }
        if not suppressed and min(len(first.valid), len(second.valid)) > 1:
            compared = compared_answers((first, second), conventions)
            found = {record.statistic: record for record in compared.statistics}
            difference = found["mean_difference"]
            row |= {
                "mean_first": _mean(first),
                "mean_second": _mean(second),
                "difference": difference.value,
                "lower": difference.lower,
                "upper": difference.upper,
                "hedges_g": compared.effect_size,
                "p": compared.p,
            }
            tests.append(compared)
        rows.append(row)
    table = pd.DataFrame(rows).reindex(columns=[*COLUMNS, *ESTIMATES])
    ranks = item_ranks(exhibit, table, table["difference"])
    one, other = (data.group(group).label for group in exhibit.groups)
    shared = scale_details(exhibit, data)
    weighted = any(given.design is not None for given in answers)
    test = message("by_design_t" if weighted else f"by_{conventions.two_groups}_t")
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=by_rank(table.astype(dict.fromkeys(ESTIMATES, float)), ranks),
        n=respondents_behind(exhibit, data),
        method=(message("method_forest", first=one, second=other, test=test),),
        tests=ranked(with_adjusted_p(tests), ranks),
        details=ForestDetails(groups=(one, other), scale=shared.scale),
    )


def _mean(own: GroupAnswers) -> float | None:
    return own.valid.mean() if own.design is None else own.described()["mean"]
