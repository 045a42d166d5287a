"""The percentage distribution of one item by actor group, with a chi-square test."""

from __future__ import annotations

import pandas as pd

from evaluering.config.exhibits.percentages import Percentages
from evaluering.config.missing import DONT_KNOW
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.association import chi_square
from evaluering.exhibits.result import Result
from evaluering.exhibits.selection import (
    answers_by_item,
    respondents_behind,
    scale_details,
    too_few,
    unknown,
)
from evaluering.exhibits.significance import named_tests
from evaluering.message import message


def compute(exhibit: Percentages, data: WaveData) -> Result:
    """Return n and per cent of each answer by group, of those with a valid answer.

    "Vet ikke" is a category of its own where it is asked for, in per cent of all who answered; the
    test is of the answers.
    """
    details, answers = scale_details(exhibit, data), answers_by_item(exhibit, data)
    scale = dict(zip(details.scale.codes, details.scale.labels, strict=True))
    counts = {
        own.group: own.valid.value_counts().reindex(list(scale), fill_value=0) for own in answers
    }
    rows = [
        {
            "category": code,
            "label": label,
            "group": own.group,
            "group_label": own.group_label,
            "n_group": own.shown(len(own.valid)),
            "n": own.shown(n := int(counts[own.group][code])),
            "percent": own.percent(n, len(own.valid)),
            "suppressed": own.suppressed,
        }
        for own in answers
        for code, label in scale.items()
    ]
    rows += [
        {
            "category": DONT_KNOW,
            "label": DONT_KNOW,
            "group": own.group,
            "group_label": own.group_label,
            "n_group": own.shown(len(own.valid)),
            "n": own.shown(n := unknown(own, data)),
            "percent": own.percent(n, len(own.valid) + n),
            "suppressed": own.suppressed,
        }
        for own in answers
        if exhibit.dont_know
    ]
    shown = {g.group: counts[g.group] for g in answers if len(g.valid) and not g.suppressed}
    conventions = data.project.settings.conventions
    tests = (chi_square(pd.DataFrame(shown), conventions),) if len(shown) > 1 else ()
    compared = (message("groups_compared", tests=named_tests(tests)),) if tests else ()
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(rows),
        n=respondents_behind(exhibit, data),
        method=(message("method_likert" if exhibit.dont_know else "method_percentages"), *compared),
        tests=tests,
        notes=too_few(answers),
        details=details,
    )
