"""The whole distribution of a battery by actor group, with the share who answered "vet ikke"."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluering.config.exhibits.likert import Likert, LikertDetails
from evaluering.config.missing import DONT_KNOW
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
    unknown,
    unknown_percent,
)
from evaluering.exhibits.significance import compared_by
from evaluering.message import message


def compute(exhibit: Likert, data: WaveData) -> Result:
    """Return n and per cent of each answer by item and group, and one test an item.

    The per cents are of those with a valid answer; "vet ikke" is counted beside them, in per cent
    of those who answered at all. Groups below the disclosure limit are shown without numbers.
    """
    details = _details(exhibit, data)
    scale = dict(zip(details.scale.codes, details.scale.labels, strict=True))
    labels, answers = item_labels(exhibit, data), answers_by_item(exhibit, data)
    rows: list[dict[str, Any]] = []
    for own in answers:
        no_opinion = unknown(own, data)
        shared = {
            "item": own.item,
            "item_label": labels[own.item],
            "group": own.group,
            "group_label": own.group_label,
            "n_group": own.shown(len(own.valid)),
            "do_not_know": own.shown(no_opinion),
            "do_not_know_percent": unknown_percent(exhibit, own, data),
            "suppressed": own.suppressed,
        }
        for code, label in scale.items():
            n = int((own.valid == code).sum())
            rows.append(
                {**shared, "category": code, "label": label, "n": own.shown(n), **own.share(code)}
            )
    table = pd.DataFrame(rows)
    ranks = item_ranks(exhibit, table, table["category"] * table["percent"].astype("float64"))
    tests = ranked(compared_means(answers, data.project.settings.conventions), ranks)
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=by_rank(table, ranks),
        n=respondents_behind(exhibit, data),
        method=(
            message("method_likert" if details.dont_know else "method_likert_without"),
            *compared_by("means_compared", tests),
        ),
        tests=tests,
        notes=too_few(answers),
        details=details,
    )


def _details(exhibit: Likert, data: WaveData) -> LikertDetails:
    """Return the scale, and whether any of the groups could answer, or answered, "vet ikke"."""
    surveys = dict.fromkeys(data.group(group).survey for group in exhibit.groups)
    columns = (data.columns(survey)[item] for survey in surveys for item in exhibit.item_names)
    dont_know = any(DONT_KNOW in column.missing.named for column in columns) or any(
        unknown(own, data) for own in answers_by_item(exhibit, data)
    )
    return LikertDetails(scale=scale_details(exhibit, data).scale, dont_know=dont_know)
