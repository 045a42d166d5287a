"""Texts per language in configuration: what is accepted, which is used, and what is told."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from evaluering.checks.claims.reading import read_claims
from evaluering.config.project import load_project
from evaluering.config.reports import ChapterHeading
from evaluering.config.surveys import Item
from evaluering.config.texts import Translated, lacking, localised
from evaluering.config.untranslated import untranslated
from evaluering.errors import ConfigErrors
from small_project import REPORT, REPORT_FOLDER

SAID = {"nb": "Ledd", "en": "Item"}


def item(label: object) -> Item:
    return Item.model_validate({"name": "a", "label": label})


def test_a_text_is_plain_or_given_in_several_languages() -> None:
    assert type(item("Ledd").label) is str
    several = item({"nb": " Ledd ", "en": "Item"}).label
    assert (several, several.languages) == ("Ledd", SAID)


@pytest.mark.parametrize(
    "label", [{}, {"xx": "?"}, {"nb": ""}, {"nb": ["a"]}, {"nb": "a\u0007"}, {1: "a"}, ["a"]]
)
def test_what_is_no_text_and_no_language_is_refused(label: object) -> None:
    with pytest.raises(ValidationError):
        item(label)


@pytest.mark.parametrize(("tag", "expected"), [("nb", "Ledd"), ("en", "Item"), ("nn", "Ledd")])
def test_the_language_chooses_the_text_and_else_it_is_the_first(tag: str, expected: str) -> None:
    found = localised({"x": [item(SAID), (item(SAID),)]}, tag)
    assert [one.label for one in (found["x"][0], *found["x"][1])] == [expected] * 2
    assert type(found["x"][0].label) is str


def test_what_has_one_language_only_is_not_copied() -> None:
    plain = {"x": [item("Ledd")]}
    assert localised(plain, "en") is plain


def test_a_text_keeps_its_languages_when_it_is_copied_and_validated_again() -> None:
    made = item(SAID)
    for again in (copy.deepcopy(made), Item.model_validate(made.model_dump())):
        assert isinstance(again.label, Translated)
        assert again.label.languages == SAID


def test_a_key_that_lacks_the_language_is_named() -> None:
    heading = ChapterHeading.model_validate({"id": "a", "title": SAID})
    assert [key for key, _ in lacking({"chapters": [heading]}, "nn")] == ["chapters[0].title"]
    assert list(lacking({"chapters": [heading]}, "en")) == []


def test_the_line_of_a_text_that_lacks_the_reports_language_is_told(project: Path) -> None:
    report = project / REPORT_FOLDER / "report.yaml"
    text = report.read_text(encoding="utf-8")
    titled = f"{text}language: nn\nsubtitle: {{nb: A, en: B}}\n"
    report.write_text(titled, encoding="utf-8")
    line = titled[: titled.index("subtitle:")].count("\n") + 1
    assert list(untranslated(load_project(project))) == [
        f"{REPORT_FOLDER}/report.yaml, linje {line}: «subtitle» mangler «nn» og skrives på «nb»."
    ]


def test_a_report_in_a_language_without_a_file_is_a_fault(project: Path) -> None:
    report = project / REPORT_FOLDER / "report.yaml"
    report.write_text(report.read_text(encoding="utf-8") + "language: fr\n", encoding="utf-8")
    with pytest.raises(ConfigErrors, match=r"«fr», som ikke har en språkfil\s+tillatt: en, nb, nn"):
        load_project(project)


def test_a_claim_is_read_in_the_language_of_its_report(project: Path) -> None:
    file = project / REPORT_FOLDER / "claims.yaml"
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    content["claims"][0]["text"] = {"nb": "Det er slik", "en": "It is so"}
    file.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    report = project / REPORT_FOLDER / "report.yaml"
    report.write_text(report.read_text(encoding="utf-8") + "language: en\n", encoding="utf-8")
    found = read_claims(project, REPORT, load_project(project)).claims[0].text
    assert (found, type(found)) == ("It is so", str)
