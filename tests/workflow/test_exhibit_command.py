"""One figure or table made alone: the same files as Snakemake makes, or what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from evaluering.synthesis.files import write_sav

from evaluering.config.project import load_project
from evaluering.data.reading import read_raw
from workspace import FIGURES, RAW, TABLES, WAVE, lay_out, run

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
    write_sav(frame, configuration.surveys[survey].columns(configuration.scales), path)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project whose wave did not ask about figure 21, with two surveys ingested."""
    project = lay_out(tmp_path_factory.mktemp("one"))
    for survey in ("nettverk", "skoleledere"):
        leave_out(project, survey, NOT_ASKED)
    missing = evaluering(project, "exhibit", "figur-21")
    assert missing.returncode == 1
    assert "ikke laget ennå" in missing.stdout
    assert f"«evaluering ingest --wave {WAVE} --survey skoleledere»" in missing.stdout
    assert "Traceback" not in missing.stdout
    steps = [
        ["registry"],
        ["ingest", "--survey", "nettverk"],
        ["ingest", "--survey", "skoleledere"],
    ]
    for command, *options in steps:
        done = evaluering(project, command, "--wave", WAVE, *options)
        assert done.returncode == 0, done.stdout
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
