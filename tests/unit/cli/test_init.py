"""A new project: what it holds, what it refuses, and what git leaves out of it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from evaluering.config.project import load_project

Command = Callable[..., tuple[int, str]]
LANGUAGES = ("nb", "en")


def laid_out(evaluering: Command, folder: Path, *options: str) -> Path:
    code, output = evaluering(Path(), "init", str(folder), *options)
    assert code == 0, output
    return folder


def files(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_a_project_is_made_with_its_parents_in_a_folder_with_spaces_and_norwegian_letters(
    evaluering: Command, tmp_path: Path
) -> None:
    folder = laid_out(evaluering, tmp_path / "Prøve å" / "æøå")
    assert files(folder) == {
        ".gitignore", "README.md", "Snakefile", "config/config.yaml", "config/reports/.gitkeep",
        "config/surveys/.gitkeep", "data/raw/.gitkeep", "profiles/default/config.yaml",
    }  # fmt: skip
    assert (folder / "README.md").read_text(encoding="utf-8").startswith("# æøå\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_laid_out_has_no_place_left_to_fill_in(
    evaluering: Command, tmp_path: Path, language: str
) -> None:
    folder = laid_out(evaluering, tmp_path / "x", "--language", language, "--example")
    for name in files(folder):
        if not name.endswith(".sav"):
            text = (folder / name).read_text(encoding="utf-8")
            assert "{name}" not in text, name
            assert "{version}" not in text, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_project_says_what_is_missing(
    evaluering: Command, tmp_path: Path, language: str
) -> None:
    folder = laid_out(evaluering, tmp_path / "x", "--language", language)
    code, output = evaluering(folder, "validate")
    assert code == 1
    assert "ingen undersøkelser" in output
    assert "ingen bølger" in output


@pytest.mark.parametrize("there", ["config/config.yaml", "README.md", "Snakefile"])
def test_what_is_there_is_named_and_not_touched(
    evaluering: Command, tmp_path: Path, there: str
) -> None:
    (tmp_path / there).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / there).write_text("mitt", encoding="utf-8")
    code, output = evaluering(Path(), "init", str(tmp_path), "--example")
    assert code == 1
    assert there in output
    assert files(tmp_path) == {there}
    assert (tmp_path / there).read_text(encoding="utf-8") == "mitt"


def test_a_folder_with_other_files_keeps_them(evaluering: Command, tmp_path: Path) -> None:
    (tmp_path / "notat.txt").write_text("mitt", encoding="utf-8")
    laid_out(evaluering, tmp_path)
    assert (tmp_path / "notat.txt").read_text(encoding="utf-8") == "mitt"


def test_a_file_is_refused_as_a_folder(evaluering: Command, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("", encoding="utf-8")
    for folder in (tmp_path / "fil", tmp_path / "fil" / "under"):
        code, output = evaluering(Path(), "init", str(folder))
        assert code == 1
        assert "Råd:" in output


def test_a_project_of_a_newer_version_is_refused(evaluering: Command, tmp_path: Path) -> None:
    folder = laid_out(evaluering, tmp_path / "x", "--example")
    settings = folder / "config/config.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('made_with: "0', 'made_with: "99'), encoding="utf-8")
    code, output = evaluering(folder, "validate")
    assert code == 1
    assert "made_with" in output


def test_git_leaves_the_microdata_out_and_keeps_the_waves_description(
    evaluering: Command, tmp_path: Path
) -> None:
    folder = laid_out(evaluering, tmp_path / "x")
    private = [
        "data/raw/2024/svar.sav", "data/raw/2024/svar.csv", "data/raw/2024/liste.xlsx",
        "data/raw/2024/frames/svar.csv", "data/raw/2024/ssb/1.json", "data/raw/svar.csv",
        "svar.sav", "config/surveys/svar.dta", "reports/index.html", "figures/2024/r/f.svg",
        "data/processed/2024/svar.csv",
    ]  # fmt: skip
    shared = ["data/raw/2024/wave.yaml", "config/surveys/svar.yaml", "Snakefile"]
    for name in (*private, *shared):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    listed = subprocess.run(
        ["git", "-C", str(folder), "ls-files", "--others", "--exclude-standard"],
        check=True, capture_output=True, encoding="utf-8",
    ).stdout.split()  # fmt: skip
    assert set(listed) == set(shared) | {
        ".gitignore", "README.md", "config/config.yaml", "config/reports/.gitkeep",
        "config/surveys/.gitkeep", "data/raw/.gitkeep", "profiles/default/config.yaml",
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_is_valid_and_says_that_it_is_synthetic(
    evaluering: Command, tmp_path: Path, language: str
) -> None:
    folder = laid_out(evaluering, tmp_path / "x", "--language", language, "--example")
    project = load_project(folder)
    (wave,), (survey,), (report,) = (
        project.waves.values(), project.surveys.values(), project.reports.values()
    )  # fmt: skip
    file = folder / "data/raw" / wave.id / wave.surveys[survey.id].file
    frame, meta = pyreadstat.read_sav(file, user_missing=True)
    assert wave.source == "syntetisk"
    assert report.language == language
    assert frame["syntetisk"].eq(1).all()
    assert {"nb": "Syntetiske", "en": "Synthetic"}[language] in meta.file_label
    assert list(frame) == list(survey.columns(project.scales))


def test_the_example_has_the_same_answers_in_both_languages_and_each_time(
    evaluering: Command, tmp_path: Path
) -> None:
    names = {"a": "nb", "b": "nb", "c": "en"}
    content = {}
    for name, language in names.items():
        folder = laid_out(evaluering, tmp_path / name, "--language", language, "--example")
        (content[name],) = folder.rglob("*.sav")
    assert content["a"].read_bytes() == content["b"].read_bytes()
    norwegian, english = (pyreadstat.read_sav(content[name])[0] for name in "ac")
    pd.testing.assert_frame_equal(norwegian, english.set_axis(norwegian.columns, axis=1))
