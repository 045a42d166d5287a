"""Two items in each other's columns: found where their batteries tell them apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evaluering.config.surveys import Battery, Item, Survey
from evaluering.data.codebook import apply_codebook
from evaluering.data.out_of_place import exchanged
from evaluering.data.reading import RawSurvey
from evaluering.errors import DataError
from evaluering.render.language import say
from small import SCALES

NAMES = [[f"{battery}{n}" for n in range(1, 6)] for battery in "abc"]
SURVEY = Survey(
    id="liten",
    title="Liten",
    batteries=[
        Battery(
            id=own[0][0],
            question=f"Hva mener du om {own[0][0]}?",
            scale="enighet",
            items=[Item(name=name, label=f"Ledd {name}", reversed=name == "b2") for name in own],
        )
        for own in NAMES
    ],
)
COLUMNS = SURVEY.columns(SCALES)


def answers(n: int = 120, seed: int = 1, together: float = 0.3, loading: float = 0.7):
    """Draw answers to three batteries that measure three things, which go together somewhat."""
    draw = np.random.default_rng(seed).normal
    common, drawn = draw(size=n), {}
    for own in NAMES:
        trait = np.sqrt(together) * common + np.sqrt(1 - together) * draw(size=n)
        for name in own:
            value = loading * trait + np.sqrt(1 - loading**2) * draw(size=n)
            drawn[name] = np.clip(np.round(3 + (-1 if name == "b2" else 1) * value), 1, 5)
    return pd.DataFrame(drawn)


def swapped(frame: pd.DataFrame, *pairs: tuple[str, str]) -> pd.DataFrame:
    names = {a: b for one, other in pairs for a, b in ((one, other), (other, one))}
    return frame.rename(columns=names)[list(frame)]


def checked(frame: pd.DataFrame, survey: Survey = SURVEY):
    return apply_codebook(
        RawSurvey(frame=frame), survey, {survey.id: survey}, SCALES, Path("liten.sav"), "0"
    )[1]


def test_two_items_in_each_others_columns_are_named():
    frame = answers()
    assert exchanged(SURVEY, frame, COLUMNS) == []
    assert exchanged(SURVEY, swapped(frame, ("a2", "b3")), COLUMNS) == [("a2", "b3")]
    found = exchanged(SURVEY, swapped(frame, ("a2", "b3"), ("a5", "c1")), COLUMNS)
    assert set(found) == {("a2", "b3"), ("a5", "c1")}


def test_sound_answers_are_not_taken_for_exchanged():
    drawn = [
        answers(n, seed, together, loading)
        for seed, n in enumerate((35, 60, 120, 400))
        for together in (0.0, 0.5, 0.9)
        for loading in (0.3, 0.6, 0.8)
    ]
    assert [exchanged(SURVEY, frame, COLUMNS) for frame in drawn] == [[]] * 36


def test_answers_that_are_missing_or_few_tell_nothing():
    frame = swapped(answers(), ("a2", "b3"))
    assert exchanged(SURVEY, frame.head(29), COLUMNS) == []
    some = frame.mask(np.random.default_rng(2).random(frame.shape) < 0.1)
    assert exchanged(SURVEY, some, COLUMNS) == [("a2", "b3")]
    assert exchanged(SURVEY, frame.assign(a2=3.0), COLUMNS) == []


def test_a_pair_is_a_finding_and_more_than_the_codebooks_share_stops():
    frame = swapped(answers(), ("a2", "b3"))
    lenient = SURVEY.model_copy(update={"exchanged_items": 0.2})
    told = [(f.variable, say(f.told)) for f in checked(frame, lenient).findings]
    assert (
        "a2",
        "svarene går med batteriet til «b3» og ikke med sitt eget, og omvendt: "
        "står de i hverandres kolonner?",
    ) in told
    with pytest.raises(DataError, match="«a2» og «b3»"):
        checked(frame)
