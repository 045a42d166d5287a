"""A table that is printed but no longer set up is told of, not stumbled over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from workspace import EXHIBITS, REPORT, WAVE, replace_in

TABLE = "tabell-5"
CHAPTER = f"{EXHIBITS}/kapittel-1.yaml"
CLAIMS = f"config/reports/{REPORT}/claims.yaml"
CORRECTIONS = "exhibit,row,column,printed,used,proof\n"


@pytest.fixture
def without(project: Path) -> Path:
    """Return a project in which the one table with printed numbers is not set up."""
    for path in (project / EXHIBITS).glob("*.yaml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        content["exhibits"] = [e for e in content["exhibits"] if e["id"] != TABLE]
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    published = project / "data/raw/published" / REPORT
    for path in published.glob("*.csv"):
        if path.stem != TABLE:
            path.unlink()
    (published / "corrections.csv").write_text(CORRECTIONS, encoding="utf-8")
    return project


def test_its_printed_numbers_are_listed_as_missing(without: Path, evaluering):
    code, said = evaluering(without, "reproduce", "--wave", WAVE, "--report", REPORT)
    assert code == 0, said
    folder = without / "reports" / WAVE / REPORT
    account = json.loads((folder / "reproduksjon.json").read_text(encoding="utf-8"))
    assert account["summary"]["printed"] == account["summary"]["missing"] > 5
    assert all("Ikke satt opp i rapporten" in cell["reason"] for cell in account["cells"])
    assert f">{TABLE}</h3>" in (folder / "reproduksjon.html").read_text(encoding="utf-8")


def test_claims_about_a_printed_table_stay_valid(without: Path, evaluering):
    assert f"exhibit: {TABLE}\n" in (without / CLAIMS).read_text(encoding="utf-8")
    code, said = evaluering(without, "validate")
    assert code == 0, said


def test_a_claim_about_a_table_that_is_nowhere_is_a_fault_before_the_run(project, evaluering):
    replace_in(project / CLAIMS, "exhibit: tabell-14\n", "exhibit: tabel-14\n")
    code, said = evaluering(project, "validate")
    assert code != 0
    for part in (CLAIMS, "metode-skoleledere-skoletype.exhibit", "Mente du «tabell-14»?"):
        assert part in said


def test_numbers_printed_in_a_figure_that_shows_none_are_listed_as_missing(without, evaluering):
    published = without / "data/raw/published" / REPORT
    (published / f"{TABLE}.csv").rename(published / "figur-tillegg-2.csv")
    code, said = evaluering(without, "reproduce", "--wave", WAVE, "--report", REPORT)
    assert code == 0, said
    folder = without / "reports" / WAVE / REPORT
    account = json.loads((folder / "reproduksjon.json").read_text(encoding="utf-8"))
    assert "har ingen trykte tall" in account["cells"][0]["reason"]
