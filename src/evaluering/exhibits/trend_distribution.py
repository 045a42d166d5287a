"""The distribution of a battery in each wave, each computed as that of one wave is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from evaluering.config.exhibits.likert import LikertDetails
from evaluering.config.exhibits.trend_distribution import TrendDistribution
from evaluering.data.wave_data import WaveData
from evaluering.exhibits.asked_otherwise import (
    joined_notes,
    scale_of,
    unasked_notes,
    why_apart,
)
from evaluering.exhibits.likert import compute as in_one_wave
from evaluering.exhibits.over_time import broken, wave_notes, waves_of
from evaluering.exhibits.result import Result
from evaluering.message import Message, message


def compute(exhibit: TrendDistribution, data: WaveData) -> Result:
    """Return n and per cent of each answer by item, group and wave.

    Changes are tested by `trend`. What is not the same in a wave as in the one before is marked.
    """
    everywhere, names = waves_of(exhibit, data), exhibit.in_one().item_names
    waves = [own for own in everywhere if own is data or _on_one_scale(exhibit, own, data)]
    results = [in_one_wave(exhibit.in_one(), own) for own in waves]
    parts: list[pd.DataFrame] = []
    before: WaveData | None = None
    for own, found in zip(waves, results, strict=True):
        why = {item: _apart(exhibit, data, item, before, own) if before else "" for item in names}
        named = {"wave": own.wave.id, "wave_label": own.wave.title}
        parts.append(found.table.assign(**named, apart=found.table["item"].map(why)))
        before = own
    table = pd.concat(parts, ignore_index=True)
    now = results[-1].table.drop_duplicates("item").set_index("item")["item_label"]
    table["item_label"] = table["item"].map(now)
    order = {name: place for place, name in enumerate(names)}
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
            *_otherwise(exhibit, everywhere, waves),
            *dict.fromkeys(note for found in results for note in found.notes),
            *(message(f"trend_{why}", label=label, wave=wave)
              for label, wave, why in told.itertuples(index=False)),
        ),
        details=replace(details[-1], dont_know=any(own.dont_know for own in details)),
    )  # fmt: skip


def _on_one_scale(exhibit: TrendDistribution, own: WaveData, now: WaveData) -> bool:
    """Return whether a wave has all items on the scale of the wave that is shown last."""
    for group in exhibit.groups:
        for item in exhibit.in_one().item_names:
            scales = [scale_of(data, group, item) for data in (own, now)]
            if scales[0] and scales[1] and scales[0].codes != scales[1].codes:
                return False
    return True


def _apart(
    exhibit: TrendDistribution, now: WaveData, item: str, before: WaveData, own: WaveData
) -> str:
    """Return why an item is not the same in a wave as in the one before; empty where it is."""
    if reason := broken(exhibit, now, item, before.wave.id, own.wave.id):
        return reason
    return next(filter(None, (why_apart(before, own, g, item) for g in exhibit.groups)), "")


def _otherwise(
    exhibit: TrendDistribution, everywhere: Sequence[WaveData], waves: Sequence[WaveData]
) -> Iterator[Message]:
    """Yield which waves are left out for their scale, and what was asked in different ways."""
    left = [own.wave.title for own in everywhere if own not in waves]
    if left:
        yield message("trend_other_scale", n=len(left), names=tuple(left))
    names = exhibit.in_one().item_names
    notes = [
        note
        for group in exhibit.groups
        for note in (*unasked_notes(waves, group, names), *joined_notes(waves, group, names))
    ]
    yield from dict.fromkeys(notes)
