"""Answers of persons stay out of git, and can be deleted, whatever the files are called."""

from __future__ import annotations

import hashlib
import shutil
import subprocess

import yaml

from small_project import WAVE, write_project
from workspace import REPOSITORY


def test_the_hook_names_the_file_and_what_it_is(project, evaluering, tmp_path):
    file = project / "notat.txt"
    shutil.copy(next((project / "data/raw" / WAVE).glob("*.sav")), file)
    code, said = evaluering(project, "guard", "notat.txt", "config/config.yaml")
    assert code == 1
    assert "notat.txt: SPSS-fil" in said
    file.write_text("bare et notat", encoding="utf-8")
    assert evaluering(project, "guard", "notat.txt")[0] == 0


def test_a_file_of_a_synthetic_wave_passes_only_with_its_checksum(tmp_path, evaluering):
    root = write_project(tmp_path / "prosjekt")
    file = next((root / "data/raw" / WAVE).glob("*.sav"))
    name = file.relative_to(root).as_posix()
    sums = file.parent / "SHA256SUMS"
    sums.write_text(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n")
    assert evaluering(root, "guard", name)[0] == 0
    file.write_bytes(file.read_bytes() + b" ")
    assert evaluering(root, "guard", name)[0] == 1


def test_purging_a_wave_leaves_its_numbers_and_no_line_of_a_person(project, evaluering):
    made = project / "data/processed" / WAVE
    left = [made / "resultater/rapport/tabell-1.csv", made / "ledere.kvalitet.json"]
    names = ("ledere.csv", "indices.csv", "link-kommune.csv", ".ufullstendig-9-a/ledere.csv")
    gone = [*(made / name for name in names), project / "logs" / WAVE / "prepare.log"]
    for path in (*left, *gone):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    folder = project / "data/raw" / WAVE
    shutil.copy(next(folder.glob("*.sav")), folder / "gammel-kopi.txt")
    raw = [*folder.glob("*.sav"), folder / "gammel-kopi.txt"]
    code, said = evaluering(project, "purge", WAVE)
    assert code == 0
    assert all(path.exists() for path in (*left, *gone, *raw))
    assert "--yes" in said
    code, said = evaluering(project, "purge", WAVE, "--yes")
    assert (code, [path for path in (*gone, *raw) if path.exists()]) == (0, [])
    assert all(path.exists() for path in left)
    assert all(path.name in said for path in raw)
    assert evaluering(project, "purge", "2099")[0] == 1


def in_git(root):
    """Keep a project's configuration in git, with a commit."""
    git(root, "init", "-q")
    git(root, "add", "config")
    git(root, "commit", "-q", "-m", "config")
    return root


def git(root, *words):
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True)


def test_what_is_staged_is_refused_though_the_folder_has_something_else(project, evaluering):
    root = in_git(project)
    file = root / "notat.txt"
    shutil.copy(next((root / "data/raw" / WAVE).glob("*.sav")), file)
    git(root, "add", "notat.txt")
    file.write_text("bare et notat", encoding="utf-8")
    for words in (("guard",), ("guard", "--staged")):
        code, said = evaluering(root, *words)
        assert code == 1
        assert "notat.txt: SPSS-fil" in said
        assert "lagt til i git" in said
    file.unlink()
    assert evaluering(root, "guard", "--staged")[0] == 1
    git(root, "rm", "-q", "--cached", "notat.txt")
    assert evaluering(root, "guard", "--staged") == (0, "Ingen mikrodata i 0 filer.\n")


def test_only_what_the_next_commit_would_change_is_looked_at_when_staged(project, evaluering):
    root = in_git(project)
    (root / "notat.txt").write_text("bare et notat", encoding="utf-8")
    git(root, "add", "notat.txt")
    assert evaluering(root, "guard", "--staged") == (0, "Ingen mikrodata i 1 filer.\n")
    assert evaluering(root, "guard")[0] == 0


def test_before_the_first_commit_all_that_is_staged_is_looked_at(project, evaluering):
    git(project, "init", "-q")
    shutil.copy(next((project / "data/raw" / WAVE).glob("*.sav")), project / "æøå notat.txt")
    git(project, "add", "config", "æøå notat.txt")
    code, said = evaluering(project, "guard", "--staged")
    assert code == 1
    assert "æøå notat.txt: SPSS-fil" in said


def test_a_folder_that_is_not_in_git_is_told_of(project, evaluering):
    code, said = evaluering(project, "guard")
    assert code == 1
    assert "Mappen er ikke i git" in said


def test_the_hook_looks_at_what_is_staged():
    hooks = yaml.safe_load((REPOSITORY / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    (guard,) = [own for own in hooks["repos"][0]["hooks"] if own["id"] == "no-microdata"]
    assert guard["entry"].endswith("guard --staged")
    assert (guard["pass_filenames"], guard["always_run"]) == (False, True)
