"""A wave that asks what the codebook says has no changes, whatever codebook and file look like."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from evaluering.cli import main
from odd_survey_files import write_odd_file
from random_projects import write_random

MANY = int(os.environ.get("EVALUERING_RANDOM", "20"))
FEW = 5


def arrived(root: Path, *files: Path) -> dict[str, Any]:
    """Lay out a wave of files, and return what it says of its surveys."""
    words = ["wave", "new", "ny-2025", *map(str, files)]
    assert main(["--project", str(root), *words]) == 0
    content = yaml.safe_load((root / "data/raw/ny-2025/wave.yaml").read_text(encoding="utf-8"))
    surveys: dict[str, Any] = content["surveys"]
    return surveys


def random_wave(root: Path, seed: int) -> None:
    """Let the files of a random project's wave arrive as another one's."""
    write_random(root, seed)
    wave = next(path.parent for path in sorted((root / "data/raw").glob("*/wave.yaml")))
    spec = yaml.safe_load((wave / "wave.yaml").read_text(encoding="utf-8"))["surveys"]
    files = {name: root / own["file"] for name, own in spec.items()}
    for file in files.values():
        shutil.move(wave / file.name, file)
    found = arrived(root, *files.values())
    assert {name: own["file"] for name, own in found.items()} == {
        name: file.name for name, file in files.items()
    }
    assert [name for name, own in found.items() if "changes" in own] == []


def odd_wave(folder: Path, seed: int, capsys: Any) -> None:
    """Let a file that a codebook was drafted of arrive, and one of other columns."""
    root = folder / "prosjekt"
    assert main(["init", str(root)]) == 0
    file = write_odd_file(folder, seed)
    if main(["--project", str(root), "draft", "--wave", "2024", str(file)]) == 1:
        return
    (root / "data/raw/2024" / file.name).unlink()
    (own,) = arrived(root, file).values()
    assert "changes" not in own
    (folder / "andre").mkdir()
    other = write_odd_file(folder / "andre", seed + 1000)
    capsys.readouterr()
    if main(["--project", str(root), "wave", "new", "2026", str(other)]) == 1:
        assert "Råd:" in capsys.readouterr().err


@pytest.mark.parametrize("seed", range(FEW))
def test_the_files_of_a_random_project_are_as_its_codebooks_say(tmp_path: Path, seed: int) -> None:
    random_wave(tmp_path / "prosjekt", seed)


@pytest.mark.parametrize("seed", range(FEW))
def test_an_odd_file_is_as_the_codebook_that_was_drafted_of_it(
    tmp_path: Path, capsys: Any, seed: int
) -> None:
    odd_wave(tmp_path, seed, capsys)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(FEW, MANY))
def test_the_files_of_many_random_projects_are_as_their_codebooks_say(
    tmp_path: Path, seed: int
) -> None:
    random_wave(tmp_path / "prosjekt", seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(FEW, MANY))
def test_many_odd_files_are_as_the_codebooks_that_were_drafted_of_them(
    tmp_path: Path, capsys: Any, seed: int
) -> None:
    odd_wave(tmp_path, seed, capsys)
