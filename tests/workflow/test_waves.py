"""Waves apart: a faulty wave keeps no other from being made, and the run fails with its message."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from small_project import (
    DOCUMENTS,
    FIGURES,
    OUTPUTS,
    PUBLISHED,
    REPORT,
    REPORT_FOLDER,
    WAVE,
)
from two_waves import add_wave
from workspace import contents, jobs, planned, replace_in, run, snakemake

pytestmark = pytest.mark.workflow

NEW = "bølge-2023"


def test_faulty_waves_fail_with_their_messages_and_the_good_one_is_made(rebuildable: Path):
    before = contents(rebuildable, *OUTPUTS)
    replace_in(add_wave(rebuildable, "b") / "wave.yaml", "source: syntetisk", "source: synt")
    (add_wave(rebuildable, NEW) / "ledere.sav").unlink()
    add_wave(rebuildable, "2024-ny").joinpath("wave.yaml").unlink()
    (rebuildable / "data/raw/2025 ny").mkdir()
    (rebuildable / "data/raw/2025 ny/svar.sav").touch()
    (rebuildable / FIGURES / "figur-3.svg").unlink()
    for _ in range(2):
        result = snakemake(rebuildable)
        assert result.returncode == 1
        for part in ("data/raw/b/wave.yaml", "synt", f"data/raw/{NEW}", "Filer mangler: ledere.sav",
                     "data/raw/2024-ny/wave.yaml", "filen finnes ikke",
                     "data/raw/2025 ny", "ikke er en id"):  # fmt: skip
            assert result.stdout.count(part) >= 1, part
        assert "4 jobber mislyktes" in result.stdout
        assert contents(rebuildable, *OUTPUTS) == before
    page = (rebuildable / "reports/index.html").read_text(encoding="utf-8")
    assert page.count("Bølgen kan ikke kjøres") == 4
    valid = run(rebuildable, "-m", "evaluering", "validate")
    assert valid.returncode == 1
    for part in ("synt", "ledere.sav", "2024-ny", "2025 ny"):
        assert part in valid.stdout
    replace_in(rebuildable / "config/config.yaml", "reports:", f"waves: ['{WAVE}']\nreports:")
    assert snakemake(rebuildable).returncode == 0


def test_a_report_is_made_for_the_waves_that_have_what_it_needs(rebuildable: Path):
    folder = add_wave(rebuildable, NEW)
    text = (folder / "wave.yaml").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if "ansatte.csv" not in line]
    (folder / "wave.yaml").write_text("\n".join(kept) + "\n", encoding="utf-8")
    for path in ("ansatte.csv", "frames/ansatte.csv"):
        (folder / path).unlink()
    assert set(jobs(planned(rebuildable))) == {
        f"prepare_{NEW}", f"prepare_{NEW}",
    }  # fmt: skip
    code = run(rebuildable, "-m", "evaluering", "tables", "--wave", NEW, "--report", REPORT)
    assert code.returncode == 1
    assert "Bølgen mangler undersøkelsen «ansatte»." in code.stdout
    result = snakemake(rebuildable)
    assert result.returncode == 0, result.stdout
    page = (rebuildable / "reports/index.html").read_text(encoding="utf-8")
    assert "Lages ikke for denne bølgen. Bølgen mangler undersøkelsen «ansatte»." in page


def test_a_report_can_name_its_waves(rebuildable: Path):
    add_wave(rebuildable, NEW)
    report = rebuildable / REPORT_FOLDER / "report.yaml"
    replace_in(report, "chapters:", f"waves: ['{WAVE}']\nchapters:")
    found = jobs(planned(rebuildable))
    assert f"prepare_{NEW}" in found
    assert not [name for name in found if REPORT in name]
    assert run(rebuildable, "-m", "evaluering", "index").returncode == 0
    page = (rebuildable / "reports/index.html").read_text(encoding="utf-8")
    assert NEW in page
    assert "Lages ikke for denne bølgen" not in page


def test_deviating_numbers_are_told_at_the_end_and_on_the_page(rebuildable: Path):
    for printed, other in ((",67", ",68"), (",33", ",34")):
        replace_in(rebuildable / PUBLISHED / "tabell-2.csv", printed, other)
    result = snakemake(rebuildable, f"data/processed/{WAVE}/receipts/build-{REPORT}.json")
    assert result.returncode == 0, result.stdout
    account = rebuildable / DOCUMENTS / "reproduksjon.json"
    summary = json.loads(account.read_text(encoding="utf-8"))["summary"]
    assert summary["near"] + summary["different"] == 2
    assert f"2 trykte tall avviker: se {DOCUMENTS}/reproduksjon.html" in result.stdout
    assert "2 trykte tall avviker" in (rebuildable / "reports/index.html").read_text("utf-8")


def test_clean_deletes_what_is_no_longer_made_and_nothing_else(rebuildable: Path):
    report = rebuildable / REPORT_FOLDER / "report.yaml"
    lines = report.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if "id: tekst" not in line]
    assert len(kept) == len(lines) - 1
    report.write_text("\n".join(kept) + "\n", encoding="utf-8")
    (rebuildable / REPORT_FOLDER / "exhibits/tekst.yaml").unlink()
    mine = rebuildable / FIGURES / "notat.txt"
    mine.write_text("mitt", encoding="utf-8")
    before = contents(rebuildable, *OUTPUTS)
    shown = run(rebuildable, "-m", "evaluering", "clean")
    assert shown.returncode == 0, shown.stdout
    assert "evaluering clean --yes" in shown.stdout
    assert contents(rebuildable, *OUTPUTS) == before
    assert run(rebuildable, "-m", "evaluering", "clean", "--yes").returncode == 0
    gone = set(before) - set(contents(rebuildable, *OUTPUTS))
    assert {Path(name).stem for name in gone} == {"figur-9", "tabell-12"}
    assert gone <= set(shown.stdout.splitlines())
    assert mine.is_file()


def test_another_folder_works_on_the_folder_of_the_snakefile(rebuildable: Path, tmp_path: Path):
    (tmp_path / "annen").mkdir()
    other = ("--cores", "1", "-s", str(rebuildable / "Snakefile"))
    result = run(tmp_path / "annen", "-m", "snakemake", *other)
    assert result.returncode == 0, result.stdout
    assert "Ingenting å gjøre" in result.stdout
