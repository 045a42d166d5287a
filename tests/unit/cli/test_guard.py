"""Answers of persons stay out of git, and can be deleted, whatever the files are called."""

from __future__ import annotations

import hashlib
import shutil

from small_project import WAVE, write_project


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
