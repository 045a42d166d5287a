"""Groups in a given order over the items they share, each against the mean of the groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from evaluering.config.exhibits.closeness import Closeness, ClosenessDetails
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.result import Result
from evaluering.exhibits.selection import item_labels, scale_details
from evaluering.exhibits.significance import RankTest, Statistic
from evaluering.exhibits.withholding import withheld_items
from evaluering.message import message
from evaluering.stats.rank_correlation import spearman


def compute(exhibit: Closeness, data: WaveData) -> Result:
    """Return each group's deviation on each item, and over the items, with a test of the order.

    An item's level is the mean of the groups' means, so that a large group does not set it; a
    group's deviation is its mean minus that. Items that a group has too few answers to are left
    out for all. The rows whose item is ``total`` hold the mean and SD of the deviations.
    """
    minimum = data.project.settings.disclosure.minimum_n
    scale = scale_details(exhibit, data).scale
    turned = set(exhibit.reversed_items)
    values = {}
    for group in exhibit.groups:
        frame = data.answers(group, exhibit.item_names)
        values[group] = frame.assign(
            **{item: min(scale.codes) + max(scale.codes) - frame[item] for item in turned}
        )
    least = max(minimum, 1)
    withheld = withheld_items(exhibit.groups, exhibit.item_names, data)
    shared = [
        item
        for item in exhibit.item_names
        if item not in withheld
        and all(frame[item].notna().sum() >= least for frame in values.values())
    ]
    labels = item_labels(exhibit, data)
    means = pd.DataFrame({group: frame[shared].mean() for group, frame in values.items()})
    deviations = means.sub(means.mean(axis=1), axis=0)
    rows: list[dict[str, Any]] = []
    for group in exhibit.groups:
        named = {"group": group, "group_label": data.group(group).label}
        rows += [
            {
                **named,
                "item": item,
                "item_label": labels[item],
                "n": int(values[group][item].notna().sum()),
                "mean": means.loc[item, group],
                "deviation": deviations.loc[item, group],
                "sd": None,
            }
            for item in shared
        ]
        if shared:
            rows.append(
                {
                    **named,
                    "item": "total",
                    "item_label": "total",
                    "n": int(values[group][shared].notna().any(axis=1).sum()),
                    "mean": means[group].mean(),
                    "deviation": deviations[group].mean(),
                    "sd": deviations[group].std(),
                }
            )
    left_out = [labels[item] for item in exhibit.item_names if item not in shared]
    tests = (_order_test(values, shared, means.mean(axis=1)),) if shared else ()
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=pd.DataFrame(rows, columns=COLUMNS),
        n=sum(int(frame[shared].notna().any(axis=1).sum()) for frame in values.values()),
        method=(message("method_closeness"),),
        tests=tests,
        notes=tuple(message("item_left_out", label=label) for label in left_out),
        details=ClosenessDetails(items=len(shared), falls=_falls(deviations.mean())),
    )


def _order_test(
    values: Mapping[str, pd.DataFrame], items: list[str], levels: pd.Series[float]
) -> RankTest:
    """Correlate the respondents' mean deviation with their group's place in the order."""
    own = [frame[items].sub(levels).mean(axis=1) for frame in values.values()]
    place = np.repeat(np.arange(len(own)), [len(one) for one in own])
    found = spearman(place, np.concatenate([one.to_numpy() for one in own]))
    statistic = Statistic(
        "spearman",
        value=found.r,
        df=found.n - 2,
        p=found.p,
        lower=found.interval.lower,
        upper=found.interval.upper,
    )
    return RankTest(
        test="spearman",
        statistic=found.r,
        df=found.n - 2,
        p=found.p,
        effect=None,
        effect_size=None,
        n=found.n,
        statistics=(statistic,),
        warnings=tuple(found.warnings),
    )


def _falls(means: pd.Series[float]) -> bool:
    """Return whether every group lies below the one before it."""
    return len(means) > 1 and bool((means.diff().iloc[1:] < 0).all())


COLUMNS = ["group", "group_label", "item", "item_label", "n", "mean", "deviation", "sd"]
