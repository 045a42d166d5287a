"""What the page of claims says."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from evaluering.config.claims import Phrase, Robustness
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
            "robustness": None, "chance": None, "amended": None, "apart": None} | more  # fmt: skip


def set_page(*entries, earlier=None, shuffles=0):
    lines = {e["id"]: ["Tall."] for e in entries}
    tried = Robustness(variants=["weighted"], shuffles=shuffles)
    phrases = [Phrase(text="om lag likt", of="mean", between=(2.5, 3.25), wider=(2, 4))]
    names = {"figur-1": "Figur 1"}
    amended = {e["id"]: ["Andre tall."] for e in entries if e["amended"]}
    return claims_page(
        entries, lines, amended, REPORT, WAVE, earlier or {}, names, tried, phrases, Theme()
    )


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


def test_the_claims_of_a_chapter_stand_together_in_the_order_of_the_chapters():
    page = set_page(
        *(entry(n, "holds", section=s) for n, s in (("a", "3.3"), ("b", "4"), ("c", "3.3")))
    )
    assert page.count('id="kapittel-') == 2
    assert page.index('id="a"') < page.index('id="c"') < page.index('id="b"')


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


def test_the_limits_of_the_reports_words_are_told():
    said = "«om lag likt»: 2,5–3,25; prøvd også med 2–4"
    assert said in set_page(entry("p", "holds"))


def test_an_amended_reading_stands_beside_the_verdict_with_its_reason():
    amended = {"text": "Påstand lest slik", "reason": "fotnoten sier det", "verdict": "holds"}
    html = set_page(entry("p", "fails", amended=amended))
    for said in ("Endret lesning: Påstand lest slik.", "fotnoten sier det", "Andre tall."):
        assert said in html


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        ({"holding": 38, "of": 100, "weak": True, "expected": False}, "38 av 100<p"),
        ({"holding": 3, "of": 100, "weak": False, "expected": False}, "3 av 100</td>"),
        (None, '<td class="left">–</td></tr>'),
    ],
)
def test_how_often_a_claim_holds_by_chance_is_told_and_a_weak_test_is_marked(chance, said):
    html = set_page(entry("p", "holds", chance=chance), shuffles=100)
    assert said in html.replace(NO_BREAK, " ")
    assert ("svak prøve</p>" in html) is bool(chance and chance["weak"])
    assert "Ved tilfeldighet" not in set_page(entry("p", "holds"))


def test_a_claim_of_others_than_its_figure_shows_says_why_on_the_page():
    html = set_page(entry("p", "holds", apart="teksten gjelder alle lærere"))
    assert "Ikke som i Figur 1: teksten gjelder alle lærere." in html
