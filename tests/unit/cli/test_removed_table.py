"""A table that is printed but no longer set up is told of, not stumbled over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from evaluering.message import restored
from evaluering.render.language import say
from small_project import EXHIBITS, PUBLISHED, REPORT, REPORT_FOLDER, WAVE
from workspace import replace_in

TABLE = "tabell-2"
CLAIMS = f"{REPORT_FOLDER}/claims.yaml"
pytestmark = pytest.mark.usefixtures("within")


@pytest.fixture
def without(project: Path) -> Path:
    """Return a project in which the one table with printed numbers is not set up."""
    for path in (project / EXHIBITS).glob("*.yaml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        content["exhibits"] = [e for e in content["exhibits"] if e["id"] != TABLE]
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    replace_in(project / CLAIMS, "exhibit: tabell-1", f"exhibit: {TABLE}")
    return project


def test_its_printed_numbers_are_listed_as_missing(without: Path, evaluering):
    code, said = evaluering(without, "reproduce", "--wave", WAVE, "--report", REPORT)
    assert code == 0, said
    folder = without / "reports" / WAVE / REPORT
    account = json.loads((folder / "reproduksjon.json").read_text(encoding="utf-8"))
    assert account["summary"]["printed"] == account["summary"]["missing"] > 1
    assert {cell["reason"]["message"] for cell in account["cells"]} == {"not_set_up"}
    assert ">Tabell 2</h3>" in (folder / "reproduksjon.html").read_text(encoding="utf-8")


def test_claims_about_a_printed_table_stay_valid(without: Path, evaluering):
    assert f"exhibit: {TABLE}" in (without / CLAIMS).read_text(encoding="utf-8")
    code, said = evaluering(without, "validate")
    assert code == 0, said


def test_a_claim_about_a_table_that_is_nowhere_is_a_fault_before_the_run(project, evaluering):
    replace_in(project / CLAIMS, "exhibit: tabell-1", "exhibit: tabel-1")
    code, said = evaluering(project, "validate")
    assert code != 0
    for part in (CLAIMS, "claims.u1.exhibit", "Mente du «tabell-1»?"):
        assert part in said


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("spart-tid, section: '1', exhibit: tabell-1", "spart-tid, section: '1', exhibit: tabel-1",
         "untestable.spart-tid.exhibit"),
        ("id: spart-tid", "id: u1", "untestable"),
        (", reason: ingen ble spurt om tiden", "", "untestable[0].reason"),
    ],
)  # fmt: skip
def test_so_is_a_fault_in_a_claim_that_no_wave_can_decide(project, evaluering, old, new, key):
    replace_in(project / CLAIMS, old, new)
    code, said = evaluering(project, "validate")
    assert code != 0
    assert f"nøkkel:  {key}\n" in said, said


def test_numbers_printed_in_a_figure_that_shows_none_are_listed_as_missing(without, evaluering):
    published = without / PUBLISHED
    (published / f"{TABLE}.csv").rename(published / "figur-1.csv")
    replace_in(published / "exhibits.csv", TABLE, "figur-1")
    code, said = evaluering(without, "reproduce", "--wave", WAVE, "--report", REPORT)
    assert code == 0, said
    folder = without / "reports" / WAVE / REPORT
    account = json.loads((folder / "reproduksjon.json").read_text(encoding="utf-8"))
    assert say(restored(account["cells"][0]["reason"])).endswith("ingen trykte tall å holdes mot.")
