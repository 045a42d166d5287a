"""Every printed cell against the pipeline's, exhibit by exhibit."""

from __future__ import annotations

import json

import pytest

from evaluering.cli.reproduce import readme_line
from evaluering.config.project import load_project
from evaluering.data.published import read_list
from published_exhibits import CELLS, EXHIBITS, FOLDER, PRINTED, unlike
from workspace import REPORT, REPOSITORY, WAVE

REPORTS = f"reports/{WAVE}/{REPORT}"

pytestmark = pytest.mark.workflow


@pytest.mark.parametrize("name", PRINTED)
def test_an_exhibit_has_the_printed_numbers(built, name):
    found = unlike(built, name)
    assert not found, "\n".join(map(str, found))


def test_every_printed_table_is_an_exhibit():
    printed = {place.exhibit for place in CELLS if place.exhibit.startswith("tabell")}
    assert printed <= set(EXHIBITS)


def test_an_exhibit_is_rounded_as_the_list_says():
    listed = {entry.exhibit: entry.rounding for entry in read_list(FOLDER)}
    assert set(listed) == {place.exhibit for place in CELLS}
    assert {name: EXHIBITS[name].rounding for name in PRINTED} == {n: listed[n] for n in PRINTED}


def test_an_exhibit_has_the_number_and_section_of_the_list():
    listed = {entry.exhibit: (entry.number, entry.section) for entry in read_list(FOLDER)}
    own = {name: (EXHIBITS[name].number, EXHIBITS[name].section) for name in PRINTED}
    assert own == {name: listed[name] for name in PRINTED}


def test_the_readme_tells_what_the_reproduction_found(built):
    account = json.loads((built / REPORTS / "reproduksjon.json").read_text(encoding="utf-8"))
    project = load_project(built)
    source = project.reports[REPORT].source.split(",")[0]
    line = readme_line(source, project.waves[WAVE].title, account["summary"])
    assert line in (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert account["summary"]["different"] == account["summary"]["near"] == 0
    assert {c["exhibit"] for c in account["cells"] if c["status"] == "missing"} <= {"tekst"}
    assert len(account["cells"]) == account["summary"]["printed"]
