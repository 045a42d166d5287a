"""The percentage distribution of one item by actor group, with a chi-square test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from evaluering.config.exhibits.percentages import Percentages
from evaluering.config.missing import DONT_KNOW
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.association import chi_square
from evaluering.exhibits.design_tests import association_test
from evaluering.exhibits.result import Result
from evaluering.exhibits.selection import (
    GroupAnswers,
    answers_by_item,
    respondents_behind,
    scale_details,
    share_of_answered,
    too_few,
    unknown,
)
from evaluering.exhibits.significance import ContingencyTest, compared_by
from evaluering.exhibits.weighting import together
from evaluering.message import message

METHODS = {
    "none": "method_percentages",
    "beside": "method_likert",
    "category": "method_percentages_answered",
}


def compute(exhibit: Percentages, data: WaveData) -> Result:
    """Return n and per cent of each answer by group, of those with a valid answer.

    "Vet ikke" stands beside them where it is asked for, in per cent of all who answered, or is one
    of them, all in per cent of all who answered; the test is of the answers.
    """
    details, answers = scale_details(exhibit, data), answers_by_item(exhibit, data)
    scale = dict(zip(details.scale.codes, details.scale.labels, strict=True))
    counts = {
        own.group: own.valid.value_counts().reindex(list(scale), fill_value=0) for own in answers
    }
    apart = exhibit.dont_know != "category"
    sizes = {
        own.group: own.shown(len(own.valid) + (0 if apart else unknown(own, data)))
        for own in answers
    }
    rows = [
        {
            "category": code,
            "label": label,
            "group": own.group,
            "group_label": own.group_label,
            "n_group": sizes[own.group],
            "n": own.shown(int(counts[own.group][code])),
            **(own.share(code) if apart else share_of_answered(exhibit, own, data, code)),
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
            "n_group": sizes[own.group],
            "n": own.shown(unknown(own, data)),
            **share_of_answered(exhibit, own, data, DONT_KNOW),
            "suppressed": own.suppressed,
        }
        for own in answers
        if exhibit.dont_know != "none"
    ]
    shown = [g for g in answers if len(g.valid) and not g.suppressed]
    tests = (_test(shown, counts, data),) if len(shown) > 1 else ()
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(rows),
        n=respondents_behind(exhibit, data),
        method=(message(METHODS[exhibit.dont_know]), *compared_by("groups_compared", tests)),
        tests=tests,
        notes=too_few(answers),
        details=details,
    )


def _test(
    shown: Sequence[GroupAnswers], counts: Mapping[str, pd.Series], data: WaveData
) -> ContingencyTest:
    """Return the test of the answers against the groups that are shown."""
    sizes = [len(own.valid) for own in shown]
    design = together([own.design for own in shown], sizes)
    if design is None:
        table = pd.DataFrame({own.group: counts[own.group] for own in shown})
        return chi_square(table, data.project.settings.conventions)
    groups = np.repeat([own.group for own in shown], sizes)
    given = np.concatenate([own.valid for own in shown])
    return association_test(given.tolist(), groups.tolist(), design)
