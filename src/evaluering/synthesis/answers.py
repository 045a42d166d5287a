"""Synthetic answers to the batteries: correlated items with the printed means and shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zlib import crc32

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluering.config.surveys import ActorGroup, Battery, Item, Scale, Survey
from evaluering.data.routing import members
from evaluering.synthesis.plan import ItemPlan
from evaluering.synthesis.published import PublishedTable
from evaluering.synthesis.structure import spread

Floats = npt.NDArray[np.float64]
Generator = np.random.Generator

HESITATION = 0.15
"""Shape of the gamma that says how prone a respondent is to not answer: low is uneven."""


def add_answers(
    frame: pd.DataFrame,
    survey: Survey,
    scales: Mapping[str, Scale],
    groups: Sequence[ActorGroup],
    plan: ItemPlan,
    tables: Mapping[str, PublishedTable],
    rng: Generator,
) -> pd.DataFrame:
    """Return the respondents with an answer to every item they were asked.

    Each item is a cut of a latent variable with a part shared by all batteries, a part shared by
    its battery and noise; among those who answer, the cuts meet the item's mean (or its printed
    distribution) in each actor group.

    Parameters
    ----------
    frame
        Respondents with background variables.
    survey, scales, groups
        The codebook, the scales and the actor groups of this survey, in configuration order.
    plan, tables
        The plan, and the published tables that it names.
    rng
        The generator.
    """
    n = len(frame)
    columns: dict[str, pd.Series] = {str(name): frame[name] for name in frame}
    attitude = rng.standard_normal(n)
    hesitation = rng.gamma(HESITATION, 1 / HESITATION, n)
    level = _group_levels(frame, groups, plan)
    for battery in survey.batteries:
        scale = scales[battery.scale]
        known = pd.DataFrame(columns)
        asked = members(known, battery.asked_if).to_numpy()
        shared = rng.standard_normal(n)
        for item in battery.items:
            latent = _latent(attitude, shared, item, plan, rng)
            codes = _missing_codes(asked, battery, scale, plan, hesitation, rng)
            answered = asked & np.isnan(codes)
            for part, target in _targets(
                known, survey, battery, item, scale, groups, level, plan, tables
            ):
                mask = part & answered
                if mask.any():
                    codes[mask] = _cut(latent[mask], target, scale, plan.sd)
            columns[item.name] = pd.Series(codes).astype("Int64").where(asked)
    return pd.DataFrame(columns)


Target = float | dict[int, float]


def _targets(
    frame: pd.DataFrame,
    survey: Survey,
    battery: Battery,
    item: Item,
    scale: Scale,
    groups: Sequence[ActorGroup],
    level: Floats,
    plan: ItemPlan,
    tables: Mapping[str, PublishedTable],
) -> list[tuple[npt.NDArray[np.bool_], Target]]:
    """Return what each part of the respondents should reach: a mean or a distribution."""
    yes = plan.published.yes_shares.get(survey.id, {}).get(item.name)
    everyone = np.ones(len(frame), dtype=bool)
    if yes is not None:
        return [(everyone, {0: 100 - yes, 1: yes})]
    if scale.codes == [0, 1]:
        return [(everyone, {0: 50.0, 1: 50.0})]
    if item.name in plan.item_shares:
        return [(everyone, plan.item_shares[item.name])]
    parts: list[tuple[npt.NDArray[np.bool_], Target]] = []
    base = plan.item_levels.get(item.name, plan.levels.get(battery.id, 3.5) + _own_level(item))
    direction = -1 if item.reversed or battery.id in plan.negative_batteries else 1
    if item.reversed and item.name not in plan.item_levels:
        base = scale.codes[0] + scale.codes[-1] - base
    for value in np.unique(level):
        parts.append((level == value, float(base + direction * value)))
    for group in groups:
        printed = _printed(item, group, scale, plan, tables)
        if printed is not None:
            parts.append((members(frame, group.where).to_numpy(), printed))
    return parts


def _own_level(item: Item) -> float:
    """Return how an item differs from its battery: the same in every survey that asks it."""
    return float(np.random.default_rng(crc32(item.name.encode())).uniform(-0.25, 0.25))


def _printed(
    item: Item,
    group: ActorGroup,
    scale: Scale,
    plan: ItemPlan,
    tables: Mapping[str, PublishedTable],
) -> Target | None:
    """Return the printed mean or distribution of an item in a group, if there is one."""
    for distribution in plan.published.distributions:
        if distribution.item == item.name and group.label in _columns(tables[distribution.table]):
            shares = tables[distribution.table].column(group.label)
            return dict(zip(scale.codes, shares.values(), strict=True))
    for name in plan.published.means:
        row = plan.published.rows.get(item.name, item.label)
        if tables[name].has(row, group.label):
            return tables[name].number(row, group.label)
    return None


def _columns(table: PublishedTable) -> set[str]:
    return {column for row in table.cells.values() for column in row}


def _group_levels(frame: pd.DataFrame, groups: Sequence[ActorGroup], plan: ItemPlan) -> Floats:
    level = np.zeros(len(frame))
    for group in groups:
        if group.id in plan.groups:
            level[members(frame, group.where).to_numpy()] = plan.groups[group.id]
    return level


def _latent(attitude: Floats, shared: Floats, item: Item, plan: ItemPlan, rng: Generator) -> Floats:
    """Return a standardised latent answer; a negative item turns both shared parts."""
    common = np.sqrt(plan.attitude) * attitude + np.sqrt(1 - plan.attitude) * shared
    sign = -1 if item.reversed else 1
    noise = rng.standard_normal(len(attitude))
    return np.asarray(sign * np.sqrt(plan.battery) * common + np.sqrt(1 - plan.battery) * noise)


def _cut(latent: Floats, target: Target, scale: Scale, sd: float) -> Floats:
    """Cut a latent variable into codes with the wanted mean or distribution."""
    low, high = scale.codes[0], scale.codes[-1]
    if isinstance(target, dict):
        counts = spread(target, len(latent))
        codes = np.repeat(list(counts), list(counts.values())).astype(np.float64)
        answers = np.empty(len(latent))
        answers[np.argsort(latent, kind="stable")] = codes
        return answers

    def answered(shift: float) -> Floats:
        return np.clip(np.rint(shift + sd * latent), low, high)

    below, above = float(low) - 3, float(high) + 3
    for _ in range(40):  # bisection on the shift that gives the mean
        middle = (below + above) / 2
        below, above = (middle, above) if answered(middle).mean() < target else (below, middle)
    return answered(above)


def _missing_codes(
    asked: npt.NDArray[np.bool_],
    battery: Battery,
    scale: Scale,
    plan: ItemPlan,
    hesitation: Floats,
    rng: Generator,
) -> Floats:
    """Return the missing code of those who do not answer, NaN for the others.

    "Vet ikke" and unanswered fall mostly on the same few respondents.
    """
    kinds = {kind: code for code, kind in scale.missing.items()}
    dont_know = plan.item_dont_know.get(battery.id, plan.dont_know)
    unanswered = plan.unanswered if dont_know > 0 else 0.0
    draw = rng.random(len(asked))
    first = np.minimum(dont_know * hesitation, 0.9)
    second = first + np.minimum(unanswered * hesitation, 0.09)
    codes = np.full(len(asked), np.nan)
    codes[asked & (draw < second)] = kinds["ubesvart"]
    codes[asked & (draw < first)] = kinds["vet ikke"]
    return codes


def add_open_answers(
    frame: pd.DataFrame, survey: Survey, count: int, rng: Generator
) -> pd.DataFrame:
    """Return the respondents with that many answers to each open question, plainly synthetic."""
    texts = {}
    for question in survey.open_questions:
        answered = np.sort(rng.permutation(len(frame))[:count])
        column = pd.Series("", index=frame.index, dtype="str")
        column.iloc[answered] = pd.Series(range(1, count + 1)).map("Syntetisk kommentar {}".format)
        texts[question.name] = column
    return frame.assign(**texts)
