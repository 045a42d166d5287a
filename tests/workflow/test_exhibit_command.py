"""One figure or table made alone, with what it reads; other commands refuse what is stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from small_project import DOCUMENTS, FIGURES, PROCESSED, REPORT, WAVE
from spoils import ITEM, rewrite
from workspace import replace_in, run

pytestmark = pytest.mark.workflow

TABLES = f"{DOCUMENTS}/tabeller"


def evaluering(root: Path, *words: str):
    return run(root, "-m", "evaluering", *words)


@pytest.fixture
def unasked(project: Path) -> Path:
    """Return a project whose wave did not ask the leaders what figure 5 shows."""
    names = (ITEM, "maal_felles", "maal_uklare")
    rewrite(project, lambda frame: frame.assign(**dict.fromkeys(names, float("nan"))))
    return project


def test_a_figure_that_was_not_asked_about_is_a_note_in_its_place_and_others_are_made(unasked):
    made = evaluering(unasked, "exhibit", "figur-5")
    assert made.returncode == 0, made.stdout
    for ending in ("svg", "png", "csv", "txt"):
        assert f"{FIGURES}/figur-5.{ending}" in made.stdout
        assert (unasked / FIGURES / f"figur-5.{ending}").stat().st_size
    said = (unasked / FIGURES / "figur-5.txt").read_text(encoding="utf-8")
    assert said.startswith("Figur 5. Ingen data i denne bølgen: ")
    assert "Syntetiske data" in said
    assert "Syntetiske data" in (unasked / FIGURES / "figur-5.csv").read_text(encoding="utf-8")
    made = evaluering(unasked, "exhibit", "tabell-5", "--wave", WAVE, "--report", REPORT)
    assert made.returncode == 0, made.stdout
    assert f"{TABLES}/tabell-5.html" in made.stdout
    assert "Miljø" in (unasked / TABLES / "tabell-5.csv").read_text(encoding="utf-8")


def test_an_unknown_exhibit_is_named_with_what_it_may_be(project):
    wrong = evaluering(project, "exhibit", "figur-33")
    assert wrong.returncode == 1
    assert f"«figur-33» finnes ikke i {REPORT}. Mente du «figur-3»?" in wrong.stdout


def test_a_command_refuses_what_is_not_made_with_the_command_that_makes_it(project):
    refused = evaluering(project, "link", "--wave", WAVE, "--link", "kommune")
    assert refused.returncode == 1
    assert f"Råd: Kjør «evaluering prepare --wave {WAVE}», eller" in refused.stdout
    assert "Traceback" not in refused.stdout
    assert not (project / PROCESSED).exists()


def test_an_edited_class_limit_is_never_shown_over_old_numbers(rebuildable):
    table = rebuildable / TABLES / "tabell-6.csv"
    before = table.read_bytes()
    replace_in(rebuildable / "config/indices.yaml", "upto: 2.5", "upto: 2.7")
    words = ("--wave", WAVE, "--report", REPORT, "--exhibit", "tabell-6")
    refused = evaluering(rebuildable, "results", *words)
    assert refused.returncode == 1
    assert f"prepare ({WAVE}): indices: oppsettet er endret" in refused.stdout
    assert f"Kjør «evaluering prepare --wave {WAVE}», eller" in refused.stdout
    made = evaluering(rebuildable, "exhibit", "tabell-6")
    assert made.returncode == 0, made.stdout
    assert "Bygger indeksene: oppsettet er endret" in made.stdout
    assert table.read_bytes() != before
    assert evaluering(rebuildable, "results", *words).returncode == 0
