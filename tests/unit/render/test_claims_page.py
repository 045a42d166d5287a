"""What the page of claims says."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from evaluering.config.claims import Robustness
from evaluering.config.theme import Theme
from evaluering.languages import tags
from evaluering.message import message, restored, stored
from evaluering.render.claims import MARKS, claims_page
from evaluering.render.evidence import WORDED, Labels, evidence
from evaluering.render.language import say, word, writing
from evaluering.render.numbers import NO_BREAK
from small import PROJECT, WAVE

LABELS = Labels(PROJECT, "2021")
MEAN = {"about": {"item": "led1", "group": "leder"}, "statistic": "mean", "value": 3.25,
        "bounds": [3.5, 5.0], "n": [12], "interval": [2.5, 4.0], "holds": False}  # fmt: skip
RATE = {"about": {"survey": "liten"}, "statistic": "percent", "bounds": [8.5, 9.5], "holds": False}
REPORT = SimpleNamespace(title="Rapporten")


def entry(name, verdict, **more):
    return {"id": name, "section": "3.3", "exhibit": "figur-1", "text": f"Påstand {name}",
            "quantities": ["mean"], "verdict": verdict, "evidence": "Tall.", "numbers": [],
            "robustness": None} | more  # fmt: skip


def set_page(*entries, earlier=None):
    lines = {e["id"]: ["Tall."] for e in entries}
    tried = Robustness(variants=["weighted"])
    names = {"figur-1": "Figur 1"}
    return claims_page(entries, lines, REPORT, WAVE, earlier or {}, names, tried, Theme())


def test_the_evidence_has_the_number_its_interval_and_what_was_claimed():
    number, claimed = map(say, evidence([MEAN], None, LABELS))
    assert number.replace(NO_BREAK, " ") == (
        "«Første ledd», Leder: snitt 3,25 (95 % KI 2,50 til 4,00; n = 12)."
    )
    assert claimed == "Påstått: minst 3,50."


@pytest.mark.parametrize(
    ("tag", "number", "claimed"),
    [
        (
            "nn",
            "«Første ledd», Leder: snitt 3,25 (95 % KI 2,50 til 4,00; n = 12).",
            "Påstått: minst 3,50.",
        ),
        (
            "en",
            "“Første ledd”, Leder: mean 3.25 (95% CI 2.50 to 4.00; n = 12).",
            "Claimed: at least 3.50.",
        ),
    ],
)
def test_the_same_evidence_is_said_in_each_language(tag, number, claimed):
    told = restored(json.loads(json.dumps(stored(evidence([MEAN], None, LABELS)))))
    with writing(tag):
        assert [say(one).replace(NO_BREAK, " ") for one in told] == [number, claimed]


@pytest.mark.parametrize("statistic", sorted(WORDED))
@pytest.mark.parametrize("tag", tags())
def test_every_statistic_has_words_in_every_language(tag, statistic):
    (told, *_) = evidence([MEAN | {"statistic": statistic, "value": 1.0}], None, LABELS)
    with writing(tag):
        assert "[" not in say(told)


def test_the_comparisons_that_fail_come_first():
    told = evidence([MEAN | {"holds": True, "value": 4.0}, MEAN], None, LABELS)
    counted, first, *_ = map(say, told)
    assert counted == "1 av 2 sammenligninger holder."
    assert "3,25" in first


@pytest.mark.parametrize(("value", "written"), [(8.48, "8,48"), (7.9, "7,9")])
def test_a_per_cent_on_the_border_has_a_second_decimal(value, written):
    assert f"{written}{NO_BREAK}%" in say(evidence([RATE | {"value": value}], None, LABELS)[0])


def test_what_cannot_be_tried_says_why():
    (told,) = evidence([], message("untested_no_answers"), LABELS)
    assert say(told) == "Kan ikke prøves: ingen svar."


def test_every_verdict_is_told_by_a_mark_and_words():
    html = set_page(*(entry(f"p{k}", verdict) for k, verdict in enumerate(MARKS)))
    for verdict, mark in MARKS.items():
        assert f"{mark} {word(f'verdict_{verdict}')}</span>" in html
    assert "Syntetiske data" in html
    assert "Kapittel 3.3" in html


def test_the_choice_that_turns_a_claim_is_named():
    turned = {
        "same": 5,
        "of": 6,
        "turned_by": ["weighted"],
        "variants": {"weighted": "fails"},
    }
    html = set_page(entry("p", "holds", robustness=turned))
    assert "5 av 6" in html
    assert f"{word('variant_weighted')}: holder ikke" in html


def test_the_verdict_of_another_wave_stands_beside():
    earlier = {"2019": ("Våren 2019", {"p": "fails"})}
    html = set_page(entry("p", "holds"), entry("q", "holds"), earlier=earlier)
    assert "Våren 2019" in html
    assert html.count("✗ holder ikke</span>") == 3
