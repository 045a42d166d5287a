"""Which formats a report is set in: those it names, or all but those made on request."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluering.cli.making import not_made
from evaluering.config.formats import formats
from evaluering.config.project import load_project
from evaluering.errors import ConfigErrors
from evaluering.workflow.jobs import jobs_of
from small_project import REPORT, WAVE, write_project

FILE = f"config/reports/{REPORT}/report.yaml"


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    return write_project(tmp_path_factory.mktemp("formater") / "prosjekt")


def with_keys(root: Path, keys: str):
    """Return the project whose report has some more keys; the file is as it was afterwards."""
    before = (root / FILE).read_text("utf-8")
    (root / FILE).write_text(before + keys, "utf-8")
    try:
        return load_project(root)
    finally:
        (root / FILE).write_text(before, "utf-8")


def documents(project) -> dict[str, tuple[str, ...]]:
    """Return the parts that set the report, by format, with the code that each starts from."""
    job = next(job for job in jobs_of(project) if job.id == f"build-{REPORT}")
    made = {part.command[0]: part.entries for part in job.parts}
    return {name: made[name] for name in formats() if name in made}


def test_slides_are_made_of_reports_that_ask_for_them(root):
    usual = documents(load_project(root))
    assert list(usual) == [name for name in formats() if name != "powerpoint"]
    asked = documents(with_keys(root, "formats: [report, powerpoint]\n"))
    assert set(asked) == {"report", "powerpoint"}
    assert any(entry.startswith("render.charts.") for entry in asked["powerpoint"])


def test_only_what_shows_charts_depends_on_how_they_are_made(root):
    usual = documents(load_project(root))
    native = documents(with_keys(root, "figures: {word: native}\n"))
    assert not any(e.startswith("render.charts.") for entries in usual.values() for e in entries)
    changed = {name for name in usual if usual[name] != native[name]}
    assert changed == {"word"}


@pytest.mark.parametrize(
    ("own", "charts", "pictures"),
    [("picture", False, True), ("native", True, False), ("both", True, True)],
)
def test_word_has_pictures_charts_or_both_and_slides_have_charts(root, own, charts, pictures):
    report = with_keys(root, f"figures: {{word: {own}}}\n").reports[REPORT]
    word, slides, page = (formats()[name] for name in ("word", "powerpoint", "report"))
    assert (report.has_charts(word), report.keeps_picture(word)) == (charts, pictures)
    assert (report.has_charts(slides), report.keeps_picture(slides)) == (True, False)
    assert (report.has_charts(page), report.keeps_picture(page)) == (False, True)


@pytest.mark.parametrize(
    ("keys", "found", "close"),
    [
        ("figures: {word: nativ}\n", "nativ", "native"),
        ("formats: [report, powerpint]\n", "powerpint", "powerpoint"),
        ("formats: [word, word]\n", "word", "word"),
    ],
)
def test_what_is_misspelt_is_told_with_what_is_near(root, keys, found, close):
    with pytest.raises(ConfigErrors) as told:
        with_keys(root, keys)
    text = str(told.value)
    assert FILE in text
    assert found in text
    assert close in text


def test_a_format_that_a_report_is_not_set_in_is_told_of_with_what_to_write(root):
    told = not_made(load_project(root), WAVE, REPORT, "powerpoint")
    assert "«formats»" in told
    assert f"powerpoint]» i {FILE}" in told
