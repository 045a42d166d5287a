"""The distribution of a battery in each wave, each computed as that of one wave is."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from evaluering.config.exhibits.likert import LikertDetails
from evaluering.config.exhibits.trend_distribution import TrendDistribution
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.likert import compute as in_one_wave
from evaluering.exhibits.over_time import broken, wave_notes, waves_of
from evaluering.exhibits.result import Result
from evaluering.message import message


def compute(exhibit: TrendDistribution, data: WaveData) -> Result:
    """Return n and per cent of each answer by item, group and wave.

    Changes are tested by `trend`. What is not the same in a wave as in the one before is marked.
    """
    waves = waves_of(exhibit, data)
    results = [in_one_wave(exhibit.in_one(), own) for own in waves]
    parts, before = [], ""
    for own, found in zip(waves, results, strict=True):
        apart = {item: broken(exhibit, data, item, before, own.wave.id) if before else ""
                 for item in exhibit.in_one().item_names}  # fmt: skip
        parts.append(
            found.table.assign(
                wave=own.wave.id, wave_label=own.wave.title, apart=found.table["item"].map(apart)
            )
        )
        before = own.wave.id
    table = pd.concat(parts, ignore_index=True)
    order = {name: place for place, name in enumerate(exhibit.in_one().item_names)}
    table = table.assign(
        _item=table["item"].map(order),
        _group=table["group"].map({name: place for place, name in enumerate(exhibit.groups)}),
    ).sort_values(["_item", "_group"], kind="stable", ignore_index=True)
    told = table.loc[table["apart"] != "", ["item_label", "wave_label", "apart"]].drop_duplicates()
    last = results[-1]
    details = [found.details_as(LikertDetails) for found in results]
    return Result(
        exhibit=exhibit.id,
        kind=exhibit.kind,
        table=table.drop(columns=["_item", "_group"]),
        n=last.n,
        method=last.method[:1],
        notes=(
            *wave_notes(exhibit, data),
            *dict.fromkeys(note for found in results for note in found.notes),
            *(message(f"trend_{why}", label=label, wave=wave)
              for label, wave, why in told.itertuples(index=False)),
        ),
        details=replace(details[-1], dont_know=any(own.dont_know for own in details)),
    )  # fmt: skip
