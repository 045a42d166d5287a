"""Grouped means: mean, SD and n of each item by actor group, tested over the groups."""

from __future__ import annotations

import pandas as pd

from evaluering.config.exhibits.group_means import GroupMeans
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.ranking import by_rank, item_ranks, ranked
from evaluering.exhibits.result import Result
from evaluering.exhibits.selection import (
    answers_by_item,
    compared_means,
    item_labels,
    respondents_behind,
    scale_details,
    too_few,
)
from evaluering.exhibits.significance import compared_by
from evaluering.message import message


def compute(exhibit: GroupMeans, data: WaveData) -> Result:
    """Return mean, SD and n of each item by group, and one test an item.

    Two groups are compared by a t-test, three or more by one-way analysis of variance, in the
    variant of the report's conventions. Answers are complete per item: "vet ikke" and unanswered
    are left out. Groups below the disclosure limit are shown without numbers.
    """
    labels, answers = item_labels(exhibit, data), answers_by_item(exhibit, data)
    rows = [
        {
            "item": own.item,
            "item_label": labels[own.item],
            "group": own.group,
            "group_label": own.group_label,
            "n_group": own.members,
            "n": own.shown(len(own.valid)),
            **own.described(),
            "suppressed": own.suppressed,
        }
        for own in answers
    ]
    table = pd.DataFrame(rows)
    ranks = item_ranks(exhibit, table, table["mean"])
    tests = ranked(compared_means(answers, data.project.settings.conventions), ranks)
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=by_rank(table, ranks),
        n=respondents_behind(exhibit, data),
        method=(message("method_group_means"), *compared_by("groups_compared", tests)),
        tests=tests,
        notes=too_few(answers),
        details=scale_details(exhibit, data),
    )
