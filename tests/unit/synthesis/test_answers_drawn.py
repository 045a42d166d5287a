"""Answers that meet their targets exactly, whatever is settled already."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evaluering.config.surveys import ActorGroup
from evaluering.errors import ConfigError, DataError
from evaluering.synthesis.answers import add_answers
from evaluering.synthesis.open_answers import add_open_answers
from evaluering.synthesis.plan import ItemPlan, OpenAnswerPlan
from evaluering.synthesis.published import PublishedTable
from small import SCALES, SURVEY

N = 200
LEADERS = 80
GROUPS = [
    ActorGroup(id="leder", label="Leder", survey="liten", where={"rolle": [1]}, colour="#332288"),
    ActorGroup(id="alle", label="Alle", survey="liten", colour="#332288"),
]
TARGETS = {
    "led1": {"leder": 4.2, "alle": 3.5},
    "led2": {"alle": 3.0},
    "led3": {"alle": 2.25},
    "led4": {"leder": 3.75},
}


def plan(**changes):
    rates = {"sd": 0.95, "attitude": 0.6, "battery": 0.55, "dont_know": 0.03, "unanswered": 0.01}
    return ItemPlan.model_validate(rates | {"targets": TARGETS} | changes)


def frame():
    roles = [1] * LEADERS + [2] * (N - LEADERS)
    return pd.DataFrame({"respid": range(N), "rolle": pd.Series(roles, dtype="Int64")})


def drawn(plan, fixed=None, tables=None, seed=1):
    rng = np.random.default_rng(seed)
    return add_answers(frame(), SURVEY, SCALES, GROUPS, plan, tables or {}, rng, fixed)


def settled(rows=50, **values):
    """Return settled answers of the first respondents."""
    given = {name: [value] * rows + [pd.NA] * (N - rows) for name, value in values.items()}
    return pd.DataFrame(given, dtype="Int64")


def valid(frame, name, leaders=False):
    answers = frame[name][:LEADERS] if leaders else frame[name]
    return answers[answers.isin([1, 2, 3, 4, 5]).fillna(False)].astype(float)


def printed(number):
    return {"figur-1": PublishedTable(Path("figur-1.csv"), {"Andre ledd": {"Leder": number}})}


def test_the_means_of_a_group_and_of_those_it_is_part_of_are_met():
    frame = drawn(plan())
    assert valid(frame, "led1", leaders=True).mean() == pytest.approx(4.2, abs=0.01)
    assert valid(frame, "led1").mean() == pytest.approx(3.5, abs=0.01)
    assert valid(frame, "led3").mean() == pytest.approx(2.25, abs=0.01)


def test_only_those_who_are_asked_answer():
    frame = drawn(plan())
    assert frame["led4"].notna().tolist() == [True] * LEADERS + [False] * (N - LEADERS)


def test_settled_answers_are_kept_and_the_others_make_up_for_them():
    frame = drawn(plan(), settled(led1=5, led2=8))
    assert frame["led1"][:50].eq(5).all()
    assert frame["led2"][:50].eq(8).all()
    assert valid(frame, "led1", leaders=True).mean() == pytest.approx(4.2, abs=0.01)
    assert valid(frame, "led1").mean() == pytest.approx(3.5, abs=0.01)


def test_other_answers_follow_the_settled_ones():
    rng = np.random.default_rng(5)
    given = settled(rows=N, led1=3)
    given["led1"] = pd.Series(rng.integers(1, 6, N), dtype="Int64")
    frame = drawn(plan(dont_know=0, unanswered=0), given)
    correlations = frame[["led1", "led2", "led3"]].astype(float).corr()
    assert correlations.loc["led1", "led2"] > 0.3
    assert correlations.loc["led1", "led3"] < -0.3


def test_a_printed_mean_goes_before_a_chosen_one():
    frame = drawn(plan(published={"means": ["figur-1"]}), tables=printed("4,4"))
    assert round(valid(frame, "led2", leaders=True).mean(), 1) == 4.4
    assert valid(frame, "led2").mean() == pytest.approx(3.0, abs=0.01)


def test_a_printed_mean_that_the_settled_answers_exclude_is_an_error_that_names_it():
    with pytest.raises(DataError, match=r"figur-1\.csv[\s\S]*led2[\s\S]*4\.4"):
        drawn(
            plan(published={"means": ["figur-1"]}), settled(rows=70, led2=2), tables=printed("4,4")
        )


def test_a_distribution_has_the_counts_nearest_to_its_per_cents():
    shares = {"alle": {1: 10, 2: 20, 3: 40, 4: 20, 5: 10}}
    frame = drawn(plan(dont_know=0, unanswered=0, shares={"led2": shares}))
    assert frame["led2"].value_counts().sort_index().tolist() == [20, 40, 80, 40, 20]


def test_an_item_without_a_target_is_an_error_that_names_it():
    with pytest.raises(ConfigError, match=r"items\.targets\.led4"):
        drawn(plan(targets={k: v for k, v in TARGETS.items() if k != "led4"}))


def test_the_number_of_answers_and_of_dont_know_are_exact():
    frame = drawn(plan(answered={"b": {"leder": 71}}, said_dont_know={"led4": {"leder": 25}}))
    assert [len(valid(frame, name, leaders=True)) for name in ("led1", "led2", "led3")] == [71] * 3
    assert frame[["led1", "led2", "led3"]][:LEADERS].isin([8, 9]).all(axis=1).sum() == 9
    assert frame["led4"].eq(8).sum() == 20


def test_more_missing_than_a_known_number_of_answers_allows_is_an_error():
    with pytest.raises(DataError, match=r"led2[\s\S]*79 svar"):
        drawn(plan(answered={"led2": {"leder": 79}}), settled(rows=5, led2=9))


@pytest.mark.parametrize(
    ("fixed", "message"),
    [
        (settled(led1=7), "led1.* har verdien 7"),
        (settled(ukjent=1), "«ukjent» er ikke et ledd"),
        (settled(rows=100, led4=3), "ikke fikk spørsmålet"),
        (settled(led1=3).iloc[:10], "ikke respondentene"),
    ],
)
def test_settled_answers_that_do_not_fit_are_refused(fixed, message):
    with pytest.raises(DataError, match=message):
        drawn(plan(), fixed)


def test_the_same_seed_gives_the_same_answers():
    assert drawn(plan()).equals(drawn(plan()))
    assert not drawn(plan()).equals(drawn(plan(), seed=2))


def test_open_answers_are_given_only_by_those_who_may():
    survey = SURVEY.model_validate(
        SURVEY.model_dump()
        | {"open_questions": [{"name": "apent", "question": "Noe mer?", "source": "Tekst"}]}
    )
    rng = np.random.default_rng(1)
    answered = add_open_answers(
        frame(), survey, OpenAnswerPlan(count=40, among={"rolle": [1]}), rng
    )["apent"].ne("")
    assert answered.sum() == answered[:LEADERS].sum() == 40
    with pytest.raises(DataError, match="81 svar"):
        add_open_answers(frame(), survey, OpenAnswerPlan(count=81, among={"rolle": [1]}), rng)
