"""Grouped means: mean, SD and n of each item by actor group, tested over the groups."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluering.config.exhibits.group_means import GroupMeans
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.comparison import compare_means, with_adjusted_p
from evaluering.exhibits.result import Result, named_tests
from evaluering.exhibits.selection import item_labels, scale_details
from evaluering.message import Message, message
from evaluering.stats.describe import describe


def compute(exhibit: GroupMeans, data: WaveData) -> Result:
    """Return mean, SD and n of each item by group, and one test an item.

    Two groups are compared by a t-test, three or more by one-way analysis of variance, in the
    variant of the report's conventions. Answers are complete per item: "vet ikke" and unanswered
    are left out. Groups below the disclosure limit are shown without numbers.
    """
    minimum = data.project.settings.disclosure.minimum_n
    values = {group: data.answers(group, exhibit.item_names) for group in exhibit.groups}
    labels = item_labels(exhibit, data)
    rows: list[dict[str, Any]] = []
    tests: list[dict[str, Any]] = []
    hidden: set[str] = set()
    for item in exhibit.item_names:
        shown: dict[str, pd.Series] = {}
        for group, frame in values.items():
            valid = frame[item].dropna()
            numbers = describe(valid)
            suppressed = 0 < numbers.n < minimum
            if suppressed:
                hidden.add(data.group(group).label)
            elif numbers.n > 1:
                shown[group] = valid
            rows.append(
                {
                    "item": item,
                    "item_label": labels[item],
                    "group": group,
                    "group_label": data.group(group).label,
                    "n_group": len(frame),
                    "n": None if suppressed else numbers.n,
                    "mean": None if suppressed else numbers.mean,
                    "sd": None if suppressed else numbers.sd,
                    "suppressed": suppressed,
                }
            )
        if len(shown) > 1:
            compared = compare_means(shown, data.project.settings.conventions)
            tests.append({"item": item, "groups": list(shown), **compared})
    tests = with_adjusted_p(tests)
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(rows),
        n=sum(int(frame.notna().any(axis=1).sum()) for frame in values.values()),
        method=_method(tests),
        tests=tuple(tests),
        notes=tuple(message("too_few", label=label) for label in sorted(hidden)),
        details=scale_details(exhibit.groups[0], exhibit.item_names[0], data),
    )


def _method(tests: list[dict[str, Any]]) -> tuple[Message, ...]:
    compared = (message("groups_compared", tests=named_tests(tests)),) if tests else ()
    return (message("method_group_means"), *compared)
