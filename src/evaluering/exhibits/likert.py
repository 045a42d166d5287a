"""The whole distribution of a battery by actor group, with the share who answered "vet ikke"."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluering.config.exhibits.likert import Likert
from evaluering.config.missing import DONT_KNOW
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.comparison import compare_means, with_adjusted_p
from evaluering.exhibits.result import Result, named_tests
from evaluering.exhibits.selection import item_labels, scale_details
from evaluering.message import Message, message


def compute(exhibit: Likert, data: WaveData) -> Result:
    """Return n and per cent of each answer by item and group, and one test an item.

    The per cents are of those with a valid answer; "vet ikke" is counted beside them, in per cent
    of those who answered at all. Groups below the disclosure limit are shown without numbers.
    """
    minimum = data.project.settings.disclosure.minimum_n
    details = scale_details(exhibit.groups[0], exhibit.item_names[0], data)
    scale = dict(zip(details["scale"]["codes"], details["scale"]["labels"], strict=True))
    values = {group: data.answers(group, exhibit.item_names) for group in exhibit.groups}
    labels = item_labels(exhibit, data)
    rows: list[dict[str, Any]] = []
    tests: list[dict[str, Any]] = []
    hidden: set[str] = set()
    for item in exhibit.item_names:
        shown: dict[str, pd.Series] = {}
        for group, frame in values.items():
            valid = frame[item].dropna()
            unknown = _do_not_know(data, group, item)
            suppressed = 0 < len(valid) < minimum
            if suppressed:
                hidden.add(data.group(group).label)
            elif len(valid) > 1:
                shown[group] = valid
            shared = {
                "item": item,
                "item_label": labels[item],
                "group": group,
                "group_label": data.group(group).label,
                "n_group": None if suppressed else len(valid),
                "do_not_know": None if suppressed else unknown,
                "do_not_know_percent": _share(unknown, len(valid) + unknown, suppressed),
                "suppressed": suppressed,
            }
            for code, label in scale.items():
                n = int((valid == code).sum())
                rows.append(
                    {
                        **shared,
                        "category": code,
                        "label": label,
                        "n": None if suppressed else n,
                        "percent": _share(n, len(valid), suppressed),
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
        details=details,
    )


def _do_not_know(data: WaveData, group: str, item: str) -> int:
    """Return how many of a group answered that they do not know."""
    return int(data.missing(group, item).eq(DONT_KNOW).sum())


def _share(n: int, of: int, suppressed: bool) -> float | None:
    return None if suppressed or not of else 100 * n / of


def _method(tests: list[dict[str, Any]]) -> tuple[Message, ...]:
    compared = (message("means_compared", tests=named_tests(tests)),) if tests else ()
    return (message("method_likert"), *compared)
