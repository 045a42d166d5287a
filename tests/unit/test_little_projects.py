"""A project that lacks a part runs, and says nothing of what it does not have."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

from evaluering.config.kinds import kinds
from evaluering.exhibits.result import load_result
from pages import Page
from small_project import (
    ALL,
    NONE,
    REPORT,
    SURVEYS,
    WAVE,
    Parts,
    build,
    write_project,
)  # fmt: skip

pytestmark = pytest.mark.slow

DOCUMENTS = ("rapport.html", "rapport.docx", "rapport.pdf", "tabeller.xlsx")
UNSAID = {
    "registry": ("kommune", "register", "kobl"),
    "indices": ("indeks", "faktoranalyse", "alpha"),
    "rates": ("svarprosent", "svarandel", "populasjon", "fikk skjemaet"),
}
"""What is told of a part; a report of a project without it has none of the words."""
COMPUTED = ("ingest", "registry", "link", "indices", "results", "checks")


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    """Return a project with all its parts, built."""
    root = write_project(tmp_path_factory.mktemp("hel") / "prosjekt")
    build(root)
    return root


@pytest.fixture(scope="module")
def bare(tmp_path_factory) -> Path:
    """Return a project with as little as there can be, built."""
    root = write_project(tmp_path_factory.mktemp("bar") / "prosjekt", NONE)
    build(root)
    return root


def words(root: Path) -> str:
    text = (root / "reports" / WAVE / REPORT / "rapport.html").read_text(encoding="utf-8")
    return " ".join(Page(text).words).casefold()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_report_is_made_in_every_format_with_and_without_the_parts(whole, bare, name):
    for root in (whole, bare):
        assert (root / "reports" / WAVE / REPORT / name).stat().st_size > 1000


def test_the_whole_project_has_every_kind_of_exhibit_and_data_behind_each(whole):
    folder = whole / "data/processed" / WAVE / "resultater" / REPORT
    results = [load_result(path.with_suffix("")) for path in folder.glob("*.json")]
    assert {result.kind for result in results} == set(kinds())
    assert not [result.exhibit for result in results if result.empty]


@pytest.mark.parametrize(("part", "unsaid"), UNSAID.items())
def test_a_project_says_nothing_of_what_it_does_not_have(whole, bare, part, unsaid):
    assert all(word in words(whole) for word in unsaid[:1])
    assert not [word for word in unsaid if word in words(bare)]


@pytest.mark.parametrize("section", ["del_kobling", "del_indekser", "del_faktoranalyser"])
def test_the_methods_chapter_has_no_section_on_what_is_not_there(whole, bare, section):
    def ids(root: Path) -> list[str]:
        page = root / "reports" / WAVE / REPORT / "rapport.html"
        return Page(page.read_text(encoding="utf-8")).ids

    assert section in ids(whole)
    assert section not in ids(bare)
    assert {"del_metode", "del_undersokelser", "del_manglende"} <= set(ids(bare))


def test_no_file_is_made_of_what_is_not_there(bare):
    made = {path.name for path in bare.rglob("*") if path.is_file()}
    assert not [
        name for name in made if name.startswith(("registry-", "link-", "indices", "scree"))
    ]
    assert not {"paastander.html", "reproduksjon.html", "revisjon.html"} & made
    assert {f"{survey}.html" for survey in SURVEYS} <= made


@pytest.mark.parametrize("part", [field.name for field in fields(Parts)])
def test_each_part_can_be_otherwise_by_itself(tmp_path, part):
    root = write_project(tmp_path / "prosjekt", **{part: not getattr(ALL, part)})
    project = build(root, *COMPUTED)
    folder = root / "data/processed" / WAVE / "resultater" / REPORT
    assert {path.stem for path in folder.glob("*.csv")} == {
        exhibit.id for exhibit in project.exhibits(REPORT)
    }


def test_what_the_little_project_prints_and_claims_is_reproduced(whole):
    folder = whole / "reports" / WAVE / REPORT
    summary = json.loads((folder / "reproduksjon.json").read_text(encoding="utf-8"))["summary"]
    assert summary["equal"] == summary["printed"] > 0
    claims = json.loads((folder / "paastander.json").read_text(encoding="utf-8"))["claims"]
    verdicts = {claim["id"]: claim["verdict"] for claim in claims}
    assert verdicts.pop("spart-tid") == "untestable"
    assert set(verdicts.values()) <= {"holds", "fails"}
    assert "ingen ble spurt om tiden" in (folder / "paastander.html").read_text(encoding="utf-8")
