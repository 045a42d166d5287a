"""One figure or table made alone, with what it reads; other commands refuse what is stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluering.config.project import load_project
from evaluering.data.reading import read_raw
from evaluering.data.writing import write_sav
from workspace import FIGURES, RAW, REPORT, TABLES, WAVE, lay_out, replace_in, run

pytestmark = pytest.mark.workflow

NOT_ASKED = ["kart_oversikt", "kart_verktoy", "kart_behov"]


def evaluering(root: Path, *words: str):
    return run(root, "-m", "evaluering", *words)


def leave_out(root: Path, survey: str, names: list[str]) -> None:
    """Write a survey's file anew with some questions unanswered by all."""
    configuration, path = load_project(root), root / RAW / f"{survey}.sav"
    frame = read_raw(path).frame
    texts = frame.select_dtypes(include=["object", "str"]).columns
    frame = frame.astype(dict.fromkeys(texts, "str")).assign(**dict.fromkeys(names, float("nan")))
    columns = configuration.surveys[survey].columns(configuration.scales)
    write_sav(frame, columns, path, file_label="Test")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project whose wave did not ask about figure 21, and of which nothing is made."""
    project = lay_out(tmp_path_factory.mktemp("one"))
    for survey in ("nettverk", "skoleledere"):
        leave_out(project, survey, NOT_ASKED)
    return project


def test_a_figure_that_was_not_asked_about_is_a_note_in_its_place(root):
    made = evaluering(root, "exhibit", "figur-21")
    assert made.returncode == 0, made.stdout
    for ending in ("svg", "png", "pdf", "csv", "txt"):
        assert f"{FIGURES}/figur-21.{ending}" in made.stdout
        assert (root / FIGURES / f"figur-21.{ending}").stat().st_size
    said = (root / FIGURES / "figur-21.txt").read_text(encoding="utf-8")
    assert said.startswith("Figur 21. Ingen data i denne bølgen: ")
    assert "Syntetiske data" in said
    assert "Syntetiske data" in (root / FIGURES / "figur-21.csv").read_text(encoding="utf-8")


def test_other_exhibits_of_the_wave_are_made(root):
    assert evaluering(root, "exhibit", "figur-24").returncode == 0
    said = (root / FIGURES / "figur-24.txt").read_text(encoding="utf-8")
    assert "«76–100 prosent» for Skoleleder" in said
    made = evaluering(root, "exhibit", "tabell-5", "--wave", WAVE, "--report", "afi-2021-06")
    assert made.returncode == 0, made.stdout
    assert f"{TABLES}/tabell-5.html" in made.stdout
    assert "Vurderingspraksis" in (root / TABLES / "tabell-5.csv").read_text(encoding="utf-8")


def test_an_unknown_exhibit_is_named_with_what_it_may_be(root):
    wrong = evaluering(root, "exhibit", "figur-211")
    assert wrong.returncode == 1
    assert "«figur-211» finnes ikke i afi-2021-06. Mente du «figur-21»?" in wrong.stdout


def test_a_command_refuses_what_is_not_made_with_the_commands_in_order(project):
    refused = evaluering(project, "link", "--wave", WAVE, "--link", "kommune")
    assert refused.returncode == 1
    first = f"«evaluering registry --wave {WAVE} --registry kommuner»"
    then = f"«evaluering ingest --wave {WAVE} --survey nettverk»"
    assert f"{first}, så {then}" in refused.stdout
    assert "Traceback" not in refused.stdout
    assert not (project / "data/processed").exists()


def test_an_edited_class_limit_is_never_shown_over_old_numbers(rebuildable):
    table = rebuildable / TABLES / "tabell-21.csv"
    before = table.read_bytes()
    replace_in(rebuildable / "config/indices.yaml", "upto: 3.5", "upto: 3.4")
    words = ("--wave", WAVE, "--report", REPORT)
    refused = evaluering(rebuildable, "results", *words, "--chapter", "vedlegg-3")
    assert refused.returncode == 1
    assert f"indices ({WAVE}): oppsettet er endret" in refused.stdout
    assert f"Kjør «evaluering indices --wave {WAVE}», eller" in refused.stdout
    made = evaluering(rebuildable, "exhibit", "tabell-21")
    assert made.returncode == 0, made.stdout
    assert "Bygger indeksene: oppsettet er endret" in made.stdout
    assert table.read_bytes() != before
    assert evaluering(rebuildable, "results", *words, "--chapter", "vedlegg-3").returncode == 0
