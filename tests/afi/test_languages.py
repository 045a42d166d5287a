"""AFI's report in each language has no word of another, beside what it quotes."""

from __future__ import annotations

import argparse
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from evaluering.cli import checks, index, quality
from evaluering.cli.documents import document_of
from evaluering.config.paths import Paths
from evaluering.config.project import Project
from evaluering.exhibits.result import load_result
from evaluering.languages import tags
from evaluering.render.figures.drawing import look_of
from evaluering.render.html.report import report_page
from evaluering.render.language import say, writing
from foreign_words import configured_texts, foreign
from pages import Page
from workspace import REPORT, REPOSITORY, RESULTS, WAVE, replace_in

pytestmark = pytest.mark.workflow
OTHERS = sorted({*tags()} - {"nb"})
"""The languages that the report is not published in."""
CLAIMS = f"config/reports/{REPORT}/claims.yaml"
PRINTED = {"en", "én", "ni"}
"""Numbers in words that the printed report has, and that its checks quote."""


@pytest.fixture(scope="module")
def quoted() -> list[str]:
    """Return all that the configuration says."""
    return configured_texts(REPOSITORY)


def in_language(project: Project, tag: str) -> Project:
    """Return the project with the report in a language."""
    report = project.reports[REPORT].model_copy(update={"language": tag})
    return replace(project, reports={**project.reports, REPORT: report}).of_report(REPORT)


@pytest.mark.parametrize("tag", OTHERS)
def test_the_report_has_no_word_of_another_language(
    built: Path,
    configuration: Project,
    quoted: list[str],
    tag: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # what the author has written is in the author's language
    monkeypatch.setattr("evaluering.cli.documents.read_texts", lambda *_: [])
    document = document_of(in_language(configuration, tag), Paths(built), WAVE, REPORT)
    page = Page(report_page(document, "#", address=str, picture=str))
    assert page.language == tag
    assert foreign(" ".join(page.words), tag, quoted) == []


@pytest.mark.parametrize("tag", OTHERS)
def test_the_pages_beside_the_report_have_no_word_of_another_language(
    built: Path, configuration: Project, quoted: list[str], tag: str, tmp_path: Path
) -> None:
    for folder in ("config", "data"):
        shutil.copytree(built / folder, tmp_path / folder)
    # the words are those of a hundred shuffles, and take a twentieth of the time
    replace_in(tmp_path / CLAIMS, "shuffles: 100", "shuffles: 5")
    project = replace(in_language(configuration, tag), root=tmp_path)
    options = argparse.Namespace(loaded=project, project=tmp_path, wave=WAVE, report=REPORT)
    for check in ("claims", "reproduce", "audit"):
        checks.run(argparse.Namespace(**vars(options), check=check))
    quality.run(options)
    index.write(
        Paths.of(project, tmp_path), index.index_page(project, Paths.of(project, tmp_path), {})
    )
    left = {}
    for path in sorted(tmp_path.glob("reports/**/*.html")):
        # identifiers are set as code, and say nothing
        page = Page(re.sub("<code>.*?</code>", "", path.read_text(encoding="utf-8")), path)
        assert page.language == tag, path.name
        if found := set(foreign(" ".join(page.words), tag, quoted)) - PRINTED:
            left[path.name] = found
    assert len(list(tmp_path.glob("reports/**/*.html"))) >= 5
    assert left == {}


@pytest.mark.parametrize("tag", OTHERS)
def test_what_a_figure_shows_is_told_in_the_language_of_the_report(
    built: Path, configuration: Project, quoted: list[str], tag: str
) -> None:
    left = {}
    for exhibit in in_language(configuration, tag).exhibits(REPORT):
        result = load_result(built / RESULTS / exhibit.id)
        with writing(tag):
            told = [say(one) for one in (*result.method, *result.notes)]
            if exhibit.is_figure:
                told.append(look_of(exhibit, result).alt_text(exhibit, result))
        if found := foreign(" ".join(told), tag, quoted):
            left[exhibit.id] = found
    assert left == {}
