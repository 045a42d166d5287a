"""Synthetic answers to the batteries: correlated items with the printed means and shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluering.config.groups import ActorGroup
from evaluering.config.scales import Scale
from evaluering.config.surveys import Battery, Item, Survey
from evaluering.data.conditions import meeting
from evaluering.data.routing import members
from evaluering.errors import DataError
from evaluering.synthesis.answer_targets import meet, targets
from evaluering.synthesis.nonresponse import (
    hesitations,
    known_missing,
    missing_codes,
    reluctance,
)
from evaluering.synthesis.plan import ItemPlan
from evaluering.synthesis.published import PublishedTable

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Generator = np.random.Generator

WAVERING = 0.5
"""How much the order of who is missing first varies within a battery."""
FOLLOWS = 0.85
"""How much of a respondent's attitude is known from answers that are already settled."""


def add_answers(
    frame: pd.DataFrame,
    survey: Survey,
    scales: Mapping[str, Scale],
    groups: Sequence[ActorGroup],
    plan: ItemPlan,
    tables: Mapping[str, PublishedTable],
    rng: Generator,
    fixed: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the respondents with an answer to every item they were asked.

    Each item is a cut of a latent variable with a part shared by all batteries, a part shared by
    its battery and noise; the cuts meet the item's mean or distribution in each actor group
    exactly, whatever is settled already.

    Parameters
    ----------
    frame
        Respondents with background variables.
    survey, scales, groups
        The codebook, the scales and the actor groups of this survey.
    plan, tables
        The plan, and the published tables that it names.
    rng
        The generator.
    fixed
        Answers that are already settled, missing codes included: some of the items, on the
        respondents' index, NA where nothing is settled. The attitude of these respondents follows
        their settled answers.

    Raises
    ------
    DataError
        The settled answers do not fit the codebook, or make a printed number impossible.
    ConfigError
        The plan has no target for some respondents who answer an item.
    """
    n = len(frame)
    settled = _settled(fixed, frame, survey, scales)
    inside = {
        group.id: meeting(frame, group.where, survey.columns(scales)).to_numpy() for group in groups
    }
    attitude = rng.standard_normal(n)
    no_answers = {code for scale in scales.values() for code in scale.missing_codes.codes}
    invalid = settled.isin(no_answers)
    valid = settled.mask(invalid)
    attitude = _following(_standing(valid, _signs(survey, plan)), attitude, rng)
    hesitation = hesitations(n, _missing_before(settled, invalid), rng)
    columns: dict[str, pd.Series] = {str(name): frame[name] for name in frame}
    for battery in survey.batteries:
        scale = scales[battery.scale]
        known = pd.DataFrame(columns)
        asked = members(known, battery.asked_if).to_numpy()
        common = _common(battery, attitude, valid, plan, rng)
        keys = reluctance(hesitation, rng)
        for item in battery.items:
            given = _column(settled, item.name, n)
            _refuse_unasked(given, asked, item, survey)
            missing = missing_codes(
                asked, given, battery, item, scale,
                known_missing(battery, item, inside, plan), plan,
                keys if battery.id in plan.answered else keys + WAVERING * rng.gumbel(size=n),
            )  # fmt: skip
            codes = meet(
                targets(item, groups, inside, scale, plan, tables), item, scale, plan.sd,
                _latent(common, item, plan, rng), given, asked & np.isnan(missing),
                _strata(frame, item, plan),
            )  # fmt: skip
            values = np.where(np.isnan(missing), codes, missing)
            columns[item.name] = pd.Series(values, index=frame.index).astype("Int64")
    return pd.DataFrame(columns)


def _settled(
    fixed: pd.DataFrame | None,
    frame: pd.DataFrame,
    survey: Survey,
    scales: Mapping[str, Scale],
) -> pd.DataFrame:
    """Return the settled answers as numbers, checked against the codebook; NaN for none."""
    if fixed is None:
        return pd.DataFrame(index=frame.index)
    place = f"faste svar i «{survey.id}»"
    if not fixed.index.equals(frame.index):
        raise DataError(place, "Radene er ikke respondentene.", "Bruk respondentenes indeks.")
    for name in fixed:
        if name not in survey.items:
            raise DataError(place, f"«{name}» er ikke et ledd.", "Bruk kodebokens ledd.")
        scale = scales[survey.battery_of(str(name)).scale]
        given = fixed[name].dropna()
        wrong = given[~given.isin([*scale.codes, *scale.missing_codes.codes])]
        if len(wrong):
            raise DataError(place, f"«{name}» har verdien {wrong.iloc[0]}.", "Bruk skalaens koder.")
    return fixed.astype("Float64").astype("float64")


def _refuse_unasked(given: Floats, asked: Bools, item: Item, survey: Survey) -> None:
    if (~np.isnan(given) & ~asked).any():
        raise DataError(
            f"faste svar i «{survey.id}»",
            f"«{item.name}» er besvart av noen som ikke fikk spørsmålet.",
            "Gi bare svar til dem som fikk det.",
        )


def _strata(frame: pd.DataFrame, item: Item, plan: ItemPlan) -> npt.NDArray[np.int64] | None:
    """Return the categories over which an item's shares are even, if this survey has them."""
    variable = plan.even_over.get(item.name)
    if variable is None or variable not in frame:
        return None
    return frame[variable].fillna(-1).to_numpy(dtype=np.int64)


def _column(settled: pd.DataFrame, name: str, n: int) -> Floats:
    if name in settled:
        return settled[name].to_numpy(dtype=np.float64)
    return np.full(n, np.nan)


def _missing_before(settled: pd.DataFrame, invalid: pd.DataFrame) -> Floats:
    """Return how many settled answers are missing codes; NaN for those with none settled."""
    counted = invalid.sum(axis=1).astype("float64").where(settled.notna().any(axis=1))
    return np.asarray(counted, dtype=np.float64)


def _signs(survey: Survey, plan: ItemPlan) -> dict[str, int]:
    """Return -1 for the items where a high answer is a negative one."""
    return {
        item.name: -1 if item.reversed or battery.id in plan.negative_batteries else 1
        for battery in survey.batteries
        for item in battery.items
    }


def _standing(answers: pd.DataFrame, signs: Mapping[str, int]) -> Floats:
    """Return how positive each respondent's valid answers are, standardised; NaN without any."""
    names = [name for name in signs if name in answers]
    values = answers[names]
    turned = (values - values.mean()) / values.std() * pd.Series(signs)[names]
    mean = turned.mean(axis=1)
    return ((mean - mean.mean()) / mean.std()).to_numpy(dtype=np.float64)


def _following(standing: Floats, own: Floats, rng: Generator) -> Floats:
    """Return the standing with some noise where there is one, and otherwise the own draw."""
    noise = rng.standard_normal(len(own))
    followed = np.sqrt(FOLLOWS) * standing + np.sqrt(1 - FOLLOWS) * noise
    return np.where(np.isnan(standing), own, followed)


def _common(
    battery: Battery, attitude: Floats, answers: pd.DataFrame, plan: ItemPlan, rng: Generator
) -> Floats:
    """Return what a battery's items share: part of the attitude, and something of its own."""
    negative = plan.negative_batteries.get(battery.id)
    part, sign = (plan.attitude, 1) if negative is None else (negative, -1)
    shared = rng.standard_normal(len(attitude))
    common = sign * np.sqrt(part) * attitude + np.sqrt(1 - part) * shared
    signs = {item.name: -1 if item.reversed else 1 for item in battery.items}
    return _following(_standing(answers, signs), common, rng)


def _latent(common: Floats, item: Item, plan: ItemPlan, rng: Generator) -> Floats:
    """Return a standardised latent answer; a negative item turns what the battery shares."""
    sign = -1 if item.reversed else 1
    noise = rng.standard_normal(len(common))
    return np.asarray(sign * np.sqrt(plan.battery) * common + np.sqrt(1 - plan.battery) * noise)
